"""One JSON object a line for each finding, with its path: for streams, databases and `jq`."""

from __future__ import annotations

import json
from itertools import chain

from clinlint.model.finding import Report
from clinlint.reports.json import finding_dict
from clinlint.reports.reporter import Reporter, Style


def render(report: Report, _style: Style) -> str:
    """A line for each finding in order of path, then one for each problem of set-up."""
    rows = ({"path": file.source.path, **finding_dict(file.source, finding)} for file in report.files for finding in file.findings)
    problems = ({"problem": problem} for problem in report.problems)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in chain(rows, problems))


REPORTER = Reporter("json-lines", render)
