"""A finding: one problem at one place, what is right, who says so, how to put it right."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import field, record


class Severity(enum.Enum):
    """How bad a finding is if it is true."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Confidence(enum.Enum):
    """How likely a finding is true."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """3 for high, 2 for medium, 1 for low."""
        return {"high": 3, "medium": 2, "low": 1}[self.value]


Category = Literal[
    "schema",
    "governance",
    "disclaimer",
    "citation",
    "threshold",
    "dose",
    "unit",
    "overclaim",
    "language",
    "medication-safety",
    "consistency",
    "suppression",
    "internal",
]


class Applicability(enum.Enum):
    """How safe a fix is: applied by itself, after a human agreed, or shown only."""

    SAFE = "safe"
    SUGGESTED = "suggested"
    DISPLAY = "display"


class Trust(enum.Enum):
    """How well a figure of the reference was seen: in the authority's own text, in a restatement, or not yet."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"


@record
class Evidence:
    """Who says so. `reference` is the entry's id; `url` only where the identifier was checked."""

    reference: str
    authority: str
    title: str = ""
    year: int | None = None
    trust: Trust = Trust.UNVERIFIED
    url: str = ""


@record
class Edit:
    """Replace a span of the source by text."""

    span: Span
    text: str


@record
class Fix:
    """A titled change and how safe it is."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]


@record
class Related:
    """Another place that belongs to a finding; `source` is the other article where it stands in one."""

    message: str
    span: Span
    source: Source | None = None


@record
class Finding:
    """One problem at one place of the article under test.

    `found` and `expected` are the statement as written and as the authority has it, in words. `detail` holds what a family adds
    (an overclaim's subtype and voice, a threshold's measure). `fingerprint` is filled in by the engine.
    """

    rule: str
    category: Category
    severity: Severity
    confidence: Confidence
    message: str
    span: Span
    found: str = ""
    expected: str = ""
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    help: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    fingerprint: str = ""


class Acceptance(enum.Enum):
    """Where it is written down that a finding is accepted: in the article itself, in the configuration, or in a baseline."""

    ARTICLE = "article"
    CONFIGURATION = "configuration"
    BASELINE = "baseline"


@record
class Accepted:
    """A finding that somebody accepted: where that stands, why, who did, and until when."""

    finding: Finding
    where: Acceptance
    reason: str = ""
    by: str = ""
    until: date | None = None


@record
class Fact:
    """What an article says at one place, and what was made of it: how an editor, and we, see why a rule spoke or kept silent.

    `kind` is the family (`number`, `threshold`, `dose`, `claim`), `role` what the statement is (definition, measurement, …; a claim's
    reason for passing), `about` what it belongs to; `detail` holds the rest by name.
    """

    kind: str
    span: Span
    role: str
    about: str = ""
    detail: tuple[tuple[str, str], ...] = ()


@record
class Said:
    """A statement that another article of a run may contradict, for the rule that would tell of it.

    `about` is the same in all articles that speak of the same thing; `figures` are the decimals it gives, `shown` as written, `name` what
    they are.
    """

    rule: str
    about: str
    figures: tuple[str, ...]
    shown: str
    name: str
    span: Span


@record
class FactSummary:
    """What rules over the whole collection need to know of one article; small and serialisable."""

    path: str
    statements: tuple[Said, ...] = ()


@record(slots=False)
class FileReport:
    """The findings of one article, in order, with the source they are about. `notes` are told once a run, not per file.

    `accepted` are the findings that somebody accepted; no format counts them, some show them. `facts` are there where they were asked for.
    """

    source: Source
    findings: tuple[Finding, ...]
    summary: FactSummary
    notes: tuple[str, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    facts: tuple[Fact, ...] = ()

    @classmethod
    def kept(cls, parts: Mapping[str, Any], read: Callable[[], Mapping[str, Any]]) -> FileReport:
        """A report of an earlier run of which some parts are known, and whatever else it holds is read when somebody asks for it."""
        made = cls.__new__(cls)
        made.__dict__.update(parts, _read=read)
        return made

    def __getattr__(self, name: str) -> Any:
        read = self.__dict__.pop("_read", None)
        if read is None or name.startswith("_"):
            raise AttributeError(name)
        self.__dict__.update(read())
        return getattr(self, name)

    @cached_property
    def tally(self) -> tuple[int, int, int]:
        """How many errors, warnings and infos were found."""
        found = [finding.severity for finding in self.findings]
        return found.count(Severity.ERROR), found.count(Severity.WARNING), found.count(Severity.INFO)

    @cached_property
    def failed(self) -> bool:
        """Whether something went wrong inside clinlint."""
        return any(finding.category == "internal" for finding in self.findings)

    @cached_property
    def shown(self) -> str:
        """The findings as the text format has them without colour, where an earlier run kept that."""
        return ""


@record
class Report:
    """A run: its files in order of path, and problems of set-up that were met on the way (each makes exit 2)."""

    files: tuple[FileReport, ...]
    problems: tuple[str, ...] = ()
    reference_version: str = field(default="")
