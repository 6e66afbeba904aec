# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows that did not fit as CSV, for whoever can correct them at the source."""

from __future__ import annotations

import csv
import io
from typing import Iterable

from ruhr_smartcity_plugin.core.catalogue.tables.reading import Reject
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell
from ruhr_smartcity_plugin.translation import tr


def rejects_to_csv(rejects: Iterable[Reject]) -> str:
    """Return line, reason and raw text of rows; no cell can become a formula.

    >>> rejects_to_csv([Reject(7, "broken", "=1+1;2")]).splitlines()[1]
    '7;broken;"\\'=1+1;2"'
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow((tr("Line"), tr("Reason"), tr("Text of the file")))
    for one in rejects:
        writer.writerow((one.line, guard_cell(one.reason), guard_cell(one.raw)))
    return out.getvalue()
