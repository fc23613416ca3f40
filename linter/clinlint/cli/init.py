"""`clinlint init`: looks at a repository and writes what it needs: configuration, hook, CI, baseline; nothing of what is there is changed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from clinlint.cli._progress import Progress
from clinlint.cli.command import CLEAN, Command
from clinlint.engine import house_styles
from clinlint.engine.config import NAMES, PYPROJECT, find
from clinlint.errors import UsageError

if TYPE_CHECKING:
    from clinlint.engine.survey import Survey

STYLES = tuple(sorted(name.removesuffix(".yaml") for name in os.listdir(house_styles.__path__[0]) if name.endswith(".yaml")))
"""House styles that ship, one file each."""
_MOST = 0.9
"""The share of articles in one language from which on it speaks for all."""
_BY_LOCALE = {"en-GB": "uk-patient", "en-US": "us-patient"}
_DESCRIPTION = """Look at a repository and write what it needs to check its articles, with the reason of each choice.

Writes clinlint.yaml, a schema by which editors complete it, a hook, a file for the CI, and a baseline of today's findings. What is there
already is left as it is. Articles are never changed.

  clinlint init                       look at this folder
  clinlint init --dry-run             say what would be written, and write nothing
  clinlint init --style uk-patient    start from this house style
  clinlint init --ci gitlab           for this CI; none writes no file for it
  clinlint init --no-baseline         let hook and CI tell today's findings too"""
_HOOKS = ".pre-commit-config.yaml"


class _Writer:
    """Writes files into a folder and tells why; a file that is there stays."""

    def __init__(self, folder: str, dry: bool) -> None:
        self._folder = folder
        self._dry = dry

    def path(self, name: str) -> str:
        return os.path.normpath(os.path.join(self._folder, name))

    def write(self, name: str, text: str, *reasons: str) -> None:
        path = self.path(name)
        print(f"\n{'would write' if self._dry else 'wrote'} {path}")
        self.say(*reasons)
        if not self._dry:
            try:
                os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
                with open(path, "w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
            except OSError as error:
                raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error

    def kept(self, name: str, *reasons: str, lines: str = "") -> None:
        print(f"\nkept {self.path(name)}")
        self.say(*reasons)
        if lines:
            print("\n" + lines.rstrip())

    def say(self, *reasons: str) -> None:
        for reason in filter(None, reasons):
            print(f"  {reason}")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="folder of the repository (default: here)")
    parser.add_argument("--style", choices=STYLES, help="house style to start from (default: as the articles' language says)")
    parser.add_argument("--ci", choices=("github", "gitlab", "none"), help="which CI to write a file for (default: the one that is seen)")
    parser.add_argument("--no-baseline", action="store_true", help="write no baseline")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")


def _run(arguments: argparse.Namespace) -> int:
    from clinlint.engine.survey import survey

    folder: str = arguments.folder
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: no such folder")
    present = _present(folder)
    if present and arguments.style:
        raise UsageError(
            f"{os.path.normpath(os.path.join(folder, present))}: exists already", hint=f"write there: extends: {arguments.style}"
        )
    seen = survey(folder)
    writer = _Writer(folder, arguments.dry_run)
    print(_sentence(seen))
    _configuration(writer, seen, present, arguments.style)
    findings = 0 if arguments.no_baseline else _baseline(writer, seen, folder, arguments.dry_run)
    _hook(writer, seen, findings > 0)
    _ci(writer, seen, arguments.ci or seen.ci or "", findings > 0)
    paths = " ".join(os.path.normpath(os.path.join(folder, each)) for each in seen.folders)
    print(f"\nNext: clinlint check {paths}")
    return CLEAN


def _present(folder: str) -> str:
    """The configuration that is there already, by its name; found without reading it, as one that was looked for is remembered."""
    if name := next((name for name in NAMES if os.path.exists(os.path.join(folder, name))), ""):
        return name
    path = os.path.join(folder, PYPROJECT)
    return PYPROJECT if os.path.exists(path) and "[tool.clinlint" in _text(path) else ""


def _sentence(seen: Survey) -> str:
    count = sum(seen.formats.values())
    kinds = ", ".join(f"{number:,} {name}" for name, number in seen.formats.items())
    where = "here" if seen.folders == (".",) else f"in {' and '.join(f'{name}/' for name in seen.folders)}"
    generator = f" This looks like {seen.generator}." if seen.generator else ""
    return f"{_counted(count, 'article')} {where}{f' ({kinds})' if kinds else ''}.{generator}"


