# SPDX-License-Identifier: GPL-2.0-or-later
"""Station files of the German weather service's Climate Data Center: ten minutes, hours and days, as zip or text."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO, Dict, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch
from ruhr_smartcity_plugin.core.sensors.sources.times import NO_TIME, naive_times
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

NO_VALUE = -999.0
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Deutscher Wetterdienst"
_PRODUCT = re.compile(r"(^|/)produkt_[^/]*\.txt$", re.IGNORECASE)
_GEOGRAPHY = re.compile(r"(^|/)Metadaten_Geographie_[^/]*\.txt$", re.IGNORECASE)
_STATION_LIST = re.compile(r"Beschreibung_Stationen\.txt$", re.IGNORECASE)
#: The largest text a zip may hold: ten minutes since 1990 of all columns are 120 MB.
MOST_BYTES = 512 * 1024 * 1024
_LISTED = re.compile(
    r"^\s*(?P<id>\d{1,5})\s+(?P<first>\d{8})\s+(?P<last>\d{8})\s+(?P<height>-?\d+)\s+(?P<lat>-?\d+\.\d+)\s+"
    r"(?P<lon>-?\d+\.\d+)\s+(?P<name>\S.*?)\s{2,}(?P<state>\S.*?)\s*(?:Frei|Kostenpflichtig)?\s*$")


@dataclass(frozen=True)
class ListedStation:
    """A line of a station list: `first_day` and `last_day` as YYYYMMDD, height in metres, degrees WGS 84."""

    id: str
    name: str
    state: str
    first_day: str
    last_day: str
    height_m: float
    point_4326: Tuple[float, float]


@dataclass(frozen=True)
class StationFile:
    """What a station file holds: the station with its streams, and the values by stream (the column's name)."""

    station: Station
    batches: Mapping[str, Batch]


def parse_station_list(text: str) -> Dict[str, ListedStation]:
    """Return the stations of a ``…_Beschreibung_Stationen.txt`` by id of five digits. Lines that are none are passed.

    Fields are parted by blanks and have no fixed width in all lists; names hold single blanks.
    """
    found = {}
    for line in text.splitlines():
        match = _LISTED.match(line)
        if match is not None:
            key = match["id"].zfill(5)
            found[key] = ListedStation(key, match["name"], match["state"], match["first"], match["last"],
                                       float(match["height"]), (float(match["lon"]), float(match["lat"])))
    return found


def is_station_list(name: str) -> bool:
    """Answer whether a file name is that of a station list."""
    return _STATION_LIST.search(name) is not None


def read_zip(name: str, file: BinaryIO, listed: Mapping[str, ListedStation] | None = None) -> StationFile:
    """Return what a zip of the Climate Data Center holds.

    The station's place is that of `listed`, else the last one of the geography in the zip. Raises `InputError` for what
    is no such zip, is damaged or unreasonably large.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            product = next((one for one in archive.infolist() if _PRODUCT.search(one.filename)), None)
            if product is None:
                raise _not_ours(name, "no produkt_*.txt")
            content = _take(archive, product, name)
            geography = next((one for one in archive.infolist() if _GEOGRAPHY.search(one.filename)), None)
            geo = _take(archive, geography, name).decode("latin-1") if geography is not None else ""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _not_ours(name, str(error)) from error
    return parse_product(name, content.decode("latin-1"), listed, geo)


def parse_product(name: str, text: str, listed: Mapping[str, ListedStation] | None = None,
                  geography: str = "") -> StationFile:
    """Return the values of a product text. All times are UTC; values of −999 and empty cells are none."""
    lines = text.split("\n")
    titles = [one.strip() for one in lines[0].split(";")]
    if len(titles) < 3 or titles[0].upper() != "STATIONS_ID" or not titles[1].upper().startswith("MESS_DATUM"):
        raise _not_ours(name, f"head {lines[0][:80]!r}")
    rows = [row for row in (line.split(";") for line in lines[1:] if line.strip()) if len(row) == len(titles)]
    if not rows:
        raise InputError(tr("“{name}” holds no values.").format(name=name))
    columns = list(zip(*rows))
    identity = columns[0][0].strip().zfill(5)
    dates = [one.strip().replace(":", "") for one in columns[1]]  # radiation has "2026070112:03"
    times, _own = naive_times([one[:10] if ":" in raw else one for one, raw in zip(dates, columns[1])])
    batches: Dict[str, Batch] = {}
    streams: List[Datastream] = []
    for title, cells in zip(titles[2:], columns[2:]):
        if not title or title in _table()["left_out"]:
            continue
        batch = _batch(times, cells, _interval_s(times), title)
        if len(batch):
            batches[title] = batch
            streams.append(_stream(title))
    return StationFile(_station(identity, listed or {}, geography, tuple(streams)), batches)


def known_columns() -> Mapping[str, Sequence[str]]:
    """Return quantity, unit and statistic of the columns that are known."""
    return _table()["columns"]


def _batch(times: np.ndarray, cells: Sequence[str], interval_s: float, title: str) -> Batch:
    try:
        values = np.array(cells, dtype=float)
    except ValueError:
        values = np.array([_number(cell) for cell in cells])
    usable = np.isfinite(values) & (values != NO_VALUE) & (times != NO_TIME)
    if _table()["columns"].get(title, ("", "", ""))[1] == "J/cm²":
        values = values * 10_000.0 / interval_s  # a sum of energy becomes the mean power in W/m²
    return Batch(times[usable], values[usable])


def _interval_s(times: np.ndarray) -> float:
    known = np.unique(times[times != NO_TIME])
    return float(np.median(np.diff(known))) / 1000.0 if len(known) > 1 else 600.0


def _stream(title: str) -> Datastream:
    quantity, unit, statistic = _table()["columns"].get(title, ("", "", ""))
    unit = "W/m²" if unit == "J/cm²" else unit
    return Datastream(title, title, Unit(unit, unit), ObservedProperty(quantity or title, "", title),
                      statistic=statistic)


def _station(identity: str, listed: Mapping[str, ListedStation], geography: str,
             streams: Tuple[Datastream, ...]) -> Station:
    known = listed.get(identity) or _last_place(identity, geography)
    if known is None:
        return Station(identity, identity, datastreams=streams)
    return Station(identity, known.name, known.state, known.point_4326, streams, {"height_m": known.height_m})


def _last_place(identity: str, geography: str) -> ListedStation | None:
    """Return where a station stands today, by the geography in its zip (Stations_id;Stationshoehe;Geogr.Breite; …)."""
    for line in reversed(geography.splitlines()):
        cells = [one.strip() for one in line.split(";")]
        if len(cells) >= 7 and cells[0].isdigit():
            try:
                height, latitude, longitude = map(float, cells[1:4])
            except ValueError:
                continue
            return ListedStation(identity, cells[6] or identity, "", cells[4], cells[5], height, (longitude, latitude))
    return None


def _take(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    if info.file_size > MOST_BYTES:
        raise _not_ours(name, f"{info.file_size} bytes")
    with archive.open(info) as member:
        content = io.BytesIO(member.read(MOST_BYTES + 1)).getvalue()
    if len(content) > MOST_BYTES:
        raise _not_ours(name, "more than it states")
    return content


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _not_ours(name: str, detail: str) -> InputError:
    return InputError(tr("“{name}” is no station file of the German weather service, or it is damaged. Download it "
                         "again.").format(name=name), detail)


@lru_cache(maxsize=1)
def _table() -> dict:
    return json.loads(resource("data", "dwd_columns.json").read_text(encoding="utf-8"))
