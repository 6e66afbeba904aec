# SPDX-License-Identifier: GPL-2.0-or-later
"""GDAL, kept on a short lead: one driver per file, plain files only, no network, every complaint heard."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

from osgeo import gdal

from ruhr_smartcity_plugin.core.catalogue.file_check import require_plain_markup
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

# The only drivers that may open a file of a kind. Left out on purpose: VRT, OpenFileGDB, and all that follow addresses.
DRIVERS: Dict[ServiceKind, Tuple[str, ...]] = {
    ServiceKind.GEOJSON: ("GeoJSON",),
    ServiceKind.GPKG: ("GPKG",),
    ServiceKind.SHP: ("ESRI Shapefile",),
    ServiceKind.GML: ("GML",),
    ServiceKind.KML: ("LIBKML", "KML"),
    ServiceKind.GEOTIFF: ("GTiff",),
    ServiceKind.GTFS: ("CSV",),
}
_MARKUP = frozenset({ServiceKind.GML, ServiceKind.KML, ServiceKind.XML})
_OPTIONS: Dict[ServiceKind, Tuple[str, ...]] = {
    ServiceKind.GML: ("DOWNLOAD_SCHEMA=NO", "WRITE_GFS=NO"),
    ServiceKind.GTFS: ("X_POSSIBLE_NAMES=stop_lon", "Y_POSSIBLE_NAMES=stop_lat", "AUTODETECT_TYPE=NO"),
}
_SETTINGS = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_TIMEOUT": "1",
    "GML_SKIP_RESOLVE_ELEMS": "ALL",
    "GML_PARSER": "EXPAT",
    "GML_SAVE_RESOLVED_TO": "",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "GDAL_DISABLE_READDIR_ON_OPEN": "FALSE",
}


class Complaints:
    """What GDAL said while it worked; failures only count."""

    def __init__(self) -> None:
        self.texts: List[str] = []
        self.is_clamped = False  # whole numbers beyond 64 bits became the largest there is

    def note(self, level: int, _number: int, text: str) -> None:
        """Take a message of GDAL's."""
        self.is_clamped |= "clamped" in text.lower()
        if level >= gdal.CE_Failure:
            self.texts.append(quotable(text))

    def __str__(self) -> str:
        return "; ".join(dict.fromkeys(self.texts))[:1000]


@contextmanager
def listening() -> Iterator[Complaints]:
    """Keep GDAL's messages, and keep it off the network, in this thread."""
    heard = Complaints()
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        gdal.SetThreadLocalConfigOption(name, value)
    gdal.PushErrorHandler(heard.note)
    try:
        yield heard
    finally:
        gdal.PopErrorHandler()
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)


def open_file(path: Path, kind: ServiceKind, *options: str) -> Any:
    """Open a file with the driver of its kind and no other. Use it inside `listening`.

    Raises
    ------
    LayerError
        It cannot be opened as what it claims to be.
    InputError
        It is XML that declares entities.
    """
    if kind in _MARKUP:
        with path.open("rb") as file:
            require_plain_markup(file.read(64 * 1024))
    flags = (gdal.OF_RASTER if kind is ServiceKind.GEOTIFF else gdal.OF_VECTOR) | gdal.OF_READONLY
    reason = "no reason given"
    try:
        opened = gdal.OpenEx(
            str(path),
            flags,
            allowed_drivers=list(DRIVERS[kind]),
            open_options=[*_OPTIONS.get(kind, ()), *options],
        )
    except RuntimeError as error:  # where Processing has switched GDAL's exceptions on
        opened, reason = None, str(error)
    if opened is None:
        sentence = tr("The file cannot be read as {kind}. It may be damaged; try again, or tell the publisher.")
        raise LayerError(sentence.format(kind=kind.title), f"{path.name}: {gdal.GetLastErrorMsg() or reason}")
    return opened
