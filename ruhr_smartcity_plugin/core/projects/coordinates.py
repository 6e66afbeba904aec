# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinates as people type them: metres of the usual systems, degrees, grid references; German or English."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import Dict, List, Set, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.grid_reference import read_grid_reference
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32, UTM_33, find_system
from ruhr_smartcity_plugin.translation import tr

# Ranges that cover Germany and do not overlap, so that each number shows what it is.
_EASTING = (200_000.0, 950_000.0)
_PREFIXED = (32_200_000.0, 32_950_000.0)
_NORTHING = (5_200_000.0, 6_150_000.0)
_LATITUDE = (47.0, 56.0)
_LONGITUDE = (5.0, 16.0)
_PREFIXED_33 = (33_200_000.0, 33_950_000.0)
_GAUSS_KRUEGER_2 = (2_400_000.0, 2_750_000.0)
_GAUSS_KRUEGER_3 = (3_200_000.0, 3_950_000.0)
_GAUSS_KRUEGER = (2_400_000.0, 5_950_000.0)
# North of 48.6°: further south the northings are those of UTM, too.
_MERCATOR_X = (550_000.0, 1_750_000.0)
_MERCATOR_Y = (6_200_000.0, 7_400_000.0)
_ZONE_33 = 33_000_000.0
_UTM_32, _WGS_84 = "EPSG:25832", "EPSG:4326"

_DMS = re.compile(
    r"(?P<before>[NSEOW])?\s*(?P<deg>\d{1,3})\s*°\s*(?:(?P<min>\d{1,2}(?:[.,]\d+)?)\s*['′’]\s*)?"
    r"(?:(?P<sec>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|′′)\s*)?(?P<after>[NSEOW])?", re.IGNORECASE)
_SIDE, _ANGLE_IN_BLANKS = "([NSEOW])", r"(\d{1,3})[\s:]+(\d{1,2}(?:[.,]\d+)?)(?:[\s:]+(\d{1,2}(?:[.,]\d+)?))?"
_AFTER, _BEFORE = rf"{_ANGLE_IN_BLANKS}\s*{_SIDE}", rf"{_SIDE}\s*{_ANGLE_IN_BLANKS}"
_BLANKS_AFTER = re.compile(rf"\s*{_AFTER}[\s,;/]*{_AFTER}\s*", re.IGNORECASE)
_BLANKS_BEFORE = re.compile(rf"\s*{_BEFORE}[\s,;/]*{_BEFORE}\s*", re.IGNORECASE)
# "32U 376000 5705000", "UTM 32N ...": a band (T, U) or N for the northern half, or a word before it.
_ZONED = re.compile(
    r"\s*(?:(?:UTM|zone)[\s-]*){0,2}(?P<zone>3[23])\s*(?P<band>[TUN]\b)?[\s,;:]+(?P<rest>.+)", re.IGNORECASE)
