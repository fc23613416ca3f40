"""A repository's own entries come over what ships, in their place only; what is wrong with them is told at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from clinlint.errors import PackError
from clinlint.reference.holdings import using
from clinlint.reference.own import own_library
from clinlint.reference.scales import measure_names, scale
from clinlint.reference.sources import evidence
from clinlint.reference.substances import substance, substance_names

OWN = """\
- id: nutrient.lycopene
  names: [lycopene]
  canonical_unit: mg
  units: {mg: 1, mcg: 0.001, g: 1000}
  recommendations:
  - {authority: House board, jurisdictions: [UK], kind: recommendation, amount: 10, unit: mg, per: day, source: house-2025}
  upper_limits:
  - {authority: House board, jurisdictions: [UK], kind: UL, amount: 75, unit: mg, per: day, scope: total, source: house-2025}
  sources:
  - {id: house-2025, authority: House board, title: Lycopene for our readers, year: 2025, trust: primary, checked: [figure]}
- id: house.bone-index
  measure: {name: bone index, aliases: [BI], unit: points}
  kind: cutoff
  scheme: House 2025
  authority: House board
  jurisdictions: [UK]
  population: {text: adults, age: '[18, inf)'}
  status: current
  domain: '[0, 100]'
  categories:
  - {label: low, interval: '[0, 40)'}
  - {label: sound, interval: '[40, 100]'}
  source: {authority: House board, title: The bone index, year: 2025, trust: primary, checked: [figure]}
"""


def test_own_entries_are_found_where_the_library_is_in_use_and_nowhere_else() -> None:
    with using(own_library([("own.yaml", OWN)])):
        assert substance_names()["lycopene"] == ("nutrient.lycopene",)
        assert substance("nutrient.lycopene").rows[0].authority == "House board"
        assert measure_names()["bone index"] == ("house.bone-index",)
        assert scale("house.bone-index").evidence.title == "The bone index"
        assert evidence("house-2025").authority == "House board"
        assert substance("nutrient.calcium").name == "calcium"
    assert "lycopene" not in substance_names()
    with pytest.raises(KeyError):
        substance("nutrient.lycopene")


def test_an_own_entry_replaces_one_that_ships() -> None:
    text = (
        "- {id: drug.alendronate, names: [alendronate], canonical_unit: mg, units: {mg: 1}, regimens: "
        "[{indication: house, amount: 7, unit: mg, every: P7D, source: drugscom}], "
        "sources: [{id: drugscom, authority: House, title: House, trust: primary, checked: [figure]}]}\n"
    )
    with using(own_library([("own.yaml", text)])):
        assert [row.high for row in substance("drug.alendronate").rows] == [7]
    assert substance("drug.alendronate").rows[0].high == 70


@pytest.mark.parametrize(
    ("change", "line", "message"),
    [
        (("recommendations:", "recomendations:"), 5, "recommendations"),
        (("amount: 10", "amount: ten"), 6, "ten"),
        (("jurisdictions: [UK], kind: recommendation", "jurisdictions: [Britain], kind: recommendation"), 6, "Britain"),
        (("source: house-2025}\n  upper", "source: nobody}\n  upper"), 1, "there is no source nobody"),
        (("kind: cutoff", "kind: cut-off"), 13, "cut-off"),
        (("- id: house.bone-index\n", "- name: house\n"), 11, "needs an id"),
        (("names: [lycopene]", "names: [lycopene"), 3, ""),
    ],
)
def test_what_is_wrong_is_told_at_its_line(change: tuple[str, str], line: int, message: str) -> None:
    with pytest.raises(PackError) as caught:
        own_library([("own.yaml", OWN.replace(*change))])
    assert caught.value.where == "own.yaml"
    assert abs(caught.value.line - line) <= 1, str(caught.value)
    assert message in caught.value.message


def test_articles_are_held_to_the_repositorys_own_figures(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("reference: [own.yaml]\nselect: [dose, threshold]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("Adults should not take more than 750 mg of lycopene a day.\n", encoding="utf-8")
    done = clinlint("check", "a.md")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "750 mg of lycopene" in done.stdout
    assert "House board" in done.stdout


def test_a_broken_own_file_is_a_problem_of_set_up(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("kind: cutoff", "kind: cut-off"), encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("reference: [own.yaml]\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("Text.\n", encoding="utf-8")
    done = clinlint("check", "a.md")
    assert done.returncode == 2
    assert "own.yaml:13" in done.stderr
    assert "cut-off" in done.stderr


def test_the_command_line_shows_own_entries_too(clinlint: Callable[..., CompletedProcess[str]], tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "clinlint.yaml").write_text("reference: [own.yaml]\n", encoding="utf-8")
    done = clinlint("reference", "lycopene")
    assert "lycopene (nutrient.lycopene), in mg" in done.stdout, done.stderr
    assert "House board: Lycopene for our readers, 2025" in done.stdout
