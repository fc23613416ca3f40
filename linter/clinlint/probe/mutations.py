"""Plants one error into a right statement: a slip of the kinds that happen to writers, typists and converters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from clinlint.model.finding import Edit
from clinlint.model.span import Span
from clinlint.probe.figures import Figure, figures, sign_of, slips
from clinlint.probe.planting import Planted, planted

Slip = Callable[[str], Iterator[Planted]]


def mutants(text: str, safe: Callable[[Decimal], bool] = lambda _value: False) -> Iterator[Planted]:
    """Every mutant of a statement, in a fixed order.

    `safe` tells which numbers might be right as well, so that they are not planted as errors.
    """
    for slip in (_decimal, _unit, _sign, _comparator, _labels, _frequency, _conversion, _lost_dash):
        yield from slip(text)
    yield from _boundary(text, safe)


def _edit(start: int, end: int, text: str) -> Edit:
    return Edit(Span(start, end), text)


def _written(value: Decimal, like: str) -> str:
    """A number in the manner of another: thousands separators, the minus sign."""
    plain = value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    text = f"{abs(plain):,f}" if "," in like or (abs(value) >= 10000) else f"{abs(plain):f}"
    return (sign_of(like, 0) or "-") + text if value < 0 else text


def _decimal(text: str) -> Iterator[Planted]:
    """The decimal point moved by one place."""
    for figure in figures(text):
        if figure.value:
            for factor in (Decimal(10), Decimal("0.1")):
                yield _replaced("decimal", text, figure, figure.value * factor)


def _replaced(kind: str, text: str, figure: Figure, value: Decimal) -> Planted:
    return planted(kind, text, [_edit(figure.start, figure.end, _written(value, text[figure.start : figure.end]))])


def _unit(text: str) -> Iterator[Planted]:
    """Another unit at the same number; at every place of the statement that has it in brackets or a table, only there."""
    exchange = slips()["exchanges"]["unit"]
    for figure in figures(text):
        for other in exchange.get(figure.unit, ()):
            yield planted("unit", text, [_edit(figure.unit_at, figure.unit_at + len(figure.unit), other)])


def _sign(text: str) -> Iterator[Planted]:
    """A minus sign lost."""
    for figure in figures(text):
        sign = sign_of(text, figure.start)
        if sign:
            end = figure.start + len(sign)
            yield planted("sign", text, [_edit(figure.start, end, "")], reach=figure.end - end)


@cache
def _pairs(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    other = {a: b for pair in slips()["exchanges"][name] for a, b in (pair, pair[::-1])}
    words = sorted(other, key=len, reverse=True)
    return re.compile(r"(?i)(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])"), other


def _like(word: str, model: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() and not model.isupper() else word


def _comparator(text: str) -> Iterator[Planted]:
    """A comparator turned round, where it stands at a figure."""
    pattern, other = _pairs("comparator")
    found = figures(text)
    for match in pattern.finditer(text):
        near = any(_beside(text, match.start(), match.end(), f) for f in found)
        if near and not re.search(r"(?i)\b(?:women|men|people|adults|children|those|age|aged) $", text[: match.start()][-12:]):
            yield planted("comparator", text, [_edit(*match.span(), _like(other[match[0].lower()], match[0]))])


def _beside(text: str, start: int, end: int, figure: Figure) -> bool:
    """Whether a phrase stands right before a figure, or behind it and its unit."""
    if 0 <= figure.start - end <= 3 and not text[end : figure.start].strip(" *_(\u00a0"):
        return True
    last = figure.unit_at + len(figure.unit) if figure.unit else figure.end
    return 0 <= start - last <= 24 and not re.search(r"[.;,|\n]|\d\d?\D*\d{3}|\b(?:and|but|to)\b", text[last:start])


def _labels(text: str) -> Iterator[Planted]:
    """Two names exchanged where both occur, or one replaced by its opposite."""
    pattern, other = _pairs("label")
    found = [m for m in pattern.finditer(text) if not (text[m.end() :].startswith("-") or _of_people(text, m.start()))]
    seen: set[frozenset[str]] = set()
    for match in found:
        word = match[0].lower()
        opposite = other[word]
        pair = frozenset((word, opposite))
        if pair in seen:
            continue
        seen.add(pair)
        both = [m for m in found if m[0].lower() in pair]
        if {m[0].lower() for m in both} == pair:
            if len(_values(text)) > 1:
                yield planted("label", text, [_edit(*m.span(), _like(other[m[0].lower()], m[0])) for m in both])
        elif word not in {"women", "men", "systolic", "diastolic"}:
            yield planted("label", text, [_edit(*match.span(), _like(opposite, match[0]))])
    for word, names in slips()["exchanges"]["replaced"].items():
        single = re.search(rf"(?i)(?<![\w-]){word}(?![\w-])(?! (?:to|intensity|or vigorous|aerobic|physical|activity|exercise)\b)", text)
        if single and not _of_people(text, single.start()):
            yield from (planted("label", text, [_edit(*single.span(), _like(name, single[0]))]) for name in names)


def _of_people(text: str, start: int) -> bool:
    """Whether a label tells whom a statement is about, or how great a risk is, and not what the figure means."""
    return bool(re.search(r"(?i)\b(?:for|with|risks?|hearing|vitamin D|iron|type)(?: \w+){0,2} $", text[max(0, start - 40) : start]))


def _values(text: str) -> set[Decimal]:
    return {f.value for f in figures(text)}


def _frequency(text: str) -> Iterator[Planted]:
    """Another period: a week for a day."""
    exchange = slips()["exchanges"]["rate"]
    taken: list[Span] = []
    for phrase in sorted(exchange, key=len, reverse=True):
        for match in re.finditer(rf"(?i)(?<![\w-]){re.escape(phrase)}(?![\w-])", text):
            span = Span(*match.span())
            if any(span.overlaps(t) for t in taken):
                continue
            taken.append(span)
            for other in exchange[phrase]:
                yield planted("frequency", text, [_edit(span.start, span.end, _like(other, match[0]))])


def _conversion(text: str) -> Iterator[Planted]:
    """A figure in brackets that no longer converts the one before it."""
    found = figures(text)
    for first, second in pairwise(found):
        if (
            first.unit
            and second.unit
            and first.unit != second.unit
            and re.fullmatch(r"[^()\d]{0,30}\((?:or |about )?", text[first.end : second.start])
        ):
            yield _replaced("conversion", text, second, _rounded(second.value * Decimal("1.4"), second))


def _rounded(value: Decimal, like: Figure) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-like.places))


def _lost_dash(text: str) -> Iterator[Planted]:
    """Two numbers run together where the dash between them went missing."""
    found = figures(text)
    for first, second in pairwise(found):
        between = text[first.end : second.start]
        if between in {"-", "\u2013", " - ", " \u2013 ", " to "} and first.value > 0 and not first.places and not second.places:
            run = text[first.start : first.end] + text[second.start : second.end]
            yield planted("lost dash", text, [_edit(first.start, second.end, run.replace(",", ""))])


_STEPS = (
    (Decimal(1000), Decimal(500)),
    (Decimal(100), Decimal(20)),
    (Decimal(10), Decimal(3)),
    (Decimal(1), Decimal(1)),
    (Decimal(0), Decimal("0.1")),
)


def _boundary(text: str, safe: Callable[[Decimal], bool]) -> Iterator[Planted]:
    """A limit or an end of a range moved a little."""
    found = figures(text)
    pattern, _ = _pairs("comparator")
    marks = [m.span() for m in pattern.finditer(text)]
    for index, figure in enumerate(found):
        if not (any(_beside(text, start, end, figure) for start, end in marks) or _ranged(text, found, index)):
            continue
        size = abs(figure.value)
        step = next(step for least, step in _STEPS if size >= least)
        step = Decimal("0.5") if figure.places and 1 <= size < 10 else step
        for value in (figure.value + step, figure.value - step):
            if value != 0 and (value > 0) == (figure.value > 0) and value not in _values(text) and not safe(abs(value)):
                yield _replaced("boundary", text, figure, value)


def _ranged(text: str, found: Sequence[Figure], index: int) -> bool:
    joint = re.compile(r" ?(?:to|-|\u2013|and) ?")
    before = index > 0 and joint.fullmatch(text[found[index - 1].end : found[index].start])
    after = index + 1 < len(found) and joint.fullmatch(text[found[index].end : found[index + 1].start])
    return bool(before or after)
