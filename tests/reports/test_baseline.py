"""Baselines: known by rule and context, used up one by one, smaller by themselves, never larger."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinlint.engine.linter import Linter
from clinlint.errors import UsageError
from clinlint.model.finding import Acceptance, FileReport, Report
from clinlint.model.source import Source
from clinlint.record import replace
from clinlint.reports.baseline import Baseline, compare, dump, gone, of, parse
from tests.reports.sample import finding, sample

TEXT = "# Bracelets\n\nCopper cures arthritis in all who wear it.\n\nTin cures gout in all who wear it.\n"


def report(text: str, *words: str, path: str = "a.md") -> Report:
    """Findings with true fingerprints."""
    from clinlint.engine.linter import fingerprinted
    from clinlint.formats.parse import parse as parsed
    from clinlint.model.finding import FactSummary

    source = Source(path, text)
    found = [replace(finding(text, each, "overclaim/cure"), fingerprint="") for each in words]
    return Report((FileReport(source, fingerprinted(parsed(source), found), FactSummary(path)),))


def known(*words: str) -> Baseline:
    return of(report(TEXT, *words), ".")


def left(after: Report, baseline: Baseline) -> list[str]:
    compared = compare(after, baseline, lambda _path: True)
    return [file.source.slice(f.span) for file in compared.report.files for f in file.findings]


def test_what_is_written_down_is_not_told_again_but_kept_as_accepted() -> None:
    compared = compare(report(TEXT, "cures arthritis", "cures gout"), known("cures arthritis"))
    (file,) = compared.report.files
    assert [file.source.slice(f.span) for f in file.findings] == ["cures gout"]
    assert [(a.where, file.source.slice(a.finding.span)) for a in file.accepted] == [(Acceptance.BASELINE, "cures arthritis")]


@pytest.mark.parametrize(
    "after",
    [
        "---\ntitle: Bracelets\n---\n\nA new first paragraph.\n\n" + TEXT,
        TEXT.replace("Tin cures gout in all who wear it.", "Something else altogether stands here now, and it is long."),
        TEXT.replace("Copper ", "Shiny copper often "),
    ],
)
def test_edits_elsewhere_and_nearby_keep_it_accepted(after: str) -> None:
    assert left(report(after, "cures arthritis"), known("cures arthritis")) == []


def test_an_entry_accepts_one_finding_only() -> None:
    twice = TEXT + "\nZinc cures arthritis too.\n"
    again = report(twice, "cures arthritis")
    second = report(twice[twice.index("Zinc") :], "cures arthritis").files[0].findings[0]
    shift = twice.index("Zinc")
    moved = replace(second, span=replace(second.span, start=second.span.start + shift, end=second.span.end + shift))
    both = replace(again, files=(replace(again.files[0], findings=(*again.files[0].findings, moved)),))
    assert len(left(both, known("cures arthritis"))) == 1


def test_another_article_is_not_excused_by_it_but_a_renamed_one_is() -> None:
    copy = report(TEXT, "cures arthritis", path="b.md")
    assert left(copy, known("cures arthritis")) == ["cures arthritis"]
    renamed = compare(copy, known("cures arthritis"), lambda _path: False)
    assert renamed.report.files[0].findings == ()


def test_entries_go_when_their_article_was_linted_without_them_or_is_no_more() -> None:
    baseline = known("cures arthritis", "cures gout")
    elsewhere = compare(report(TEXT, path="b.md"), baseline, lambda _path: True)
    assert gone(elsewhere, baseline, lambda _path: True) == ()
    assert len(gone(elsewhere, baseline, lambda _path: False)) == 2
    here = compare(report(TEXT, "cures gout"), baseline)
    assert [entry.text for entry in gone(here, baseline)] == ["cures arthritis"]


def test_internal_findings_are_never_accepted() -> None:
    text = "It cures."
    file = sample().files[0]
    failed = finding(text, "cures", "internal/rule-failed")
    broken = Report((replace(file, source=Source("a.md", text), findings=(failed,)),))
    baseline = of(broken, ".")
    assert baseline.entries == ()
    assert compare(broken, baseline).report.files[0].findings == (failed,)


def test_the_file_reads_back_and_is_sorted(tmp_path: Path) -> None:
    baseline = of(sample(), str(tmp_path))
    text = dump(baseline)
    assert parse(text, str(tmp_path / "b.json")) == baseline
    assert dump(parse(text, str(tmp_path / "b.json"))) == text
    assert dump(Baseline((), ".")) == '{\n  "version": 1,\n  "articles": {\n  }\n}\n'


@pytest.mark.parametrize("text", ["", "[]", '{"version": 1}', '{"version": 1, "articles": {"a.md": [{"rule": "x"}]}}', "<<<<<<< HEAD\n"])
def test_a_broken_file_is_a_problem_of_set_up(text: str) -> None:
    with pytest.raises(UsageError, match=r"b\.json: this is no baseline"):
        parse(text, "b.json")


def test_a_later_version_is_refused() -> None:
    with pytest.raises(UsageError, match="later version"):
        parse('{"version": 2, "articles": {}}', "b.json")


def test_real_fingerprints_are_those_of_the_engine() -> None:
    found = Linter().lint(Source("a.md", TEXT))
    baseline = of(Report((found,)), ".")
    moved = Linter().lint(Source("a.md", TEXT.replace("# Bracelets\n", "# Bracelets\n\nA calm paragraph about jewellery comes first.\n")))
    told = {(f.rule, moved.source.slice(f.span)) for f in compare(Report((moved,)), baseline).report.files[0].findings}
    assert not {rule for rule, _ in told if rule.startswith("overclaim/promised")}