def _configuration(writer: _Writer, seen: Survey, present: str, style: str | None) -> None:
    from clinlint.cli import _starting

    if present:
        unread = [each for each in seen.fields if each.name not in dict(find(writer.path("article.md")).fields)]
        lines = "fields:\n" + "".join(f"  {each.name}: {each.ours}\n" for each in unread) if unread else ""
        writer.kept(present, "fields that clinlint does not know by name yet; add them:" if unread else "", lines=lines)
        if present in NAMES and not os.path.exists(writer.path(_starting.SCHEMA)):
            writer.write(
                _starting.SCHEMA,
                _starting.editor_schema(STYLES),
                f"by which your editor completes {present}, where this is its first line:",
            )
            writer.say(_starting.MODELINE)
        return
    locale, count = next(iter(seen.locales.items()), ("", 0))
    mixed = count < _MOST * sum(seen.locales.values())
    chosen = style or ("" if mixed else _BY_LOCALE.get(locale, ""))
    elsewhere = seen.read > 0 and not seen.described
    writer.write(_starting.SCHEMA, _starting.editor_schema(STYLES), "by which your editor completes and explains clinlint.yaml")
    reason = "as you asked" if style else f"{_counted(count, 'article')} of {seen.read:,} in {locale}"
    writer.write(
        NAMES[0],
        _starting.configuration(seen, chosen, elsewhere),
        f"extends {chosen}: {reason}" if chosen else "",
        "" if chosen else _no_style(seen, mixed=mixed),
        "metadata: elsewhere, as no article has any" if elsewhere else "",
        *(f"reads your {each.name} as {each.ours} (in {_counted(each.articles, 'article')})" for each in seen.fields),
        f"leaves out {', '.join(seen.excluded)}" if seen.excluded else "",
    )


def _no_style(seen: Survey, *, mixed: bool) -> str:
    if mixed:
        languages = ", ".join(f"{locale} ({count:,})" for locale, count in seen.locales.items())
        return f"no house style: the articles are in {languages}; under overrides, name jurisdictions for each folder"
    return "no house style: the articles do not say for which country they are; figures of all known authorities hold"


def _baseline(writer: _Writer, seen: Survey, folder: str, dry: bool) -> int:
    """Write down the findings of today; gives how many there are."""
    from clinlint.cli._starting import BASELINE
    from clinlint.engine.run import Run
    from clinlint.reports.baseline import dump, of

    if os.path.exists(writer.path(BASELINE)):
        writer.kept(BASELINE)
        return 1
    if dry or not seen.formats:
        return 0
    with Progress(sys.stderr) as progress:
        report = Run(cache=True).paths([os.path.normpath(os.path.join(folder, each)) for each in seen.folders], progress)
    baseline = of(report, folder)
    if not baseline.entries:
        return 0
    articles = len({entry.path for entry in baseline.entries})
    writer.write(
        BASELINE,
        dump(baseline),
        f"{_counted(len(baseline.entries), 'finding')} of today in {_counted(articles, 'article')}: hook and CI tell only new ones",
        "it shrinks as findings are put right; `clinlint check` without --baseline shows all",
    )
    return len(baseline.entries)


def _hook(writer: _Writer, seen: Survey, baseline: bool) -> None:
    from clinlint.cli import _starting

    if not os.path.exists(path := writer.path(_HOOKS)):
        writer.write(_HOOKS, _starting.hooks(seen, baseline), "checks the articles of each commit; switch it on: pre-commit install")
    elif "clinlint" in _text(path):
        writer.kept(_HOOKS, "it has a hook of clinlint")
    else:
        writer.kept(_HOOKS, "add under repos:", lines=_starting.hook(seen, baseline))


def _ci(writer: _Writer, seen: Survey, ci: str, baseline: bool) -> None:
    from clinlint.cli import _starting

    files: dict[str, tuple[str, Callable[[Survey, bool], str]]] = {
        "github": (".github/workflows/clinlint.yml", _starting.github),
        "gitlab": (".gitlab-ci.yml", _starting.gitlab),
    }
    if ci not in files:
        if not ci:
            print("\nno CI file: neither GitHub nor GitLab was seen; --ci github or --ci gitlab writes one")
        return
    name, text = files[ci]
    if not os.path.exists(path := writer.path(name)):
        writer.write(name, text(seen, baseline), f"checks the articles of each {'pull' if ci == 'github' else 'merge'} request")
    elif "clinlint" in _text(path):
        writer.kept(name, "it runs clinlint")
    else:
        writer.kept(name, "add:", lines=text(seen, baseline))


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


COMMAND = Command("Look at a repository and write configuration, hook, CI file and baseline.", _arguments, _run, _DESCRIPTION)
