"""Words by which a sentence with a dose speaks for itself, reports, denies or warns."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2


@cache
def serving() -> Any:
    """A portion of food or drink: `3 ounces`, `1 cup`, `one large egg`."""
    return re2.compile(
        r"(?i)(?:\d|½|\b(?:an?|one|two|three|half an?))[ -]?(?:fl(?:uid)? )?(?:oz\b|ounces?|cups?|tbsp|tablespoons?|teaspoons?|tsp|slices?|servings?|glass(?:es)?|bowls?|cans?|handfuls?|large|medium|small|pieces?|fillets?|eggs?)\b|\b(?:per )?100 ?(?:g|grams|ml)\b"
    )


@cache
def holds() -> Any:
    """What a portion does: it holds something."""
    return re2.compile(r"(?i)\b(?:provid\w+|contain\w*|deliver\w*|offers?|suppl(?:y|ies)|has|have|packs?|boasts?|brings?|holds?)\b")


@cache
def owed() -> Any:
    """What people should have, which no portion holds: `they should have`, `you have to get`."""
    return re2.compile(r"(?i)\b(?:should|must|need to|ought to|may|can) (?:\w+ )?have\b|\bha(?:ve|s) to\b")


@cache
def supplied() -> Any:
    """The order to take a supplement that holds an amount: `take a daily supplement containing`."""
    return re2.compile(
        r"(?i)\b(?:tak(?:e|es|en|ing)|choose|prescribed?|recommend\w*|give)\b(?: [\w-]+){0,5} (?:supplements?|multivitamins?|tablets?|capsules?|vitamins?|pills?) (?:that |which )?(?:contain\w*|with|has|have|provid\w*) (?:about |at least |around )?$"
    )


@cache
def share() -> Any:
    """What part of the day's need an amount is: `about 30% of the daily recommended intake`."""
    return re2.compile(
        r"(?i)\b\d+(?:\.\d+)? ?(?:%|per ?cent) of (?:the|your|an?|our|their)? ?(?:\w+ ){0,3}(?:intakes?|needs?|values?|requirements?|allowances?|RDA|RDI|DV|amount)\b"
    )


@cache
def outdated() -> Any:
    """Words of what used to be done."""
    return re2.compile(
        r"(?i)\b(?:older|old|earlier|former|previous|historic\w*|outdated) (?:\w+ )?(?:regimens?|schemes?|doses?|dosing|guidelines?|practice|recommendations?|advice|schedules?)\b"
    )


@cache
def short() -> Any:
    """Denials of what people do: `fall short of`."""
    return re2.compile(r"(?i)short|fail|lack|miss|too (?:few|little)")


@cache
def unless() -> Any:
    """An exception behind an amount: `4,000 IU a day unless your doctor says so`."""
    return re2.compile(r"(?i)^[^.;]{0,60}\bunless\b")


@cache
def against() -> Any:
    """A warning of more than an amount: `cautions against exceeding 100 micrograms`."""
    return re2.compile(
        r"(?i)\bagainst (?:exceeding|going (?:over|above)|(?:taking|having|getting) (?:\w+ ){0,2}?(?:more than|over|above))\b"
    )


@cache
def named_need() -> Any:
    """Words right before an amount by which it is what is recommended, whether people get it or not: `do not get the recommended`."""
    return re2.compile(
        r"(?i)\b(?:the|their|your) (?:daily )?(?:recommended|advised|suggested)(?: (?:daily|minimum))?(?: (?:intake|amount|allowance|target|dose))?(?: of)?(?: (?:at least|about|around))? $"
    )


@cache
def needed() -> Any:
    """Words right before an amount by which it is what people need, whatever else the sentence tells."""
    return re2.compile(
        r"(?i)\b(?:needs?|requires?|(?:reach|get|meet) the (?:daily )?(?:recommended|advised|suggested)(?: (?:daily )?(?:intake|amount|allowance|target)(?: of)?)?)(?: (?:at least|about|around))? $"
    )


@cache
def floor() -> Any:
    """A denied comparison, so that the amount is the least: `should not be less than`."""
    return re2.compile(r"(?i)\b(?:not|never|n't) (?:be |go |fall |drop |get |take )?(?:any )?(?:less|lower|fewer|below|under)(?: than)? $")


@cache
def condition() -> Any:
    """Words that begin a clause of condition or reason."""
    return re2.compile(r"(?i)(?:^|[,;:(] ?|\b(?:and|but|or) )(?:if|when|unless|because|since|although|though|while|as) [^,;]*$")


