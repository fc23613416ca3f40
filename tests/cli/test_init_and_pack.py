"""Starting out: a configuration, and rules of one's own."""

from __future__ import annotations

import json
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import docx
import jsonschema
import pytest
import yaml

from clinlint.cli.init import STYLES
from clinlint.release import VERSION

Clinlint = Callable[..., CompletedProcess[str]]


ARTICLE = """\
---
title: Bracelets
lang: en-GB
date: 2025-03-01
physician: Dr R. Okoye
checkedOn: 2025-02-01
---

Copper bracelets cure arthritis.
"""


def put(folder: Path, **files: str) -> None:
    """Files of a repository; `__` in a name stands for a slash, `_dot_` for a dot."""
    for name, text in files.items():
        path = folder / name.replace("_dot_", ".").replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_init_begins_from_a_house_style_and_writes_nothing_over_an_old_configuration(
    clinlint: Clinlint, tmp_path: Path, style: str
) -> None:
    first = clinlint("init", "--style", style)
    assert first.returncode == 0
    assert f"\nwrote clinlint.yaml\n  extends {style}: as you asked\n" in first.stdout
    put(tmp_path, a_dot_md="# Walking\n\nA walk with friends is good company.\n")
    assert clinlint("check", "a.md", "--select", "overclaim/*").returncode == 0
    again = clinlint("init", "--style", style)
    assert (again.returncode, again.stderr) == (2, f"clinlint.yaml: exists already\n  write there: extends: {style}\n")


