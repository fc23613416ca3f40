"""Which substance an article speaks of where the words around an amount name none: the block's, the list's, the section's, the title's only one."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.dose_mentions import Mention, mentions
from clinlint.facts.outline import title
from clinlint.model.document import BlockKind

_BACK = 8
"""How many blocks before an amount are looked at."""
_READ = 2000
"""How much of each of them is."""
_WHOLE = 20_000
"""How much of an article is searched for the only substance that it names."""
_CLAUSE = 160
"""Longest clause before an amount that may consist of words of dosing."""
_AROUND = 240
"""How far around an amount words that tell of dosing may stand."""


class Context:
    """An article's substances outside the sentence of an amount; each block is read once, and only when an amount needs it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._read: dict[int, tuple[Mention, ...]] = {}
        self._only: tuple[Mention, ...] | None = None

    def at(self, index: int) -> tuple[Mention, ...]:
        """The substances of the block, else of the nearest one before that names any, else of the title, else of the article."""
        blocks = self._article.blocks
        for before in range(index, max(-1, index - _BACK), -1):
            other = blocks[before]
            if other.headings != blocks[index].headings or other.kind in {BlockKind.HEADING, BlockKind.CODE}:
                break
            found = self._of(before)
            if found:
                return found if len({m.ids for m in found}) == 1 else (*self._first(before), *found)
        top = title(self._article)
        return (self._of(top) if 0 <= top < index else ()) or self._alone()

    def _first(self, index: int) -> tuple[Mention, ...]:
        """What the first block before one names under the same heading: what the section is about."""
        blocks = self._article.blocks
        first: tuple[Mention, ...] = ()
        for before in range(index - 1, max(-1, index - _BACK), -1):
            if blocks[before].headings != blocks[index].headings or blocks[before].kind in {BlockKind.HEADING, BlockKind.CODE}:
                break
            first = self._of(before) or first
        return first[:1]

    def _of(self, index: int) -> tuple[Mention, ...]:
        if index not in self._read:
            self._read[index] = tuple(mentions(self._article.texts[index][:_READ]))
        return self._read[index]

    def _alone(self) -> tuple[Mention, ...]:
        """The substances that the whole article speaks of."""
        if self._only is None:
            self._only = tuple(mentions(self._article.whole[:_WHOLE]))
        return self._only


def is_plain(text: str, start: int, end: int, sentence: tuple[int, int]) -> bool:
    """Whether only words of dosing stand in the clause before the amount in `[start, end)` and right behind it, and the sentence doses at all."""
    head = text[max(sentence[0], start - _CLAUSE) : start]
    ended = _clause().search(head)
    clause = head[ended.end() :] if ended else head
    return (
        (_before().fullmatch(clause) is not None or _term().search(head) is not None)
        and _behind().search(text[end : sentence[1]][:48]) is not None
        and _dosed().search(text[max(sentence[0], start - _AROUND) : min(end + _AROUND, sentence[1])]) is not None
    )