@cache
def denial() -> Any:
    """Words that deny."""
    return re2.compile(r"(?i)\b(?:not|never|no|nor|neither|avoid|without)\b|n't\b")


@cache
def trial() -> Any:
    """Words of research."""
    return re2.compile(r"(?i)\b(?:trials?|stud(?:y|ies)|participants?|research\w*|placebo|randomi[sz]ed|compared)\b")


@cache
def medical() -> Any:
    """Words of dosing, so that an amount is one to take."""
    return re2.compile(
        r"(?i)prescri|recommend|advis|\bdos(?:e|es|ing|age)\b|supplement|tablet|capsule|\b(?:tak(?:e|ing)|giv(?:e|en|ing))\b|treat"
    )


@cache
def course() -> Any:
    """How long an amount is taken, so that it is a course of treatment: `for eight weeks`."""
    return re2.compile(
        r"(?i)\bfor (?:about |around |up to |at least )?(?:\d{1,3}(?:-\d{1,3})?|an?|one|two|three|four|five|six|seven|eight|ten|twelve) (?:days|weeks?|months?)\b"
    )


@cache
def told_to() -> Any:
    """Advice whose deed is a gerund: `should think about taking`."""
    return re2.compile(r"(?i)\b(?:should|must|ought to|advised to|need to|ha(?:ve|s) to) (?:[\w']+ ){0,4}taking\b")


@cache
def unneeded() -> Any:
    """A need that is denied right before its amount: `you do not need`, `nobody needs`, `there is no need for`."""
    return re2.compile(
        r"(?i)(?:\b(?:do|does|did) not|n't|\b(?:nobody|no one|no-one|none of (?:us|you|them)|never|hardly anyone)) (?:(?:really|actually|usually|normally|even) )?"
        r"(?:needs?|requires?|ha(?:ve|s) to (?:take|get|have|eat))(?: to (?:take|get|have|eat))?(?: as much as| about| up to| a full| the| all)?[ ,]*$"
        r"|\bneed not (?:take|get|have|eat) $|\bno need (?:for|of|to take|to get) $"
    )


@cache
def may() -> Any:
    """Words of treatment in general: what may, can or should be given."""
    return re2.compile(r"(?i)\b(?:may|can|should|usually|often|is|are|typically|sometimes)\b")


@cache
def past() -> Any:
    """Words of treatment that somebody had."""
    return re2.compile(r"(?i)\b(?:was|were|had|received|took|got|gave|randomi[sz]ed)\b")


@cache
def lessened() -> Any:
    """Harms that an amount is taken against: `to reduce side effects`, `lowers the risk of fractures`."""
    return re2.compile(
        r"(?i)\b(?:reduc|lower|prevent|avoid|minimi[sz]|lessen|cut|decreas|limit|halv|protect|fewer|less|against|at)\w* (?:[\w-]+ ){0,4}?(?:side effects?|(?:high(?:er)? )?risk of|overdos\w*|toxicity)"
    )


@cache
def eaten() -> Any:
    """Words that tell what people do eat or take, or what a body holds, not what they should."""
    return re2.compile(
        r"(?i)\b(?:average|on average|typical(?:ly)? (?:diet|american|intake)|most (?:americans|people|adults) (?:eat|get|consume|have)|(?:americans|britons|australians|canadians|europeans|most of us|many of us) (?:\w+ )?(?:eat|get|consume|take in|drink)|eats|consumes|ate|consumed|(?:can|may|will|does|do) store|stores|stored in)\b"
    )


@cache
def poisonous() -> Any:
    """Words of harm before an amount, so that it is what does the harm."""
    return re2.compile(r"(?i)toxic|overdos|poison|lethal|fatal|harmful")


@cache
def criticised() -> Any:
    """Words that set an amount against the limit, so that it is no advice: `this is five times the safe ceiling`."""
    return re2.compile(
        r"(?i)times the (?:\w+ ){0,3}(?:ceiling|limit|level|amount|intake|allowance|dose)|(?:far|well|way|much) (?:above|over|beyond|more than)"
        r"|overdos|toxic|poison|too much|harmful|\bharm(?:s|ed|ing)?\b|damag|dangerous|megadose|unsafe|can cause|may cause|risk of|as high as|linked to|lethal|fatal|can kill|side effect|\bdied\b|by mistake|mistakenly|in error|accidental"
    )
