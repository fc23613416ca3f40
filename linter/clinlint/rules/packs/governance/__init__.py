"""Rules about what an article says of itself: who wrote and reviewed it, when, for whom, and in whose interest."""
