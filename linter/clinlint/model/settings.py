"""What a run decides for every rule: date, reader, places, and how the repository writes its metadata."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date

from clinlint.model.finding import Confidence
from clinlint.record import field, record


class Profile(enum.Enum):
    """Who is reading: an editor who must trust each finding, a strict house, or an auditor who wants everything."""

    DEFAULT = "default"
    STRICT = "strict"
    AUDIT = "audit"

    @property
    def confidence(self) -> Confidence:
        """The lowest confidence that this profile shows."""
        return {"default": Confidence.HIGH, "strict": Confidence.MEDIUM, "audit": Confidence.LOW}[self.value]


JURISDICTIONS = ("INT", "US", "UK", "EU", "CA", "AU")


@record
class Settings:
    """Settings of a run that rules may read, for one article.

    `field_names` maps a repository's metadata names onto ours. `metadata_elsewhere`: the repository keeps metadata in another system, so
    nothing about it is missing here. `article_schema` is the repository's own JSON Schema for this article, as JSON text. `audience`,
    `article_type` and `locale` hold where the article's metadata says nothing. `retractions` is the path of imported retraction data.
    """

    today: date
    profile: Profile = Profile.DEFAULT
    jurisdictions: frozenset[str] = frozenset(JURISDICTIONS)
    field_names: Mapping[str, str] = field(default_factory=dict)
    metadata_elsewhere: bool = False
    article_schema: str = ""
    audience: str = ""
    article_type: str = ""
    locale: str = ""
    retractions: str = ""
