"""Verdicts on doses: the slip, what is expected, who says so, and the one change; silence on what nobody should judge."""

from __future__ import annotations

import pytest

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.finding import Applicability, Confidence, Finding, Severity, Trust
from clinlint.model.source import Source

LINTER = Linter(Config(select=("dose",)))


def findings(text: str, name: str = "x.md") -> list[Finding]:
    return list(LINTER.lint(Source(name, text)).findings)


@pytest.mark.parametrize(
    ("text", "rule", "where", "message"),
    [
        (
            "Most adults need about 12,000 mg of calcium a day.",
            "dose/decimal-slip",
            "12,000 mg",
            "12,000 mg of calcium looks like a slip of the decimal point: the intake is 1,200 mg a day (NASEM, people 71 and over).",
        ),
        (
            "The UK recommends 1,200 mg of calcium a day for adults.",
            "dose/wrong-figure",
            "1,200 mg",
            "1,200 mg of calcium does not fit: the intake is 700 mg a day (UK DH/SACN, people 19 and over).",
        ),
        (
            "From 71 the target is 800 mg of vitamin D a day.",
            "dose/wrong-unit",
            "800 mg",
            "800 mg of vitamin D has the wrong unit: the intake is 800 IU a day (NASEM, people 71 and over).",
        ),
        (
            "Take 20 mcg (400 IU) of vitamin D a day.",
            "dose/wrong-conversion",
            "20 mcg (400 IU",
            "20 mcg of vitamin D is 800 IU, not 400 IU.",
        ),
        (
            "Take alendronate 70 mg daily.",
            "dose/wrong-frequency",
            "70 mg daily",
            "Alendronate 70 mg is given once a week, not daily (postmenopausal osteoporosis, treatment).",
        ),
        (
            "Loratadine 10 mg is taken once a week.",
            "dose/wrong-frequency",
            "10 mg is taken once a week",
            "Loratadine 10 mg is given daily, not weekly (allergy, adults).",
        ),
    ],
)
def test_the_slip_is_explained_at_its_place(text: str, rule: str, where: str, message: str) -> None:
    (finding,) = findings(text)
    assert finding.rule == rule
    assert text[finding.span.start : finding.span.end] == where
    assert finding.message == message
    assert finding.severity is Severity.ERROR
    assert finding.evidence


def test_the_change_is_suggested_and_touches_one_number() -> None:
    text = "Most adults need about 12,000 mg of calcium a day."
    (finding,) = findings(text)
    (fix,) = finding.fixes
    assert fix.applicability is Applicability.SUGGESTED
    (edit,) = fix.edits
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == "Most adults need about 1,200 mg of calcium a day."


def test_no_change_where_markup_cuts_the_number() -> None:
    (finding,) = findings("Most adults need about **12**,000 mg of calcium a day.")
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "In the study, women took 12,000 mg of calcium a day.",
        "She took 12,000 mg of calcium a day and fell ill.",
        "It is a myth that adults need 12,000 mg of calcium a day.",
        "Do adults need 12,000 mg of calcium a day?",
        "The average American eats 3,400 mg of sodium a day.",
        "Doses as high as 40,000 IU of vitamin D a day are toxic.",
        "Smokers need 35 mg more vitamin C a day.",
        "An adult's liver can store 15 mg of folic acid.",
        "Methotrexate 50 mg/m2 is used in ectopic pregnancy.",
        "For choriocarcinoma, methotrexate 25 mg is given daily for five days.",
        "A vial of insulin holds 1,000 units.",
        "Apply diclofenac gel 4 g four times a day.",
        "In Australia adults need 1,000 mg of calcium a day.",
        "Increase gabapentin by 300 mg every week.",
        "One microgram of vitamin D equals 40 IU, so 10 micrograms are 400 IU.",
    ],
)
def test_what_is_not_judged(text: str) -> None:
    assert [f.message for f in findings(text)] == []


def test_a_table_is_judged_row_by_row() -> None:
    table = "US intakes\n\n| Age | Vitamin D (IU) |\n| --- | --- |\n| 1-70 years | 600 |\n| 71+ years | 8,000 |\n"
    (finding,) = findings(table)
    assert table[finding.span.start : finding.span.end] == "8,000"
    assert "800 IU a day" in finding.message


def test_a_header_that_is_a_unit_gives_it_to_its_cells() -> None:
    table = "## How much calcium\n\n| Who | mg per day |\n| --- | --- |\n| Adults 19-50 | 1,000 |\n| Women over 50 | 120 |\n"
    (finding,) = findings(table)
    assert table[finding.span.start : finding.span.end] == "120"
    assert finding.message.startswith(
        "120 mg of calcium looks like a slip of the decimal point: the intake is 1,200 mg a day (NASEM, women 51 "
    )


