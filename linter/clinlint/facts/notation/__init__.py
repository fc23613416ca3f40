"""How numbers, units, rates, groups of people and the roles of statements are written, as data."""
