# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers of the air quality services of NRW (LANUK) and of the German Environment Agency (UBA)."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any, Dict, Iterator, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError, UnexpectedContentError
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.core.sensors.instant import parse_instant
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.series_report import to_ms
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch
from ruhr_smartcity_plugin.translation import tr

Record = Mapping[str, Any]
#: Components of LANUK by number: quantity and unit. Source: https://luftqualitaet.nrw.de/apidoku.php
LANUK_COMPONENTS: Mapping[str, Tuple[str, str]] = {
    "1": ("o3", "µg/m³"), "3": ("no2", "µg/m³"), "200": ("pm10", "µg/m³"), "201": ("pm2p5", "µg/m³"),
    "113": ("air_temperature", "°C"),
}
#: Components of UBA by number. Source: UBA air data API, /components
UBA_COMPONENTS: Mapping[str, Tuple[str, str]] = {
    "1": ("pm10", "µg/m³"), "2": ("co", "mg/m³"), "3": ("o3", "µg/m³"), "4": ("so2", "µg/m³"), "5": ("no2", "µg/m³"),
    "9": ("pm2p5", "µg/m³"),
}
_TIMES = ("zeitpunkt", "datumzeit", "datum_zeit", "zeit", "mwzeit", "ende", "datum", "beginn", "time", "date")
_VALUES = ("wert", "messwert", "mw", "mittelwert", "stundenmittelwert", "value")


def parse_lanuk_stations(answer: Any) -> List[Station]:
    """Return LANUK's stations without streams. Places are metres in EPSG:25832; those without are kept without."""
    found = []
    for one in _objects(answer, ("mstkey", "mstkrz", "mstname", "mststrasse", "mstplz", "mstort", "mste32", "mstn32")):
        key = _text(one.get("mstkey")) or _text(one.get("mstkrz"))
        if not key:
            continue
        x, y = _number(one.get("mste32")), _number(one.get("mstn32"))
        point = None
        if x and y:
            longitude, latitude = UTM_32.inverse(x, y)
            point = (float(longitude), float(latitude))
        name = _text(one.get("mstname")) or _text(one.get("mstkrz")) or key
        address = ", ".join(part for part in (_text(one.get("mststrasse")), " ".join(
            filter(None, (_text(one.get("mstplz")), _text(one.get("mstort")))))) if part)
        found.append(Station(key, name, address, point, properties={"code": _text(one.get("mstkrz"))}))
    return found


def lanuk_stream(component: str) -> Datastream:
    """Return the stream of one component; an unknown one keeps its number."""
    name, unit = LANUK_COMPONENTS.get(component, (component, ""))
    return Datastream(component, name, Unit(unit, unit), ObservedProperty(name, "", component), statistic="mean")


def parse_lanuk_hours(answer: Any) -> Dict[Tuple[str, str], Batch]:
    """Return hourly means by (station key, component). Times without an offset are Central European Time all year.

    Rows come as objects (index=obj); which word a row has for its time and value is not the same in all answers.
    """
    values: Dict[Tuple[str, str], List[Tuple[int, float]]] = {}
    for one in _objects(answer, ()):
        station = _text(one.get("mstkey")) or _text(one.get("mstkrz"))
        component = _text(one.get("kmpkey")) or _text(one.get("komponente"))
        time, value = _lanuk_time(one), next((_number(one[name]) for name in _VALUES if name in one), None)
        if station and component and time is not None and value is not None and value > -900:
            values.setdefault((station, component), []).append((time, value))
    return {key: _batch(pairs) for key, pairs in values.items()}


def parse_uba_stations(answer: Any) -> List[Station]:
    """Return UBA's stations without streams; lists are read by the names in ``indices``."""
    names = _uba_names(answer, "data")
    found = []
    for key, row in _uba_rows(answer):
        one = dict(zip(names, row)) if isinstance(row, list) else row
        if not isinstance(one, Mapping):
            continue
        x, y = (_number(_by_words(one, "station", word)) for word in ("longitude", "latitude"))
        found.append(Station(str(key), _text(_by_words(one, "station", "name")) or str(key),
                             _text(_by_words(one, "station", "city")), None if x is None or y is None else (x, y)))
    return found


