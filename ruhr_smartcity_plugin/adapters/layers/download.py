# SPDX-License-Identifier: GPL-2.0-or-later
"""A complete local copy of a layer: asked, fetched in pages, judged, written, read back, and only then put in place."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Tuple

from ruhr_smartcity_plugin.adapters.layers.download_feeds import Prepared, prepare
from ruhr_smartcity_plugin.adapters.layers.download_file import Written, replacing, write_file
from ruhr_smartcity_plugin.adapters.layers.download_place import judge_download, put_right, reproject
from ruhr_smartcity_plugin.adapters.layers.download_record import FileRecord, write_record
from ruhr_smartcity_plugin.adapters.layers.download_whole_file import copy_file
from ruhr_smartcity_plugin.adapters.layers.families import families_of, note_on_families
from ruhr_smartcity_plugin.adapters.layers.invalid_geometries import note_on_invalid
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.mixed_collections import note_on_split, split_collections
from ruhr_smartcity_plugin.adapters.written_file import holds_features
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, Verdict
from ruhr_smartcity_plugin.core.catalogue.download.feed import Bounds
from ruhr_smartcity_plugin.core.catalogue.download.paging import Paging
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction, PlaceDecision
from ruhr_smartcity_plugin.core.catalogue.regional import is_marked_regional
from ruhr_smartcity_plugin.core.errors import IncompleteError, StoreFullError
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

METHOD = "ruhr:downloadlayer"
#: The system of the area, among the parameters of an excerpt's origin.
AREA_CRS = "area crs"


@dataclass(frozen=True)
class Wanted:
    """What to download.

    `kind` is WFS, OAPIF or ARCGIS, any other loadable file kind, or UNKNOWN to find it out. `layer` is the type name
    or collection id; "" for the only one there is. `area` in `area_crs` leaves out what lies outside. `crs` is the
    system of the file; "" means the one the service gives best. `origin` holds what the catalogue knows.
    """

    url: str
    layer: str = ""
    kind: ServiceKind = ServiceKind.UNKNOWN
    area: Bounds | None = None
    area_crs: str = "EPSG:25832"
    crs: str = ""
    title: str = ""
    origin: Origin = field(default_factory=lambda: Origin(""))


@dataclass(frozen=True)
class Download:
    """A finished download: the file, what it holds, its numbers and source note, and notes for the user."""

    path: Path
    title: str
    completeness: Completeness
    origin: Origin
    notes: Tuple[str, ...] = ()

    @property
    def correction(self) -> str:
        """How the place of the objects was corrected; "" if it was not."""
        return self.origin.parameters.get("place", "")

    @property
    def expected(self) -> int:
        """The number of objects the source has; -1 if nobody knows."""
        if self.completeness.proof is Proof.PROBED:
            return self.completeness.received
        return -1 if self.completeness.expected is None else self.completeness.expected


def download_layer(
    client: HttpClient,
    wanted: Wanted,
    path: Path,
    *,
    allow_incomplete: bool = False,
    progress: Progress = SILENT,
) -> Download:
    """Make a local, indexed GeoPackage copy of a layer. For use in a task.

    Raises
    ------
    IncompleteError
        Objects are missing, or it is not proven that none are, and that is not allowed. Nothing was written.
    NetworkError, LayerError, InputError
        There is nothing to download.
    StoreError
        The file cannot be written; one that was there before is untouched.
    CancelledError
        The user stopped it; nothing was written.
    """
    client = client.past_caches()  # what is kept of the list of layers or the fields may be of last week
    prepared = prepare(
        client, wanted.url, wanted.layer, wanted.kind, wanted.area, wanted.area_crs, wanted.crs, progress
    )
    prepared.is_regional = is_marked_regional(wanted.origin.parameters)
    title = wanted.title or prepared.title
    with replacing(path) as passing:
        if prepared.feed is None:
            written, completeness, notes = copy_file(client, prepared, passing, progress)
        else:
            written, completeness, notes = _fetch(client, prepared, passing, allow_incomplete, progress)
        require_complete(completeness, title, allow_incomplete)
        stop_if_cancelled(progress)
        progress.report(0.97, tr("Writing the file"))
        n_split = split_collections(passing, progress)
        notes += note_on_split(n_split)
        is_reprojected = bool(wanted.crs and prepared.crs and wanted.crs != prepared.crs)
        if is_reprojected:
            reproject(passing, wanted.crs)
        notes += (*note_on_families(passing), *note_on_invalid(passing, prepared.table))
        origin = _origin(wanted, prepared, completeness, title)
        # dl-de/by wants changes told: an excerpt, a copy that lacks objects, lies in another system or was put in its
        # place is not what was published.
        is_short = completeness.verdict is Verdict.SHORT
        is_other = bool(n_split) or is_reprojected or is_short or prepared.area is not None or bool(prepared.correction)
        is_other = is_other or prepared.is_straightened
        origin = replace(origin, changed=origin.changed or is_other)
        system = wanted.crs or prepared.crs
        write_record(passing, FileRecord(origin, completeness, prepared.etag, prepared.last_modified), system)
        if not holds_features(str(passing), written.kept):
            raise StoreFullError(tr("There is not enough room on the disk for the download. Nothing was written."))
    families_of(path)  # looked at in the task, so that the window need not
    return Download(path, title, completeness, origin, notes)


def _fetch(
    client: HttpClient, prepared: Prepared, passing: Path, allow_incomplete: bool, progress: Progress
) -> Tuple[Written, Completeness, Tuple[str, ...]]:
    with ExitStack() as stack:  # brackets around two contexts are Python 3.10; QGIS on macOS has 3.9
        path = stack.enter_context(passing_folder()) / "pages.sqlite"
        staging = stack.enter_context(Staging(path, prepared.types, reads_numbers=prepared.reads_numbers))
        completeness = Paging(client, prepared.feed, staging, progress=progress).run()
        require_complete(completeness, prepared.title, allow_incomplete)
        staging.add_fields(prepared.fields)
        prepared.settle_crs(staging.bounds(), staging.systems)
        prepared.is_straightened = staging.is_straightened
        place = judge_download(
            prepared.title, prepared.crs, *staging.middles(), is_regional=prepared.is_regional
        )
        if place.action is PlaceAction.CORRECT:
            prepared.read_as(place.crs)
            prepared.correction = place.sentence
        box = _exchanged(prepared.area) if place.swapped else prepared.area
        keeps_doubles = completeness.received == staging.n_rows
        written = write_file(staging, passing, prepared.table, prepared.crs, area=box, keeps_doubles=keeps_doubles)
        notes = _notes(place, staging)
    if place.swapped:
        put_right(passing, place)
    if written.outside:
        # The service gave more than was asked for: the number it stated counts that, too.
        stated = completeness.expected
        expected = stated - written.outside if stated is not None and stated >= completeness.received else stated
        completeness = replace(completeness, expected=expected, received=written.kept)
    return written, completeness, notes


def _exchanged(box: Bounds | None) -> Bounds | None:
    """Return a box in coordinates whose axes are exchanged."""
    return None if box is None else (box[1], box[0], box[3], box[2])


def _notes(place: PlaceDecision, staging: Staging) -> Tuple[str, ...]:
    notes = [place.sentence] if place.sentence else []
    if staging.n_damaged:
        text = tr("%n object(s) came with a damaged geometry and have none now.", "", staging.n_damaged)
        notes.append(text)
    if staging.is_straightened:
        notes.append(tr("The source has arcs or circles; the copy has short straight lines in their place."))
    return tuple(notes)


def require_complete(completeness: Completeness, title: str, allow_incomplete: bool) -> None:
    """Raise `IncompleteError` for what is short or unproven, unless that is allowed."""
    if allow_incomplete or completeness.verdict is Verdict.COMPLETE:
        return
    sentence = tr("“{layer}” was not saved, as it is not complete: {reason} Try again, or allow an incomplete file.")
    raise IncompleteError(
        sentence.format(layer=title, reason=completeness.sentence()),
        f"{completeness.verdict.value}, {completeness.proof.value}",
        expected=completeness.expected,
        received=completeness.received,
    )


def _origin(wanted: Wanted, prepared: Prepared, completeness: Completeness, title: str) -> Origin:
    stated = "unknown" if completeness.expected is None else str(completeness.expected)
    parameters = {
        "service": prepared.url,
        "layer": prepared.layer,
        "kind": prepared.kind.value,
        "objects received": str(completeness.received),
        "objects stated": stated,
        "completeness": completeness.verdict.value,
    }
    if prepared.correction:
        parameters["place"] = prepared.correction
    if wanted.area is not None:  # exactly as asked for: a refresh asks for it again
        parameters.update({"area": ", ".join(repr(float(one)) for one in wanted.area), AREA_CRS: wanted.area_crs})
    known = replace(
        wanted.origin,
        title=wanted.origin.title or title,
        source_url=wanted.origin.source_url or prepared.url,
        fetched_at=datetime.now(timezone.utc),
        parameters={**wanted.origin.parameters, **parameters},
        plugin_version=plugin_version(),
    )
    return prepared.complete_origin(known)
