"""Years that the form of a DOI gives away: some publishers write into it when a paper came in or was accepted."""

from __future__ import annotations

import re
from functools import cache

_AFTER = 4
"""Years within which a paper is printed after it came in; later ones are those of another work."""
_STAMPED = (
    r"10\.1016/j\.[a-z]+\.(?P<elsevier>\d{4})\.\d\d\.\d+"
    r"|10\.1001/[a-z]+\.(?P<jama>\d{4})\."
    r"|10\.1056/NEJM(?:oa|ra|cp|p|e|sa|sr|cpc|hp|icm|clde)(?P<nejm>[012]\d)\d{4,5}$"
    r"|10\.1136/[a-z]+-(?P<bmj>\d{4})-\d+"
    r"|10\.(?:1007|1038|1057|1186)/s\d{5}-0(?P<springer>\d\d)-\d{4,5}-[\dxwyz]$"
    r"|10\.7326/M(?P<annals>[012]\d)-\d{4}$"
    r"|10\.2337/(?:dc|db)(?P<diabetes>[012]\d)-\d{4}$"
    r"|10\.1210/(?:jc|en|er|me)\.(?P<endocrine>\d{4})-\d+"
    r"|10\.1101/(?P<preprint>20\d\d)\.\d\d\.\d\d\.\d+"
)


@cache
def _stamped() -> re.Pattern[str]:
    return re.compile(_STAMPED, re.IGNORECASE)


def stamped_years(doi: str) -> range | None:
    """The years in which a work with this DOI can have appeared, where the DOI tells; None where it does not."""
    match = _stamped().match(doi)
    if match is None:
        return None
    written = str(match[str(match.lastgroup)])
    year = int(written) if len(written) == 4 else 2000 + int(written)
    return range(year, year + _AFTER + 1)
