# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers from a fetched file: copied, put in place, opened from the copy. Whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Dict, List, Tuple

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.files import LocalFile
from ruhr_smartcity_plugin.adapters.layers.files_copy import NO_PLACE, TABLE, Copy, Part, by_family, copy_part, parts_of
from ruhr_smartcity_plugin.adapters.layers.files_gdal import listening, open_file
from ruhr_smartcity_plugin.adapters.layers.files_mark import mark_file
from ruhr_smartcity_plugin.adapters.layers.files_style import apply_foreign_style
from ruhr_smartcity_plugin.adapters.layers.invalid_geometries import note_on_invalid
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.mixed_collections import note_on_split, without_collections
from ruhr_smartcity_plugin.adapters.layers.placing import judge_place, put_in_place
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

PICTURE = "picture"
PICTURE_PART = Part("", 0, True)


def layers_of_file(file: LocalFile, progress: Progress = SILENT) -> Tuple[Part, ...]:
    """Return the layers in a file that can be opened; a picture has one without a name.

    Raises
    ------
    LayerError
        It cannot be read or is empty.
    """
    if file.kind is ServiceKind.GEOTIFF:
        return (PICTURE_PART,)
    stop_if_cancelled(progress)
    return parts_of(file)


def load_part(file: LocalFile, part: Part, title: str, progress: Progress = SILENT) -> Tuple[LoadedLayer, ...]:
    """Open one layer of a file; several where it mixes points, lines and polygons. For use in a task.

    Raises
    ------
    LayerError
        The file is damaged, or its coordinates are mixed.
    StoreFullError, CancelledError
        Nothing is kept.
    """
    if file.kind is ServiceKind.GEOTIFF:
        loaded: Tuple[LoadedLayer, ...] = (_load_picture(file, title),)
    else:
        loaded = _load_objects(file, part, title, progress)
    stop_if_cancelled(progress)
    for one in loaded:
        one.layer.moveToThread(QgsApplication.instance().thread())  # made in a task, used by the main thread
    return loaded


def _load_objects(file: LocalFile, part: Part, title: str, progress: Progress) -> Tuple[LoadedLayer, ...]:
    made = make_copies(file, part, progress)
    opened: List[LoadedLayer] = []
    for family, one in made.families.items():
        name = f"{title} ({family_title(family)})" if len(made.families) > 1 else title
        notes = () if opened else made.notes  # said once
        opened.append(replace(_open(one, name, notes, made.correction, progress), completeness=made.lack))
        mark_file(opened[-1].layer, file, part, family, title)
        if file.style is not None:
            apply_foreign_style(opened[-1].layer, file.style)
    return tuple(opened)


@dataclass(frozen=True)
class Copies:
    """The copies made of one layer of a file, one for each family of geometries; `correction` is "" if in place.

    `lack` is what the file says to be missing in it, None if nothing.
    """

    families: Dict[str, Copy]
    notes: Tuple[str, ...] = ()
    correction: str = ""
    lack: Completeness | None = None


def make_copies(file: LocalFile, part: Part, progress: Progress = SILENT) -> Copies:
    """Copy one layer of a file, put it in its place, and part it by families. Raises as `load_part`."""
    copy = copy_part(file, part, progress)
    if not copy.types:
        return Copies({NO_PLACE: copy}, lack=part.lack)
    is_regional = file.fetched.is_regional
    placed, decision = put_in_place(copy, part.crs, part.crs_wkt, is_regional=is_regional, progress=progress)
    notes = [decision.sentence] if decision.sentence else []
    if placed.without_place:
        text = tr("%n object(s) without a place: they stand in the table only.", "", placed.without_place)
        notes.append(text)
    placed, n_split = without_collections(placed, progress)
    notes += (*note_on_split(n_split), *part.notes(), *note_on_invalid(placed.path, TABLE))
    correction = decision.sentence if decision.action is PlaceAction.CORRECT and part.crs else ""
    return Copies(by_family(placed, progress), tuple(notes), correction, part.lack)


def _open(copy: Copy, title: str, notes: Tuple[str, ...], correction: str, progress: Progress) -> LoadedLayer:
    stop_if_cancelled(progress)
    layer = QgsVectorLayer(f"{copy.path}|layername={TABLE}", title, "ogr")
    if not layer.isValid() or layer.featureCount() != copy.rows:
        sentence = tr("The layer “{name}” cannot be opened.")
        detail = f"{layer.featureCount()} of {copy.rows} rows, {layer.error().summary()}"
        raise LayerError(sentence.format(name=title), detail)
    layer.setReadOnly(True)  # what is edited in the cache is taken for the publisher's, and gone with the next fetch
    return LoadedLayer(layer, None, None, notes, correction)


def family_title(family: str) -> str:
    """Return what a kind of geometries is called."""
    titles: Dict[str, str] = {
        "point": tr("Points"),
        "line": tr("Lines"),
        "polygon": tr("Areas"),
        "collection": tr("Mixed geometries"),
        NO_PLACE: tr("Without a place"),
    }
    return titles[family]


def _load_picture(file: LocalFile, title: str) -> LoadedLayer:
    with listening() as heard:
        picture = open_file(file.path, ServiceKind.GEOTIFF)
        last = picture.RasterYSize - 1
        try:
            for number in range(1, picture.RasterCount + 1):  # a cut file lacks its last rows
                picture.GetRasterBand(number).ReadRaster(0, last, picture.RasterXSize, 1)
        except RuntimeError as error:  # where Processing has switched GDAL's exceptions on
            heard.texts.append(quotable(str(error)))
        del picture
        if heard.texts:
            raise LayerError(tr("The picture is damaged and was not added. Try again, or tell the publisher."),
                             f"{file.path.name}: {heard}")  # fmt: skip
    # A style beside the picture would be read whole, with map tips and properties.
    options = QgsRasterLayer.LayerOptions(loadDefaultStyle=False)
    layer: QgsMapLayer = QgsRasterLayer(str(file.path), title, "gdal", options)
    if not layer.isValid():
        raise LayerError(tr("The layer “{name}” cannot be opened.").format(name=title), layer.error().summary())
    if file.style is not None:
        apply_foreign_style(layer, file.style)
    mark_file(layer, file, PICTURE_PART, PICTURE, title)
    return _picture_in_place(layer, file.fetched.is_regional)


def _picture_in_place(layer: QgsRasterLayer, is_regional: bool) -> LoadedLayer:
    """A picture is only labelled anew: its pixels stand as they are."""
    middle, crs = layer.extent().center(), layer.crs()
    declared = crs.authid() if crs.isValid() else ""
    wkt = crs.toWkt() if crs.isValid() else ""
    decision = judge_place([middle.x()], [middle.y()], declared, wkt, is_regional=is_regional)
    notes = (decision.sentence,) if decision.sentence else ()
    if decision.action is not PlaceAction.CORRECT:
        return LoadedLayer(layer, None, None, notes)
    if decision.swapped:
        raise LayerError(
            tr("The axes of the picture are exchanged, which cannot be corrected. Tell the publisher."),
            f"{declared}: {middle.toString()}",
        )
    layer.setCrs(QgsCoordinateReferenceSystem(decision.crs))
    return LoadedLayer(layer, None, None, notes, decision.sentence if declared else "")
