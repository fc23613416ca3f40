"""What an article says, each statement with its span; never what is right."""
