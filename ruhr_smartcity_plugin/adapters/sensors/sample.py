# SPDX-License-Identifier: GPL-2.0-or-later
"""Synthetic stations with 30 days of hourly values, so that the room can be tried without a network.

Nothing in it was measured: values follow formulas, always the same ones.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Dict, List, Tuple

from ruhr_smartcity_plugin.core.errors import StoreError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.series import Series, make_series
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SUFFIX, SeriesStore
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

SAMPLE_END = datetime(2026, 7, 31, 22, tzinfo=timezone.utc)  # midnight in the Ruhr; time of the last value
SAMPLE_DAYS = 30
_HOURS = SAMPLE_DAYS * 24
_CELSIUS = Unit("degree Celsius", "°C", "ucum:Cel")
_PERCENT = Unit("percent", "%", "ucum:%")
_CF = "http://mmisw.org/ont/cf/parameter/"
# Invented sites; name, longitude, latitude, how urban (0 countryside – 1 city centre).
_SITES = (
    ("Bochum, Innenstadt", 7.2162, 51.4818, 1.0),
    ("Bochum, Ruhrtal", 7.2380, 51.4180, 0.1),
    ("Bottrop, Stadtpark", 6.9280, 51.5240, 0.5),
    ("Dortmund, City", 7.4650, 51.5140, 1.0),
    ("Dortmund, Rombergpark", 7.4680, 51.4780, 0.3),
    ("Duisburg, Innenhafen", 6.7660, 51.4370, 0.9),
    ("Essen, Baldeneysee", 7.0300, 51.4050, 0.2),
    ("Essen, Limbecker Platz", 7.0060, 51.4570, 1.0),
    ("Gelsenkirchen, Nordsternpark", 7.0330, 51.5290, 0.5),
    ("Hagen, Fleyer Wald", 7.4900, 51.3770, 0.0),
    ("Hamm, Bahnhof", 7.8070, 51.6780, 0.7),
    ("Haltern, Hohe Mark", 7.1400, 51.7500, 0.0),
    ("Mülheim, Styrum", 6.8640, 51.4460, 0.7),
    ("Schwerte, Mitte", 7.5670, 51.4430, 0.4),
)
_SILENT, _SILENT_HOURS = 9, 14  # the Fleyer Wald's last hours are missing: the stale station
_GAPPY, _GAP = 4, slice(_HOURS - 110, _HOURS - 92)  # Rombergpark: 18 hours without values


def create_sample_stations(path: Path) -> None:
    """Write the sample as a series store to `path`; all or nothing. Raises `StoreError` if that fails."""
    listed, series = make_sample()
    part = path.with_name(f".{path.stem}-{os.getpid()}{SUFFIX}")
    try:
        with SeriesStore.create(part) as store:
            source = SourceInfo("sample", "ruhr:sample-stations", tr("Sample stations"))
            ids = store.put_stations(store.put_source(source), listed)
            store.write_many((stream, series[key].times, series[key].values) for (_station, key), stream in ids.items())
        os.replace(part, path)
    except OSError as error:
        raise StoreError(tr("The file {path} could not be written. Check the rights and the space left.").format(
            path=path), str(error)) from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing can be tidied up either
            part.unlink(missing_ok=True)


def ensure_sample_stations(path: Path) -> None:
    """Make the sample file and its folder unless it is there. Raises `StoreError`."""
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(
            tr("The folder {folder} cannot be written. Check its rights.").format(folder=path.parent), str(error)
        ) from error
    create_sample_stations(path)


def make_sample() -> Tuple[List[Station], Dict[str, Series]]:
    """Return the synthetic stations and their series by datastream id, identical at every call."""
    import numpy as np

    hours = np.arange(_HOURS)
    first_ms = to_ms(SAMPLE_END - timedelta(hours=_HOURS - 1))
    times_ms = first_ms + hours * 3_600_000
    observed_properties = (
        ("temperature", ObservedProperty(tr("Air temperature"), f"{_CF}air_temperature"), _CELSIUS),
        ("humidity", ObservedProperty(tr("Relative humidity"), f"{_CF}relative_humidity"), _PERCENT),
    )
    label, description = tr("{name} (synthetic)"), tr("Synthetic, nothing is measured")
    stations, series = [], {}
    for number, (name, longitude, latitude, urban) in enumerate(_SITES):
        kept = np.ones(_HOURS, dtype=bool)
        if number == _SILENT:
            kept[-_SILENT_HOURS:] = False
        if number == _GAPPY:
            kept[_GAP] = False
        warm = temperatures_c(hours, urban, number)
        values = {"temperature": warm, "humidity": _humidities(warm, hours)}
        streams = []
        for kind, observed, unit in observed_properties:
            identity = f"sample-{number + 1:02d}-{kind}"
            series[identity] = make_series(times_ms[kept], np.round(values[kind][kept], 1))
            streams.append(Datastream(identity, label.format(name=observed.name), unit, observed))
        stations.append(Station(f"sample-{number + 1:02d}", label.format(name=name), description,
                                (longitude, latitude), tuple(streams)))
    return stations, series


def temperatures_c(hours: np.ndarray, urban: float, site: int) -> np.ndarray:
    """Return synthetic air temperatures in °C.

    A daily course with its maximum at 14 UTC, spells of weather over some days, and a town that is up to about 5 K
    warmer in clear nights and 1 K by day. `hours` counts from the first hour; `site` only shifts small noise.
    """
    import numpy as np

    first_hour = (SAMPLE_END - timedelta(hours=_HOURS - 1)).hour
    course = np.cos((hours + first_hour - 14) / 24 * 2 * np.pi)
    weather = 3.5 * np.sin(hours / 24 / 6.5 * 2 * np.pi) + 1.5 * np.sin(hours / 24 / 2.7 * 2 * np.pi + 1.0)
    clear = 0.5 + 0.5 * np.tanh(weather / 3.0)
    amplitude = 4.0 + 3.5 * clear
    noise = 0.35 * np.sin(hours * 2.399 + site * 1.7) + 0.25 * np.sin(hours * 0.73 + site)
    return 20.5 + weather + amplitude * course + urban * (1.0 + 4.0 * clear * (0.5 - 0.5 * course)) + noise


def _humidities(temperatures: np.ndarray, hours: np.ndarray) -> np.ndarray:
    import numpy as np

    # Magnus formula (DWD) for the vapour pressure at saturation; the vapour itself changes slowly.
    saturation = 6.112 * np.exp(17.62 * temperatures / (243.12 + temperatures))
    vapour = 14.5 + 1.5 * np.sin(hours / 24 / 5.0 * 2 * np.pi)
    return np.clip(100.0 * vapour / saturation, 15.0, 100.0)
