"""Reference lists and included texts beside an article count for it, and nothing is read outside the repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinlint.engine.api import lint_paths
from clinlint.engine.cache import Cache
from clinlint.engine.config import Config, find, forget
from clinlint.engine.linter import Linter
from clinlint.errors import ConfigError
from clinlint.model.finding import Finding
from clinlint.model.source import Source

Write = Callable[..., None]
LIST = (
    "@article{roe2021, author={Roe, A}, title={Density of bone}, year=2021, doi={10.1000/182}}\n"
    "@article{lee2020, author={Lee, B}, title={RETRACTED: Falls in winter}, year=2020}\n"
    "@book{moon, title={The moon}, year=1999, isbn={9780306406158}}\n"
)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    forget()
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()

    def files(**texts: str) -> None:
        for name, text in texts.items():
            path = tmp_path / name.replace("__", "/").replace("_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return files


def found(path: str, *rules: str) -> list[tuple[str, str, str]]:
    text = Path(path).read_text(encoding="utf-8")
    config = find(path).at(path)
    findings: tuple[Finding, ...] = Linter(config).lint(Source(path, text)).findings
    return [(f.rule, text[f.span.start : f.span.end], f.message) for f in findings if f.rule in {f"citation/{rule}" for rule in rules}]


def test_a_list_that_metadata_names_counts(write: Write) -> None:
    write(a_md="---\nbibliography: refs.bib\n---\n\n# Hips\n\nDensity rose [see @roe2021, p. 3] and [@lee2020; @nobody].\n", refs_bib=LIST)
    assert found("a.md", "dangling-marker", "uncited-entry", "retracted-work", "malformed-identifier") == [
        (
            "citation/malformed-identifier",
            "refs.bib",
            "refs.bib, line 3: ISBN “9780306406158” cannot be right: its check digit does not fit.",
        ),
        ("citation/uncited-entry", "refs.bib", "Reference “moon” (refs.bib, line 3) is never cited in the text."),
        ("citation/dangling-marker", "[@lee2020; @nobody]", "Marker “nobody” has no entry in refs.bib."),
        (
            "citation/retracted-work",
            "[@lee2020; @nobody]",
            "Reference “lee2020” (refs.bib, line 2) is marked as retracted, and the text cites it as evidence.",
        ),
    ]


def test_a_list_that_articles_share_asks_only_for_what_is_cited(write: Write) -> None:
    write(a_md="# Hips\n\nDensity rose [@roe2021].\n", clinlint_yaml="bibliography: [shared/refs.bib]\n", shared__refs_bib=LIST)
    assert found("a.md", "dangling-marker", "uncited-entry", "retracted-work", "malformed-identifier", "unsourced-statement") == []
    write(a_md="# Hips\n\nDensity rose [@roe2012].\n")
    assert found("a.md", "dangling-marker") == [
        ("citation/dangling-marker", "[@roe2012]", "Marker “roe2012” has no entry in shared/refs.bib; did you mean “roe2021”?")
    ]


@pytest.mark.parametrize("name", ["a_bib", "references_bib", "bibliography_bib"])
def test_a_list_in_the_same_folder_is_found_by_its_name(write: Write, name: str) -> None:
    write(**{name: LIST}, a_md="# Hips\n\nDensity rose [@lee2020].\n")
    assert [rule for rule, *_ in found("a.md", "retracted-work", "dangling-marker")] == ["citation/retracted-work"]


def test_csl_beside_the_article_is_its_own_list(write: Write, tmp_path: Path) -> None:
    write(a_md="# Hips\n\nDensity rose [@roe].\n")
    (tmp_path / "a.csl.json").write_text('[{"id": "roe", "title": "Density"},\n {"id": "lee", "title": "Falls", "issued": 2020}]')
    assert found("a.md", "uncited-entry", "incomplete-entry") == [
        (
            "citation/incomplete-entry",
            "[@roe]",
            "Reference “roe” (a.csl.json, line 1) has no year, DOI or address; readers cannot find the work for sure.",
        ),
        ("citation/uncited-entry", "[@roe]", "Reference “lee” (a.csl.json, line 2) is never cited in the text."),
    ]


def test_a_broken_list_is_told_where_it_is_named(write: Write) -> None:
    write(a_md="---\nbibliography: refs.bib\n---\n\n# Hips\n\nDensity rose [@roe2021].\n", refs_bib=LIST + "@article{last, title={open\n")
    assert found("a.md", "broken-bibliography") == [
        (
            "citation/broken-bibliography",
            "refs.bib",
            "The reference list refs.bib is broken: line 4: this entry (“last”) is not closed or lacks a comma or a brace, and is left out.",
        )
    ]


def test_nothing_outside_the_repository_is_read(write: Write, tmp_path: Path) -> None:
    (tmp_path.parent / "outside.bib").write_text(LIST, encoding="utf-8")
    (tmp_path / "link.bib").symlink_to(tmp_path.parent / "outside.bib")
    write(a_md="---\nbibliography: [../outside.bib, link.bib, gone.bib]\n---\n\n# Hips\n\nDensity rose [@roe2021].\n")
    assert [(span, message) for _, span, message in found("a.md", "broken-bibliography")] == [
        ("../outside.bib", "The reference list ../outside.bib lies outside the repository, where nothing is read."),
        ("link.bib", "The reference list link.bib lies outside the repository, where nothing is read."),
        ("gone.bib", "The reference list gone.bib does not exist."),
    ]


def test_names_on_networks_and_addresses_are_no_citations(write: Write) -> None:
    write(a_md="# Hips\n\nWrite to roe@bone.example, or to @bonetrust. [@bonetrust](https://bone.example)\n", references_bib=LIST)
    assert found("a.md", "dangling-marker") == []


DISCLAIMER = "This page is general information and does not replace the advice of your doctor.\n"
ARTICLE = "# Pills\n\nAlendronate tablets are a treatment for osteoporosis, a disease of bone, and lower the risk of fractures. Ask your doctor before you start it.\n"


def general(config: Config) -> list[str]:
    return [f.rule for f in Linter(config).lint(Source("a.md", ARTICLE)).findings if f.rule == "disclaimer/general-missing"]


def test_an_included_text_speaks_for_the_article(write: Write) -> None:
    write(clinlint_yaml="includes: [shared/top.md]\n", shared__top_md="---\nincludes: foot.md\n---\nWelcome.\n", shared__foot_md=DISCLAIMER)
    assert general(Config()) == ["disclaimer/general-missing"]
    assert general(find("a.md")) == []


@pytest.mark.parametrize(
    ("include", "message", "hint"),
    [
        ("gone.md", "includes names gone.md, which does not exist", ""),
        ("../outside.md", "includes names ../outside.md, which lies outside the repository, where nothing is read", ""),
        ("one.md", "includes names one.md, and what that includes leads back to itself", "one.md → two.md → one.md"),
    ],
)
def test_a_wrong_include_is_told_in_the_configuration(write: Write, include: str, message: str, hint: str) -> None:
    write(
        clinlint_yaml=f"profile: default\nincludes: [{include}]\n",
        one_md="---\nincludes: [two.md]\n---\n",
        two_md="---\nincludes: [one.md]\n---\n",
    )
    with pytest.raises(ConfigError) as error:
        find("a.md")
    assert (error.value.message, error.value.hint, error.value.line, error.value.column) == (message, hint, 2, 12)


def test_a_list_that_changes_is_read_anew(write: Write) -> None:
    write(a_md="---\nbibliography: refs.bib\n---\n\n# Hips\n\nDensity rose [@roe2021].\n", refs_bib=LIST)
    assert found("a.md", "dangling-marker") == []
    write(refs_bib=LIST.replace("roe2021", "roe"))
    assert [span for _, span, _ in found("a.md", "dangling-marker")] == ["[@roe2021]"]
    assert lint_paths(["a.md"]).files[0].findings


@pytest.mark.parametrize("name", ["refs_bib", "a_bib", "references_bib"])
def test_a_kept_report_does_not_outlive_a_list_beside_the_article(write: Write, tmp_path: Path, name: str) -> None:
    data = b"---\nbibliography: refs.bib\n---\n\n# Hips\n\nDensity rose [@roe2021].\n"
    cache = Cache(str(tmp_path))
    before = cache.key(Config(), "a.md", data)
    assert cache.key(Config(), "a.md", data) == before
    write(**{name: LIST})
    assert cache.key(Config(), "a.md", data) != before
    cache.close()


def test_a_kept_report_does_not_outlive_an_included_text(write: Write, tmp_path: Path) -> None:
    write(clinlint_yaml="includes: [top.md]\n", top_md="---\nincludes: foot.md\n---\n", foot_md=DISCLAIMER)
    keys = []
    for text in (DISCLAIMER, "Welcome to the clinic, and take a seat.\n"):
        write(foot_md=text)
        cache = Cache(str(tmp_path))
        keys.append(cache.key(find("a.md"), "a.md", b"# A\n"))
        cache.close()
    assert keys[0] != keys[1]
