# SPDX-License-Identifier: GPL-2.0-or-later
"""Between the geometries of QGIS and the places of a project: EPSG:25832, straight lines, no Z or M, valid areas."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any, List, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsWkbTypes,
)

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.coordinates import TypedPlace, number_pairs, recognise_coordinates
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode_wkb, encode_wkb
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.projects.typed_precision import typed_step_m
from ruhr_smartcity_plugin.translation import tr

CRS_25832 = "EPSG:25832"
#: Numbers this far from the Ruhr (its middle in EPSG:25832) decide which of two orders of axes is meant.
_NEAR_M = 150_000.0
_MIDDLE = (375_000.0, 5_705_000.0)
_SHAPES = {
    Qgis.GeometryType.Point: SiteShape.POINT, Qgis.GeometryType.Line: SiteShape.LINE,
    Qgis.GeometryType.Polygon: SiteShape.AREA}
_SURFACES = (Qgis.WkbType.PolyhedralSurface, Qgis.WkbType.TIN)


@dataclass(frozen=True)
class PlaceGeometry:
    """A position as `Site` holds it; `was_repaired` says that an area crossed itself and was taken apart."""

    shape: SiteShape
    coordinates: Any
    was_repaired: bool = False


def geometry_of(site: Site) -> QgsGeometry:
    """Return the geometry of a place in EPSG:25832; a null geometry if only its address is known."""
    geometry = QgsGeometry()
    if site.coordinates is not None:
        geometry.fromWkb(encode_wkb(site.shape, site.coordinates))
    return geometry


def to_25832(crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsCoordinateTransform:
    """Return the transform of a map, layer or typed text to the places' system."""
    return QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem(CRS_25832), project)


