"""The files that `clinlint init` writes: configuration, hook, CI."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from clinlint.engine.survey import Survey
from clinlint.release import VERSION
from clinlint.resources import schema

BASELINE = "clinlint-baseline.json"
SCHEMA = ".clinlint/config.schema.json"
MODELINE = f"# yaml-language-server: $schema={SCHEMA}"
_SUFFIXES = ("md", "mdx", "html", "htm")
"""What articles may be called, besides what they are called now."""


def configuration(seen: Survey, style: str, metadata_elsewhere: bool) -> str:
    """`clinlint.yaml`."""
    lines = [
        MODELINE,
        "# Configuration of clinlint, begun by `clinlint init`. `clinlint check` works without it; everything here is yours to change.",
    ]
    if style:
        lines += ["", "# Whose figures hold, and who reads. A house style; what stands below it wins.", f"extends: {style}"]
    else:
        lines += [
            "",
            "# Whose figures hold: all known ones, until you name a house style (us-patient, uk-patient, professional, …) or countries.",
        ]
        lines += ["# extends: us-patient", "# jurisdictions: [US, INT]"]
    if metadata_elsewhere:
        lines += ["", "# No article says who wrote and checked it, and when. If they should, take this line out.", "metadata: elsewhere"]
    if seen.fields:
        lines += ["", "# Your names of fields, and clinlint's."]
        lines += ["fields:", *(f"  {_key(each.name)}: {each.ours}" for each in seen.fields)]
    if seen.excluded:
        lines += ["", f"# What {seen.generator} builds or copies.", f"exclude: {json.dumps(list(seen.excluded))}"]
    return "\n".join(lines) + "\n"


def editor_schema(styles: Sequence[str]) -> str:
    """The schema of the configuration for editors that complete it: with the names of rules, packs and house styles."""
    from clinlint.rules.load import builtin

    rules = sorted(builtin(), key=lambda rule: rule.id)
    packs = sorted({f"{rule.id.partition('/')[0]}/*" for rule in rules})
    families = sorted({rule.category for rule in rules})
    names: dict[str, str] = {rule.id: rule.title for rule in rules}
    names |= dict.fromkeys(packs, "all rules of this pack") | dict.fromkeys(families, "all rules of this family")
    shown: dict[str, Any] = json.loads(json.dumps(schema("config.schema")))
    shown["$defs"]["rules"]["items"]["examples"] = list(names)
    level = shown["$defs"]["severity"]["additionalProperties"]
    shown["$defs"]["severity"]["properties"] = {name: {"description": what, **level} for name, what in names.items()}
    shown["properties"]["extends"]["examples"] = list(styles)
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def hook(seen: Survey, baseline: bool) -> str:
    """The entry of `.pre-commit-config.yaml`."""
    entry = "clinlint check" + (f" --baseline {BASELINE}" if baseline else "")
    suffixes = "|".join(dict.fromkeys((*_SUFFIXES, *seen.suffixes)))
    folders = "" if seen.folders == (".",) else f"^({'|'.join(map(_literal, seen.folders))})/.+"
    return (
        "  - repo: local\n    hooks:\n      - id: clinlint\n        name: clinlint\n"
        f"        entry: {entry}\n        language: python\n        additional_dependencies: ['{_requirement(seen)}']\n"
        f"        files: '{folders}\\.({suffixes})$'\n        require_serial: true\n"
    )


def hooks(seen: Survey, baseline: bool) -> str:
    """`.pre-commit-config.yaml`, where there is none."""
    return f"repos:\n{hook(seen, baseline)}"


def github(seen: Survey, baseline: bool) -> str:
    """A workflow for GitHub."""
    return f"""# Checks the articles of every pull request. Begun by `clinlint init`.
name: clinlint
on: pull_request
permissions: {{}}
jobs:
  clinlint:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
      - run: python3 -m venv "$RUNNER_TEMP/clinlint"
      - run: $RUNNER_TEMP/clinlint/bin/pip install --quiet '{_requirement(seen)}'
      - run: $RUNNER_TEMP/clinlint/bin/{_check(seen, baseline, "--format github")}
"""


def gitlab(seen: Survey, baseline: bool) -> str:
    """A job for GitLab."""
    return f"""# Checks the articles of every merge request. Begun by `clinlint init`.
clinlint:
  image: python:3.12-slim
  script:
    - pip install --quiet '{_requirement(seen)}'
    - {_check(seen, baseline, "--output gitlab=gl-code-quality.json --output junit=clinlint.xml")}
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality.json
      junit: clinlint.xml
"""


def _requirement(seen: Survey) -> str:
    """What pip installs: with what reads Word documents, where there are any."""
    return f"clinlint[docx]=={VERSION}" if "docx" in seen.formats else f"clinlint=={VERSION}"


def _check(seen: Survey, baseline: bool, options: str) -> str:
    return " ".join(["clinlint check", options, *([f"--baseline {BASELINE}"] if baseline else []), *quoted(seen.folders)])


def quoted(folders: Sequence[str]) -> list[str]:
    """Folders as a shell reads them."""
    from shlex import quote

    return [quote(folder) for folder in folders]


def _literal(folder: str) -> str:
    """A folder as a regular expression that both runners of hooks read."""
    return "".join(f"\\{each}" if each in ".^$*+?{}[]|()\\" else each for each in folder)


def _key(name: str) -> str:
    return name if name.replace("_", "").replace("-", "").isalnum() else json.dumps(name, ensure_ascii=False)
