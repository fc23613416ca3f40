"""Charts: their figures as text, names cut where they say least."""

from __future__ import annotations

from clinlint.model.finding import Severity
from clinlint.reports.charts import bars, lines
from clinlint.reports.history import Record


def test_a_bar_chart_tells_its_figures_to_those_who_do_not_see_it() -> None:
    chart = bars("By folder", {"articles": {Severity.ERROR: 2, Severity.INFO: 1}, "news": {Severity.WARNING: 1}})
    assert 'aria-label="By folder. articles: 3; news: 1"' in chart


def test_of_a_path_the_end_is_kept_and_of_a_name_the_beginning() -> None:
    rows = {"content/conditions/osteoporosis": {Severity.ERROR: 1}, "Dr. Marguerite Featherstonehaugh": {Severity.ERROR: 1}}
    chart = bars("Rows", rows)
    assert ">…ions/osteoporosis<" in chart
    assert ">Dr. Marguerite Fe…<" in chart


def test_a_line_ends_with_its_figure_and_figures_do_not_cover_each_other() -> None:
    chart = lines("Over time", [Record(day, "", 3, {"error": 9, "warning": 4, "info": 4}, {}) for day in ("2026-11-01", "2026-11-24")])
    assert chart.count(">9<") == 1
    assert chart.count(">4<") == 1
