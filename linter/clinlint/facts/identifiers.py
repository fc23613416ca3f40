"""Identifiers of works and trials in a text (DOI, PMID, PMCID, arXiv, NCT, ISRCTN, EudraCT, ISBN, ISSN, ORCID), and whether each can be right."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from clinlint.facts.article import Article
from clinlint.facts.patterns import each
from clinlint.record import record


class Scheme(enum.Enum):
    """What kind of identifier it is, as readers write it."""

    DOI = "DOI"
    PMID = "PMID"
    PMCID = "PMCID"
    NCT = "NCT number"
    ISRCTN = "ISRCTN"
    ISBN = "ISBN"
    ISSN = "ISSN"
    ORCID = "ORCID iD"
    EUDRACT = "EudraCT number"
    ARXIV = "arXiv number"


@record
class Identifier:
    """An identifier as written, without its prefix and closing punctuation; code points `[start, end)` of the text, -1 in metadata."""

    scheme: Scheme
    value: str
    start: int
    end: int


PATTERN = (
    r"(?P<doi>\bdoi\.org/(?P<doi1>[^\s\"'<>]+)|\bdoi:?\s?(?:https?://(?:dx\.)?doi\.org/)?(?P<doi2>\d[^\s\"'<>]*|10\.?[^\s\"'<>]*)|\b(?P<doi3>10\.\d{4,9}/[^\s\"'<>]+))"
    r"|(?P<pmid>\bPMID\s?:?\s?(?P<pmid1>\d[\w]*)|pubmed\.ncbi\.nlm\.nih\.gov/(?P<pmid2>\d\w*)|ncbi\.nlm\.nih\.gov/pubmed/(?P<pmid3>\d\w*))"
    r"|(?P<pmcid>\bPMCID\s?:?\s?(?P<pmcid1>[\w.]+)|\b(?P<pmcid2>PMC\d+(?:\.\d+)?)\b)"
    r"|(?P<nct>\b(?P<nct1>N(?:CT|TC)\s?\d+)\b)"
    r"|(?P<isrctn>\b(?P<isrctn1>ISRCTN\s?\d+)\b)"
    r"|(?P<isbn>\bISBN(?:-1[03])?\s?:?\s?(?P<isbn1>[\dX][\dX -]{6,20}[\dX]))"
    r"|(?P<issn>\b[ep]?ISSN\s?:?\s?(?P<issn1>\d[\dX-]{5,12}))"
    r"|(?P<orcid>\b(?:orcid\.org/|ORCID(?: iD)?\s?:?\s?)(?P<orcid1>\d[\dX-]{8,24}))"
    r"|(?P<eudract>\bEudraCT(?: (?:number|no\.?))?\s?:?\s?(?P<eudract1>\d[\d-]{3,20}))"
    r"|(?P<arxiv>\barXiv\s?:\s?(?P<arxiv1>\d[\dv]*\.?[\dv]*))"
)
"""One pass for all of them; a value may be wrong, that is for `flaw` to say."""

_GROUPS = {
    Scheme.DOI: ("doi1", "doi2", "doi3"),
    Scheme.PMID: ("pmid1", "pmid2", "pmid3"),
    Scheme.PMCID: ("pmcid1", "pmcid2"),
    Scheme.NCT: ("nct1",),
    Scheme.ISRCTN: ("isrctn1",),
    Scheme.ISBN: ("isbn1",),
    Scheme.ISSN: ("issn1",),
    Scheme.ORCID: ("orcid1",),
    Scheme.EUDRACT: ("eudract1",),
    Scheme.ARXIV: ("arxiv1",),
}


def identifiers(text: str) -> tuple[Identifier, ...]:
    """Everything in a text that is written as an identifier, right or wrong, in order."""
    return tuple(_found(text))


def identifiers_by_block(article: Article) -> Mapping[int, tuple[Identifier, ...]]:
    """The identifiers of each block that has any; ask for it through `Article.fact`."""
    signs = _signs(article.whole)
    texts = enumerate(article.texts) if signs else ()
    found = ((index, identifiers(text)) for index, text in texts if any(map(text.lower().__contains__, signs)))
    return {index: named for index, named in found if named}


def _found(text: str) -> Iterator[Identifier]:
    if not worth(text):
        return
    for match in each(PATTERN, text):
        for scheme, group in _groups():
            if (words := match[group]) is not None:
                value = _trimmed(words) if scheme is Scheme.DOI else words.rstrip(" -.")
                yield Identifier(scheme, value, match.start(group), match.start(group) + len(value))
                break


@cache
def _groups() -> tuple[tuple[Scheme, int], ...]:
    """Numbers of the groups that hold an identifier; RE2 looks a group's name up anew each time it is asked for."""
    names = re.findall(r"\(\?P<(\w+)>", PATTERN)
    return tuple((scheme, names.index(name) + 1) for scheme, own in _GROUPS.items() for name in own)


