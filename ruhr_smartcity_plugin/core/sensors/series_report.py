# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of observations, collected into one series with what is known about its completeness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import List, Tuple

from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.sensors.entities import parse_result
from ruhr_smartcity_plugin.core.sensors.instant import parse_time
from ruhr_smartcity_plugin.core.sensors.model import Completeness, Finding, FindingKind
from ruhr_smartcity_plugin.core.sensors.paging import Page
from ruhr_smartcity_plugin.core.sensors.series import Series, make_series
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class SeriesReport:
    """What came of reading a series; `broken_by` says what cut it short."""

    series: Series
    completeness: Completeness
    findings: Tuple[Finding, ...] = ()
    broken_by: RuhrError | None = None

    @property
    def is_complete(self) -> bool:
        """Answer whether all pages came."""
        return self.completeness.is_complete


class SeriesBuilder:
    """Takes pages, keeps only times and numbers: a million observations need some 16 MB."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self._start_ms, self._end_ms = to_ms(start), to_ms(end)
        self._times_ms: List[int] = []
        self._values: List[float] = []
        self._refused = 0
        self._expected: int | None = None
        self.received = 0

    def add_page(self, page: Page) -> None:
        """Take the observations of one page. Values that are no numbers are counted and left out."""
        if page.count is not None:
            self._expected = page.count
        self.received += len(page.entities)
        for entity in page.entities:
            result = parse_result(entity.get("result"))
            if result is None or isinstance(result, str):
                self._refused += 1
                continue
            try:
                time_ms = to_ms(parse_time(entity.get("phenomenonTime"))[1])
            except InputError:
                self._refused += 1
                continue
            if self._start_ms <= time_ms < self._end_ms:  # not every service applies the filter
                self._times_ms.append(time_ms)
                self._values.append(float(result))

    def fraction(self) -> float:
        """Return how far the reading is, 0 where the service states no total."""
        return min(self.received / self._expected, 1.0) if self._expected else 0.0

    def report(self, broken_by: RuhrError | None = None) -> SeriesReport:
        """Return the series in order of time."""
        findings = []
        if self._refused:
            sentence = tr("Left out because they are no numbers: %n value(s).", "", self._refused)
            findings.append(Finding(FindingKind.VALUES_REFUSED, sentence))
        completeness = Completeness(self._expected, self.received, reached_end=broken_by is None)
        return SeriesReport(make_series(self._times_ms, self._values), completeness, tuple(findings), broken_by)


def to_ms(moment: datetime) -> int:
    """Return an aware datetime as milliseconds since 1970 (UTC)."""
    since = moment.astimezone(timezone.utc) - datetime(1970, 1, 1, tzinfo=timezone.utc)
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000
