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
    "undone": remedies.undone,
    "conquest": remedies.conquest,
    "vanishes": remedies.vanishes,
    "cured-of": remedies.cured_of,
    "owned-or-title": remedies.owned_or_title,
    "product-change": remedies.product_change,
    "no-harm": promises.no_harm,
    "substance": promises.substance,
    "harmless-thing": promises.harmless_thing,
    "bare-safe": promises.bare_safe,
    "approval": promises.approval,
    "absolute": promises.absolute,
    "best": promises.best,
    "promise": promises.promise,
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
    "benefit-of": benefits.benefit_of,
    "any-effect": benefits.any_effect,
    "harm-of": benefits.harm_of,
    "told": benefits.told,
    "harm": benefits.harm,
    "because": benefits.because,
}
