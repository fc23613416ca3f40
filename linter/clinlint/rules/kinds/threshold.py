"""Numbers tied to a category of a measure, held against what authorities say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clinlint.facts.article import Article
from clinlint.facts.measures import PARTS, Band, bands, categories_of, data, goals_of
from clinlint.facts.role import Role
from clinlint.facts.thresholds import Statement, thresholds
from clinlint.model.finding import Applicability, Edit, Evidence, Finding, Fix, Severity, Trust
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Sign
from clinlint.model.settings import Settings
from clinlint.record import record, replace
from clinlint.reference.scales import scale_ids
from clinlint.rules.cut_offs import Slip, Stated, explain, fits, in_unit, preferred, run_together, touches
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import a, figure, in_words


@record(slots=False)
class Verdict:
    """A statement that fits no current scheme: why, what it was held against, and how it would be right."""

    statement: Statement
    slip: Slip
    band: Band
    right: Stated | None = None
    instead: Band | None = None


def _verdicts(article: Article, jurisdictions: frozenset[str]) -> Iterator[Verdict]:
    for statement in article.fact(thresholds):
        verdict = judge(statement, jurisdictions)
        if verdict is not None:
            yield verdict


def judge(statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """What is wrong with a statement; None where some current scheme accepts it, or nothing can be said."""
    if not statement.label:
        return _judge_goal(statement, jurisdictions)
    every = [b for b in bands(statement.ids, statement.label) if not b.qualifier and _of_group(b, statement)]
    if any(b.group in PARTS for b in every):
        return _judge_parts(statement, every, jurisdictions)
    return _judge(statement, _stated(statement), every, jurisdictions)


def _judge_parts(statement: Statement, every: Sequence[Band], jurisdictions: frozenset[str]) -> Verdict | None:
    """Blood pressure: both numbers of a pair must fit one scheme; a number alone is judged where the text says which one it is."""
    quantity = statement.quantity
    if not quantity.second:
        if not statement.part:
            return None
        return _judge(statement, _stated(statement), [b for b in every if b.group == statement.part], jurisdictions)
    first, second = _stated(statement), _second(statement)
    for identifier in dict.fromkeys(b.scale.id for b in every if b.scale.current):
        mine = [b for b in every if b.scale.id == identifier]
        if all(any(fits(stated, b) for b in mine if b.group == part) for stated, part in zip((first, second), PARTS, strict=True)):
            return None
    for stated, part in zip((first, second), PARTS, strict=True):
        verdict = _judge(statement, stated, [b for b in every if b.group == part], jurisdictions)
        if verdict is not None:
            return verdict
    return None


def _judge(statement: Statement, stated: Stated, every: Sequence[Band], jurisdictions: frozenset[str]) -> Verdict | None:
    current = [b for b in every if b.scale.current] or list(every)
    held = _held(statement, current, jurisdictions)
    if not held:
        return None
    if statement.quantity.form is Form.FUSED:
        parts = replace(stated, form=Form.RANGE)
        return Verdict(statement, Slip.DASH, held[0], parts) if any(fits(parts, b) for b in held) else Verdict(statement, Slip.FIGURE, held[0])
    joined = run_together(stated, held)
    if joined is not None:
        return Verdict(statement, Slip.DASH, held[0], joined)
    fitting = [b for b in preferred(stated, current) if fits(stated, b, exactly=_strictly(stated, b))]
    if fitting:
        shifted = _shifted_onto(stated, held) if stated.general and not any(touches(stated, b) for b in current) else None
        if shifted is not None:
            return Verdict(statement, Slip.DECIMAL, *shifted)
        if not fitting[0].scale.current:
            return Verdict(statement, Slip.SUPERSEDED, fitting[0])
        return _of_other_people(statement, held)
    stale = next((b for b in every if not b.scale.current and fits(stated, b)), None)
    if stale is not None:
        return Verdict(statement, Slip.SUPERSEDED, stale, instead=held[0])
    negative = any(n.sign in {Sign.MARK, Sign.WORD, Sign.BELOW} and n.value < 0 for n in statement.quantity.numbers)
    slip, band, right, instead = explain(stated, held, numbers_signed=negative)
    if slip is Slip.SIGN and any(n.sign is Sign.ABOVE for n in statement.quantity.numbers):
        slip = Slip.DIRECTION
    if slip is Slip.FIGURE and not _firm(statement, stated, held):
        return None
    return Verdict(statement, slip, band, right, instead)


def _judge_goal(statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """A target or need: silent where the figure is any that the reference knows for the measure, else told only if a slip explains it."""
    goals = [b for i in statement.ids for b in goals_of(i) if b.scale.current and _same_period(statement, b)]
    held = _held(statement, goals, jurisdictions)
    stated = _stated(statement)
    if not held or stated.form is Form.FUSED:
        return None
    categories = [b for i in statement.ids for b in categories_of(i)]
    known = (*goals, *categories)
    if any(fits(stated, b) and (stated.form is Form.POINT or touches(stated, b)) for b in known):
        return None
    joined = run_together(stated, held)
    if joined is not None:
        return Verdict(statement, Slip.DASH, held[0], joined)
    other = _other_measure(statement, stated, held)
    if other is not None:
        return Verdict(statement, Slip.LABEL, held[-1], instead=other)
    turned = stated.turned()
    if turned is not None and not any(touches(stated, b) for b in categories) and any(fits(turned, b) for b in held) and statement.role.role is not Role.LIMIT:
        return Verdict(statement, Slip.DIRECTION, held[0], turned)
    for other in stated.shifted():
        band = next((b for b in held if fits(other, b, exactly=stated.form is Form.RANGE) and _at_end(other, b)), None)
        if band is not None and not any(_at_end(stated, b) for b in known):
            return Verdict(statement, Slip.DECIMAL, band, other)
    return None


def _other_measure(statement: Statement, stated: Stated, held: Sequence[Band]) -> Band | None:
    """The cut-off of the same authority for a sister measure that a number is (3% for hip, 20% for major fractures)."""
    stem = held[0].scale.id.rpartition(".")[0]
    if held[0].scale.kind != "cutoff" or stated.form is Form.POINT or stem.count(".") < 2:
        return None
    sisters = [i for i in scale_ids() if i.startswith(f"{stem}.") and i not in statement.ids]
    return next((b for i in sisters for b in goals_of(i) if fits(stated, b, exactly=True)), None)


def _same_period(statement: Statement, band: Band) -> bool:
    """Whether a number is per day, week or meal as the goal is."""
    unit, rate = band.scale.measure.unit, statement.quantity.rate
    period = {"day": "P1D", "week": "P7D"}.get(unit.rpartition("/")[2])
    return rate is None or period is None or rate.period == period


def _at_end(stated: Stated, band: Band) -> bool:
    """Whether one of the numbers is an end of the band."""
    ends = {e for i, _ in in_unit(band, stated.unit) for e in (i.low, i.high) if e.is_finite()}
    return bool(ends & {stated.interval.low, stated.interval.high})


def _shifted_onto(stated: Stated, held: Sequence[Band]) -> tuple[Band, Stated] | None:
    """The band whose very end a number is when its decimal point is moved."""
    found = ((b, other) for other in stated.shifted() for b in held if other.form is not Form.POINT and fits(other, b) and _at_end(other, b))
    return next(found, None)


def _strictly(stated: Stated, band: Band) -> bool:
    """Whether one end alone does not do: normal blood pressure is not "above 120"."""
    return band.group in PARTS and band.name.startswith(("normal", "optimal", "non")) and (stated.form.upward or stated.form.downward) and band.interval.low == 0


def _of_group(band: Band, statement: Statement) -> bool:
    """Whether a band can be of the people that the number is for."""
    if statement.sex == "any":
        return True
    words = band.group.lower().split()
    other = "men" if statement.sex == "female" else "women"
    own = band.scale.population.sex
    return other not in words and own in {"any", statement.sex}


def _second(statement: Statement) -> Stated:
    """What a pair says with its second number."""
    quantity = statement.quantity
    values = sorted(n.value for n in quantity.second)
    match quantity.form:
        case Form.AT_LEAST | Form.MORE_THAN:
            interval = Interval.at_least(values[0], closed=quantity.form is Form.AT_LEAST)
        case Form.AT_MOST | Form.LESS_THAN:
            interval = Interval.at_most(values[0], closed=quantity.form is Form.AT_MOST)
        case _:
            interval = Interval(values[0], values[-1])
    return replace(_stated(statement), interval=interval)


def _held(statement: Statement, current: Sequence[Band], jurisdictions: frozenset[str]) -> list[Band]:
    """Bands of the authority that the text names, else those in force where the readers are."""
    mine = [b for b in current if any(who.speaks(b.scale.authority, b.scale.jurisdictions) for who in statement.authorities)]
    if mine:
        return mine
    if any(who.elsewhere for who in statement.authorities):
        return []
    return [b for b in current if "INT" in b.scale.jurisdictions or b.scale.jurisdictions & jurisdictions]


def _stated(statement: Statement) -> Stated:
    quantity = statement.quantity
    places = max((n.places for n in quantity.numbers), default=0)
    return Stated(quantity.interval, quantity.form, statement.unit, places, statement.label in data()["open"])


def _firm(statement: Statement, stated: Stated, held: Sequence[Band]) -> bool:
    """Whether an unexplained figure is surely meant as the category's limit: the measure is named beside it, and the figure is near the scale."""
    if not statement.near or stated.form is Form.POINT and statement.quantity.approximate:
        return False
    if stated.form is Form.POINT:
        return False
    every = [c for b in held for c in categories_of(b.scale.id) if c.group == b.group]
    sizes = [abs(e) for b in every for i, _ in in_unit(b, stated.unit) for e in (i.low, i.high) if e.is_finite()]
    given = [abs(e) for e in (stated.interval.low, stated.interval.high) if e.is_finite()]
    return bool(sizes) and all(min(sizes) / 4 <= e <= max(sizes) * 4 for e in given if e)