def test_init_reads_what_a_hugo_site_says_about_itself(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, hugo_dot_toml="", content__posts__a_dot_md=ARTICLE, public__index_dot_html="<h1>Built</h1>", _dot_github__x="")
    done = clinlint("init")
    assert done.returncode == 0
    assert done.stdout.startswith("1 article in content/ (1 markdown). This looks like Hugo.\n")
    configuration = yaml.safe_load((tmp_path / "clinlint.yaml").read_text(encoding="utf-8"))
    assert configuration == {
        "extends": "uk-patient",
        "fields": {"checkedOn": "last_reviewed", "physician": "medical_reviewer"},
        "exclude": ["public/**"],
    }
    (hook,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert hook["entry"] == "clinlint check --baseline clinlint-baseline.json"
    assert hook["files"] == r"^(content)/.+\.(md|mdx|html|htm)$"
    assert "--baseline clinlint-baseline.json content" in (tmp_path / ".github/workflows/clinlint.yml").read_text(encoding="utf-8")
    assert clinlint("check", "content").returncode == 1
    accepted = clinlint("check", "content", "--baseline", "clinlint-baseline.json")
    assert (accepted.returncode, accepted.stdout) == (0, "1 article checked, nothing found.\n")


def test_word_documents_are_read_by_hook_and_ci(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, articles__a_dot_md=ARTICLE)
    docx.Document().save(str(tmp_path / "articles" / "draft.docx"))
    done = clinlint("init", "--ci", "gitlab")
    assert done.stdout.startswith("2 articles in articles/ (1 docx, 1 markdown).\n")
    (hook,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [f"clinlint[docx]=={VERSION}"]
    assert hook["files"] == r"^(articles)/.+\.(md|mdx|html|htm|docx)$"
    job = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text(encoding="utf-8"))["clinlint"]
    assert job["script"][0] == f"pip install --quiet 'clinlint[docx]=={VERSION}'"


def test_articles_of_several_countries_get_no_house_style(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, articles__a_dot_md=ARTICLE, articles__b_dot_md=ARTICLE.replace("en-GB", "en-US"))
    done = clinlint("init")
    assert (
        "  no house style: the articles are in en-GB (1), en-US (1); under overrides, name jurisdictions for each folder\n" in done.stdout
    )
    assert "extends" not in yaml.safe_load((tmp_path / "clinlint.yaml").read_text(encoding="utf-8"))


def test_init_twice_changes_nothing(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, articles__a_dot_md=ARTICLE, _dot_gitlab__x="")
    clinlint("init")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = clinlint("init")
    assert again.returncode == 0
    assert "wrote" not in again.stdout
    assert {path: path.read_bytes() for path in before} == before


def test_init_leaves_what_is_there_and_says_what_to_add(clinlint: Clinlint, tmp_path: Path) -> None:
    hooks = "repos:\n  - repo: https://example.org/other\n    rev: v1\n    hooks: [{id: other}]\n"
    put(
        tmp_path,
        docs__a_dot_md=ARTICLE,
        docusaurus_dot_config_dot_js="",
        clinlint_dot_yaml="profile: strict\n",
    )
    (tmp_path / ".pre-commit-config.yaml").write_text(hooks, encoding="utf-8")
    (tmp_path / ".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    done = clinlint("init", "--no-baseline")
    assert done.returncode == 0
    assert (
        "kept clinlint.yaml\n  fields that clinlint does not know by name yet; add them:\n\nfields:\n  checkedOn: last_reviewed\n"
        in done.stdout
    )
    assert "kept .pre-commit-config.yaml\n  add under repos:\n\n  - repo: local\n" in done.stdout
    assert "kept .gitlab-ci.yml\n  add:\n\n" in done.stdout
    assert (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8") == hooks
    added = done.stdout.split("add under repos:\n\n")[1].split("\nkept")[0]
    assert yaml.safe_load(hooks + added)["repos"][1]["hooks"][0]["entry"] == "clinlint check"


def test_init_without_ci_or_articles_says_so(clinlint: Clinlint, tmp_path: Path) -> None:
    done = clinlint("init")
    assert done.stdout.startswith("0 articles here.\n")
    assert "no CI file: neither GitHub nor GitLab was seen; --ci github or --ci gitlab writes one\n" in done.stdout
    assert not (tmp_path / "clinlint-baseline.json").exists()


def test_a_dry_run_writes_nothing(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, articles__a_dot_md=ARTICLE)
    done = clinlint("init", "--dry-run", "--ci", "github")
    assert "\nwould write clinlint.yaml\n" in done.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles"]


def test_articles_without_any_metadata_are_taken_to_keep_it_elsewhere(clinlint: Clinlint, tmp_path: Path) -> None:
    put(tmp_path, guides__a_dot_md="# A walk\n\nA walk with friends.\n", README_dot_md="# A site\n", src__x_dot_py="")
    done = clinlint("init")
    assert done.stdout.startswith("1 article in guides/ (1 markdown).\n")
    assert "  metadata: elsewhere, as no article has any\n" in done.stdout
    assert not (tmp_path / "clinlint-baseline.json").exists()


def test_the_schema_for_editors_knows_what_the_configuration_may_hold(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("init")
    first, *_ = (tmp_path / "clinlint.yaml").read_text(encoding="utf-8").splitlines()
    place = first.removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((tmp_path / place).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"profile": "strict"})
    assert validator.is_valid({"ignore": ["house/own"], "severity": {"overclaim/hype": "off", "house/own": "info"}})
    assert not validator.is_valid({"profil": "strict"})
    assert not validator.is_valid({"severity": {"overclaim/hype": "loud"}})
    assert {"overclaim/hype", "overclaim/*", "dose"} <= set(schema["$defs"]["rules"]["items"]["examples"])
    assert "uk-patient" in schema["properties"]["extends"]["examples"]


@pytest.mark.parametrize(
    ("ci", "written", "kind"), [("github", ".github/workflows/clinlint.yml", "github-workflows"), ("gitlab", ".gitlab-ci.yml", "gitlab-ci")]
)
def test_the_file_for_the_ci_is_valid(clinlint: Clinlint, tmp_path: Path, ci: str, written: str, kind: str) -> None:
    put(tmp_path, articles__a_dot_md=ARTICLE)
    (tmp_path / "my articles").mkdir()
    assert clinlint("init", "--ci", ci).returncode == 0
    scripts = Path(sysconfig.get_path("scripts"))
    transform = ["--data-transform", "gitlab-ci"] if ci == "gitlab" else []
    checks = [[scripts / "check-jsonschema", "--builtin-schema", f"vendor.{kind}", *transform, tmp_path / written]]
    if ci == "github":
        checks += [
            [scripts / "actionlint", "-no-color", tmp_path / written],
            [scripts / "zizmor", "--offline", "--no-progress", tmp_path / written],
        ]
    for check in checks:
        done = subprocess.run(check, capture_output=True, text=True, cwd=tmp_path, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_new_pack_passes_its_own_check_and_tests(clinlint: Clinlint) -> None:
    assert clinlint("pack", "new", "house.yaml").returncode == 0
    assert clinlint("pack", "lint", "house.yaml").stdout == "house.yaml: 1 rule, all well formed\n"
    assert clinlint("pack", "test", "house.yaml").stdout == "house.yaml: 1 rule, all examples pass\n"
    assert clinlint("pack", "new", "house.yaml").returncode == 2


def test_an_example_that_does_not_come_out_is_exit_1(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    path = tmp_path / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("arthritis [[sufferers]]", "[[arthritis]] sufferers"), encoding="utf-8")
    done = clinlint("pack", "test", "house.yaml")
    assert done.returncode == 1
    assert done.stdout.startswith(
        'house.yaml:13:9: house/sufferers: flagged at “sufferers”\n        - "Advice for [[arthritis]] sufferers."\n          ^\n'
    )
    assert done.stdout.endswith("1 rule, 1 example failed\n")


def test_a_broken_pack_is_exit_2_with_line_and_caret(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    path = tmp_path / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: existence", "kind: existance"), encoding="utf-8")
    done = clinlint("pack", "lint", "house.yaml")
    assert done.returncode == 2
    assert done.stderr.startswith("house.yaml:4:9: ")
    assert "^" in done.stderr
    assert "existence" in done.stderr


def test_own_rules_are_known_to_select_explain_and_rules(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    (tmp_path / "clinlint.yaml").write_text("packs: [house.yaml]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("# Joints\n\nAdvice for sufferers.\n", encoding="utf-8")
    chosen = clinlint("check", "--select", "house/sufferers", "a.md")
    assert "a.md:3:12: warning[house/sufferers]" in chosen.stdout
    assert clinlint("explain", "house/sufferers").stdout.startswith("# house/sufferers\n\nPeople are called sufferers.")
    assert "house/sufferers " in clinlint("rules").stdout
    assert clinlint("check", "--select", "house/suferers", "a.md").stderr == (
        "there is no rule house/suferers\n  did you mean house/sufferers? `clinlint rules` lists all\n"
    )


def test_a_new_pack_has_a_schema_by_which_editors_complete_its_options(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    schema = json.loads((tmp_path / ".clinlint/pack.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    (rule,) = yaml.safe_load((tmp_path / "house.yaml").read_text(encoding="utf-8"))
    assert list(validator.iter_errors([rule])) == []
    assert [error.message for error in validator.iter_errors([{**rule, "mach": "x"}])] == [
        "Unevaluated properties are not allowed ('mach' was unexpected)"
    ]


def test_a_rule_of_one_configuration_is_no_mistake_where_another_lacks_its_pack(clinlint: Clinlint, tmp_path: Path) -> None:
    text = "# Joints\n\nAdvice for sufferers. Copper bracelets cure arthritis.\n"
    for name in ("with", "without"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.md").write_text(text, encoding="utf-8")
    clinlint("pack", "new", "with/house.yaml")
    (tmp_path / "with/clinlint.yaml").write_text("packs: [house.yaml]\n", encoding="utf-8")
    (tmp_path / "without/clinlint.yaml").write_text("profile: default\n", encoding="utf-8")

    def told(*options: str) -> list[tuple[str, str]]:
        done = clinlint("check", ".", *options, "--format", "json-lines")
        assert done.stderr == ""
        return [(row["path"], row["rule"]) for row in map(json.loads, done.stdout.splitlines()) if "rule" in row]

    assert told("--select", "house/sufferers") == [("with/a.md", "house/sufferers")]
    both = told("--select", "house/*,overclaim/promised-cure")
    assert both == [("with/a.md", "house/sufferers"), ("with/a.md", "overclaim/promised-cure"), ("without/a.md", "overclaim/promised-cure")]
    assert "house/sufferers" not in {rule for _, rule in told("--ignore", "house/sufferers")}
    wrong = clinlint("check", ".", "--select", "house/suferers")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "there is no rule house/suferers\n  did you mean house/sufferers? `clinlint rules` lists all\n"
    assert clinlint("check", "without", "--select", "house/sufferers").returncode == 2


def test_a_message_that_names_what_its_kind_does_not_give_is_told_by_test(clinlint: Clinlint, tmp_path: Path) -> None:
    clinlint("pack", "new", "house.yaml")
    path = tmp_path / "house.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("“{text}”", "“{months}”"), encoding="utf-8")
    done = clinlint("pack", "test", "house.yaml")
    assert done.returncode == 1
    assert "house/sufferers: the message names “{months}”, which this kind does not give" in done.stdout
