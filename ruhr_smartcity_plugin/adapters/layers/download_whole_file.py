# SPDX-License-Identifier: GPL-2.0-or-later
"""A file on the web (GeoJSON, GeoPackage, GML, KML, a table, or a ZIP with one or a shapefile) as a GeoPackage."""

from __future__ import annotations

from pathlib import Path
from typing import List, Tuple

from osgeo import gdal, osr

from ruhr_smartcity_plugin.adapters.layers.download_feeds import Prepared
from ruhr_smartcity_plugin.adapters.layers.download_file import FID, GEOMETRY, Written
from ruhr_smartcity_plugin.adapters.layers.download_place import cut, judge_download, put_right
from ruhr_smartcity_plugin.adapters.layers.download_table import copy_table
from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile, LocalFile, contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.layers.files_copy import Part, open_objects, parts_of, translate
from ruhr_smartcity_plugin.adapters.layers.files_gdal import listening
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.placing import read_middles
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction
from ruhr_smartcity_plugin.core.errors import InputError, StoreFullError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr


def copy_file(
    client: HttpClient, prepared: Prepared, passing: Path, progress: Progress
) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    """Fetch a file and write its objects into `passing`; its own number of objects is the proof.

    Raises
    ------
    NetworkError, UnexpectedContentError, LayerError
        It does not come, or cannot be read as a file with objects.
    InputError
        It holds no data, its archive is unsafe, or it has several layers and none was named, or not the named one.
    StoreFullError, CancelledError
        Nothing is left.
    """
    try:
        with passing_folder() as folder:
            fetched = fetch_file(
                client, prepared.url, (prepared.kind,), folder, service=prepared.title, progress=progress
            )
            prepared.etag, prepared.last_modified = fetched.etag, fetched.last_modified
            members = [one for one in contents_of(fetched) if one.kind is not ServiceKind.GEOTIFF]
            tables = [one for one in members if one.kind.is_table]
            if tables and len(tables) == len(members):
                return copy_table([take_out(fetched, one, progress) for one in tables], prepared, passing, progress)
            file, part = _chosen(fetched, prepared, progress)
            return _written(file, part, prepared, passing, progress)
    except StoreFullError as error:
        sentence = tr("There is not enough room on the disk for the download. Nothing was written.")
        raise StoreFullError(sentence, error.detail) from error


def _written(
    file: LocalFile, part: Part, prepared: Prepared, passing: Path, progress: Progress
) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    progress.report(0.6, tr("Writing the file"))
    prepared.crs = _crs_of(part, prepared.crs)
    options = [
        "-f", "GPKG", "-nln", prepared.table, "-nlt", "PROMOTE_TO_MULTI", "-dsco", "VERSION=1.2",
        "-lco", f"GEOMETRY_NAME={GEOMETRY}", "-lco", f"FID={FID}", "-lco", "SPATIAL_INDEX=YES",
    ]  # fmt: skip
    with listening() as heard:
        translate(open_objects(file), passing, [*options, part.name], heard, progress)
        made = gdal.OpenEx(str(passing), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
        received = made.GetLayer(0).GetFeatureCount(1)
        del made  # closes the file
    proof = Proof.STATED if received == part.rows else Proof.NONE
    completeness = _judged(part, received, received, proof)
    notes = (_put_in_place(part, prepared, passing) if part.is_spatial else ()) + part.notes()
    if prepared.area is not None:
        # Only now: the area is to be met where the objects really lie. Numbers without a system are taken as they are.
        kept = cut(passing, prepared.area, prepared.area_crs if prepared.crs else "")
        completeness = _judged(part, received, kept, proof)
    return Written(completeness.received, 0, None), completeness, notes


def _judged(part: Part, received: int, kept: int, proof: Proof) -> Completeness:
    """What lies outside the area was left out on purpose; what did not come, or is not in the file, is missing."""
    if part.lack is None:
        return Completeness(kept + part.rows - received, kept, proof)
    if part.lack.expected is None or kept < received:
        return Completeness(None, kept, Proof.NONE, at_least=True, cause=part.lack.cause)
    return Completeness(part.lack.expected, kept, proof, cause=part.lack.cause)


def _put_in_place(part: Part, prepared: Prepared, passing: Path) -> Tuple[str, ...]:
    """Correct the place of the written objects; return what to tell the user."""
    stated = prepared.crs if part.crs_wkt else ""
    middles = read_middles(passing, prepared.table, GEOMETRY)
    place = judge_download(prepared.title, stated, *middles, is_regional=prepared.is_regional)
    if place.action is PlaceAction.CORRECT:
        put_right(passing, place)
        prepared.crs = place.crs
        prepared.correction = place.sentence if part.crs_wkt else ""
    return (place.sentence,) if place.sentence else ()


def _crs_of(part: Part, wanted: str) -> str:
    """Return the system of the file: the wanted one where it is the same by whatever name, or none is stated."""
    if not part.crs_wkt:
        return wanted
    if wanted:
        own, asked = osr.SpatialReference(), osr.SpatialReference()
        own.ImportFromWkt(part.crs_wkt)
        asked.SetFromUserInput(wanted)
        if own.IsSame(asked, ["CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS"]):
            return wanted
    return part.crs or f"WKT:{part.crs_wkt}"


def _chosen(fetched: FetchedFile, prepared: Prepared, progress: Progress) -> Tuple[LocalFile, Part]:
    """Return the wanted layer, or the only one there is."""
    found: List[Tuple[LocalFile, Part]] = []
    for member in contents_of(fetched):
        if not member.kind.is_table and member.kind is not ServiceKind.GEOTIFF:
            file = take_out(fetched, member, progress)
            found += [(file, part) for part in parts_of(file)]
    if not found:
        sentence = tr("The file “{name}” cannot be read as map data. Check what the address really gives.")
        name = Service(prepared.url, prepared.title).name
        raise UnexpectedContentError(sentence.format(name=name), fetched.kind.value)
    fitting = [one for one in found if prepared.layer in ("", one[1].name)]
    if len(fitting) == 1:
        return fitting[0]
    sentence = tr("The file “{name}” has other or several layers. Name one of them: {names}")
    names = ", ".join(part.name for _file, part in found[:20])
    raise InputError(sentence.format(name=prepared.title, names=names), prepared.layer)
