"""Numbers tied to a category of a measure, held against what authorities say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clinlint.facts.article import Article
from clinlint.facts.bands import Band
from clinlint.facts.measures import PARTS
from clinlint.facts.metadata import metadata
from clinlint.facts.threshold_statement import Statement
from clinlint.facts.thresholds import thresholds
from clinlint.model.finding import Applicability, Edit, Evidence, Finding, Fix, Severity, Trust
from clinlint.model.quantity import Form, Quantity, Sign
from clinlint.model.settings import Settings
from clinlint.rules.cut_offs import Slip, in_unit
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.stated import Verdict
from clinlint.rules.verdicts import judge
from clinlint.rules.wording import a, figure, in_words


def _verdicts(article: Article, jurisdictions: frozenset[str]) -> Iterator[Verdict]:
    for statement in article.fact(thresholds):
        verdict = judge(statement, jurisdictions)
        if verdict is not None:
            yield verdict


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    slips = {Slip(name) for name in rule.options["slips"]}
    told = [v for v in _verdicts(article, settings.jurisdictions) if v.slip in slips and not _tells_its_year(article, v)]
    several = sum(v.slip is Slip.INVERTED for v in told) > 1
    for verdict in told:
        if verdict.slip is not Slip.INVERTED or not (several or _falls(article, verdict.statement)):
            yield _finding(rule, article, verdict, _until(article, settings, verdict))


def _falls(article: Article, statement: Statement) -> bool:
    """Whether words between two numbers say that they go down on purpose: `from 59 down to 45`."""
    first, last = statement.quantity.numbers
    return article.texts[statement.block][first.end : last.start].strip() not in {"-", "to", "and"}


def _tells_its_year(article: Article, verdict: Verdict) -> bool:
    """Whether an old scheme is given by its year: `by the 2011 guideline`."""
    year = verdict.band.scale.valid_from
    return verdict.slip is Slip.SUPERSEDED and year is not None and str(year) in _sentence(article, verdict.statement)


def _sentence(article: Article, statement: Statement) -> str:
    block, at = statement.block, statement.at.start
    told = next((s for s in article.sentences(block) if s.start <= at < s.end), None)
    return article.texts[block][told.start : told.end] if told is not None else ""


def _until(article: Article, settings: Settings, verdict: Verdict) -> int | None:
    """The year in which an old scheme ceased to hold, where the article's date is before it; None where it is not, or has no date."""
    until = verdict.band.scale.valid_to
    if verdict.slip is not Slip.SUPERSEDED or until is None:
        return None
    told = metadata(article, settings)
    dates = [found for name in ("published", "modified", "last_reviewed") if (found := told.date(name)) is not None]
    return until if dates and max(dates).year < until else None


def _finding(rule: Rule, article: Article, verdict: Verdict, until: int | None) -> Finding:
    statement, band = verdict.statement, verdict.band
    block = article.blocks[statement.block]
    start, end = statement.at.start, statement.at.end
    if verdict.slip is Slip.LABEL and statement.label_at.block == statement.block:
        start, end = min(start, statement.label_at.start), max(end, statement.label_at.end)
    end = max(end, _closed(verdict))
    named_in = article.blocks[statement.label_at.block].cell
    if verdict.slip is Slip.LABEL and block.cell is not None and named_in is not None and named_in.row == block.cell.row:
        block, start, end = article.blocks[statement.label_at.block], statement.label_at.start, statement.label_at.end
    if verdict.slip is Slip.PERIOD and statement.quantity.rate_at[0] >= 0:
        start, end = min(start, statement.quantity.rate_at[0]), max(end, statement.quantity.rate_at[1])
    evidence = _evidence(band)
    found = figure(article.texts[statement.block][statement.at.start : _closed(verdict)])
    expected = _expected(verdict)
    message = _message(verdict, found, expected, evidence)
    if until is not None:
        message = f"{message.removesuffix('.')} since {until}, after the article's date."
    fix = _fix(article, verdict)
    return rule.at(
        block,
        start,
        end,
        message=message,
        severity=Severity.INFO
        if evidence.trust is Trust.UNVERIFIED or (verdict.slip is Slip.SUPERSEDED and not (_is_theirs(statement, band) and until is None))
        else None,
        found=f"{statement.written}: {found}",
        expected=f"{statement.written}: {expected}",
        evidence=(evidence,),
        fixes=(fix,) if fix else (),
        detail=(("measure", band.scale.measure.name), ("category", statement.label), ("slip", verdict.slip.value)),
    )


def _is_theirs(statement: Statement, band: Band) -> bool:
    """Whether the text names the authority of a band."""
    return any(who.speaks(band.scale.authority, band.scale.jurisdictions) for who in statement.authorities)