def _of_other_people(statement: Statement, held: Sequence[Band]) -> Verdict | None:
    """A right figure for people that the scale is not for; only where a single age is told and no scale covers it."""
    ages = [p.age for p in statement.people if p.age is not None and p.age.high - p.age.low <= 1]
    ranged = [b.scale.population.age for b in held]
    if len(ages) != 1 or not statement.near or not all(ranged):
        return None
    if any(age is not None and age.overlaps(ages[0]) for age in ranged):
        return None
    return Verdict(statement, Slip.POPULATION, held[0])


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    slips = {Slip(name) for name in rule.options["slips"]}
    for verdict in _verdicts(article, settings.jurisdictions):
        if verdict.slip in slips:
            yield _finding(rule, article, verdict)


def _finding(rule: Rule, article: Article, verdict: Verdict) -> Finding:
    statement, band = verdict.statement, verdict.band
    block = article.blocks[statement.block]
    start, end = statement.at.start, statement.at.end
    if verdict.slip is Slip.LABEL and statement.label_at.block == statement.block:
        start, end = min(start, statement.label_at.start), max(end, statement.label_at.end)
    evidence = _evidence(band)
    found = figure(article.texts[statement.block][statement.at.start : statement.at.end])
    expected = _expected(verdict)
    message = _message(verdict, found, expected, evidence)
    fix = _fix(article, verdict)
    return rule.at(
        block,
        start,
        end,
        message=message,
        severity=Severity.INFO if evidence.trust is Trust.UNVERIFIED or (verdict.slip is Slip.SUPERSEDED and not statement.authorities) else None,
        found=f"{statement.written}: {found}",
        expected=f"{statement.written}: {expected}",
        evidence=(evidence,),
        fixes=(fix,) if fix else (),
        detail=(("measure", band.scale.measure.name), ("category", statement.label), ("slip", verdict.slip.value)),
    )


