# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user puts aside: favourites, named collections, saved searches, and what was looked at last."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Iterator, List, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS, ChosenParts
from ruhr_smartcity_plugin.core.catalogue.shelf_exchange import (
    ExportReport,
    ImportReport,
    collections_document,
    read_collections,
)
from ruhr_smartcity_plugin.core.catalogue.shelf_record import (
    Collection,
    Contents,
    SavedSearch,
    ShelfItem,
    checked_name,
    clean_text,
    contents_from,
    item_of,
    to_document,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.file_lock import lock_file
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.translation import tr

MOST_RECENT = 30
_WAIT_S = 2.0


class Shelf:
    """The shelf of one user, kept in a JSON file; every change is written at once, or nothing changes.

    Several QGIS windows may have the same file: a change is made to what the file holds then.

    Entries name a data set by portal, key and identifier, never by the address of a resource: those move. Methods that
    change something raise `StoreError` if the file cannot be written, and `InputError` for a name that cannot be used.
    `damage` is a sentence for the user if the file was damaged: it lies beside the new one, nothing was deleted.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] = lambda: datetime.now(timezone.utc)) -> None:
        self._path, self._now = path, now
        self._guard = threading.RLock()
        self.damage = self.damage_detail = ""
        self._contents = self._load(Contents())

    @property
    def favourites(self) -> Tuple[ShelfItem, ...]:
        """The favourites, in the order in which they were added."""
        return self._contents.favourites

    @property
    def collections(self) -> Tuple[Collection, ...]:
        """The collections in their order."""
        return self._contents.collections

    @property
    def searches(self) -> Tuple[SavedSearch, ...]:
        """The saved searches in their order."""
        return self._contents.searches

    @property
    def recent(self) -> Tuple[ShelfItem, ...]:
        """What was looked at last, the newest first."""
        return self._contents.recent

    def is_favourite(self, dataset: Dataset) -> bool:
        """Answer whether a data set is a favourite, by whichever of its places it was put there."""
        return any(one.names(dataset) for one in self.favourites)

    def toggle_favourite(self, dataset: Dataset) -> bool:
        """Make a data set a favourite or take that back; returns whether it is one now."""
        is_wanted = not self.is_favourite(dataset)  # the user decides by what this window shows
        with self._changing():
            kept = tuple(one for one in self.favourites if not one.names(dataset))
            self._keep(favourites=(*kept, item_of(dataset, self._now())) if is_wanted else kept)
            return is_wanted

    def add_collection(self, name: str) -> Collection:
        """Add an empty collection and return it. Raises InputError if the name is empty or there is one."""
        with self._changing():
            collection = Collection(self._free_name(name))
            self._keep(collections=(*self.collections, collection))
            return collection

    def rename_collection(self, name: str, new_name: str) -> None:
        """Give a collection another name."""
        with self._changing():
            old = self.collection(name)
            new = old.name if clean_text(new_name) == old.name else self._free_name(new_name, besides=old.name)
            self._replace(old, replace(old, name=new))

    def remove_collection(self, name: str) -> Collection:
        """Remove a collection and return it, for `restore_collection`."""
        with self._changing():
            old = self.collection(name)
            self._keep(collections=tuple(one for one in self.collections if one is not old))
            return old

    def restore_collection(self, collection: Collection, position: int | None = None) -> None:
        """Put a removed collection back, at a position or last."""
        with self._changing():
            self._free_name(collection.name)
            kept = list(self.collections)
            kept.insert(len(kept) if position is None else position, collection)
            self._keep(collections=tuple(kept))

    def describe_collection(self, name: str, note: str) -> None:
        """Give a collection a note."""
        with self._changing():
            old = self.collection(name)
            self._replace(old, replace(old, note=clean_text(note, keep_lines=True)))

    def add_to_collection(self, name: str, dataset: Dataset, note: str = "") -> bool:
        """Add a data set at the end; returns False if it was there already."""
        with self._changing():
            old = self.collection(name)
            if any(one.names(dataset) for one in old.items):
                return False
            item = replace(item_of(dataset, self._now()), note=clean_text(note, keep_lines=True))
            self._replace(old, replace(old, items=(*old.items, item)))
            return True

    def remove_from_collection(self, name: str, item: ShelfItem | Dataset) -> None:
        """Take a data set out of a collection."""
        with self._changing():
            old = self.collection(name)
            self._replace(old, replace(old, items=tuple(one for one in old.items if not one.names(item))))

    def move(self, name: str, item: ShelfItem, position: int) -> None:
        """Move an entry of a collection to a position (0 is the first)."""
        with self._changing():
            old = self.collection(name)
            moved = [one for one in old.items if one.names(item)]
            others = [one for one in old.items if not one.names(item)]
            position = max(0, min(position, len(others)))
            self._replace(old, replace(old, items=tuple(others[:position] + moved + others[position:])))

    def move_collection(self, name: str, position: int) -> None:
        """Move a collection to a position (0 is the first)."""
        with self._changing():
            old = self.collection(name)
            others = [one for one in self.collections if one is not old]
            others.insert(max(0, min(position, len(others))), old)
            self._keep(collections=tuple(others))

    def collection(self, name: str) -> Collection:
        """Return a collection by its name. Raises InputError if there is none."""
        found = next((one for one in self.collections if one.name == name), None)
        if found is None:
            raise InputError(tr("There is no collection “{name}” any more.").format(name=name))
        return found

    def save_search(
        self, name: str, query: FindQuery, catalogue: str = "", parts: ChosenParts = ALL_PARTS
    ) -> SavedSearch:
        """Keep a search of a catalogue (its key) and its parts under a name; one of this name is replaced."""
        with self._changing():
            search = SavedSearch(checked_name(name), query, self._now(), catalogue, parts)
            kept = [one for one in self.searches if one.name != search.name]
            self._keep(searches=(*kept, search))
            return search

    def rename_search(self, name: str, new_name: str) -> None:
        """Give a saved search another name. Raises InputError if the name is empty or there is one."""
        with self._changing():
            checked = checked_name(new_name)
            if checked != name and any(one.name == checked for one in self.searches):
                sentence = tr("There is a saved search “{name}” already. Choose another name.")
                raise InputError(sentence.format(name=checked))
            renamed = (replace(one, name=checked) if one.name == name else one for one in self.searches)
            self._keep(searches=tuple(renamed))

    def remove_search(self, name: str) -> None:
        """Remove a saved search."""
        with self._changing():
            self._keep(searches=tuple(one for one in self.searches if one.name != name))

    def note_recent(self, dataset: Dataset) -> None:
        """Put a data set first among those looked at last; `MOST_RECENT` are kept."""
        with self._changing():
            others = [one for one in self.recent if not one.names(dataset)]
            self._keep(recent=(item_of(dataset, self._now()), *others)[:MOST_RECENT])

    def clear_recent(self) -> None:
        """Forget what was looked at."""
        with self._changing():
            self._keep(recent=())

    def export_collections(self, names: Tuple[str, ...] | List[str], path: Path) -> ExportReport:
        """Write collections into one file for colleagues; returns what it holds.

        Raises
        ------
        StoreError
            The file could not be written.
        """
        document, report = collections_document([self.collection(name) for name in names], self._now())
        write_kept_json(path, document)
        return report

    def import_collections(self, path: Path) -> ImportReport:
        """Take in the collections of a colleague's file; those of the same name are merged, nothing is lost.

        Raises
        ------
        InputError
            The file is missing, too large, damaged, or no file of collections.
        """
        incoming, rejected = read_collections(path)
        with self._changing():
            merged, report = _merged(self.collections, incoming, rejected)
            self._keep(collections=merged)
            return report

    def _free_name(self, name: str, besides: str = "") -> str:
        checked = checked_name(name)
        taken = {one.name.casefold() for one in self.collections if one.name != besides}
        if checked.casefold() in taken:
            sentence = tr("There is a collection “{name}” already. Choose another name.")
            raise InputError(sentence.format(name=checked))
        return checked

    def _replace(self, old: Collection, new: Collection) -> None:
        self._keep(collections=tuple(new if one is old else one for one in self.collections))

    def _keep(self, **changed: object) -> None:
        contents = replace(self._contents, **changed)
        write_kept_json(self._path, to_document(contents))
        self._contents = contents  # only what lies on the disk is shown
        self._stamp = self._read_stamp()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Let one change after the other happen to what lies on the disk: another QGIS may have written there."""
        with self._guard, ExitStack() as held:
            with suppress(OSError, sqlite3.Error):  # where nothing can be locked, writing says so, or works as well
                held.enter_context(closing(lock_file(self._path.with_name(f"{self._path.name}.lock"), _WAIT_S)))
            if self._read_stamp() not in (None, self._stamp):
                self._contents = self._load(self._contents)
            yield

    def _read_stamp(self) -> Tuple[int, ...] | None:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _load(self, otherwise: Contents) -> Contents:
        self._stamp = self._read_stamp()
        if not self._path.exists():
            return otherwise
        try:
            return contents_from(read_json(self._path))
        except InputError as error:
            aside = self._put_aside()
            sentence = tr("Your favourites and collections cannot be read. They were kept as “{path}”.")
            self.damage = sentence.format(path=aside)
            self.damage_detail = f"{error.sentence} {error.detail}"
            return otherwise

    def _put_aside(self) -> Path:
        stamp = self._now().strftime("%Y%m%d-%H%M%S-%f")
        aside = self._path.with_name(f"{self._path.stem}-{stamp}{self._path.suffix}.damaged")
        with suppress(OSError):  # a folder that cannot be written keeps the file where it is; saving will say so
            self._path.replace(aside)
            return aside
        return self._path


def _merged(own: Tuple[Collection, ...], incoming: List[Collection],
            rejected: int) -> Tuple[Tuple[Collection, ...], ImportReport]:
    collections = list(own)
    added = merged = known = datasets = 0
    for one in incoming:
        place = next((i for i, mine in enumerate(collections) if mine.name.casefold() == one.name.casefold()), None)
        if place is None:
            collections.append(one)
            added, datasets = added + 1, datasets + len(one.items)
            continue
        mine = collections[place]
        fresh = tuple(item for item in one.items if not any(old.names(item) for old in mine.items))
        merged, datasets, known = merged + 1, datasets + len(fresh), known + len(one.items) - len(fresh)
        collections[place] = replace(mine, items=(*mine.items, *fresh), note=mine.note or one.note)
    return tuple(collections), ImportReport(added, merged, datasets, known, rejected)