def read_places(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> Tuple[PlaceGeometry, ...]:
    """Return the places in a geometry: one per point; lines and areas with all their parts are one each.

    A collection of several kinds gives the places of each kind.

    Raises
    ------
    InputError
        Nothing is there, an area has no extent even after repair, or the position has no place in EPSG:25832.
    """
    flat = _flat(geometry)
    if flat.isEmpty():
        raise InputError(tr("There is nothing drawn. Set at least one point, two for a line, three for an area."))
    _reproject(flat, transform)
    if QgsGeometry(flat).type() not in _SHAPES:
        parts = [one for part in flat.asGeometryCollection() for one in _of_one_kind(part)]
        return _merged(parts)
    return tuple(_of_one_kind(flat))


def read_typed_place(text: str, crs: str, project: QgsProject) -> TypedPlace:
    """Answer which place typed coordinates mean: in the chosen system (authority id), or recognised if `crs` is "".

    In a chosen system both orders of the numbers are tried where only one of them lies near the Ruhr.

    Raises InputError if the text is no pair of numbers, or if they have no place in EPSG:25832.
    """
    typed = _read_typed(text, crs, project)
    is_degrees = QgsCoordinateReferenceSystem(typed.crs).isGeographic()
    return replace(typed, step_m=typed_step_m(text, is_degrees=is_degrees))


def _read_typed(text: str, crs: str, project: QgsProject) -> TypedPlace:
    if not crs:
        typed = recognise_coordinates(text)
        if typed.crs == CRS_25832:
            return typed
        x, y = _transformed(typed.given, typed.crs, project)
        return TypedPlace(x, y, typed.read_as, typed.crs, typed.given, typed.is_swapped)
    system = QgsCoordinateReferenceSystem(crs)
    pairs = number_pairs(text)
    if not pairs:
        raise InputError(tr("“{text}” are not two numbers. Separate them by a blank or a semicolon.").format(
            text=text.strip()))
    usual = not _is_latitude_first(system)
    found = [one for pair in pairs for one in _readings(pair, system, usual, project)]
    near = [one for one in found if math.dist((one.x, one.y), _MIDDLE) < _NEAR_M]
    if not found:
        raise InputError(tr("“{text}” has no place in {system}. Choose another coordinate system.").format(
            text=text.strip(), system=system.userFriendlyIdentifier()))
    return (near or found)[0]


def _readings(pair: Tuple[float, float], system: QgsCoordinateReferenceSystem, usual: bool,
              project: QgsProject) -> List[TypedPlace]:
    """Return the places of two numbers in both orders of axes; `usual` says that x is typed first."""
    found = []
    for swapped in (False, True):
        given = pair if usual is not swapped else pair[::-1]
        try:
            x, y = _transformed(given, system.authid(), project)
        except InputError:
            continue
        name = system.userFriendlyIdentifier()
        if swapped:
            name = tr("{system}, the two numbers exchanged").format(system=name)
        found.append(TypedPlace(x, y, name, system.authid(), given, swapped))
    return found


def _transformed(given: Tuple[float, float], crs: str, project: QgsProject) -> Tuple[float, float]:
    transform = to_25832(QgsCoordinateReferenceSystem(crs), project)
    try:
        point = transform.transform(*given)
    except QgsCsException as error:
        raise _no_place(str(error)) from error
    if not (math.isfinite(point.x()) and math.isfinite(point.y())):
        raise _no_place(f"{crs} {given}")
    return round(point.x(), 3), round(point.y(), 3)


def _flat(geometry: QgsGeometry) -> QgsGeometry:
    """Return a copy of straight lines without Z and M."""
    if geometry.isNull():
        return QgsGeometry()
    plain = geometry.constGet().segmentize()
    plain.dropZValue()
    plain.dropMValue()
    return QgsGeometry(plain)


def _reproject(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> None:
    try:
        is_done = geometry.transform(transform) == Qgis.GeometryOperationResult.Success
    except QgsCsException as error:
        raise _no_place(str(error)) from error
    if not is_done or not all(math.isfinite(one.x()) and math.isfinite(one.y()) for one in geometry.vertices()):
        raise _no_place(transform.sourceCrs().authid())


def _no_place(detail: str) -> InputError:
    return InputError(tr("The position cannot be converted to EPSG:25832. Check the coordinate system."), detail)


def _of_one_kind(geometry: QgsGeometry) -> List[PlaceGeometry]:
    shape = _SHAPES.get(geometry.type())
    if shape is None:
        return []
    if shape is SiteShape.POINT:
        return [PlaceGeometry(shape, (point.x(), point.y())) for point in geometry.vertices()]
    if QgsWkbTypes.flatType(geometry.wkbType()) in _SURFACES:
        # Triangles and faces of a body, as of buildings: on the map they are the ground they cover.
        geometry = QgsGeometry.unaryUnion([one for one in geometry.asGeometryCollection() if one.area() > 0])
        if geometry.isEmpty():
            raise _no_extent()
    if shape is SiteShape.LINE and geometry.length() == 0:
        raise InputError(tr("The line has no length. Draw it with at least two different points."))
    was_repaired = shape is SiteShape.AREA and not geometry.isGeosValid()
    if was_repaired:
        geometry = _repaired(geometry)
    if shape is SiteShape.AREA and geometry.area() == 0:
        raise _no_extent()
    geometry.convertToMultiType()
    return [PlaceGeometry(shape, decode_wkb(geometry.asWkb().data()), was_repaired)]


def _no_extent() -> InputError:
    return InputError(tr("The area has no extent. Draw it with at least three points that are not in one line."))


def _repaired(geometry: QgsGeometry) -> QgsGeometry:
    """Return the areas that a polygon with crossing edges encloses."""
    whole = geometry.makeValid()
    areas = QgsGeometry.unaryUnion(
        [one for one in whole.asGeometryCollection() if one.type() == Qgis.GeometryType.Polygon])
    if areas.isNull() or not areas.isGeosValid():
        raise InputError(tr("The area crosses itself and encloses nothing. Draw it again without crossing lines."))
    return areas


def _merged(parts: List[PlaceGeometry]) -> Tuple[PlaceGeometry, ...]:
    """Return the places of a mixed collection: all lines as one, all areas as one, each point by itself."""
    merged = [one for one in parts if one.shape is SiteShape.POINT]
    for shape in (SiteShape.LINE, SiteShape.AREA):
        of_kind = [one for one in parts if one.shape is shape]
        if of_kind:
            merged.append(PlaceGeometry(shape, tuple(part for one in of_kind for part in one.coordinates),
                                        any(one.was_repaired for one in of_kind)))
    return tuple(merged)


def position_in(site: Site, crs: str, project: QgsProject) -> Tuple[float, float] | None:
    """Return a point's position in the order in which it is typed in a system ("" for EPSG:25832); None if unknown."""
    if site.shape is not SiteShape.POINT or site.coordinates is None:
        return None
    system = QgsCoordinateReferenceSystem(crs or CRS_25832)
    try:
        point = to_25832(system, project).transform(*site.coordinates, Qgis.TransformDirection.Reverse)
    except QgsCsException:
        return None
    return (point.y(), point.x()) if _is_latitude_first(system) else (point.x(), point.y())


def _is_latitude_first(system: QgsCoordinateReferenceSystem) -> bool:
    return system.isGeographic() and system.hasAxisInverted()