def _evidence(band: Band) -> Evidence:
    return band.scale.evidence


def _expected(verdict: Verdict) -> str:
    unit = verdict.statement.unit
    shown = in_unit(verdict.band, unit)
    if shown:
        return in_words(shown[-1][0], verdict.band, unit)
    return in_words(verdict.band.interval, verdict.band, None)


def _message(verdict: Verdict, found: str, expected: str, evidence: Evidence) -> str:
    statement, band = verdict.statement, verdict.band
    name = _called(statement, band)
    measure = a(name)
    label = statement.written[:1].upper() + statement.written[1:]
    who = f"{evidence.authority} {evidence.year}" if evidence.year else evidence.authority
    opening = f"{label} is given as {found}" if statement.written.lower() in name.lower() else f"{label} is given as {measure} of {found}"
    if not statement.label and verdict.instead is not None:
        return f"{name[:1].upper()}{name[1:]} is given as {found}; that is the cut-off of {verdict.instead.scale.measure.name}, {who} says {expected}."
    if not statement.label:
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
        case Slip.DASH:
            return f"{opening}: two numbers run together; {who} defines it as {expected}."
        case _:
            return f"{opening}; {who} defines it as {expected}."


def _called(statement: Statement, band: Band) -> str:
    """The measure as the article calls it, without a capital that only begins a sentence or a plural."""
    name = statement.measure if statement.near and len(statement.measure) > 2 and " per " not in statement.measure else band.scale.measure.name
    if name[:1].isupper() and name[1:].islower() and "-" not in name:
        name = name[:1].lower() + name[1:]
    return name.removesuffix("s") if name.lower().endswith(("scores", "levels", "counts", "readings", "results")) else name


