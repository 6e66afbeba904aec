# SPDX-License-Identifier: GPL-2.0-or-later
"""From a source into the store: stations, then the values of their streams, only what is new, resumed where it broke.

Each stream is written as soon as it is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Dict, FrozenSet, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.progress import SILENT, PartProgress, Progress
from ruhr_smartcity_plugin.core.sensors.model import Finding, Station
from ruhr_smartcity_plugin.core.sensors.sources.source import ObservationSource, Piece, StreamKey, Wish
from ruhr_smartcity_plugin.core.sensors.store.naming import understood
from ruhr_smartcity_plugin.core.sensors.store.records import Written
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

_STATIONS_SHARE = 0.2
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
COMPLETE, BROKEN = "complete", "broken"


@dataclass(frozen=True)
class FetchReport:
    """What came of a fetch.

    `source_id` is the source in the store; `stations` and `streams` count what was wanted, `observations` what the
    source gave, `written` what of it was new, the same or corrected. `failures` are streams that broke off, with
    why; they go on where they stopped next time. `findings` are the reading's remarks.
    """

    source_id: int
    stations: int
    streams: int
    observations: int
    written: Written
    failures: Tuple[Tuple[StreamKey, RuhrError], ...] = ()
    findings: Tuple[Finding, ...] = ()
    broken_by: RuhrError | None = None

    @property
    def is_complete(self) -> bool:
        """Answer whether nothing is missing of what the source has."""
        return not self.failures and self.broken_by is None and not any(one.is_loss for one in self.findings)


def fetch(store: SeriesStore, source: ObservationSource, wish: Wish, properties: FrozenSet[str] = frozenset(),
          progress: Progress = SILENT) -> FetchReport:
    """Fetch from a source into a store.

    Parameters
    ----------
    properties : canonical names of the quantities wanted; empty for all, also unknown ones.
    wish : area and time; its `since` is set here: streams of a service go on after the last value the store has,
        unless a start is given that lies before the store's first value.

    Each stream is written as soon as it is there, so that a fetch that is stopped or breaks keeps what came.

    Raises
    ------
    RuhrError
        No station could be read, or the store cannot be written.
    CancelledError
        The user stopped; what was written until then stays.
    """
    report = source.stations(wish, PartProgress(progress, 0.0, _STATIONS_SHARE))
    listed = [_with_properties(one, properties) for one in report.stations]
    listed = [one for one in listed if one.datastreams]
    source_id = store.put_source(source.info)
    ids = {StreamKey(*key): number for key, number in store.put_stations(source_id, listed).items()}
    wish = replace(wish, since=_since(store, source_id, ids, wish) if source.is_service else {})
    written, observations, failures = Written(), 0, []
    for piece in source.observations(tuple(ids), wish, PartProgress(progress, _STATIONS_SHARE, 1.0)):
        written += _write(store, ids[piece.key], piece)
        observations += len(piece.batch)
        if piece.error is not None:
            failures.append((piece.key, piece.error))
    return FetchReport(source_id, len(listed), len(ids), observations, written, tuple(failures), report.findings,
                       report.broken_by)


def _with_properties(station: Station, properties: FrozenSet[str]) -> Station:
    if not properties:
        return station
    return replace(station, datastreams=tuple(one for one in station.datastreams if understood(one)[0] in properties))


def _since(store: SeriesStore, source_id: int, ids: Mapping[StreamKey, int], wish: Wish) -> Dict[StreamKey, datetime]:
    """Return from when on each stream has to be asked for."""
    known = {one.id: one for one in store.streams(source_id=source_id)}
    found = {}
    for key, number in ids.items():
        state = store.fetch_state(number)
        until = state.until_ms if state is not None else None
        first = known[number].first_ms if number in known else None
        is_earlier = wish.start is not None and first is not None and wish.start < _moment(first)
        if until is not None and not is_earlier:
            found[key] = _moment(until)
    return found


def _write(store: SeriesStore, stream_id: int, piece: Piece) -> Written:
    batch, written = piece.batch, Written()
    if len(batch.times_ms):
        written += store.write(stream_id, batch.times_ms, batch.values)
    if batch.texts:
        written += store.write_text(stream_id, batch.text_times_ms, batch.texts)
    earlier = store.fetch_state(stream_id)
    known = (piece.until_ms, earlier.until_ms if earlier is not None else None)
    until = max((one for one in known if one is not None), default=None)
    store.set_fetch(stream_id, until, BROKEN if piece.error else COMPLETE, piece.error.sentence if piece.error else "")
    return written


def failed_sentences(failures: Sequence[Tuple[StreamKey, RuhrError]], most: int = 5) -> List[str]:
    """Return why streams broke off, each reason once with one stream as example."""
    reasons: Dict[str, Tuple[StreamKey, int]] = {}
    for key, error in failures:
        example, count = reasons.get(error.sentence, (key, 0))
        reasons[error.sentence] = (example, count + 1)
    return [f"{key.station}, {key.stream}{f' (+{count - 1})' if count > 1 else ''}: {sentence}"
            for sentence, (key, count) in list(reasons.items())[:most]]


def _moment(time_ms: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=time_ms)
