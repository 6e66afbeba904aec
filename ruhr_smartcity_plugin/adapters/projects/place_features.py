# SPDX-License-Identifier: GPL-2.0-or-later
"""Places of a project made of the selected features of a layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Tuple

from qgis.core import NULL, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.projects.place_geometry import PlaceGeometry, geometry_of, read_places, to_25832
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode_wkb
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.translation import tr

#: More are no places of one project but a layer of their own, and the dialog would be slow with them.
MOST_FEATURES = 500
_LABEL_LENGTH = 120


@dataclass(frozen=True)
class TakenPlaces:
    """What a selection became: labels with positions in EPSG:25832, and how many features gave none."""

    places: Tuple[Tuple[str, PlaceGeometry], ...]
    skipped: int = 0

    @property
    def repaired(self) -> int:
        """How many areas crossed themselves."""
        return sum(one.was_repaired for _label, one in self.places)


def take_selected(layer: QgsVectorLayer, label_field: str, *, as_one: bool, project: QgsProject) -> TakenPlaces:
    """Return the selected features of a layer as places: one each (points one by one), or lines and areas as one.

    The label is the value of `label_field`; "" for none. Joined into one place, the first label counts.

    Raises InputError if nothing is selected, if too much is, if the layer has no coordinate system, or if no feature
    has a usable geometry.
    """
    count = layer.selectedFeatureCount()
    if not 0 < count <= MOST_FEATURES:
        raise InputError(tr("No feature is selected in “{layer}”. Select some on the map first.").format(
            layer=layer.name()) if count == 0 else tr(
            "{count} features are selected; at most {most} can become places of one project.").format(
            count=count, most=MOST_FEATURES))
    if not layer.crs().isValid():
        raise InputError(tr("“{layer}” has no coordinate system: nobody knows where its features lie. Set it in the "
                            "properties of the layer.").format(layer=layer.name()))
    transform = to_25832(layer.crs(), project)
    places: List[Tuple[str, PlaceGeometry]] = []
    skipped = 0
    request = QgsFeatureRequest().setSubsetOfAttributes([label_field] if label_field else [], layer.fields())
    for feature in sorted(layer.getSelectedFeatures(request), key=lambda one: one.id()):
        try:
            found = read_places(QgsGeometry(feature.geometry()), transform)
        except InputError:
            skipped += 1
            continue
        places += [(_label(feature, label_field), one) for one in found]
    if not places:
        raise InputError(tr("No selected feature of “{layer}” has a position that can be used.").format(
            layer=layer.name()))
    if len(places) > MOST_FEATURES:
        text = tr("The selection holds {count} points; at most {most} can become places of one project.")
        raise InputError(text.format(count=len(places), most=MOST_FEATURES))
    return TakenPlaces(tuple(_as_one(places) if as_one else places), skipped)


def _label(feature: QgsFeature, field: str) -> str:
    value = feature[field] if field else None
    return "" if value is None or value == NULL else " ".join(str(value).split())[:_LABEL_LENGTH]


def _as_one(places: List[Tuple[str, PlaceGeometry]]) -> List[Tuple[str, PlaceGeometry]]:
    """Join lines and join areas; points stay points, the register has no multipoints."""
    joined: Dict[SiteShape, Tuple[str, PlaceGeometry]] = {}
    points = []
    for label, one in places:
        if one.shape is SiteShape.POINT:
            points.append((label, one))
            continue
        first_label, first = joined.get(one.shape, (label, PlaceGeometry(one.shape, ())))
        joined[one.shape] = (first_label or label, PlaceGeometry(
            one.shape, first.coordinates + one.coordinates, first.was_repaired or one.was_repaired))
    return [*points, *(_untangled(label, one) for label, one in joined.values())]


def _untangled(label: str, one: PlaceGeometry) -> Tuple[str, PlaceGeometry]:
    """Dissolve areas that overlap each other: together they would be no valid area."""
    if one.shape is not SiteShape.AREA:
        return label, one
    parts = [geometry_of(Site(shape=one.shape, coordinates=(rings,))) for rings in one.coordinates]
    union = QgsGeometry.unaryUnion(parts)
    union.convertToMultiType()
    return label, PlaceGeometry(one.shape, decode_wkb(union.asWkb().data()), one.was_repaired)
