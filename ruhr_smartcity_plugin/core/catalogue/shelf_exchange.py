# SPDX-License-Identifier: GPL-2.0-or-later
"""Collections as a file for colleagues. Such a file comes from anybody: nothing in it is trusted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import AbstractSet, Any, Dict, Iterable, List, Mapping, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.presets import load_services
from ruhr_smartcity_plugin.core.catalogue.shelf_record import (
    Collection,
    ShelfItem,
    clean_text,
    item_from,
    plain_collection,
    unique_items,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.translation import tr

VERSION = 1
FORMAT = "ruhr-smartcity-collections"
MOST_BYTES = 5_000_000
MOST_COLLECTIONS = 200
MOST_ITEMS = 5_000  # of one collection
LONGEST_KEY = 50_000  # the title of a data set, in some portals


@dataclass(frozen=True)
class ImportReport:
    """What taking in a file did."""

    added: int
    merged: int
    datasets: int
    known: int
    rejected: int

    def sentence(self) -> str:
        """Say it to the user."""
        parts = [tr("%n collection(s) added.", "", self.added)]
        if self.merged:
            parts.append(tr("%n collection(s) of the same name completed.", "", self.merged))
        parts.append(tr("%n new data set(s).", "", self.datasets))
        if self.known:
            parts.append(tr("Already there: %n data set(s).", "", self.known))
        if self.rejected:
            parts.append(tr("Left out because unreadable: %n item(s).", "", self.rejected))
        return " ".join(parts)


@dataclass(frozen=True)
class ExportReport:
    """What was written for colleagues, and how many data sets were not: unknown elsewhere, or with a key inside."""

    collections: int
    datasets: int
    left_out: int
    secret: int = 0

    def sentence(self, file: str) -> str:
        """Say it to the user."""
        parts = [tr("%n collection(s) written to {file}.", "", self.collections).format(file=file)]
        if self.left_out:
            parts.append(tr("Left out because only this computer knows them: %n data set(s).", "", self.left_out))
        if self.secret:
            parts.append(tr("Left out because their address holds a log-in or key: %n data set(s).", "", self.secret))
        return " ".join(parts)


def collections_document(collections: Iterable[Collection], now: datetime) -> Tuple[Dict[str, Any], ExportReport]:
    """Return collections as the document for colleagues, and what it holds.

    Web addresses go out whole, or not at all where they hold a log-in or key. Data sets of local files and folders
    stay at home, as do geo services of the user's own and the times when something was put aside.
    """
    shipped = _shipped_services()
    shared = []
    datasets = secret = asked = 0
    for one in collections:
        items = tuple(replace(item, added_at=None) for item in one.items if _is_public(item, shipped))
        shared.append(plain_collection(replace(one, items=items)))
        datasets, asked = datasets + len(items), asked + len(one.items)
        secret += sum(_is_on_the_web(item.portal_root) and _holds_key(item.portal_root) for item in one.items)
    written = now.isoformat(timespec="seconds")
    document = {"format": FORMAT, "version": VERSION, "written_at": written, "collections": shared}
    return document, ExportReport(len(shared), datasets, asked - datasets - secret, secret)


def read_collections(path: Path) -> Tuple[List[Collection], int]:
    """Return the collections of a file, and how many entries could not be read.

    Raises
    ------
    InputError
        The file is missing, too large, damaged, or no file of collections.
    """
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        sentence = tr("“{path}” is too large for a file of collections.")
        raise InputError(sentence.format(path=path), f"more than {MOST_BYTES} bytes")
    document = read_json(path)
    listed = document.get("collections") if isinstance(document, Mapping) else None
    is_ours = isinstance(listed, list) and document.get("format") == FORMAT and document.get("version") == VERSION
    if not is_ours or len(listed) > MOST_COLLECTIONS:
        sentence = tr("“{path}” is no file of collections, or one of a newer version of the plugin.")
        raise InputError(sentence.format(path=path), f"{len(listed) if isinstance(listed, list) else 'no'} collections")
    shipped = _shipped_services()
    read = [_read_collection(one, shipped) for one in listed]
    kept = [collection for collection, _count in read if collection is not None]
    return kept, sum(count for _collection, count in read)


def _read_collection(plain: Any, shipped: AbstractSet[str]) -> Tuple[Collection | None, int]:
    name = plain.get("name") if isinstance(plain, Mapping) else None
    items = plain.get("items") if isinstance(plain, Mapping) else None
    name = clean_text(name, longest=120) if isinstance(name, str) else ""
    if not name or not isinstance(items, list):
        return None, 1
    read = [_read_item(one, shipped) for one in items[:MOST_ITEMS]]
    good = unique_items(one for one in read if one is not None)
    note = plain.get("note", "")
    rejected = sum(one is None for one in read) + max(0, len(items) - MOST_ITEMS)
    return Collection(name, good, clean_text(note, keep_lines=True) if isinstance(note, str) else ""), rejected


def _read_item(plain: Any, shipped: AbstractSet[str]) -> ShelfItem | None:
    try:
        item = item_from(plain)
    except (ValueError, TypeError, OverflowError):
        return None
    # A file from elsewhere must not make the plugin look into local files.
    return item if _is_public(item, shipped) and _has_plain_keys(item) else None


def _has_plain_keys(item: ShelfItem) -> bool:
    """Answer whether what an entry is found by has no excessive length and no NUL; an address no control sign at all.

    All else in it belongs to the key: without it the data set would not be found again.
    """
    keys = (item.portal_root, item.key, item.identifier)
    return all(len(one) <= LONGEST_KEY and "\0" not in one for one in keys) and item.portal_root.isprintable()


def _is_public(item: ShelfItem, shipped: AbstractSet[str]) -> bool:
    if not item.portal_root:
        return item.key in shipped
    return _is_on_the_web(item.portal_root) and not _holds_key(item.portal_root)


def _shipped_services() -> AbstractSet[str]:
    """Return the keys of the geo services every colleague has; they belong to no portal."""
    return {one.key for one in load_services()}


def _is_on_the_web(root: str) -> bool:
    try:
        parts = urlsplit(root)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _holds_key(root: str) -> bool:
    """Answer whether a web address holds a user name, a password or a key; the rest of its query leads to the place."""
    return "@" in urlsplit(root).netloc or redact(root) != root
