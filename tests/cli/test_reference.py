"""`clinlint reference` shows figures, sources and trust; a term it does not know gets a near one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_a_measure(clinlint: Run) -> None:
    done = clinlint("reference", "t-score")
    assert done.returncode == 0
    assert "osteopenia           above −2.5, below −1.0" in done.stdout
    assert "WHO: Assessment of fracture risk" in done.stdout
    assert "(seen in a restatement)" in done.stdout


def test_a_brand_leads_to_the_drug(clinlint: Run) -> None:
    done = clinlint("reference", "Fosamax")
    assert "alendronate (drug.alendronate), in mg" in done.stdout
    assert "70 mg a week, oral" in done.stdout


def test_a_nutrient_by_group(clinlint: Run) -> None:
    done = clinlint("reference", "nutrient.calcium")
    assert "NASEM RDA, women 51 to 70" in done.stdout
    assert "2,500 mg a day" in done.stdout


def test_several_words_are_one_term(clinlint: Run) -> None:
    assert "vitamin D (nutrient.vitamin-d), in mcg" in clinlint("reference", "vitamin", "d").stdout


def test_without_a_term_everything_is_named(clinlint: Run) -> None:
    out = clinlint("reference").stdout
    assert out.startswith("161 scales, 39 nutrients, 121 drugs,")
    assert "methotrexate" in out


def test_an_unknown_term_is_a_mistake_of_the_user(clinlint: Run) -> None:
    done = clinlint("reference", "calcum")
    assert done.returncode == 2
    assert "the reference holds nothing on calcum" in done.stderr
    assert "did you mean calcium" in done.stderr


def test_unverified_figures_of_one_drug(clinlint: Run) -> None:
    lines = clinlint("reference", "--unverified", "methotrexate").stdout.splitlines()
    assert lines
    assert all(line.startswith("drug.methotrexate: ") for line in lines)
    assert len(clinlint("reference", "--unverified").stdout.splitlines()) > len(lines)


def test_sources_with_their_trust(clinlint: Run) -> None:
    out = clinlint("reference", "--sources").stdout
    assert "hnr  HealthNewsReview.org: Review criteria" in out
    assert "not verified yet: backs no error" in out
