"""How marked words are held: one case a line, the marked words in `[[…]]`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinlint.linguistics import Stance, Status, Voice, assertion
from clinlint.linguistics.assertion import Assertion


def held(marked: str) -> Assertion:
    start = marked.index("[[")
    end = marked.index("]]") - 2
    return assertion(marked.replace("[[", "").replace("]]", ""), start, end)


NEGATED = """
The patient denies [[chest pain]] or palpitations.
There is no evidence of [[pneumonia]].
No sign of [[infection]] was found.
No root, leaf or berry, whatever its fame, has in any study been found to [[cure]] gout.
Lungs are clear without wheezes, rales, or [[rhonchi]].
The swab was negative for [[influenza]].
[[Appendicitis]] was ruled out by ultrasound.
[[Pneumothorax]] is not seen.
The murmur was heard, but the [[rub]] could not be appreciated.
He never developed [[a rash]].
The scan failed to show [[a fracture]].
[[Stroke]] is unlikely given the history.
She is free of [[pain]].
Absence of [[oedema]] was noted.
The herb does not [[cure]] arthritis.
No vitamin, mineral or herb has ever been found to [[cure]] cancer.
Far from [[curing]] insomnia, alcohol makes it worse.
The drug eases itching without [[curing]] the disease.
It has not been shown that any food [[prevents]] dementia.
There is still no [[cure]] for lupus.
HIV cannot be [[cured]].
It cant be [[reversed]].
It would not [[cure]] anybody's gout.
PT DENIES CP, SOB, OR [[DIZZINESS]].
CT head w/o [[acute bleed]].
ROS: neg for fever, chills, [[weight loss]].
[[Blood cultures]] negative x 2.
[[Oedema]]: none.
Nil jaundice, nil [[oedema]].
Her legs are free of [[swelling]].
The cysts are no cause for worry and the [[nausea]] resolved.
He had some [[numbness]] although this seems to have resolved.
[[A pneumothorax]] is no longer seen.
The picture is not consistent with [[lupus]].
Findings are inconsistent with [[pneumonia]].
The smear does not support a diagnosis of [[malaria]].
Nothing on the film to suggest [[a fracture]].
Low suspicion for [[sepsis]].
Advanced scarring is hard to [[reverse]].
The mice slept more, but that does not mean naps can [[cure]] grief.
He tested negative for [[HIV]].
It is unlikely that this represents [[a tumour]].
An ultrasound scan, which showed no clot, [[abscess]], or mass, was reassuring.
An ultrasound scan, which showed no clot, abscess, or [[mass]], was reassuring.
"""
AFFIRMED = """
The patient denies pain but has [[a cough]].
No fever; there is [[a murmur]].
There was no increase in [[the effusion]].
Gram-negative [[bacteraemia]] was treated.
Not only does it [[cure]] the rash, it costs nothing.
There is no doubt that the balm [[heals]] eczema.
Not a fad and not a trend: collagen is [[a breakthrough]].
He did not take his insulin and developed [[ketoacidosis]].
[[Pneumonia]] should be ruled out.
Is there a remedy that [[never fails]]? There is.
Did you know that honey [[cures]] asthma?
How does ginger [[cure]] migraine?
The sensor opens the way for a new era with [[a breakthrough]].
The treatment is [[completely safe]].
Denies tobacco, drinks [[alcohol]] on Sundays.
No fevers, +[[chills]].
He is not compliant with treatment for [[hypertension]].
No drugs were needed for [[the hernia]].
Without care, [[the ulcer]] will grow.
Admitted with [[fever]] of unknown origin, cultures negative.
Treated for [[cystitis]] with negative cultures.
[[Tuberculosis]] has not been ruled out.
We do not know the aetiology of his [[anaemia]].
He would not only walk but [[run]].
A polyp that has not grown can be [[removed]] later.
It is not hard to [[prevent]] chilblains.
The oil, which contains no sugar, [[cures]] colds.
This [[miracle cure]] promises relief.
"""
HEDGED = """
The drug may [[reverse]] part of the damage.
Green tea appears to [[protect]] the heart.
The compound [[eliminated]] tumours in seven of nine mice.
It could one day [[cure]] the disease.
Coffee [[protects]] the liver, a study suggests.
The diet is linked to a lower [[risk of stroke]].
"""
GOAL = """
The team hopes to [[eliminate]] malaria.
The charity has paid for the search for [[a cure]].
Our aim is to [[eradicate]] polio.
The trial is designed to find out whether it [[cures]] more patients.
"""
CRITICAL = """
Garlic [[cures]] cancer. That is a myth.
Ads promise [[a miracle]]; regulators disagree.
Contrary to what the video says, fasting [[cures]] nothing but hunger.
Beware of any clinic that says it can [[cure]] autism.
The so-called [[miracle]] solution is bleach.
Warning signs of a scam are words such as "[[guaranteed]]" and "secret".
Trusting [[miracle cure]] promises can cost you your savings.
The maker called its scale [[revolutionary]]; reviewers were less impressed.
The shop said the drops had [[no side effects]]. Three customers ended up in hospital.
"""
ASKED = """
Can turmeric [[cure]] arthritis?
Is osteoporosis [[reversible]]?
How does a patient [[cure]] migraine?
"""
HISTORY = """
In the 1920s doctors believed that radium water [[cured]] gout.
"""


def cases(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (status, line)
        for status, table in (
            (Status.NEGATED, NEGATED),
            (Status.AFFIRMED, AFFIRMED),
            (Status.HEDGED, HEDGED),
            (Status.GOAL, GOAL),
            (Status.CRITICAL, CRITICAL),
            (Status.ASKED, ASKED),
        )
        for line in cases(table)
    ],
)
def test_status(status: Status, sentence: str) -> None:
    assert held(sentence).status is status


def test_history_or_distance_is_told_either_way() -> None:
    found = held(HISTORY.strip())
    assert {found.status, *found.others} & {Status.HISTORY, Status.CRITICAL}
    assert found.reason


def test_a_quotation_has_another_voice() -> None:
    found = held('"It is [[a game-changer]]," Dr Osei said.')
    assert (found.status, found.voice) == (Status.AFFIRMED, Voice.QUOTE)


def test_a_study_is_no_other_voice() -> None:
    assert held("Eating nuts [[cuts]] your risk, according to a survey of nurses.").voice is Voice.OWN


def test_the_cue_that_decided_is_told_in_the_text_that_was_given() -> None:
    text = "A first sentence. The herb does not cure gout."
    found = assertion(text, text.index("cure"), text.index("cure") + 4)
    assert found.cue is not None
    assert text[found.cue.start : found.cue.end] == "not"
    assert found.reason == "negated"


def test_a_rejection_in_the_next_sentence_is_a_stance() -> None:
    assert held("The tea [[cures]] gout. This is false.").stance is Stance.REJECTED


def test_figures_limit_a_statement() -> None:
    assert held("The tablets [[cured]] 12 of 20 patients.").measured


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 60))
def test_any_text_is_read(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert isinstance(assertion(text, start, end), Assertion)


def test_a_line_without_end_costs_little() -> None:
    text = "no cure " * 50_000
    assert assertion(text, 3, 7).status is Status.NEGATED
