# SPDX-License-Identifier: GPL-2.0-or-later
"""What the columns of a table of measured values probably mean: by their titles and by what stands in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_numbers
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.region.municipalities import fold_text
from ruhr_smartcity_plugin.core.sensors.quantity import quantities, recognise, understand
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping, ValueColumn
from ruhr_smartcity_plugin.core.sensors.sources.times import (
    NO_TIME,
    Zone,
    looks_like_times,
    naive_times,
    shows_summer_time,
)
from ruhr_smartcity_plugin.core.sensors.unit import parse_unit
from ruhr_smartcity_plugin.translation import tr

_TIME = re.compile(r"zeit|datum|time|date|mess datum|timestamp|stempel|tag|uhrzeit")
_END = re.compile(r"\b(bis|ende|end|to)\b")
_CLOCK = re.compile(r"\b(uhrzeit|zeit|time|stunde|hour)\b")
_CLOCK_CELL = re.compile(r"\d{1,2}:\d\d(:\d\d)?")
_STATION_ID = re.compile(r"\b(stations? ?id|stations? ?nr|stations? ?nummer|stations id|station|messstation|"
                         r"mess ?stelle|device ?(id|eui)?|deveui|sensor ?id|box ?id|mac|geraet|thing|kennung|"
                         r"stationscode)\b")
_STATION_NAME = re.compile(r"\b(stations? ?name|standort|ort|name|bezeichnung|station)\b")
_PROPERTY = re.compile(r"\b(parameter|phaenomen|phenomenon|komponente|component|messgroesse|observed ?property|"
                       r"property|kenngroesse|merkmal|value ?type|groesse|schadstoff|variable|datastream)\b")
_VALUE = re.compile(r"\b(wert|messwert|value|result|ergebnis|konzentration|mittelwert)\b")
_UNIT = re.compile(r"\b(einheit|unit|uom|masseinheit)\b")
_UNIT_IN_TITLE = re.compile(r"\[([^\]]{1,12})\]|\(([^)]{1,12})\)|\bin ([^ ]{1,8})$")
_HEIGHT = re.compile(r"\b(hoehe|stationshoehe|altitude|height|elevation|hoehe ueber nn)\b")
_NO_VALUE = re.compile(r"\b(id|nr|nummer|lfd|index|qn|qn \d|qualitaet\w*|quality|flag|eor|status|x|y|lat|latitude|lon|"
                       r"lng|longitude|breite|laenge|rechtswert|hochwert|ostwert|nordwert|east|north|easting|northing|"
                       r"batterie|battery|rssi|snr|plz|jahr|monat|year|month)\b")
_ZONE_WORDS = ((Zone.UTC, {"UTC", "GMT"}), (Zone.CET, {"MEZ", "CET"}),
               (Zone.LOCAL, {"MESZ", "CEST", "Ortszeit", "lokal", "local"}))
#: What services and loggers write where they have no value.
USUAL_NODATA = (-999.0, -9999.0, -99999.0, -999.9, -99.9)


@dataclass(frozen=True)
class Recognised:
    """A mapping with nothing left out, and what was judged, as sentences."""

    mapping: SeriesMapping
    notes: Tuple[str, ...] = ()


def complete_mapping(given: SeriesMapping, table: Understanding, cells: Dict[str, Sequence[str]]) -> Recognised:
    """Return the given mapping with everything that was left out recognised.

    `cells` are stripped sample cells by the titles of the columns. Raises `InputError` if a named column is not there,
    or if no time or no value can be found.
    """
    _require_columns(given, cells)
    mapping = given if given.time else replace(given, time=_find_time(cells))
    mapping = _with_places(mapping, table)
    if not mapping.is_long and not mapping.values:
        mapping = _with_long_columns(mapping, table, cells)
    mapping = mapping if mapping.station else replace(mapping, station=_find_station(mapping, cells))
    if mapping.station in cells and not mapping.name:
        mapping = replace(mapping, name=_find_name(mapping, table, cells))
    if not mapping.is_long:
        mapping = replace(mapping, values=_find_values(mapping, table, cells))
    if mapping.nodata is None:
        mapping = replace(mapping, nodata=USUAL_NODATA)
    return _with_zone(mapping, cells)


def _require_columns(mapping: SeriesMapping, cells: Dict[str, Sequence[str]]) -> None:
    named: List[object] = [mapping.x, mapping.y, mapping.height, mapping.name, mapping.property_column,
                           mapping.value_column, mapping.unit_column, *mapping.time, *mapping.values]
    missing = [one for one in named if isinstance(one, str) and one and one not in cells]
    if missing:
        raise InputError(tr("The table has no column “{title}”. Its columns are: {titles}.").format(
            title=str(missing[0])[:60], titles=", ".join(one for one in cells if one)[:300]))


def _find_time(cells: Dict[str, Sequence[str]]) -> Tuple[str, ...]:
    """Return the column of times, or those of day and clock."""
    shares = {title: looks_like_times(list(column)[:200]) for title, column in cells.items()}
    timely = [title for title, share in shares.items() if share >= 0.8]
    named = [title for title, share in shares.items() if share >= 0.5 and _TIME.search(_plain(title))] or timely
    if not named:
        raise InputError(tr("No column of times was found in the table. Name it in the mapping (“time”)."))
    # A mean counts at the end of its interval.
    chosen = next((title for title in named if _END.search(_plain(title))), named[0])
    if any(":" in cell for cell in cells[chosen][:50]) or _has_clock(cells[chosen]):
        return (chosen,)
    clock = next((title for title, column in cells.items() if title != chosen and _is_clock(title, column)), "")
    return (chosen, clock) if clock else (chosen,)


def _has_clock(column: Sequence[str]) -> bool:
    return any(len(cell) >= 10 and cell.isdigit() for cell in column[:20])


def _is_clock(title: str, column: Sequence[str]) -> bool:
    filled = [cell for cell in column[:50] if cell]
    return bool(filled) and all(_CLOCK_CELL.fullmatch(cell) for cell in filled) and bool(_CLOCK.search(_plain(title)))


def _with_places(mapping: SeriesMapping, table: Understanding) -> SeriesMapping:
    placing = table.placing.value
    titles = {column.index: column.title for column in table.columns}
    if mapping.x is None and mapping.y is None and placing.kind is PlacingKind.POINTS:
        east, north = (titles[index] for index in placing.columns)
        mapping = replace(mapping, x=east, y=north, crs=mapping.crs or placing.crs)
    if mapping.height is None:
        height = next((one.title for one in table.columns if _HEIGHT.search(_plain(one.title))
                       and one.kind in (ColumnKind.INTEGER, ColumnKind.DECIMAL)), None)
        mapping = replace(mapping, height=height)
    return mapping


def _with_long_columns(mapping: SeriesMapping, table: Understanding, cells: Dict[str, Sequence[str]]) -> SeriesMapping:
    quantity = _first(cells, _PROPERTY)
    value = next((one.title for one in _numeric(table) if _VALUE.search(_plain(one.title))), "")
    if not quantity or not value or quantity in mapping.time:
        return mapping
    return replace(mapping, property_column=quantity, value_column=value,
                   unit_column=mapping.unit_column or _first(cells, _UNIT))


def _find_station(mapping: SeriesMapping, cells: Dict[str, Sequence[str]]) -> str:
    taken = {*mapping.time, mapping.x, mapping.y, mapping.height, mapping.property_column, mapping.value_column}
    free = {title: column for title, column in cells.items() if title not in taken}
    return _first(free, _STATION_ID) or _first(free, _STATION_NAME)


def _find_name(mapping: SeriesMapping, table: Understanding, cells: Dict[str, Sequence[str]]) -> str:
    texts = {one.title for one in table.columns if one.kind in (ColumnKind.TEXT, ColumnKind.KEY)}
    free = {title: column for title, column in cells.items() if title in texts and title != mapping.station}
    return _first(free, _STATION_NAME)


def _find_values(mapping: SeriesMapping, table: Understanding,
                 cells: Dict[str, Sequence[str]]) -> Dict[str, ValueColumn]:
    """Return the columns of values with quantity and unit; unknown quantities keep their titles."""
    given = mapping.values
    if not given:
        taken = {*mapping.time, mapping.station, mapping.name, mapping.x, mapping.y, mapping.height}
        numeric = [one.title for one in _numeric(table) if one.title not in taken]
        known = {title for title in numeric if _quantity_of(title)}
        given = {title: ValueColumn() for title in numeric if title in known or not _NO_VALUE.search(_plain(title))}
    if not given:
        raise InputError(tr(
            "No column of measured values was found in the table. Name them in the mapping (“values”)."))
    units = {column.title: column.unit for column in table.columns}
    decimals = {column.title: column.decimal or table.decimal for column in table.columns}
    found = {}
    for title, one in given.items():
        unit = one.unit or find_unit(title) or units.get(title, "")
        meaning = understand(title, unit)
        if not one.property and not one.unit and meaning.quantity and meaning.is_unit_stated:
            unit = meaning.source_unit  # as the name ("tempf") or the user's rule for it says
        name = one.property or meaning.quantity
        found[title] = replace(one, property=name, unit=unit or _assumed_unit(name, decimals.get(title, ","),
                                                                              cells.get(title, ())))
    return found


def _assumed_unit(name: str, decimal: str, cells: Sequence[str]) -> str:
    """Return a quantity's own unit where the values of a column without one are possible in it; else ""."""
    values = read_numbers([cell for cell in cells if cell not in ("", "-")], decimal).values.tolist()
    return usual_unit(name, [one for one in values if one not in USUAL_NODATA])