def _evidence(band: Band) -> Evidence:
    return band.scale.evidence


def _expected(verdict: Verdict) -> str:
    unit, band = verdict.statement.unit, verdict.band
    shown = in_unit(band, unit)
    told = in_words(shown[-1][0], band, unit) if shown else in_words(band.interval, band, None)
    besides = [r for c in (*band.scale.categories, *band.scale.overlays) if band.qualifier and c.label == band.name for r in c.requires]
    return ", with ".join((told, *besides))


def _message(verdict: Verdict, found: str, expected: str, evidence: Evidence) -> str:
    statement, band = verdict.statement, verdict.band
    name = _called(statement, band)
    measure = a(name)
    label = statement.written[:1].upper() + statement.written[1:]
    who = f"{evidence.authority} {evidence.year}" if evidence.year else evidence.authority
    opening = (
        f"{label} is given as {found}" if statement.written.lower() in name.lower() else f"{label} is given as {measure}{_joined(found)}"
    )
    if verdict.slip is Slip.PERIOD:
        per = band.scale.measure.unit.rpartition("/")[2]
        return f"{name[:1].upper()}{name[1:]} is given as {found} in another period; {who} says {expected} a {per}."
    if statement.unwritten:
        name = f"{name} for {statement.written}"
    if verdict.instead is not None and (statement.unwritten or not statement.label):
        return f"{name[:1].upper()}{name[1:]} is given as {found}; that is the cut-off of {verdict.instead.scale.measure.name}, {who} says {expected}."
    if statement.unwritten or not statement.label:
        return f"{name[:1].upper()}{name[1:]} is given as {found}; {who} says {expected}."
    match verdict.slip:
        case Slip.LABEL if verdict.instead is not None:
            return f"{opening}; {who} calls that {verdict.instead.name.partition(' (')[0]} and defines {statement.written.lower()} as {expected}."
        case Slip.SUPERSEDED:
            return f"{opening}, as {who} had it; that scheme is superseded."
        case Slip.UNIT if verdict.right is not None and verdict.right.unit is not None:
            return f"{opening}; the number fits {verdict.right.unit.name}, and {who} defines it as {expected}."
        case Slip.UNIT:
            unit = statement.unit.name if statement.unit else "this unit"
            return f"{opening}; {measure} is not measured in {unit}, and {who} defines {statement.written.lower()} as {expected}."
        case Slip.POPULATION:
            return f"{opening} for somebody of another age; {who} made these categories for {band.scale.population}."
        case Slip.INVERTED:
            return f"{opening}: the range runs downwards; {who} defines it as {expected}."
        case Slip.DASH:
            return f"{opening}: two numbers run together; {who} defines it as {expected}."
        case _:
            return f"{opening}; {who} defines it as {expected}."


def _joined(found: str) -> str:
    """A number after its measure: `of −2.5 or lower`, but `between −1 and −2.5`, `above −1`."""
    first = found.split(" ", maxsplit=1)[0].lower()
    return f" {found}" if first in _PREPOSITIONS or first[:1] in "≥≤<>" else f" of {found}"


_PREPOSITIONS = frozenset(
    [
        "between",
        "from",
        "above",
        "below",
        "under",
        "over",
        "at",
        "more",
        "less",
        "higher",
        "lower",
        "greater",
        "fewer",
        "up",
        "no",
        "not",
        "within",
        "before",
        "after",
    ]
)


def _called(statement: Statement, band: Band) -> str:
    """The measure as the article calls it, without a capital that only begins a sentence or a plural."""
    name = (
        statement.measure if statement.near and len(statement.measure) > 2 and " per " not in statement.measure else band.scale.measure.name
    )
    measure = band.scale.measure
    name = measure.name if name.lower() in PARTS else name
    name = next((known for known in (measure.name, *measure.aliases) if known.lower() == name.lower()), name)
    return name.removesuffix("s") if name.lower().endswith(("scores", "levels", "counts", "readings", "results")) else name


