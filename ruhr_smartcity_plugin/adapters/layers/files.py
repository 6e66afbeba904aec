# SPDX-License-Identifier: GPL-2.0-or-later
"""Files of a catalogue, fetched whole into the cache under a name of their own, and looked into."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Tuple

from ruhr_smartcity_plugin.adapters.layers.files_kept import (
    FOLDER,
    KeptFile,
    find_kept,
    is_out_of_reach,
    note_kept,
    note_use,
)
from ruhr_smartcity_plugin.core.catalogue.archive import Member, read_members, require_bounded_archive, unpack
from ruhr_smartcity_plugin.core.catalogue.file_check import HEAD_BYTES, kinds_of_bytes, require_whole
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import InputError, NetworkError, StoreFullError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Answer, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_SUFFIX = {
    ServiceKind.GEOJSON: ".geojson",
    ServiceKind.GPKG: ".gpkg",
    ServiceKind.SHP: ".shp",
    ServiceKind.GML: ".gml",
    ServiceKind.KML: ".kml",
    ServiceKind.GEOTIFF: ".tif",
    ServiceKind.CSV: ".csv",
    ServiceKind.GTFS: ".csv",
    ServiceKind.XLSX: ".xlsx",
    ServiceKind.ODS: ".ods",
    ServiceKind.ZIP: ".zip",
}
SLOWEST_BYTES_PER_S = 125_000  # 1 Mbit/s: a file may take as long as it takes over the slowest line of an office
# Zips that their own drivers read.
_ZIPPED_DOCUMENTS = frozenset({ServiceKind.XLSX, ServiceKind.ODS})
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class FetchedFile:
    """A whole file in a folder of its own. `folder` also takes what is made from it.

    `kind` is what the bytes say, with the declaration where they leave it open; `etag` is the server's, "" if none.
    `problem` says why the source could not be asked: the file is then the one kept since `fetched_at`. `is_regional`
    says that the data set is of the Ruhr or its state (`regional.is_regional`).
    """

    path: Path
    folder: Path
    kind: ServiceKind
    url: str
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""
    problem: str = ""
    is_regional: bool = False


@dataclass(frozen=True)
class LocalFile:
    """One data set's main file, of a kind that is opened as it is, with its companions beside it.

    `name` is what the publisher calls it, "" for a file that came alone.
    """

    path: Path
    kind: ServiceKind
    fetched: FetchedFile
    name: str = ""
    style: Path | None = field(default=None)


def fetch_file(
    client: HttpClient,
    url: str,
    declared: Tuple[ServiceKind, ...],
    cache: Path,
    *,
    service: str = "",
    progress: Progress = SILENT,
) -> FetchedFile:
    """Fetch a file whole, see what it is, and keep it. For use in a task.

    The folder's name comes from address and content, so that a newer version never overwrites the file that an open
    layer shows, and the same version is kept once.

    Raises
    ------
    NetworkError
        It did not come, or not whole.
    InputError
        It is no data for the map: a document, a web page, something unknown.
    StoreFullError
        It cannot be written.
    """
    address = checked_address(url)
    client = client.with_limits(replace(client.limits, slowest_bytes_per_s=SLOWEST_BYTES_PER_S))
    reader = f"{address}\n{client.login}" if client.login else address  # a log-in may be given another file
    kept = find_kept(cache / FOLDER, reader)
    progress.report(0.02, tr("Fetching the file"))
    try:
        # What QGIS's own cache keeps may be of last week, and would pass as today's.
        conditions = kept.conditions if kept is not None else {}
        answer = client.get(address, headers=conditions, service=service, progress=progress, refresh=True)
    except NetworkError as error:
        if kept is None or not is_out_of_reach(error):
            raise
        return _kept(kept, cache, address, error.sentence)
    if kept is not None and answer.status == 304:
        note_use(cache / FOLDER / kept.folder)
        return _kept(kept, cache, address)
    stop_if_cancelled(progress)
    return _keep_answer(answer, address, reader, declared, cache)


def _kept(kept: KeptFile, cache: Path, address: str, problem: str = "") -> FetchedFile:
    folder = cache / FOLDER / kept.folder
    return FetchedFile(folder / kept.name, folder, ServiceKind(kept.kind), address, kept.fetched_at, kept.etag,
                       kept.last_modified, problem)  # fmt: skip


def _keep_answer(
    answer: Answer, address: str, reader: str, declared: Tuple[ServiceKind, ...], cache: Path
) -> FetchedFile:
    kind = kind_of_content(answer.body[:HEAD_BYTES], declared)
    require_whole(answer.body, kind)
    digest = hashlib.sha256(address.encode("utf-8") + b"\0" + answer.body).hexdigest()[:32]
    folder = cache / FOLDER / digest
    path = folder / f"source{_SUFFIX[kind]}"
    if not path.is_file() or path.stat().st_size != len(answer.body):
        _keep(folder, lambda place: (place / path.name).write_bytes(answer.body))
    etag, changed = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    now = datetime.now(timezone.utc)
    if path.is_file():  # a timetable's file goes by another name and is fetched anew each time
        kept = KeptFile(digest, path.name, kind.value, len(answer.body), now, etag, changed)
        note_kept(cache / FOLDER, reader, kept)
    return FetchedFile(path, folder, kind, address, now, etag, changed)


def probe_kinds(
    client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT
) -> Tuple[ServiceKind, ...]:
    """Ask for the first bytes of an address of unknown kind and return what they prove; empty if nothing.

    Raises
    ------
    NetworkError
        No answer.
    """
    wanted = {"Range": f"bytes=0-{HEAD_BYTES - 1}"}
    # Many servers do not know `Range` and send all of it.
    client = client.with_limits(replace(client.limits, max_bytes=HEAD_BYTES, is_head=True))
    answer = client.get(checked_address(url), headers=wanted, service=service, progress=progress)
    return kinds_of_bytes(answer.body[:HEAD_BYTES])


def kind_of_content(head: bytes, declared: Tuple[ServiceKind, ...]) -> ServiceKind:
    """Return what to open a file as: its bytes first, the declaration where they leave several things open.

    Raises
    ------
    UnexpectedContentError
        It is a web page, which servers give back in place of a file that has moved or asks for a log-in.
    InputError
        It is nothing else that can be put on the map. The sentence says what it is.
    """
    found = kinds_of_bytes(head)
    usable = [kind for kind in found if kind in _SUFFIX]
    if ServiceKind.TEXT in found and ServiceKind.CSV in declared:
        return ServiceKind.CSV  # one column only, or a long text before the table
    if not usable:
        what = found[0].title if found else tr("unknown content")
        sentence = tr("The file holds no data for the map, but: {what}. Open it in the browser instead.")
        refused = UnexpectedContentError if found[:1] == (ServiceKind.HTML,) else InputError
        raise refused(sentence.format(what=what), f"declared {[kind.name for kind in declared]}")
    return usable[0]


def contents_of(fetched: FetchedFile) -> Tuple[Member, ...]:
    """Return the data sets in a file: those of an archive, or itself.

    Raises
    ------
    InputError
        The archive is damaged, unsafe or without data.
    """
    if fetched.kind in _ZIPPED_DOCUMENTS and fetched.path.read_bytes()[:2] == b"PK":
        require_bounded_archive(fetched.path)
    if fetched.kind is ServiceKind.ZIP or _is_zipped(fetched):
        return read_members(fetched.path)
    return (Member("", fetched.kind, (fetched.path.name,), fetched.path.stat().st_size),)


def member_key(member: Member) -> str:
    """Return the name of the folder a data set of an archive is unpacked into; "" for a file that came alone."""
    if not member.name:
        return ""
    return hashlib.sha256("\0".join(member.names).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def take_out(fetched: FetchedFile, member: Member, progress: Progress = SILENT) -> LocalFile:
    """Return the main file of a data set, unpacked where it lies in an archive.

    Raises
    ------
    InputError, StoreFullError, CancelledError
        See `archive.unpack`. A zip within the zip is refused, but for workbooks of a bounded size and a KMZ of one
        document, which is taken out of it.
    """
    if not member.name:
        return LocalFile(fetched.path, fetched.kind, fetched)
    folder = fetched.folder / member_key(member)
    if not folder.is_dir():
        _keep(folder, lambda place: _unpack_member(fetched.path, member, place, progress))
    path = next(one for one in sorted(folder.iterdir()) if one.suffix in _endings(member))
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    kind = member.kind
    if kind is not ServiceKind.GTFS:
        kind = kind_of_content(head, (kind,))
    if head.startswith(_ZIP_STARTS):
        if kind not in _ZIPPED_DOCUMENTS:
            raise _nested(path)
        require_bounded_archive(path)
    styles = [one for one in folder.iterdir() if one.suffix in (".qml", ".sld")]
    return LocalFile(path, kind, fetched, Path(member.name).stem, styles[0] if styles else None)


def _unpack_member(archive: Path, member: Member, place: Path, progress: Progress) -> None:
    """Unpack a data set; of a KMZ its document, as GDAL would take that out itself, unbounded and unread."""
    path = unpack(archive, member, place, progress)
    if member.kind is not ServiceKind.KML or not _is_zip(path):
        return
    documents = [one for one in read_members(path) if one.kind is ServiceKind.KML]
    if len(documents) != 1:
        raise _nested(path)
    packed = path.rename(place / "packed")  # the document may have its name
    unpack(packed, replace(documents[0], names=documents[0].names[:1]), place, progress)
    packed.unlink()


def _nested(path: Path) -> InputError:
    return InputError(tr("The archive holds another archive. Unpack it yourself and open the files."), path.name)


def _endings(member: Member) -> Tuple[str, ...]:
    own = {ServiceKind.GTFS: (".csv",), ServiceKind.KML: (".kml", ".kmz")}
    return own.get(member.kind, (Path(member.name).suffix.lower(),))


def _is_zipped(fetched: FetchedFile) -> bool:
    return fetched.kind not in _ZIPPED_DOCUMENTS and _is_zip(fetched.path)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) in _ZIP_STARTS


def _keep(folder: Path, write: Callable[[Path], object]) -> None:
    """Fill a folder beside its place and move it there at once; a broken try leaves nothing behind."""
    staging = folder.parent / f".{folder.name}-{uuid.uuid4().hex[:8]}"
    try:
        staging.mkdir(parents=True)
        write(staging)
        for one in staging.iterdir():
            if one.name == "stops.txt":  # the CSV driver knows its files by their ending
                one.rename(one.with_suffix(".csv"))
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)
        os.replace(staging, folder)
    except OSError as error:
        sentence = tr(
            "The file cannot be kept in the cache folder: {reason}. Free some space or choose another folder."
        )
        raise StoreFullError(sentence.format(reason=error.strerror or str(error)), str(folder)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
