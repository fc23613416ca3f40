"""How a passage is worded: triggers, sentences, and the context that changes what words assert. Knows no rules."""
