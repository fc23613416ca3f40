"""Every frame of a claim by the name that a term gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from clinlint.facts import benefits, promises, remedies
from clinlint.facts.view import View

FRAMES: Mapping[str, Callable[[View, Sequence[str], Sequence[str]], str]] = {
    "phrase": remedies.phrase,
    "cure": remedies.cure,
    "heal": remedies.heal,
    "change": remedies.change,
    "imperative": remedies.imperative,
    "stops": remedies.stops,
    "start": remedies.start,
    "owned": remedies.owned,
    "key": benefits.key,
    "people-who": benefits.people_who,
    "helps": benefits.helps,
    "caused": benefits.caused,
    "reversible": remedies.reversible,
    "product-change": remedies.product_change,
    "no-harm": promises.no_harm,
    "substance": promises.substance,
    "bare-safe": promises.bare_safe,
    "approval": promises.approval,
    "absolute": promises.absolute,
    "best": promises.best,
    "natural": promises.natural,
    "boost": promises.boost,
    "detox": promises.detox,
    "proves": promises.proves,
    "proof": promises.proof,
    "headline-proves": promises.headline_proves,
    "proven-trick": promises.proven_trick,
    "preventable": benefits.preventable,
    "proven": promises.proven,
    "prevent": benefits.prevent,
    "benefit": benefits.benefit,
    "headline-benefit": benefits.headline_benefit,
    "told": benefits.told,
    "harm": benefits.harm,
    "because": benefits.because,
}
