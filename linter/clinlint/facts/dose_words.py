"""Words around amounts: how long, how much of a body, whose it is, what a label calls it."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2


@cache
def strength() -> Any:
    """What a label calls the thing whose strength it gives."""
    return re2.compile(r"(?i)^[ -]?(?:[a-z-]+ ){0,3}(?:tablets?|capsules?|pills?|caplets?)\b")


@cache
def take_one() -> Any:
    """The order to take one of them."""
    return re2.compile(r"(?i)^\W*(?:take|swallow) (?:one|1|a)(?: (?:tablet|capsule|pill|caplet))? ")


@cache
def lasting() -> Any:
    """Words that make `a week` a time that something lasts: `for at least a week`."""
    return re2.compile(
        r"(?i)\b(?:for|days|weeks|nights|least|about|after|within|than|over|next|first|last|half|of|until|up to) \|(?:an? |one)"
    )


@cache
def dosing_only() -> Any:
    """Nothing, or words such as `The recommended dose is` before an amount."""
    return re2.compile(
        r"(?i)^\W*(?:(?:the|a|an|your|its|usual|usually|recommended|starting|start|initial|normal|typical|maintenance|adult|daily|weekly|monthly|standard"
        r"|dose|dosage|doses|is|are|of|by|mouth|oral|it|take|taken|given|injected|infused|as|with|for|adults|people|most|at|once|up|to|one|tablet|capsule"
        r"|injection|each|every|day|week|month|this|medicine|drug|comes|in|maximum|highest|lowest|no|more|than|should|be|not|exceed)\W+)*$"
    )


@cache
def per_body() -> Any:
    """An amount by body weight, also where the substance stands between: `0.8 g of protein per kilogram`."""
    return re2.compile(
        r"(?i)(?:per|/|for (?:each|every)|by|a) ?(?:kg\b|kilograms?\b|kilos?\b|pounds?\b|square met|m2\b|1,?000 (?:kcal|calories))"
    )


@cache
def injected() -> Any:
    """Words of injection and infusion."""
    return re2.compile(r"(?i)\b(?:inject\w*|infus\w*|subcutaneous\w*|intraven\w*|IV|intramuscular\w*|drip)\b")


@cache
def goes_on() -> Any:
    """The beginning of a sentence that goes on about what the one before it is about: `The dose is`."""
    return re2.compile(
        r"(?i)^(?:the |its |a )?(?:(?:usual|recommended|standard|typical|normal|single|starting) )?(?:dose|dosage|it) (?:is|comes|of)\b"
    )


@cache
def a_day() -> Any:
    """A day in other words: `in 24 hours`."""
    return re2.compile(
        r"(?i)\b((?:(\w+) times )?(?:in|within|over|during)(?: a| any| one| each)? (?:24[ -]?(?:hours?|h)\b|day\b|24-hour period))"
    )


@cache
def energy() -> Any:
    """What a share of energy is a share of."""
    return re2.compile(r"^ (?:of )?(?:(?:your|our|their|total|daily|the|all|dietary|overall|one's) ){0,3}(?:energy|calori)")


@cache
def owned() -> Any:
    """Words behind an amount that name what it is of."""
    return re2.compile(
        r"^[)\]]? of (?:the |a |an )?(?:[b-hj-su-z]|i[^t]|t[^h]|a[^ ])|^ (?:protein|fat|sugar|carb|cholesterol|tablet of|saturated|body|weight)"
    )
