# SPDX-License-Identifier: GPL-2.0-or-later
"""A fetch as the room asks for it: opened, run and closed inside a task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import FrozenSet, Tuple

from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from ruhr_smartcity_plugin.core.sensors.fetching import FetchReport, failed_sentences, fetch
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping
from ruhr_smartcity_plugin.core.sensors.sources.opening import open_source
from ruhr_smartcity_plugin.core.sensors.sources.source import Wish
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class FetchWish:
    """What is fetched into which store; `box_25832` in metres, None for everywhere, moments aware or None."""

    address: str
    kind: str
    store: Path
    properties: FrozenSet[str]
    box_25832: Tuple[float, float, float, float] | None
    start: datetime | None
    end: datetime | None
    mapping: SeriesMapping


def fetch_into(wish: FetchWish, client: HttpClient | None, progress: Progress) -> FetchReport:
    """Fetch, and return what came. Any thread but the window's. Raises `RuhrError`."""
    source = open_source(wish.address, wish.kind, client, wish.mapping)
    wish.store.parent.mkdir(parents=True, exist_ok=True)
    with SeriesStore.open_or_create(wish.store) as store:
        if store.read_only_because is not None:
            raise store.read_only_because
        return fetch(store, source, Wish(_degrees(wish.box_25832), wish.start, wish.end), wish.properties, progress)


def summary_of(report: FetchReport) -> Tuple[str, str]:
    """Return what came in a sentence, and what is missing or was judged, line by line."""
    parts = [tr("%n station(s)", "", report.stations), tr("%n new value(s)", "", report.written.new)]
    if report.written.corrected:
        parts.append(tr("%n corrected", "", report.written.corrected))
    lines = [one.sentence for one in report.findings]
    if report.broken_by is not None:
        lines.append(report.broken_by.sentence)
    if report.failures:
        lines.append(tr("%n series could not be fetched completely; they go on next time.", "", len(report.failures)))
        lines.extend(failed_sentences(report.failures))
    return ", ".join(parts) + ".", "\n".join(lines)


def _degrees(box_25832: Tuple[float, float, float, float] | None) -> Tuple[float, float, float, float] | None:
    if box_25832 is None:
        return None
    xmin, ymin, xmax, ymax = box_25832
    xs, ys = UTM_32.inverse([xmin, xmin, xmax, xmax], [ymin, ymax, ymin, ymax])
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())
