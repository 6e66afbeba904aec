# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer from a service, opened, counted and judged in a task. Short layers are never handed over as complete."""

from __future__ import annotations

from pathlib import Path
from typing import Dict
from urllib.parse import unquote

from qgis.core import QgsApplication, QgsRasterLayer

from ruhr_smartcity_plugin.adapters.layers import wms
from ruhr_smartcity_plugin.adapters.layers.loading_live import describe_tiles, is_live, load_live
from ruhr_smartcity_plugin.adapters.layers.loading_objects import Keep, ObjectLoading
from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer, require_valid
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import READABLE, read_description
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

__all__ = ["MOST_OBJECTS", "LoadedLayer", "load_layer", "read_service"]

# More than this is not fetched as a whole: the layer then follows the map view and is never called complete.
MOST_OBJECTS = 50_000


def read_service(
    client: HttpClient, kind: ServiceKind, url: str, *, service: str = "", progress: Progress = SILENT
) -> ServiceDescription:
    """Ask a service of the given kind what it offers.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    LayerError
        It offers no layer, or layers of this kind cannot be loaded.
    """
    if kind in (ServiceKind.XYZ, ServiceKind.VECTOR_TILES) and "{z}" in unquote(url):
        return describe_tiles(kind, url, service)
    if kind not in READABLE:
        raise LayerError(tr("Data of the kind {kind} cannot be put on the map yet.").format(kind=kind.title))
    description = read_description(client, kind, url, read_xml=read_xml, service=service, progress=progress)
    if not description.layers:
        raise LayerError(tr("The service “{service}” offers no layers.").format(service=service or description.title))
    return description


def load_layer(
    client: HttpClient,
    source: LayerSource,
    *,
    service: str = "",
    cap: int | None = None,
    area_25832: Box | None = None,
    authcfg: str = "",
    most_objects: int = MOST_OBJECTS,
    axes: Dict[str, str] | None = None,
    cache: Path | None = None,
    keep: Keep | None = None,
    is_regional: bool = False,
    progress: Progress = SILENT,
) -> LoadedLayer:
    """Open a layer, fetch and count its objects, and say whether all are there. For use in a task.

    `cap` is the service's stated limit per answer, `area_25832` where a test picture is drawn. `axes` remembers which
    services exchange their axes (give the same dict each time), `cache` is where a corrected copy may be kept. `keep`
    fetches objects into a local copy where QGIS's own provider is not fit for it (ArcGIS). `is_regional` as of
    `decide_place`.

    Raises
    ------
    NetworkError, LayerError
        There is no usable layer.
    CancelledError
        The user stopped it; nothing is kept.
    """
    if source.kind is ServiceKind.WMS:
        loaded = _load_picture(client, source, service, area_25832 or load_region().box_25832, authcfg, progress)
    elif is_live(source):
        loaded = load_live(
            client, source, service=service, authcfg=authcfg, area_25832=area_25832, progress=progress
        )
    else:
        remembered = {} if axes is None else axes
        loaded = ObjectLoading(
            client, source, service, cap, authcfg, most_objects, progress, remembered, cache, keep,
            is_regional=is_regional,
        ).load()
    stop_if_cancelled(progress)
    # Made in a task, used by the main thread from now on.
    loaded.layer.moveToThread(QgsApplication.instance().thread())
    return loaded


def _load_picture(
    client: HttpClient, source: LayerSource, service: str, area: Box, authcfg: str, progress: Progress
) -> LoadedLayer:
    progress.report(0.2, tr("Checking the picture"))
    wms.check_picture(client, source, area, service=service, progress=progress)
    stop_if_cancelled(progress)
    progress.report(0.5, tr("Opening the layer"))
    layer = QgsRasterLayer(wms.wms_uri(source, authcfg=authcfg), source.title, wms.PROVIDER)
    require_valid(layer, source, service)
    return LoadedLayer(layer, source, None)
