"""A first look at a repository: where its articles are, what their metadata says, which site generator and which CI it uses."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clinlint.engine.files import LARGEST, decode, read, select
from clinlint.errors import FormatError
from clinlint.facts.metadata import DATES, as_date, canonical, is_empty
from clinlint.formats.parse import format_of, parse
from clinlint.record import record
from clinlint.resources import schema

_GENERATORS = (
    ("Hugo", ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml"), ("content",), ("public", "themes", "archetypes")),
    ("Jekyll", ("_config.yml",), ("_posts", "_articles", "_pages"), ("_site", "_includes", "_layouts")),
    ("Docusaurus", ("docusaurus.config.js", "docusaurus.config.ts"), ("docs", "blog"), ("build",)),
    ("Astro", ("astro.config.mjs", "astro.config.ts", "astro.config.js"), ("src/content",), ("dist", "public")),
    ("Eleventy", ("eleventy.config.js", ".eleventy.js", "eleventy.config.mjs"), ("content", "src"), ("_site",)),
    ("MkDocs", ("mkdocs.yml", "zensical.toml"), ("docs",), ("site",)),
)
"""Site generators: the files that tell them, where their articles usually are, and folders with copies of articles or none."""
_USUAL_FOLDERS = ("articles", "content")
_NO_ARTICLES = frozenset(
    {"readme", "changelog", "contributing", "license", "licence", "code_of_conduct", "security", "pull_request_template", "agents"}
)
_READ = 500
"""Articles whose metadata is read; more would tell the same."""
_MEANINGS = (
    ("next_review", ("next", "due", "expires", "expiry")),
    ("last_reviewed", ("reviewed", "checked", "verified", "review", "approved")),
    (
        "medical_reviewer",
        ("reviewer", "reviewedby", "checkedby", "verifiedby", "checker", "physician", "clinician", "doctor", "approvedby"),
    ),
    ("authors", ("author", "authors", "writer", "byline", "writtenby", "contributors")),
    ("published", ("published", "posted", "publish")),
    ("modified", ("updated", "modified", "changed", "revised", "edited")),
    ("audience", ("audience", "readership", "readers")),
    ("article_type", ("type", "kind", "format")),
    ("funding", ("funding", "funder", "sponsor", "grant")),
    ("conflicts", ("conflicts", "conflict", "interests", "interest")),
    ("references", ("references", "sources", "citations", "bibliography", "literature")),
    ("disclaimer", ("disclaimer", "notice")),
)
"""Words in the name of a field that tell which of ours it is; the values have to fit as well."""
_PEOPLE = ("medical_reviewer", "authors")


@record
class Usage:
    """A field of the repository's own that reads like one of ours, and how many articles have it."""

    name: str
    ours: str
    articles: int


@record
class Survey:
    """What a repository looks like; paths are relative to it."""

    generator: str
    folders: tuple[str, ...]
    excluded: tuple[str, ...]
    formats: Mapping[str, int]
    suffixes: tuple[str, ...]
    read: int
    described: int
    fields: tuple[Usage, ...]
    locales: Mapping[str, int]
    ci: str


