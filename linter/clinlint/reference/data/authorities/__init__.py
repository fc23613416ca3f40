"""How texts name authorities and the places they speak for."""