def _fix(article: Article, verdict: Verdict) -> Fix | None:
    """The one number or word to change, where it is certain."""
    statement = verdict.statement
    block, quantity = article.blocks[statement.block], statement.quantity
    edits: list[tuple[int, int, str]] = []
    right = verdict.right
    if verdict.slip is Slip.SIGN and right is not None:
        edits += [(n.start, n.digits, "\u2212") for n in statement.numbers if n.value > 0]
        if statement.closed and statement.other_end is not None:
            turned = right.form is Form.RANGE
            edits += [*_turn(article, statement.block, quantity), *_turn(article, statement.block, statement.other_end)] if turned else []
        elif right.form.downward != quantity.form.downward or right.form.upward != quantity.form.upward:
            edits += _turn(article, statement.block, quantity)
    elif verdict.slip is Slip.DIRECTION and right is not None and quantity.numbers[0].sign is not Sign.ABOVE:
        edits += _comparisons(article, verdict)
    elif verdict.slip is Slip.DASH and right is not None:
        sign = "\u2212" if right.interval.high < 0 else ""
        ends = (right.interval.high, right.interval.low) if sign else (right.interval.low, right.interval.high)
        edits.append((quantity.numbers[0].start, quantity.numbers[0].end, f"{sign}{abs(ends[0])} to {sign}{abs(ends[1])}"))
    elif verdict.slip is Slip.FIGURE or (verdict.slip is Slip.DECIMAL and right is not None):
        edits += _figures(verdict)
    if not edits or not all(block.map.exact(s, e) or s == e for s, e, _ in edits):
        return None
    spans = [(block.map.span(s, e), text) for s, e, text in edits]
    first, last = min(quantity.start, *(s for s, _, _ in edits)), max(_closed(verdict), *(e for _, e, _ in edits))
    return Fix(
        f"Write “{figure(_edited(article.texts[statement.block], first, last, edits))}”",
        Applicability.SUGGESTED,
        tuple(Edit(span, text) for span, text in spans),
    )


def _closed(verdict: Verdict) -> int:
    """Where the words end that give the number, the other end included."""
    statement = verdict.statement
    told = statement.closed or verdict.slip is Slip.DIRECTION
    return statement.other_end.end if statement.other_end is not None and told else statement.at.end


def _comparisons(article: Article, verdict: Verdict) -> list[tuple[int, int, str]]:
    """Edits that turn round the comparisons that point the wrong way: of a number and its other end both, or the one that must."""
    statement, quantity = verdict.statement, verdict.statement.quantity
    other = statement.other_end
    if other is None:
        return _turn(article, statement.block, quantity)
    wrong = [q for q, beyond in ((quantity, other.value), (other, quantity.value)) if q.form.upward == (q.value > beyond)]
    turns = [_turn(article, statement.block, q) for q in wrong]
    return [edit for turn in turns for edit in turn] if all(turns) else []


def _edited(text: str, start: int, end: int, edits: Sequence[tuple[int, int, str]]) -> str:
    """Text `[start, end)` with edits made."""
    out, at = [], start
    for first, last, new in sorted(edits):
        out += [text[at:first], new]
        at = last
    return "".join([*out, text[at:end]])


def _turn(article: Article, block: int, quantity: Quantity) -> list[tuple[int, int, str]]:
    from clinlint.facts.numbers import NOTATION
    from clinlint.resources import compiled

    start, end = quantity.comparator_at
    words = article.texts[block][start:end]
    for word, opposite in compiled(NOTATION)["comparators"]["opposite"].items():
        at = words.lower().find(word)
        if at >= 0 and (not word.isalpha() or words.lower().strip().endswith(word) or f"{word} " in words.lower()):
            return [(start + at, start + at + len(word), opposite)]
    return []


def _figures(verdict: Verdict) -> list[tuple[int, int, str]]:
    """Edits that make the numbers those of the band, where each has one place to go."""
    quantity = verdict.statement.quantity
    shown = in_unit(verdict.band, verdict.statement.unit)
    if not shown:
        return []
    interval = shown[-1][0]
    if len(quantity.numbers) == 2 and interval.low.is_finite() and interval.high.is_finite():
        ends: tuple[Decimal, ...] = (interval.high, interval.low) if quantity.downward else (interval.low, interval.high)
    elif len(quantity.numbers) == 1 and quantity.form.upward and interval.low.is_finite():
        ends = (interval.low,)
    elif len(quantity.numbers) == 1 and quantity.form.downward and interval.high.is_finite():
        ends = (interval.high,)
    else:
        return []
    edits = []
    for number, value in zip(quantity.numbers, ends, strict=True):
        if number.value != value and not number.words:
            sign = "\u2212" if value < 0 else ""
            edits.append((number.start, number.end, f"{sign}{_shown(abs(value), number.places)}"))
    return edits


def _shown(value: Decimal, places: int) -> str:
    exponent = -int(value.as_tuple().exponent)
    text = f"{value:,.{max(places, min(exponent, 3) if value % 1 else 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text and not places else text


KIND = Kind(
    options={
        "properties": {
            "slips": {
                "type": "array",
                "items": {"enum": [slip.value for slip in Slip]},
                "minItems": 1,
                "description": "Slips that the rule tells of.",
            }
        },
        "required": ["slips"],
    },
    check=_check,
    triggers=lambda _: {"": "[0-9]|minus|negative|hundred|thousand|half"},
)
