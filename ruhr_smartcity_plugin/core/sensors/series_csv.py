# SPDX-License-Identifier: GPL-2.0-or-later
"""A series as CSV that spreadsheets read: semicolons, the user's decimal sign, no cell that could become a formula."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, timezone

from ruhr_smartcity_plugin.core.sensors.instant import format_instant
from ruhr_smartcity_plugin.core.sensors.local_time import to_local
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell

_COLUMNS = ("station", "property", "unit", "time_utc", "time_local", "value")


@dataclass(frozen=True)
class SeriesLabels:
    """What a series is of, as the service says."""

    station: str
    observed_property: str
    unit: str


def series_to_csv(series: Series, labels: SeriesLabels, decimal_sign: str = ",") -> str:
    """Return the series with a header line; times in UTC and in local time with offset."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    texts = [guard_cell(one) for one in (labels.station, labels.observed_property, labels.unit)]
    for time, value in zip(series.times.astype("int64").tolist(), series.values.tolist()):
        moment = datetime.fromtimestamp(time / 1000.0, timezone.utc)
        local = to_local(moment).isoformat(sep=" ", timespec="seconds")
        writer.writerow([*texts, format_instant(moment), local, repr(value).replace(".", decimal_sign)])
    return out.getvalue()
