# SPDX-License-Identifier: GPL-2.0-or-later
"""Municipal boundaries: fetched from the official service when the user asks, and kept with their date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Dict, Set, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCoordinateTransformContext, QgsPointXY

from ruhr_smartcity_plugin.adapters.region.boundary_layers import (
    add_boundaries_layer,
    load_boundaries_layer,
    schematic_layer,
)
from ruhr_smartcity_plugin.adapters.region.boundary_lookup import municipality_at
from ruhr_smartcity_plugin.adapters.region.boundary_pages import Boundary, Page, read_page
from ruhr_smartcity_plugin.adapters.region.boundary_store import boundaries_path, count_boundaries, write_boundaries
from ruhr_smartcity_plugin.core.errors import HttpStatusError, IncompleteError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.boundary_service import BoundaryService, load_preset
from ruhr_smartcity_plugin.core.region.crs_sanity import find_source_crs
from ruhr_smartcity_plugin.core.region.municipalities import Region, load_region
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.network.client import HttpClient

__all__ = ["BoundariesResult", "add_boundaries_layer", "boundaries_path", "fetch_boundaries", "load_boundaries_layer",
           "municipality_at", "schematic_layer"]

_CRS = "EPSG:25832"
_MOST_PAGES = 20
# So many of the known points must lie inside their polygons; a few may not where towns have exchanged land.
_MATCHING_SHARE = 0.9


@dataclass(frozen=True)
class BoundariesResult:
    """What was fetched: the file, how many of the region's municipalities it holds, and which are missing (names)."""

    path: Path
    received: int
    missing: Tuple[str, ...]
    sentence: str

    @property
    def is_complete(self) -> bool:
        """Answer whether every municipality of the region is there."""
        return not self.missing


def fetch_boundaries(client: HttpClient, cache_dir: Path, progress: Progress = SILENT,
                     url: str = "") -> BoundariesResult:
    """Fetch the boundaries of the region's municipalities and store them in the cache. For use inside a task.

    Parameters
    ----------
    url : another WFS than the shipped preset's; empty for the preset.

    Raises
    ------
    NetworkError
        The service cannot be reached or answers with something else.
    IncompleteError
        Municipalities are missing while the cache holds them all; the cache is unchanged.
    StoreError
        The cache cannot be written.
    """
    region = load_region()
    service = load_preset().at(url)
    found = _fetch_all(client, service, region, progress)
    if not found:
        sentence = tr("The service of the municipal boundaries has none of the region's municipalities. "
                      "Check its address in the options.")
        raise UnexpectedContentError(sentence, redact(f"{service.url}, {service.typename}: 0 of "
                                                      f"{len(region.municipalities)} keys"))
    placed = _place(found, service, region)
    missing = tuple(one.name for one in region.municipalities if one.ags not in placed)
    path = boundaries_path(cache_dir)
    _keep_complete_cache(path, missing, len(placed), len(region.municipalities))
    stop_if_cancelled(progress)
    progress.report(0.95, tr("Storing the boundaries"))
    now = datetime.now(timezone.utc).isoformat(timespec="seconds")
    rows = [placed[one.ags] for one in region.municipalities if one.ags in placed]
    write_boundaries(path, rows, fetched_at=now, source_url=redact(service.url))
    return BoundariesResult(path, len(rows), missing, _sentence(len(rows), missing))


def _fetch_all(client: HttpClient, service: BoundaryService, region: Region, progress: Progress) -> Dict[str, Boundary]:
    """Ask page after page until the region is whole or the service has no more."""
    found: Dict[str, Boundary] = {}
    seen: Set[int] = set()
    for _page in range(_MOST_PAGES):
        share = len(found) / len(region.municipalities)
        progress.report(0.9 * share, tr("Asking for the boundaries of the municipalities"))
        page = _fetch_page(client, service, region, len(seen), progress)
        fresh = page.features - seen
        found.update({ags: one for ags, one in page.boundaries.items() if ags not in found})
        seen |= fresh
        # A service without paging sends the same page again: nothing new means the end.
        if len(found) == len(region.municipalities) or not fresh:
            break
    return found


def _fetch_page(client: HttpClient, service: BoundaryService, region: Region, start: int, progress: Progress) -> Page:
    from ruhr_smartcity_plugin.core.network.client import Content

    stop_if_cancelled(progress)
    try:
        answer = client.get(service.url, params=service.parameters(region.box_25832, start), expect=Content.XML,
                            service=tr("Municipal boundaries"), progress=progress)
        return read_page(answer.body, service, region)
    except (HttpStatusError, UnexpectedContentError):
        if start == 0:
            raise
        # Services without paging refuse STARTINDEX; what is missing is said at the end.
        return Page({}, frozenset())


def _place(found: Dict[str, Boundary], service: BoundaryService, region: Region) -> Dict[str, Boundary]:
    """Return the boundaries in EPSG:25832, whatever the service called its coordinates.

    Raises `UnexpectedContentError` where they do not lie where the municipalities are.
    """
    middles = [one.geometry.boundingBox().center() for one in found.values()]
    readings = find_source_crs([one.x() for one in middles], [one.y() for one in middles])
    if readings and readings[0].share == 1.0:
        for one in found.values():
            _read_as(one, readings[0].crs, readings[0].swapped)
        inside = sum(one.geometry.contains(QgsPointXY(*region.by_ags(ags).point_25832)) for ags, one in found.items())
        if inside >= _MATCHING_SHARE * len(found):
            return found
    sentence = tr("The boundaries that came do not lie where the municipalities are, so they were discarded. "
                  "Check the address of the service in the options.")
    raise UnexpectedContentError(sentence, redact(f"{service.url}: readings {readings}"))


def _read_as(boundary: Boundary, crs: str, swapped: bool) -> None:
    if swapped:
        boundary.geometry.get().swapXy()
    if crs != _CRS:
        transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(crs), QgsCoordinateReferenceSystem(_CRS),
                                           QgsCoordinateTransformContext())
        boundary.geometry.transform(transform)


def _keep_complete_cache(path: Path, missing: Tuple[str, ...], received: int, wanted: int) -> None:
    if missing and count_boundaries(path) >= wanted:
        sentence = tr("Only {received} of {wanted} municipalities came; the stored boundaries were kept. "
                      "Missing: {names}.")
        raise IncompleteError(sentence.format(received=received, wanted=wanted, names=_some(missing)),
                              "missing: " + ", ".join(missing), expected=wanted, received=received)


def _sentence(received: int, missing: Tuple[str, ...]) -> str:
    if not missing:
        return tr("The boundaries of all %n municipalities are loaded.", "", received)
    text = tr("The boundaries of {received} municipalities are loaded. Missing: {names}.")
    return text.format(received=received, names=_some(missing))


def _some(names: Tuple[str, ...]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else tr("{names} and {count} more").format(names=shown, count=len(names) - 5)
