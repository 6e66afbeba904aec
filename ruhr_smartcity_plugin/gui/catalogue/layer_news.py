# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room says while a layer is put on the map, and about what came."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Verdict
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Added, LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.tree_mark import mark_in_tree
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.states import WORKING
from ruhr_smartcity_plugin.translation import tr


class LayerNews:
    """Listens to `LayerAdding` and fills the room's banner, the messages and the layer tree."""

    def __init__(self, room: Room, adding: LayerAdding) -> None:
        self._room, self._adding, self._banner = room, adding, room.banner
        self._is_adding = False
        adding.started.connect(self._started)
        adding.progressed.connect(self._progressed)
        adding.added.connect(self._added)
        adding.failed.connect(self._failed)
        adding.stopped.connect(self._stopped)

    def _started(self, text: str, cancel: object) -> None:
        self._is_adding = True
        self._banner.show_working(text, cancel)

    def _progressed(self, percent: int) -> None:
        if self._is_adding and self._banner.state == WORKING:
            self._banner.set_percent(percent)

    def _stopped(self) -> None:
        self._is_adding = False
        self._banner.clear()

    def _added(self, added: Added) -> None:
        self._is_adding = False
        completeness = added.loaded.completeness
        if completeness is None or completeness.verdict is Verdict.COMPLETE:
            self._say_whole(added, completeness)
        else:
            self._say_short(added, completeness)

    def _say_whole(self, added: Added, completeness: Completeness | None) -> None:
        notes = " ".join(added.loaded.notes)
        said = tr("“{layer}” is on the map.").format(layer=added.loaded.layer.name())
        counted = completeness.sentence() if completeness else ""
        self._room.workbench.messages.succeed(" ".join(part for part in (said, counted) if part))
        if notes:
            self._room.workbench.messages.warn(notes)
            self._banner.show_partly(notes, (tr("Close"), self._banner.clear))
        else:
            self._banner.clear()

    def _say_short(self, added: Added, completeness: Completeness) -> None:
        bench, layer = self._room.workbench, added.loaded.layer
        notes = " ".join(added.loaded.notes)
        text = " ".join(part for part in (f"{added.wish.title}:", completeness.sentence(), notes) if part)
        bench.messages.warn(text)
        mark_in_tree(bench.main_window, bench.project, layer, completeness.sentence(), self._room.ledger)
        actions = [(tr("Use as it is"), self._banner.clear)]
        if completeness.verdict is Verdict.SHORT:
            actions.insert(0, (tr("Load the rest"), lambda: self._adding.load(added.wish, layer)))
        detail = redact(f"{added.loaded.source.url} {added.loaded.source.layer}")
        self._banner.show_partly(text, *actions, detail=detail, is_short=completeness.verdict is Verdict.SHORT)

    def _failed(self, error: BaseException, retry: object) -> None:
        self._is_adding = False
        if isinstance(error, CancelledError):
            self._banner.clear()
        else:
            self._room.show_problem(error, (tr("Try again"), retry))
