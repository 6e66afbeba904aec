# SPDX-License-Identifier: GPL-2.0-or-later
"""What a zip from a catalogue holds, and taking out exactly that: no other folder, no bomb, no half files."""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.layout import judge_form
from ruhr_smartcity_plugin.core.errors import InputError, StoreFullError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

#: Bounds of one archive. A shapefile of all buildings of NRW has 2 GB; text shrinks to a tenth, seldom to a hundredth.
MOST_BYTES = 4 * 1024**3
MOST_FILES = 10_000
MOST_RATIO = 200
_RATIO_MATTERS_BYTES = 50 * 1024**2
_LONGEST_NAME = 255
_CHUNK = 1024 * 1024
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?$", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')

# The file that stands for a data set, and the companions that belong to a shapefile or a picture.
_MAIN: Dict[str, ServiceKind] = {
    ".shp": ServiceKind.SHP,
    ".gpkg": ServiceKind.GPKG,
    ".geojson": ServiceKind.GEOJSON,
    ".json": ServiceKind.JSON,
    ".gml": ServiceKind.GML,
    ".kml": ServiceKind.KML,
    ".kmz": ServiceKind.KML,
    ".tif": ServiceKind.GEOTIFF,
    ".tiff": ServiceKind.GEOTIFF,
    ".csv": ServiceKind.CSV,
    ".tsv": ServiceKind.CSV,
    ".xlsx": ServiceKind.XLSX,
    ".xls": ServiceKind.XLSX,
    ".ods": ServiceKind.ODS,
    ".xml": ServiceKind.XML,
}
_COMPANIONS = {
    ServiceKind.SHP: (".shx", ".dbf", ".prj", ".cpg", ".qml", ".sld"),
    ServiceKind.GEOTIFF: (".tfw", ".tifw", ".prj", ".qml", ".sld"),
}
_STYLES = (".qml", ".sld")
# Metadata beside a data set is no data set.
_BESIDE = frozenset({ServiceKind.XML, ServiceKind.JSON})
# So much of so many texts is looked at where an archive names no data.
_LOOK_AT_BYTES = 64 * 1024
_MOST_TEXTS = 50
_GTFS_STOPS = "stops.txt"


@dataclass(frozen=True)
class Member:
    """One data set in an archive: its main file, what belongs to it (main file first), and the unpacked size."""

    name: str
    kind: ServiceKind
    names: Tuple[str, ...]
    size_bytes: int


def read_members(path: Path) -> Tuple[Member, ...]:
    """Return the data sets in an archive, judged by its directory; nothing is unpacked.

    Only where it names none, the beginnings of texts (".txt", as of the German weather service) are looked at.

    Raises
    ------
    InputError
        It is no zip, damaged, encrypted, unsafe (paths, links, size), or holds no data set.
    """
    with _open(path) as archive:
        infos = [one for one in archive.infolist() if not one.is_dir()]
        _require_bounded(infos, path.stat().st_size)
        for info in infos:
            _require_safe(info)
        _require_unique(infos)
        members = _members(infos)
        if all(one.kind in _BESIDE for one in members):
            members = _tables(archive, infos) or members
    if not members:
        inside = ", ".join(sorted({PurePosixPath(one.filename).suffix.lower() or "?" for one in infos})[:8])
        sentence = tr("The archive holds no data that can be put on the map ({endings}).")
        raise InputError(sentence.format(endings=inside or tr("it is empty")), path.name)
    return members


def require_bounded_archive(path: Path) -> None:
    """Refuse a document in zip form (Excel, OpenDocument) that would unpack to too much.

    Raises
    ------
    InputError
        It is damaged, or a bomb.
    """
    with _open(path) as archive:
        _require_bounded(archive.infolist(), path.stat().st_size)