def worth(text: str) -> bool:
    """Whether a text, or a whole article, may hold an identifier: cheap, and never wrongly no."""
    return bool(_signs(text))


def _signs(text: str) -> list[str]:
    return list(filter(text.lower().__contains__, _SIGNS))


_SIGNS = ("doi", "10.", "pmid", "pmc", "pubmed", "nct", "ntc", "isrctn", "isbn", "issn", "orcid", "eudract", "arxiv")


def _trimmed(value: str) -> str:
    """A DOI without the punctuation of the sentence around it; closing brackets stay where they pair."""
    value = re.split(r"[\])}>]?[.,;]?\s|&(?:amp|gt|lt);", value)[0]
    while value and (value[-1] in ".,;:*]}\"'" or (value[-1] == ")" and value.count(")") > value.count("("))):
        value = value[:-1]
    return value


def flaw(identifier: Identifier) -> str:
    """Why an identifier cannot be right, in words; empty where it can."""
    return _FLAWS[identifier.scheme](identifier.value)


def _doi(value: str) -> str:
    if not re.match(r"10\.", value):
        return "a DOI begins with “10.”"
    prefix, slash, suffix = value.partition("/")
    if not slash or not suffix:
        return "a DOI has a slash and a name after its prefix"
    if not re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*", prefix):
        return "the prefix of a DOI is “10.” and four to nine digits"
    if re.fullmatch(r"[xX.?_-]+", suffix) or "xxx" in suffix.lower():
        return "the name after the slash is a placeholder"
    return ""


def _pmid(value: str) -> str:
    return "" if re.fullmatch(r"[1-9]\d{0,7}", value) else "a PMID has one to eight digits and does not begin with 0"


def _pmcid(value: str) -> str:
    return "" if re.fullmatch(r"(?i)PMC[1-9]\d{0,8}(?:\.\d+)?", value) else "a PMCID is “PMC” and up to nine digits"


def _nct(value: str) -> str:
    return "" if re.fullmatch(r"(?i)NCT\d{8}", value) else "a ClinicalTrials.gov number is “NCT” and eight digits"


def _isrctn(value: str) -> str:
    return "" if re.fullmatch(r"(?i)ISRCTN\d{8}", value) else "an ISRCTN has eight digits"


def _isbn(value: str) -> str:
    digits = re.sub(r"[ -]", "", value).upper()
    if re.fullmatch(r"97[89]\d{10}", digits):
        total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
        return "" if total % 10 == 0 else "its check digit does not fit"
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum((10 if d == "X" else int(d)) * (10 - i) for i, d in enumerate(digits))
        return "" if total % 11 == 0 else "its check digit does not fit"
    return "an ISBN has 10 or 13 digits"


def _issn(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{3}[\dXx]", value):
        return "an ISSN is four digits, a hyphen and four more"
    digits = value.replace("-", "").upper()
    total = sum((10 if d == "X" else int(d)) * (8 - i) for i, d in enumerate(digits))
    return "" if total % 11 == 0 else "its check digit does not fit"


def _orcid(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]", value):
        return "an ORCID iD is four groups of four digits"
    total = 0
    for digit in value.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "" if value[-1].upper() == ("X" if check == 10 else str(check)) else "its check digit does not fit"


def _eudract(value: str) -> str:
    return "" if re.fullmatch(r"\d{4}-\d{6}-\d{2}", value) else "a EudraCT number is a year, six digits and two more"


def _arxiv(value: str) -> str:
    return "" if re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?", value) else "an arXiv number is four digits, a point and four or five more"


_FLAWS: dict[Scheme, Callable[[str], str]] = {
    Scheme.DOI: _doi,
    Scheme.PMID: _pmid,
    Scheme.PMCID: _pmcid,
    Scheme.NCT: _nct,
    Scheme.ISRCTN: _isrctn,
    Scheme.ISBN: _isbn,
    Scheme.ISSN: _issn,
    Scheme.ORCID: _orcid,
    Scheme.EUDRACT: _eudract,
    Scheme.ARXIV: _arxiv,
}