def _fix(article: Article, verdict: Verdict) -> Fix | None:
    """The one number or word to change, where it is certain."""
    statement = verdict.statement
    block, quantity = article.blocks[statement.block], statement.quantity
    edits: list[tuple[int, int, str]] = []
    right = verdict.right
    if verdict.slip is Slip.SIGN and right is not None:
        edits += [(n.start, n.digits, "\u2212") for n in quantity.numbers if n.value > 0]
        if right.form.downward != quantity.form.downward or right.form.upward != quantity.form.upward:
            edits += _turn(article, statement)
    elif verdict.slip is Slip.DIRECTION and right is not None and quantity.numbers[0].sign is not Sign.ABOVE:
        edits += _turn(article, statement)
    elif verdict.slip is Slip.DASH and right is not None:
        sign = "\u2212" if right.interval.high < 0 else ""
        ends = (right.interval.high, right.interval.low) if sign else (right.interval.low, right.interval.high)
        edits.append((quantity.numbers[0].start, quantity.numbers[0].end, f"{sign}{abs(ends[0])} to {sign}{abs(ends[1])}"))
    elif verdict.slip is Slip.FIGURE:
        edits += _figures(verdict)
    elif verdict.slip is Slip.DECIMAL and right is not None:
        edits += _moved(quantity.numbers, right.interval, quantity.interval)
    if not edits or not all(block.map.exact(s, e) or s == e for s, e, _ in edits):
        return None
    spans = [(block.map.span(s, e), text) for s, e, text in edits]
    title = "Replace by " + ", ".join(text or "nothing" for _, _, text in edits)
    return Fix(title, Applicability.SUGGESTED, tuple(Edit(span, text) for span, text in spans))


def _turn(article: Article, statement: Statement) -> list[tuple[int, int, str]]:
    from clinlint.facts.numbers import NOTATION
    from clinlint.resources import compiled

    start, end = statement.quantity.comparator_at
    words = article.texts[statement.block][start:end]
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
        ends = (interval.high, interval.low) if quantity.downward else (interval.low, interval.high)
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


def _moved(numbers: Sequence[object], right: Interval, wrong: Interval) -> list[tuple[int, int, str]]:
    del numbers, right, wrong
    return []


def _shown(value: Decimal, places: int) -> str:
    exponent = -int(value.as_tuple().exponent) if value == value.to_integral_value() or places else places
    text = f"{value:,.{max(places, min(exponent, 3) if value % 1 else 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text and not places else text


KIND = Kind(
    options={
        "properties": {
            "slips": {"type": "array", "items": {"enum": [slip.value for slip in Slip]}, "minItems": 1, "description": "Slips that the rule tells of."}
        },
        "required": ["slips"],
    },
    check=_check,
    triggers=lambda _: {"": "[0-9]|minus|negative|hundred|thousand|half"},
)