def unpack(path: Path, member: Member, folder: Path, progress: Progress = SILENT) -> Path:
    """Write a data set of the archive into `folder` (must exist) and return its main file.

    Only file names are kept, never folders. On any error nothing of it stays in the folder.

    Raises
    ------
    InputError
        The archive is damaged, or holds more than its directory says.
    StoreFullError
        The disk is full.
    CancelledError
        The user stopped it.
    """
    written: List[Path] = []
    try:
        with _open(path) as archive:
            for name in member.names:
                target = folder / _flat_name(name)
                written.append(target)
                _unpack_one(archive, archive.getinfo(name), target, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        _remove(written)
        raise _damaged(path, error) from error
    except OSError as error:
        _remove(written)
        raise StoreFullError(
            tr("The archive could not be unpacked: {reason} Free some space and try again.").format(
                reason=f"{error.strerror or error}."
            ),
            str(path),
        ) from error
    except BaseException:
        _remove(written)
        raise
    return written[0]


def _unpack_one(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, progress: Progress) -> None:
    count = 0
    with archive.open(info) as source, target.open("xb") as out:
        while True:
            stop_if_cancelled(progress)
            chunk = source.read(_CHUNK)
            if not chunk:
                break
            count += len(chunk)
            if count > info.file_size:  # the directory lied
                raise ValueError(f"{info.filename}: more bytes than stated")
            out.write(chunk)
    if count != info.file_size:
        raise ValueError(f"{info.filename}: {count} of {info.file_size} bytes")


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> InputError:
    sentence = tr("The archive is damaged or in a form that cannot be read. Try again, or tell the publisher.")
    return InputError(sentence, f"{path.name}: {type(error).__name__}: {error}")


def _require_bounded(infos: Sequence[zipfile.ZipInfo], packed_bytes: int) -> None:
    total = sum(one.file_size for one in infos)
    is_bomb = total > _RATIO_MATTERS_BYTES and total > packed_bytes * MOST_RATIO
    if is_bomb or total > MOST_BYTES or len(infos) > MOST_FILES:
        raise InputError(
            tr("The archive would unpack to {size} MB in {count} files, more than is allowed. It was not opened.")
            .format(size=f"{total / 1e6:.0f}", count=len(infos)),
            f"packed {packed_bytes} bytes",
        )


def _require_safe(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise InputError(
            tr("The archive is encrypted. Unpack it yourself with the key of the publisher, then open the file."),
            info.filename,
        )
    name = info.filename
    parts = name.split("/")
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    bad_part = any(
        part in ("", "..") or _RESERVED.match(part) or _FORBIDDEN.search(part) or part != part.rstrip(" .")
        for part in parts if part != "."
    )  # fmt: skip
    # zipfile turns backslashes into slashes on Windows only; the original name is what counts.
    too_long = len(name.encode("utf-8", "surrogatepass")) > 4 * _LONGEST_NAME or len(parts[-1]) > _LONGEST_NAME
    if is_link or bad_part or too_long or "\\" in info.orig_filename or "\0" in info.orig_filename:
        raise InputError(
            tr("The archive holds a file name that could write outside its folder or cannot be written. "
               "It was not opened."),
            name[:300],
        )


def _require_unique(infos: Sequence[zipfile.ZipInfo]) -> None:
    """Two entries of one name are a known way to show one file to a check and another to the reader."""
    names = [one.filename.casefold() for one in infos]
    if len(set(names)) != len(names):
        raise InputError(tr("The archive holds the same file name twice. It was not opened."), "duplicate names")


def _members(infos: Sequence[zipfile.ZipInfo]) -> Tuple[Member, ...]:
    sizes = {one.filename: one.file_size for one in infos if not _is_clutter(one.filename)}
    stops = [name for name in sizes if PurePosixPath(name).name.lower() == _GTFS_STOPS]
    if stops:
        return tuple(Member(name, ServiceKind.GTFS, (name,), sizes[name]) for name in stops)
    found = []
    for name in sorted(sizes):
        kind = _MAIN.get(PurePosixPath(name).suffix.lower())
        if kind is not None:
            names = (name, *_companions(name, kind, sizes))
            found.append(Member(name, kind, names, sum(sizes[one] for one in names)))
    clear = [one for one in found if one.kind not in _BESIDE]
    return tuple(clear or found)


def _tables(archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo]) -> Tuple[Member, ...]:
    """Return the texts that are tables, the largest first: the others describe it."""
    texts = [one for one in infos if one.filename.lower().endswith(".txt") and not _is_clutter(one.filename)]
    found = [one for one in texts[:_MOST_TEXTS] if _is_table(archive, one)]
    found.sort(key=lambda one: (-one.file_size, one.filename))
    return tuple(Member(one.filename, ServiceKind.CSV, (one.filename,), one.file_size) for one in found)


def _is_table(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(info) as source:
            lines = source.read(_LOOK_AT_BYTES).decode("latin-1").splitlines(keepends=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        return False  # what is broken is said when it is taken out
    whole = lines[:-1] if info.file_size > _LOOK_AT_BYTES else lines
    form = judge_form(["".join(whole)])
    return len(whole) > 1 and bool(form.value.delimiter) and form.sure is Sureness.CERTAIN


def _companions(name: str, kind: ServiceKind, sizes: Dict[str, int]) -> Tuple[str, ...]:
    stem = name[: -len(PurePosixPath(name).suffix)].casefold()
    endings = _COMPANIONS.get(kind, _STYLES)
    return tuple(one for one in sorted(sizes) if one.casefold() in {stem + ending for ending in endings})


def _is_clutter(name: str) -> bool:
    """macOS and version control leave their own files in archives."""
    parts = PurePosixPath(name).parts
    return any(part == "__MACOSX" or part.startswith((".", "~$")) for part in parts)


def _flat_name(name: str) -> str:
    """Return a plain name in lower-case ending: drivers look for "x.shx" beside "x.shp", some archives have "X.SHX"."""
    path = PurePosixPath(name)
    safe = re.sub(r"[^\w.\-äöüÄÖÜß ]", "_", path.stem)[:80].strip(". ") or "data"
    if _RESERVED.match(safe):
        safe = f"_{safe}"
    return f"{safe}{path.suffix.lower()}"


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        if os.path.lexists(path):
            path.unlink()