def uba_stream(component: str) -> Datastream:
    """Return the stream of one component; an unknown one keeps its number."""
    name, unit = UBA_COMPONENTS.get(component, (component, ""))
    return Datastream(component, name, Unit(unit, unit), ObservedProperty(name, "", component), statistic="mean")


def parse_uba_measures(answer: Any) -> Dict[Tuple[str, str], Batch]:
    """Return values by (station, component) of ``{data: {station: {start: [component, scope, value, end, index]}}}``.

    Values stand at the end of their hour; times are Central European Time all year. Null values are left out.
    """
    values: Dict[Tuple[str, str], List[Tuple[int, float]]] = {}
    for station, hours in _uba_rows(answer):
        if not isinstance(hours, Mapping):
            continue
        for start, row in hours.items():
            if not isinstance(row, list) or len(row) < 4:
                continue
            value, end = _number(row[2]), _uba_end(str(start), row[3])
            if value is not None and end is not None:
                values.setdefault((str(station), str(row[0])), []).append((end, value))
    return {key: _batch(pairs) for key, pairs in values.items()}


def _uba_rows(answer: Any) -> Iterator[Tuple[str, Any]]:
    data = answer.get("data") if isinstance(answer, Mapping) else None
    if isinstance(data, list) and not data:  # nothing found: PHP writes an empty map as a list
        return iter(())
    if not isinstance(data, Mapping):
        raise UnexpectedContentError(tr("The service answered, but not with air quality data. Check the address."),
                                     "no data in the answer")
    return iter(data.items())


def _uba_names(answer: Mapping[str, Any], part: str) -> Sequence[str]:
    indices = answer.get("indices")
    names = indices.get(part, indices) if isinstance(indices, Mapping) else indices
    return [str(one).lower() for one in names] if isinstance(names, list) else []


def _by_words(record: Record, *words: str) -> Any:
    return next((value for name, value in record.items() if all(word in str(name).lower() for word in words)), None)


def _uba_end(start: str, end: Any) -> int | None:
    """Return the end of an hour in UTC; where it is missing it is an hour after the start."""
    clock = _clock_ms(end) if isinstance(end, str) else None
    if clock is None:
        begin = _clock_ms(start)
        clock = None if begin is None else begin + HOUR_MS
    return None if clock is None else clock - HOUR_MS


def _lanuk_time(record: Record) -> int | None:
    if isinstance(record.get("datum"), str) and isinstance(record.get("zeit"), str):
        clock = _clock_ms(f"{record['datum']}T{record['zeit']}")
    else:
        clock = next((found for found in (_clock_ms(record[name]) for name in _TIMES if name in record)
                      if found is not None), None)
    return None if clock is None else clock - HOUR_MS


def _clock_ms(raw: Any) -> int | None:
    """Return a clock time as if it were UTC; one with an offset is brought to Central European Time first."""
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    has_offset = text.endswith("Z") or (len(text) > 19 and text[-6:-5] in "+-")
    try:
        moment = parse_instant(text)
    except InputError:
        return None
    return to_ms(moment + (timedelta(hours=1) if has_offset else timedelta()))


def _objects(answer: Any, names: Sequence[str]) -> List[Record]:
    """Return rows as objects; lists are read by `names`, or by their first row where it is one of names."""
    rows = answer.get("data", answer.get("result")) if isinstance(answer, Mapping) else answer
    if not isinstance(rows, list):
        raise UnexpectedContentError(tr("The service answered, but not with air quality data. Check the address."),
                                     f"{type(rows).__name__} instead of a list")
    if rows and isinstance(rows[0], list) and all(isinstance(one, str) and one.isidentifier() for one in rows[0]):
        names, rows = [str(one) for one in rows[0]], rows[1:]
    return [dict(zip(names, one)) if isinstance(one, list) else one for one in rows
            if isinstance(one, Mapping) or (isinstance(one, list) and names)]


def _batch(pairs: Sequence[Tuple[int, float]]) -> Batch:
    return Batch(np.array([one[0] for one in pairs], dtype=np.int64), np.array([one[1] for one in pairs], dtype=float))


def _number(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return None
    try:
        number = float(str(raw).replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _text(raw: Any) -> str:
    return str(raw).strip() if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
