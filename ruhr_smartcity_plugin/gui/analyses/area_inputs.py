# SPDX-License-Identifier: GPL-2.0-or-later
"""Inputs of an analysis limited to the chosen area, by Processing's own feature filter."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind

_KEY_FIELD = "ags"


def limit_to_area(layer: QgsVectorLayer, area: Area, project: QgsProject) -> Any:
    """Return the layer's id for the whole region, else a source whose filter the form shows and the user can change.

    A layer with municipality keys (AGS) is limited by them; any other one to what touches the area's box.
    """
    expression = area_expression(layer, area, project)
    if not expression:
        return layer.id()
    unlimited = -1
    return QgsProcessingFeatureSourceDefinition(
        layer.id(), False, unlimited, QgsProcessingFeatureSourceDefinition.Flags(),
        QgsFeatureRequest.InvalidGeometryCheck.GeometryAbortOnInvalid, expression)


def area_expression(layer: QgsVectorLayer, area: Area, project: QgsProject) -> str:
    """Return the filter expression of an area for a layer; "" for the whole region or where none can be made."""
    if area.kind is AreaKind.REGION:
        return ""
    field = next((one.name() for one in layer.fields() if one.name().casefold() == _KEY_FIELD), None)
    if field is not None and area.kind is not AreaKind.EXTENT:
        # Tables that went through Excel hold numbers, without the leading zero.
        spellings = [text for ags in area.ags for text in (ags, ags.lstrip("0"))]
        keys = ", ".join(QgsExpression.quotedValue(text) for text in spellings)
        return f"to_string({QgsExpression.quotedColumnRef(field)}) IN ({keys})"
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:25832"), layer.crs(), project)
    try:
        box = transform.transformBoundingBox(QgsRectangle(*area.box_25832))
    except QgsCsException:
        return ""
    polygon = QgsExpression.quotedString(QgsGeometry.fromRect(box).asWkt(3))
    return f"intersects($geometry, geom_from_wkt({polygon}))"