_NAMES = re.compile(r"\b(?:EPSG:\s*\d+|ost|nord|hochwert|rechtswert|lat|lon|[NEOHRXY])\b[\s:=]*", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_THOUSANDS_DOT = re.compile(r"^-?\d{1,3}(\.\d{3})+(,\d+)?$")
_THOUSANDS_COMMA = re.compile(r"^-?\d{1,3}(,\d{3})+(\.\d+)?$")


@dataclass(frozen=True)
class TypedPlace:
    """A place read from text: EPSG:25832, metres, and in words how the text was read.

    `given` are the numbers in `crs`, x (east, longitude) first, for whoever transforms better than this module: its
    Gauss-Krüger is good to 3 m. `is_swapped` says that the text had them the other way round than usual,
    `step_m` how finely it tells places apart; 0 if that was not asked (see `typed_precision`).
    """

    x: float
    y: float
    read_as: str
    crs: str = _UTM_32
    given: Tuple[float, float] = (0.0, 0.0)
    is_swapped: bool = False
    step_m: float = 0.0

    @property
    def is_exact(self) -> bool:
        """Whether x and y are good to centimetres."""
        return self.crs not in ("EPSG:31466", "EPSG:31467")


def parse_coordinates(text: str) -> TypedPlace:
    """Answer which place coordinates mean, as `recognise_coordinates` does, but refuse what it can only tell roughly.

    For lists of many places, where nobody looks at each: 3 m off must not be taken for exact.

    Raises InputError as `recognise_coordinates` does, and for Gauss-Krüger.
    """
    place = recognise_coordinates(text)
    if not place.is_exact:
        raise InputError(tr(
            "“{text}” look like coordinates in the older Gauss-Krueger system. Choose their coordinate system, so that "
            "they are converted exactly.").format(text=text.strip()))
    return place


def recognise_coordinates(text: str) -> TypedPlace:
    """Answer which place typed coordinates mean.

    Understood: UTM zone 32 in metres ("377000 5705000", either order), zones 32 and 33 with the zone before the easting
    ("32377000,5 5705000,2", "32U 377000 5705000"), Gauss-Krüger zones 2 and 3, Web Mercator, UTMREF
    ("32U LC 77000 05000"), latitude and longitude as decimals, with °, ′ and ″, or with blanks and letters
    ("51 28 54 N 7 12 58 E"); decimal comma or point, thousands separators.

    Raises InputError if the text is no pair of coordinates in Germany, or if it can be read in two ways.
    """
    if "°" in text:
        return _from_dms(text)
    in_blanks = _BLANKS_AFTER.fullmatch(text) or _BLANKS_BEFORE.fullmatch(text)
    if in_blanks:
        return _from_blanks(text, in_blanks)
    zoned = _ZONED.fullmatch(text)
    if zoned and (zoned["band"] or not zoned.group().lstrip()[0].isdigit()):
        place = _in_zone(int(zoned["zone"]), zoned["rest"])
        if place is not None:
            return place
    square = read_grid_reference(text)
    if square is not None:
        return _from_grid(*square)
    readings = _readings(text)
    if len(readings) == 1:
        return next(iter(readings.values()))
    if len(readings) > 1:
        raise InputError(tr(
            "“{text}” can be read in several ways. Separate the two numbers by a blank or a semicolon.",
        ).format(text=text.strip()), f"{len(readings)} readings")
    if _looks_like_gauss_krueger(text):
        raise InputError(tr(
            "These look like coordinates in the older Gauss-Krueger system, but not in its zone 2 or 3. "
            "Choose their coordinate system, or click the place on the map."))
    raise InputError(tr(
        "“{text}” are no coordinates in Germany. Examples: “377000 5705000” (EPSG:25832) or “51,4818 7,2162”.",
    ).format(text=text.strip()))


def locate(first: float, second: float) -> TypedPlace | None:
    """Answer which place in Germany two numbers mean, in either order; None if they are no place there.

    >>> locate(7.2162, 51.4818).is_swapped, locate(1.0, 2.0)
    (True, None)
    """
    return _place(first, second, swapped=False) or _place(second, first, swapped=True)


def number_pairs(text: str) -> Tuple[Tuple[float, float], ...]:
    """Return the pairs of numbers a text may mean, as typed, whatever their size; the likeliest reading first.

    >>> number_pairs("-0,1276; 51,5072")
    ((-0.1276, 51.5072),)
    """
    pairs = [(a, b) for first, second in _pairs(text)
             for a, b in product(sorted(_numbers(first)), sorted(_numbers(second)))]
    return tuple(dict.fromkeys(pairs))


def _readings(text: str) -> Dict[Tuple[float, float], TypedPlace]:
    found: Dict[Tuple[float, float], TypedPlace] = {}
    for first, second in _pairs(text):
        for a, b in product(_numbers(first), _numbers(second)):
            for place in (_place(a, b, swapped=False), _place(b, a, swapped=True)):
                if place is not None:
                    found.setdefault((place.x, place.y), place)
    return found


def _pairs(text: str) -> List[Tuple[str, str]]:
    """Return the ways to cut the text into two numbers."""
    cleaned = _NAMES.sub(" ", text)
    if re.search(r"[^\d\s.,;/|-]", cleaned):
        return []
    tokens = [one.strip(".,") for one in re.split(r"[\s;/|]+|,(?=\s)", cleaned) if one.strip(".,")]
    if len(tokens) == 2:
        return [(tokens[0], tokens[1])]
    if len(tokens) == 1:  # "377000,5705000" or "51.48,7.21" or "51,4818,7,2162"
        cuts = [index for index, sign in enumerate(tokens[0]) if sign == ","]
        return [(tokens[0][:cut], tokens[0][cut + 1:]) for cut in cuts]
    return []


def _numbers(token: str) -> Set[float]:
    """Return the values a token can have, given decimal comma, decimal point and thousands separators."""
    if not _NUMBER.fullmatch(token):
        return set()
    values = set()
    if token.count(",") <= 1 and "." not in token:
        values.add(float(token.replace(",", ".")))
    if token.count(".") <= 1 and "," not in token:
        values.add(float(token))
    if _THOUSANDS_DOT.match(token):
        values.add(float(token.replace(".", "").replace(",", ".")))
    if _THOUSANDS_COMMA.match(token):
        values.add(float(token.replace(",", "")))
    return values


def _place(first: float, second: float, *, swapped: bool) -> TypedPlace | None:
    """Read two numbers as easting, northing or as latitude, longitude; None if they are neither."""
    if _within(first, _LATITUDE) and _within(second, _LONGITUDE):
        return _geographic(first, second, swapped=swapped)
    for crs, eastings, northings in (
            (_UTM_32, _EASTING, _NORTHING), ("EPSG:4647", _PREFIXED, _NORTHING),
            ("EPSG:25833", _PREFIXED_33, _NORTHING),
            ("EPSG:31466", _GAUSS_KRUEGER_2, _NORTHING), ("EPSG:31467", _GAUSS_KRUEGER_3, _NORTHING),
            ("EPSG:3857", _MERCATOR_X, _MERCATOR_Y)):
        if _within(first, eastings) and _within(second, northings):
            return _projected(crs, first, second, swapped=swapped)
    return None


def _projected(crs: str, east: float, north: float, *, swapped: bool) -> TypedPlace:
    name = {
        _UTM_32: tr("UTM 32"), "EPSG:4647": tr("UTM 32 with the zone before the easting"),
        "EPSG:25833": tr("UTM 33 with the zone before the easting"),
        "EPSG:31466": tr("Gauss-Krüger zone 2"), "EPSG:31467": tr("Gauss-Krüger zone 3"),
        "EPSG:3857": tr("Web Mercator"),
    }[crs]
    if swapped:
        name = tr("{system}, northing before easting").format(system=name)
    if crs == "EPSG:25833":
        east -= _ZONE_33
        x, y = UTM_32.forward(*UTM_33.inverse(east, north))
    else:
        x, y = find_system(crs).to_25832(east, north)
    return TypedPlace(round(float(x), 3), round(float(y), 3), name, crs, (east, north), swapped)


def _from_grid(zone: int, east: float, north: float) -> TypedPlace:
    x, y = UTM_32.forward(*UTM_33.inverse(east, north)) if zone == 33 else (east, north)
    name = tr("UTMREF grid reference, zone {zone}").format(zone=zone)
    return TypedPlace(round(float(x), 3), round(float(y), 3), name, f"EPSG:258{zone}", (east, north))


def _geographic(latitude: float, longitude: float, *, swapped: bool) -> TypedPlace:
    x, y = UTM_32.forward(longitude, latitude)
    name = tr("longitude before latitude") if swapped else tr("latitude and longitude")
    return TypedPlace(round(float(x), 3), round(float(y), 3), name, _WGS_84, (longitude, latitude), swapped)


def _within(value: float, limits: Tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _from_dms(text: str) -> TypedPlace:
    matches = list(_DMS.finditer(text))
    rest = _DMS.sub("", text).strip(" ,;/\t")
    decimal = re.findall(r"(\d{1,2}[.,]\d+)\s*°", text)
    if len(decimal) == 2:  # "51,4818° N 7,2162° O"
        return recognise_coordinates(f"{decimal[0]}; {decimal[1]}")
    angles = [(_angle(one), (one["before"] or one["after"] or "").upper()) for one in matches]
    if len(angles) == 2 and not rest:
        (first, first_side), (second, second_side) = angles
        swapped = first_side in ("E", "O") or second_side == "N" or (not first_side and _within(first, _LONGITUDE))
        latitude, longitude = (second, first) if swapped else (first, second)
        if (_within(latitude, _LATITUDE) and _within(longitude, _LONGITUDE)
                and not {"S", "W"}.intersection((first_side, second_side))):
            return _geographic(latitude, longitude, swapped=swapped)
    raise _no_angles(text)


def _no_angles(text: str) -> InputError:
    return InputError(tr(
        "“{text}” are no coordinates in Germany. Example: “51° 28′ 54,5″ N 7° 12′ 58,3″ O”.").format(text=text.strip()))


def _from_blanks(text: str, match: re.Match[str]) -> TypedPlace:
    """Read "51 28 54 N 7 12 58 E" as the same with signs."""
    parts, angles = match.groups(), []
    for four in (parts[:4], parts[4:]):
        degrees, minutes, seconds, side = four if four[0].isdigit() else (*four[1:], four[0])
        angles.append(f"{degrees}° {minutes}′ " + (f"{seconds}″ " if seconds else "") + side)
    try:
        return _from_dms(" ".join(angles))
    except InputError as error:
        raise _no_angles(text) from error


def _in_zone(zone: int, rest: str) -> TypedPlace | None:
    """Return the place of metres in a zone of UTM, easting first or last; None if the text is none."""
    found = {(east, north, is_swapped) for pair in number_pairs(rest)
             for east, north, is_swapped in ((*pair, False), (*reversed(pair), True))
             if _within(east, _EASTING) and _within(north, _NORTHING)}
    if len(found) != 1:
        return None
    ((east, north, is_swapped),) = found
    return (_projected(_UTM_32, east, north, swapped=is_swapped) if zone == 32 else
            _projected("EPSG:25833", east + _ZONE_33, north, swapped=is_swapped))


def _angle(match: re.Match[str]) -> float:
    """Return degrees; infinity for minutes or seconds that cannot be."""
    minute = float((match["min"] or "0").replace(",", "."))
    second = float((match["sec"] or "0").replace(",", "."))
    if minute >= 60 or second >= 60:
        return math.inf
    return float(match["deg"]) + minute / 60 + second / 3600


def _looks_like_gauss_krueger(text: str) -> bool:
    values = [value for pair in _pairs(text) for token in pair for value in _numbers(token)]
    return any(_within(one, _GAUSS_KRUEGER) for one in values) and any(_within(one, _NORTHING) for one in values)
