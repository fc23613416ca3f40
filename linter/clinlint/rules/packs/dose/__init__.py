"""Doses and intakes: amounts, units, periods, pairs that do not convert."""
