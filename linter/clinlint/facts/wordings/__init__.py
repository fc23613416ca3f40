"""How articles word what rules ask of them: statements that need a source, disclaimers, advice, warnings.

Patterns are RE2, without regard to letter case, over normalised text (one kind of blank, dash and quote).
"""
