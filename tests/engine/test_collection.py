"""Articles of one run that contradict each other: told in the later one, through workers and cache, suppressed by a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.engine.config import configured
from clinlint.engine.run import Run
from clinlint.model.finding import Finding, Report

ONE = "# Pressure\n\nHigh blood pressure is 140/90 mmHg or higher.\n"
OTHER = "# More on pressure\n\nHigh blood pressure is 130/80 mmHg or higher.\n"


def run(folder: Path, texts: dict[str, str], jobs: int | None = 1, *, cache: bool = False) -> Report:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    config = configured({"select": ["consistency", "suppression"], "today": "2026-11-24"}, folder=str(folder))
    return Run(config, jobs=jobs, cache=cache).paths([str(folder / name) for name in texts])


def told(report: Report) -> list[tuple[str, Finding]]:
    return [(Path(file.source.path).name, finding) for file in report.files for finding in file.findings]


def test_the_later_article_names_the_earlier(tmp_path: Path) -> None:
    ((name, finding),) = told(run(tmp_path, {"a.md": ONE, "b.md": OTHER}))
    assert name == "b.md"
    assert finding.rule == "consistency/articles-disagree"
    assert OTHER[finding.span.start : finding.span.end] == "130/80 mmHg or higher"
    assert finding.message == (
        f"High blood pressure is given as “130/80 mmHg or higher” here and as “140/90 mmHg or higher” in {tmp_path}/a.md, line 3; "
        "say whose figure each is, or keep one."
    )
    (related,) = finding.related
    assert related.source is not None
    assert related.source.path == f"{tmp_path}/a.md"
    assert related.source.slice(related.span) == "140/90 mmHg or higher"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Men aged 51 to 70 need 1,000 mg of calcium a day.", "Men aged 51 to 70 need 700 mg of calcium a day."),
        ("The upper limit for zinc is 40 mg a day.", "The tolerable upper limit for zinc is 25 mg a day."),
    ],
)
def test_intakes(tmp_path: Path, one: str, other: str) -> None:
    ((name, finding),) = told(run(tmp_path, {"a.md": one, "b.md": other}))
    assert (name, finding.rule) == ("b.md", "consistency/articles-disagree")


@pytest.mark.parametrize(
    "other",
    [
        ONE,
        "NICE calls 140/90 mmHg or higher high blood pressure; the AHA says that high blood pressure is 130/80 mmHg or higher.",
        "In people with diabetes, high blood pressure is 130/80 mmHg or higher.",
        "In the trial, high blood pressure was 130/80 mmHg or higher.",
        "---\nlocale: en-GB\n---\n\nHigh blood pressure is 135/85 mmHg or higher.",
        "High blood pressure used to be 160/95 mmHg or higher.",
        "Overweight is a BMI of 25 to 29.9.",
    ],
)
def test_no_contradiction(tmp_path: Path, other: str) -> None:
    assert [f.message for _, f in told(run(tmp_path, {"a.md": ONE, "b.md": other}))] == []


def test_rounded_figures_agree(tmp_path: Path) -> None:
    texts = {"a.md": "Overweight is a BMI of 25 to 29.9.", "b.md": "Overweight is a BMI of 25.0 to 30."}
    assert told(run(tmp_path, texts)) == []


def test_ids_and_titles(tmp_path: Path) -> None:
    text = "---\nid: bones\ntitle: Strong bones\n---\n\nWalk.\n"
    found = told(run(tmp_path, {"a.md": text, "b.md": text}))
    assert [(name, f.rule, text[f.span.start : f.span.end]) for name, f in found] == [
        ("b.md", "consistency/duplicate-id", "bones"),
        ("b.md", "consistency/duplicate-title", "Strong bones"),
    ]
    assert found[0][1].message == f"The id “bones” is also that of {tmp_path}/a.md, line 2."


def test_a_reason_excuses_a_figure(tmp_path: Path) -> None:
    excused = OTHER.replace("\n\nHigh", "\n\n<!-- clinlint-ignore-next consistency/articles-disagree: the board chose both -->\nHigh")
    assert told(run(tmp_path, {"a.md": ONE, "b.md": excused})) == []


def test_the_same_by_workers_and_from_the_cache(tmp_path: Path) -> None:
    filler = {f"z{number}.md": f"# Filler\n\n{'Bones are alive. ' * 2000}\n" for number in range(8)}
    texts = {"a.md": ONE, "b.md": OTHER, **filler}
    alone = told(run(tmp_path, texts))
    assert [f.rule for _, f in alone] == ["consistency/articles-disagree"]
    assert told(run(tmp_path, texts, jobs=2)) == alone
    assert told(run(tmp_path, texts, cache=True)) == alone
    assert told(run(tmp_path, texts, cache=True)) == alone
