# SPDX-License-Identifier: GPL-2.0-or-later
"""A picture from a file on the web (GeoTIFF) brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsDataProvider, QgsMapLayer, QgsRasterLayer

from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile
from ruhr_smartcity_plugin.adapters.layers.files_layer import PICTURE, layers_of_file, load_part
from ruhr_smartcity_plugin.adapters.layers.files_mark import FilePlace, mark_place
from ruhr_smartcity_plugin.adapters.layers.files_refresh import (
    fetch_today,
    gone_from,
    member_of,
    origin_of_today,
)
from ruhr_smartcity_plugin.adapters.layers.marks import renew_marks
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class PictureNews:
    """The picture of today: its file, and the system it is to be read in where the file says none or a wrong one."""

    fetched: FetchedFile
    place: FilePlace
    path: Path
    crs: str
    correction: str
    is_new: bool

    def sentence(self) -> str:
        """Say it to the user."""
        said = tr("The picture has changed.") if self.is_new else tr("Nothing has changed.")
        return f"{said} {self.correction}" if self.is_new and self.correction else said

    def origin_now(self, before: Origin) -> Origin:
        """Return the origin of a layer that shows this picture."""
        return origin_of_today(before, self.fetched, self.correction)


def find_picture_news(
    client: HttpClient, place: FilePlace, shown: Path, cache: Path, progress: Progress
) -> PictureNews:
    """Fetch the picture of today, and look whether it is whole and in its place. For use in a task.

    Raises
    ------
    NetworkError, InputError, LayerError, StoreError
        There is nothing newer to show; what is shown is untouched.
    """
    fetched = fetch_today(client, place, cache, progress)
    file = member_of(fetched, place, progress)
    if file.kind is not ServiceKind.GEOTIFF:
        raise gone_from(place)
    (loaded,) = load_part(file, layers_of_file(file, progress)[0], place.title, progress)
    crs = loaded.layer.crs().authid()
    return PictureNews(fetched, place, file.path, crs, loaded.correction, file.path != shown)


def is_picture(place: FilePlace) -> bool:
    """Answer whether a layer was made from a picture."""
    return place.family == PICTURE


def show_picture(layer: QgsRasterLayer, news: PictureNews) -> None:
    """Have a layer show the picture of today; its style stays. Main thread only."""
    layer.setDataSource(str(news.path), layer.name(), "gdal", QgsDataProvider.ProviderOptions(), False)
    note_picture(layer, news)
    layer.triggerRepaint()


def note_picture(layer: QgsMapLayer, news: PictureNews) -> None:
    """Write into a layer that shows the picture of today of when it is. Main thread only."""
    if news.crs:
        layer.setCrs(QgsCoordinateReferenceSystem(news.crs))
    origin = read_origin(layer)
    if origin is not None:
        write_origin(layer, news.origin_now(origin))
    mark_place(layer, news.place)
    renew_marks(layer, None, news.correction)