def usual_unit(name: str, values: Sequence[float]) -> str:
    """Return a quantity's own unit if the middle one of the values is possible in it; else ""."""
    known = quantities().get(name)
    numbers = sorted(one for one in values if one == one)
    if known is None or known.low is None or known.high is None or not numbers:
        return ""
    return known.unit if known.low <= numbers[len(numbers) // 2] <= known.high else ""


def _with_zone(mapping: SeriesMapping, cells: Dict[str, Sequence[str]]) -> Recognised:
    if mapping.timezone:
        return Recognised(mapping)
    title = " ".join(mapping.time)
    words = re.findall(r"[A-Za-z]+", title)
    named = next((zone for zone, names in _ZONE_WORDS if names & set(words)), None)
    if named is not None:
        note = tr("Times are read as {zone}: the title of the column says so.")
        return Recognised(replace(mapping, timezone=named.value), (note.format(zone=zone_title(named)),))
    naive, own = naive_times(joined_cells([cells[one] for one in mapping.time]))
    if len(own) and own[naive != NO_TIME].all() and (naive != NO_TIME).any():
        return Recognised(replace(mapping, timezone=Zone.UTC.value))
    changed = shows_summer_time(naive)
    if changed is not None:
        zone = Zone.LOCAL if changed else Zone.CET
        note = tr("Times are read as {zone}: that is what the hours show in which the clocks are changed.")
    else:
        zone = Zone.UTC if any("T" in cell for cell in cells[mapping.time[0]][:20]) else Zone.LOCAL
        note = tr("Times are read as {zone}; nothing in the table tells. If that is wrong, name the time zone in the "
                  "mapping.")
    return Recognised(replace(mapping, timezone=zone.value), (note.format(zone=zone_title(zone)),))


def zone_title(zone: Zone) -> str:
    """Return the words for the user."""
    return {
        Zone.UTC: tr("UTC"),
        Zone.CET: tr("Central European (winter) time"),
        Zone.LOCAL: tr("local time with summer time"),
    }[zone]


def joined_cells(columns: Sequence[Sequence[str]]) -> Sequence[str]:
    """Return the cells of one column, or those of day and clock put together."""
    if len(columns) == 1:
        return columns[0]
    return [f"{day} {clock}".strip() for day, clock in zip(*columns)]


def find_unit(title: str) -> str:
    """Return the unit that stands in a title, in brackets or after "in"; "" for none that is known.

    >>> find_unit("Lufttemperatur [°C]"), find_unit("Temperatur in °C"), find_unit("Wind (Böe)")
    ('°C', '°C', '')
    """
    for found in _UNIT_IN_TITLE.finditer(title):
        unit = parse_unit(next(part for part in found.groups() if part))
        if unit:
            return unit
    return ""


def _quantity_of(title: str) -> str:
    return recognise(title, find_unit(title))


def _numeric(table: Understanding) -> Iterable[Column]:
    return (one for one in table.columns if one.kind in (ColumnKind.INTEGER, ColumnKind.DECIMAL) and not one.is_empty)


def _first(cells: Dict[str, Sequence[str]], pattern: re.Pattern) -> str:
    return next((title for title in cells if pattern.search(_plain(title))), "")


def _plain(title: str) -> str:
    return re.sub(r"[_\W]+", " ", fold_text(title)).strip()