def test_a_figure_far_from_every_row_is_told_in_a_list_below_its_lead_in() -> None:
    text = "The recommended daily allowances (RDAs) for calcium are:\n\n- men: 4,000 mg\n- women: 1,000 mg\n"
    (finding,) = findings(text)
    assert text[finding.span.start : finding.span.end] == "4,000 mg"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_lines_of_groups_below_the_nutrient(between: str) -> None:
    text = f"# Calcium in midlife\n\nWhat is enough?\n\nAdults 19 to 50: 1,000 mg{between}Adults over 70: 120 mg\n"
    (finding,) = findings(text)
    assert text[finding.span.start : finding.span.end] == "120 mg"
    assert findings(text.replace("120 mg", "1,200 mg")) == []
    assert findings("# Calcium in midlife\n\nWhat foods hold\n\nYoghurt, a small pot: 120 mg\n") == []


def test_what_the_sentence_before_says_of_food_is_no_excuse() -> None:
    (finding,) = findings("Oily fish contains some 400 IU of vitamin D. Women over 70 should take 80,000 IU of vitamin D a day.")
    assert finding.message.startswith("80,000 IU of vitamin D")


def test_jurisdictions_decide_which_rows_count() -> None:
    text = "Women over 50 are advised to get an RDA of 1,300 mg of calcium a day."
    assert findings(text) == []
    british = Linter(Config(select=("dose",), jurisdictions=frozenset({"UK"})))
    text = "Adults need 10,000 mg of calcium a day."
    (finding,) = british.lint(Source("x.md", text)).findings
    assert "UK DH/SACN" in finding.message or "NOGG" in finding.message or "700" in finding.message


def test_a_figure_that_only_unverified_rows_contradict_is_info() -> None:
    text = "Insulin is started at 1,000 units a day."
    assert [f.severity for f in findings(text)] == [Severity.INFO]


def test_a_seen_figure_comes_first_in_the_evidence_of_an_error() -> None:
    (finding,) = findings("Baricitinib 0.2 mg is taken once a day.")
    assert finding.severity is Severity.ERROR
    assert finding.evidence[0].trust is not Trust.UNVERIFIED


def test_what_is_only_nearest_is_less_sure() -> None:
    audit = Linter(Config(select=("dose",)))
    assert audit.lint(Source("x.md", "Hydrocortisone 100 mg and prednisolone 40 mg daily.")).findings == ()
    assert Confidence.MEDIUM.rank < Confidence.HIGH.rank


@pytest.mark.parametrize("amount", ["0", "9" * 4000, "1e999", "10^400", "0.000000001"])
def test_absurd_numbers_neither_hang_nor_raise(amount: str) -> None:
    assert all(f.rule != "internal/rule-failed" for f in LINTER.lint(Source("x.md", f"Take {amount} mg of calcium a day.")).findings)


@pytest.mark.parametrize(
    ("text", "rule", "where"),
    [
        ("- Calcium: 12,000 mg daily\n- Vitamin D: 800 IU daily\n", "dose/decimal-slip", "12,000 mg"),
        ("To prevent (not treat) osteoporosis, use alendronate 35 mg once a day.", "dose/wrong-frequency", "35 mg once a day"),
        ("Levothyroxine is started at 50 mg a day and increased every three weeks.", "dose/wrong-unit", "50 mg"),
        (
            "Few women reach the RDA; most fall short of the recommended daily allowance of calcium, 1,000 mcg a day.",
            "dose/wrong-unit",
            "1,000 mcg",
        ),
        ("The most paracetamol you can safely take in a day is 40 grams, equivalent to eight tablets.", "dose/decimal-slip", "40 grams"),
        ("- Vitamin D: 800-600 IU daily\n", "dose/inverted-range", "800-600 IU"),
    ],
)
def test_what_is_dosed_in_spite_of_other_cues(text: str, rule: str, where: str) -> None:
    found = [(f.rule, text[f.span.start : f.span.end]) for f in LINTER.lint(Source("a.md", text)).findings]
    assert found == [(rule, where)]


@pytest.mark.parametrize(
    "text",
    [
        "The RDA of calcium is not 100 mg a day.",
        "- Calcium: 300 mg\n- Fat: 8 g\n",
        "In the study, levothyroxine was increased to 5 mg a day.",
        "Levothyroxine is started at 50 mcg a day and increased every three weeks.",
    ],
)
def test_denied_labelled_and_studied_amounts_are_silent(text: str) -> None:
    assert not LINTER.lint(Source("a.md", text)).findings
