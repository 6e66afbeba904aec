# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of observations, collected into one series with what is known about its completeness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import List, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.model import Completeness, Finding, FindingKind
from ruhr_smartcity_plugin.core.sensors.observation_columns import columns_of
from ruhr_smartcity_plugin.core.sensors.paging import Page
from ruhr_smartcity_plugin.core.sensors.series import Series, make_series
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged, SourceInfo
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class SeriesReport:
    """What came of reading a series; `broken_by` says what cut it short.

    `is_ordered`: the service sent it in order of time, so that a broken reading can go on after its last value.
    `flags`, `source` and `quantity` (canonical name) are what a store knows of the series; None and "" elsewhere.
    """

    series: Series
    completeness: Completeness
    findings: Tuple[Finding, ...] = ()
    broken_by: RuhrError | None = None
    is_ordered: bool = True
    flags: Flagged | None = None
    source: SourceInfo | None = None
    quantity: str = ""

    @property
    def is_complete(self) -> bool:
        """Answer whether all pages came."""
        return self.completeness.is_complete


class SeriesBuilder:
    """Takes pages, keeps only times and numbers: a million observations need some 16 MB."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._start_ms, self._end_ms = to_ms(start), to_ms(end)
        self._times_ms: List[np.ndarray] = [np.empty(0, dtype=np.int64)]
        self._values: List[np.ndarray] = [np.empty(0)]
        self._refused = 0
        self._expected: int | None = None
        self.received = 0

    def add_page(self, page: Page) -> None:
        """Take the observations of one page. Values that are no numbers are counted and left out."""
        if page.count is not None:
            self._expected = page.count
        self.received += len(page.entities)
        columns = columns_of(page.entities)
        yes_or_no = np.array([isinstance(one, bool) for one in columns.texts], dtype=bool)
        self._refused += columns.refused + int(np.count_nonzero(~yes_or_no))
        self._take(columns.times_ms, columns.values)
        if yes_or_no.any():
            numbers = np.array([float(one) for one in columns.texts if isinstance(one, bool)])
            self._take(columns.text_times_ms[yes_or_no], numbers)

    def _take(self, times_ms: np.ndarray, values: np.ndarray) -> None:
        inside = (times_ms >= self._start_ms) & (times_ms < self._end_ms)  # not every service applies the filter
        self._times_ms.append(times_ms[inside])
        self._values.append(values[inside])

    def fraction(self) -> float:
        """Return how far the reading is, 0 where the service states no total."""
        return min(self.received / self._expected, 1.0) if self._expected else 0.0

    def report(self, broken_by: RuhrError | None = None) -> SeriesReport:
        """Return the series in order of time."""
        findings = []
        if self._refused:
            sentence = tr("Left out because they are no numbers: %n value(s).", "", self._refused)
            findings.append(Finding(FindingKind.VALUES_REFUSED, sentence))
        series = make_series(np.concatenate(self._times_ms), np.concatenate(self._values))
        completeness = Completeness(self._expected, self.received, reached_end=broken_by is None)
        return SeriesReport(series, completeness, tuple(findings), broken_by)