def is_dosed(text: str, start: int, end: int, rate_at: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """Whether an amount in `[start, end)` stands right beside how often it is taken, in a sentence about nothing that a body does by itself."""
    first, last = rate_at
    if first < 0:
        return False
    gap = text[end:first] if first >= end else text[last:start]
    words = text[sentence[0] : sentence[1]]
    owned = _bodily().search(words) or not _led_to().search(text[sentence[0] : start])
    return not owned and _joint().fullmatch(gap) is not None


def names_medicine(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence has a word that looks like a medicine's name."""
    return _medicine().search(text[sentence[0] : sentence[1]]) is not None


def is_given(text: str, sentence: tuple[int, int]) -> bool:
    """Whether a sentence has a word for taking, giving or needing a dose."""
    return _given().search(text[sentence[0] : sentence[1]]) is not None


@cache
def _joint() -> Any:
    """What may stand between an amount and how often it is taken."""
    return re2.compile(
        r"(?i)[ ,:)-]*(?:\([^()]{0,40}\)[ ,]*)?(?:(?:of|it|this|the|an?|one|two|doses?|is|are|tablets?|capsules?|caplets?|pills?|softgels?|lozenges?|shots?|jabs?|drips?|syringes?|chewable|extra|strength|injections?|infusions?|supplement\w*|intakes?|dosage|under|into|beneath|your|their|skin|veins?|arm|thigh|abdomen|by|mouth|oral|orally|taken|given|injected|infused|swallowed|administered|iv|sc|im|po|subcutaneous\w*|intraven\w*|as|in|single|total|at|least|most|about|up|to|no|not|more|less|than)\b[ ,-]*){0,8}(?:\([^()\d]{0,40}\)[ ,]*)?"
    )


@cache
def _bodily() -> Any:
    """Words for what a body does by itself, and for what food holds."""
    return re2.compile(
        r"(?i)\b(?:los(?:e|es|ing|t)|excret\w*|absorb\w*|mak(?:e|es|ing)|made|produc\w*|contain\w*|hold|holds|stor(?:e|es|ed)|eat|eats|eaten|ate|consum\w*|burn\w*|releas\w*|filter\w*|leak\w*|deliver\w*|suppl(?:y|ies)|secret\w*|urine|sweat|stool)\b"
    )


@cache
def _led_to() -> Any:
    """The last word before an amount: nothing, a mark, or one that no substance is."""
    return re2.compile(
        r"(?i)(?:^|[.,;:(!?*-]|\b(?:a|an|the|one|your|their|his|her|its|is|are|be|of|in|at|to|by|for|on|as|with|and|or|than|about|around|roughly|just|only|up|exactly|single|another|each|every|usual|standard|swallow\w*|inject\w*|infus\w*|tak(?:e|es|en|ing)|giv(?:e|es|en|ing)|gets?|receiv\w*|prescri\w*|chew\w*|us(?:e|es|ed)|need(?:s|ed)?|requires?|add(?:s|ed)?|have|has|daily|weekly|monthly|day|week|month|total|doses?|dosage|dosing|equals?|reach(?:es)?|becomes?|remains?))[ *]*$"
    )


@cache
def _medicine() -> Any:
    """Names of medicines by the stems that all of a kind share, so that one which the reference lacks is seen as such."""
    return re2.compile(
        r"(?i)\b[a-z]{3,}(?:mab|nib|pril|sartan|statin|olol|dipine|azole|cillin|mycin|cycline|floxacin|tidine|gliptin|gliflozin|glutide|parin|xaban|gatran|triptan|setron|dronate|ciclovir|navir|buvir|azepam|zolam|codone|caine|profen|coxib|lukast|terol|nisone|solone|platin|rubicin|taxel|oquine|barbital|thiazide|semide|lactone|glinide|glitazone|parib|ciclib|zomib|relix|relin|cept|kinra|ximab|fibrate|oxetine|triptyline|pramine|peridone|apine|prazole|phylline|mustine|metasone|methasone|casone|onide|domide|cycline|semide|xaban)e?s?\b"
    )


@cache
def _given() -> Any:
    """Words for taking, giving and needing a dose."""
    return re2.compile(
        r"(?i)\b(?:tak(?:e|es|en|ing)|get|gets|swallow\w*|inject\w*|infus\w*|giv(?:e|es|en)|administer\w*|receiv(?:e|es)|prescri\w*|need(?:s|ed)?|requires?|should|must|recommend\w*|advis\w*|dos(?:e|es|age|ages|ing)|tablets?|capsules?|start(?:s|ed)?|begin|begins|aim|subq|sc|iv|po)\b"
    )


@cache
def _clause() -> Any:
    """Everything up to the last mark that ends a clause before an amount."""
    return re2.compile(r"(?s)^.*[,;:(?!] ?")


@cache
def _term() -> Any:
    """A term of the field right before an amount, which so is no other substance's: `RNI 700 mg`."""
    return re2.compile(
        r"\b(?:RDA|RDI|RNI|PRI|AI|UL|DRI|(?i:recommended (?:daily |dietary |nutrient )*(?:allowance|intake|amount)|adequate intake|upper (?:intake )?(?:limit|level)))s?(?: is| of|:| =)? ?(?:about |around )?$"
    )


@cache
def _before() -> Any:
    words = (
        r"a|an|the|your|you|their|they|his|her|its|it|is|are|was|be|been|being|of|in|at|to|by|for|on|as|with|and|or|if|when|then|also|only|just|about"
        r"|around|approximately|roughly|up|until|than|more|less|no|not|do|don't|never|should|must|may|can|could|might|will|would|need|needs|requires?|require"
        r"|have|has|had|take|takes|taken|taking|use|uses|used|using|give|gives|given|giving|start|starts|started|starting|begin|begins|beginning|initial"
        r"|increase|increased|increases|rises|climbs|important|best|wise|safest|however|generally|effective|ideally|raise|raised|reduce|reduced|go|goes|from|between|ranges?|ranging|range|reach|exceed|limit|limited|limits|prefer|set|comes|come|contain|contains"
        r"|dose|doses|dosage|dosages|dosing|usual|usually|typical|typically|common|commonly|normal|normally|standard|recommended|recommend|recommends|recommendation|maximum"
        r"|max|minimum|min|highest|largest|greatest|lowest|lower|higher|total|daily|weekly|monthly|yearly|single|each|every|per|day|days|week|weeks|month|months|year|years|hour|hours|once"
        r"|twice|times|one|two|three|four|adult|adults|people|person|patients?|women|men|children|infants|elderly|older|most|some|many|cases?|oral|orally|mouth"
        r"|injection|injections|injected|infusion|infused|subcutaneous|subcutaneously|intravenous|intravenously|tablet|tablets|capsule|capsules|pill|pills"
        r"|treatment|treat|prevention|prevent|maintenance|loading|chronic|acute|severe|mild|disease|bone|pain|fever|osteoporosis|regimen|strength|strengths|preferred|alternative"
        r"|amount|amounts|intake|allowance|safe|safely|rda|rdi|rni|ul|ai|upper|level|this|that|these|those|first|second|same|full|low|high|prescription|prescribed|medicine|medication|drug"
        r"|both|either|who|which|pregnant|breastfeeding|lactating|nursing|healthy|postmenopausal|younger|teens|teenagers|vegans?|vegetarians|smokers|everyone|anyone|boys|girls|males?|females?|aged?|over|under|old|available|sc|iv|im|po|subq|schedule|administered|administer|administration|apart|separate|mg|mcg|µg|g|iu|milligrams?|micrograms?|grams?|units?"
    )
    return re2.compile(rf"(?i)(?:[\W\d]*(?:{words})\b)*[\W\d]*")


@cache
def _behind() -> Any:
    """What may follow an amount of dosing: the end, a mark, how often, how."""
    return re2.compile(
        r"(?i)^ ?(?:$|[,.;:()\]/|]|(?:a|an|per|each|every|from|once|twice|three|four|daily|weekly|monthly|yearly|to|or|and|for|in|if|by|as|at|on|with|without|within|taken|given|injected|infused|swallowed|administered|sc|iv|im|po|subq|is|are|should|may|can|unless"
        r"|maximum|max|dose|doses|tablets?|capsules?|pills?|injections?|infusions?|subcutaneous\w*|intraven\w*|oral|orally|under|starting|until|when|before|after|total|\d)\b)"
    )


@cache
def _dosed() -> Any:
    """Words that tell that a sentence doses."""
    return re2.compile(
        r"(?i)\bdos(?:e|es|age|ages|ing)\b|\b(?:take|taken|taking|takes|give|given|administer\w*|inject\w*|infus\w*|start(?:ed|ing|s)?|recommend\w*|prescri\w*|maximum|max|limit|RDA|RNI|RDI|UL|intake|allowance|need|needs|use|regimen|maintenance|prefer\w*|treat\w*|prevent\w*)\b"
        r"|\b(?:daily|weekly|monthly|yearly|once|twice|(?:a|per|each|every) (?:\d+ )?(?:hours?|days?|weeks?|months?|years?))\b"
    )