def survey(root: str) -> Survey:
    """Look at the repository in a folder."""
    generator, usual, left_out = next(
        ((name, folders, out) for name, signs, folders, out in _GENERATORS if any(_is_file(root, sign) for sign in signs)), ("", (), ())
    )
    folders = _folders(root, usual)
    paths = [path for folder in folders for path in _articles(root, folder)]
    metadata = [values for path in paths[:_READ] if (values := _metadata(path)) is not None]
    locales = Counter(locale for values in metadata if (locale := _locale(values)))
    excluded = tuple(f"{name}/**" for name in left_out if os.path.isdir(os.path.join(root, name)))
    formats = Counter(format_of(path) or "" for path in paths)
    described = sum(bool(values) for values in metadata)
    return Survey(
        generator,
        folders,
        excluded,
        dict(sorted(formats.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted({os.path.splitext(path)[1][1:] for path in paths})),
        len(metadata),
        described,
        tuple(_usages(metadata)),
        dict(locales.most_common()),
        _ci(root),
    )


def _folders(root: str, usual: Sequence[str]) -> tuple[str, ...]:
    """Folders with articles: the generator's usual ones, else those that are called so, else all with files that could be articles."""
    for names in (usual, _USUAL_FOLDERS):
        if found := tuple(name for name in names if os.path.isdir(os.path.join(root, name)) and any(_articles(root, name))):
            return found
    if any(_articles(root, ".", deep=False)):
        return (".",)
    names = sorted(name for name in os.listdir(root) if not name.startswith(".") and os.path.isdir(os.path.join(root, name)))
    found = tuple(name for name in names if name not in _NOT_CONTENT and any(_articles(root, name)))
    return found or (".",)


_NOT_CONTENT = frozenset({"node_modules", "venv", "build", "dist", "test", "tests", "scripts", "static", "assets", "themes", "layouts"})


def _articles(root: str, folder: str, *, deep: bool = True) -> Iterator[str]:
    """Files of a folder that could be articles, as paths from here."""
    start = os.path.normpath(os.path.join(root, folder))
    if not os.path.isdir(start):
        return
    for path in select([start]).paths:
        stem, suffix = os.path.splitext(os.path.basename(path))
        if suffix and stem.lower() not in _NO_ARTICLES and (deep or os.path.dirname(path) in ("", start)):
            yield path


def _metadata(path: str) -> Mapping[str, Any] | None:
    """Metadata of an article; empty where it has none, None where it cannot be read."""
    try:
        data = read(path)
    except OSError:
        return None
    if len(data) > LARGEST:
        return None
    try:
        source, problem = decode(data, path)
    except FormatError:  # what reads it is not installed
        return None
    if problem:
        return None
    fields = parse(source).fields
    return fields.values if fields else {}


def _locale(values: Mapping[str, Any]) -> str:
    found = next((value for name, value in values.items() if canonical(name, {}) == "locale" and isinstance(value, str)), "")
    language, _, region = found.replace("_", "-").partition("-")
    return f"{language.lower()}-{region.upper()}" if region else language.lower()


def _usages(metadata: Sequence[Mapping[str, Any]]) -> Iterator[Usage]:
    known = schema("article.schema")["properties"]
    values: dict[str, list[Any]] = {}
    taken: Counter[str] = Counter()
    for article in metadata:
        for name, value in article.items():
            ours = canonical(name, {})
            if is_empty(value):
                continue
            if ours not in known:
                values.setdefault(name, []).append(value)
            else:
                taken[ours] += 1
    for name, given in sorted(values.items(), key=lambda item: (-len(item[1]), item[0])):
        ours = _meaning(name, given)
        if ours and taken[ours] < len(given):
            taken[ours] = len(metadata)
            yield Usage(name, ours, len(given))


def _meaning(name: str, values: Sequence[Any]) -> str:
    """Which of our fields one of the repository's own is, by its name and by what stands in it; "" where that is not clear."""
    words = _words(name)
    together = {"".join(words[at : at + 2]) for at in range(len(words))} | set(words)
    for ours, signs in _MEANINGS:
        if not together.isdisjoint(signs) and all(_fits(ours, value) for value in values):
            return ours
    return ""


def _words(name: str) -> list[str]:
    """The words of a field's name, whether written in_this, in-this or inThis way."""
    spaced = "".join(f" {each}" if each.isupper() else each for each in name)
    return spaced.replace("_", " ").replace("-", " ").lower().split()


def _fits(ours: str, value: Any) -> bool:
    if ours in DATES:
        return as_date(value) is not None
    if as_date(value) is not None or isinstance(value, bool):
        return False
    if ours in _PEOPLE:
        return all(isinstance(each, (str, Mapping)) for each in (value if isinstance(value, list) else [value]))
    if ours in ("audience", "article_type"):
        return value in (schema("config.schema")["$defs"][ours]["enum"])
    return isinstance(value, list) if ours == "references" else isinstance(value, (str, list))


def _ci(root: str) -> str:
    """`github`, `gitlab` or "": by the files of either, else by the address that the repository is pushed to."""
    if os.path.isdir(os.path.join(root, ".github")):
        return "github"
    if _is_file(root, ".gitlab-ci.yml") or os.path.isdir(os.path.join(root, ".gitlab")):
        return "gitlab"
    try:
        with open(os.path.join(root, ".git", "config"), encoding="utf-8", errors="replace") as file:
            addresses = file.read()
    except OSError:
        return ""
    return next((name for name in ("github", "gitlab") if name in addresses), "")


def _is_file(root: str, name: str) -> bool:
    return os.path.isfile(os.path.join(root, name))
