# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room says while a layer is put on the map, and about what came."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Callable, List, Tuple

from qgis.core import QgsMapLayer
from qgis.PyQt import sip

from ruhr_smartcity_plugin.adapters.layers.marks import sentence_of_incomplete
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Verdict, group_digits
from ruhr_smartcity_plugin.core.errors import CancelledError, IncompleteError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import Added, LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_downloading import LayerDownloading, can_download
from ruhr_smartcity_plugin.gui.catalogue.layer_refreshing import LayerRefreshing
from ruhr_smartcity_plugin.gui.catalogue.tree_mark import mark_in_tree
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.states import WORKING
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class _Said:
    """What the banner says of a layer until the user has answered it."""

    layer: QgsMapLayer
    text: str
    show: Callable[[], None]
    was_incomplete: bool

    def still_holds(self) -> bool:
        """Answer whether the layer is there, and has not become complete since."""
        return not sip.isdeleted(self.layer) and (not self.was_incomplete or bool(sentence_of_incomplete(self.layer)))


class LayerNews:
    """Listens to `LayerAdding` and fills the room's banner, the messages and the layer tree."""

    def __init__(
        self, room: Room, adding: LayerAdding, downloading: LayerDownloading, refreshing: LayerRefreshing
    ) -> None:
        self._room, self._adding, self._banner = room, adding, room.banner
        self._downloading, self._refreshing = downloading, refreshing
        self._is_adding = False
        self._working: Tuple[str, object] = ("", None)  # what is being done, and what stops it
        self._said: _Said | None = None  # in the banner now, unless something else was written over it
        self._unanswered: List[_Said] = []  # of layers before; comes back when the next ones are there
        adding.started.connect(self._started)
        adding.waiting.connect(self._waiting)
        adding.waited.connect(self._waited)
        adding.progressed.connect(self._progressed)
        adding.added.connect(self._added)
        adding.failed.connect(self._failed)
        adding.incomplete.connect(self._incomplete)
        adding.stopped.connect(self._stopped)

    def _started(self, text: str, cancel: object) -> None:
        self._is_adding = True
        self._put_aside()
        self._working = text, cancel
        self._banner.show_working(text, cancel)

    def _waiting(self, text: str, skip: Callable[[], None]) -> None:
        """Offer to go on with the known address: nobody has to wait for a slow portal."""
        if self._is_adding and self._banner.state == WORKING:
            self._banner.show_working(text, self._working[1], None, (tr("Use the known address"), skip))

    def _waited(self) -> None:
        if self._is_adding and self._banner.state == WORKING:
            self._banner.show_working(*self._working)

    def _progressed(self, percent: int) -> None:
        if self._is_adding and self._banner.state == WORKING:
            self._banner.set_percent(percent)

    def _stopped(self) -> None:
        self._is_adding = False
        self._put_aside()  # nothing was answered
        self._close()

    def _say(self, layer: QgsMapLayer, text: str, show: Callable[[], None]) -> None:
        self._said = _Said(layer, text, show, bool(sentence_of_incomplete(layer)))
        show()

    def _put_aside(self) -> None:
        if self._said is not None and self._banner.text == self._said.text:
            self._unanswered.append(self._said)
        self._said = None

    def _close(self) -> None:
        """Show what was said of an earlier layer and not answered yet; nothing if there is none."""
        self._said = None
        while self._unanswered:
            said = self._unanswered.pop()
            if said.still_holds():
                self._said = said
                said.show()
                return
        self._banner.clear()

    def _answer(self, act: Callable[[], None]) -> Callable[[], None]:
        """Return the action of a button that answers what is said: it does not come back."""

        def run() -> None:
            self._said = None
            act()

        return run

    def _added(self, added: Added) -> None:
        self._is_adding = False
        completeness = added.loaded.completeness
        if added.kept_since is not None:
            self._say_kept(added)
        elif completeness is None or completeness.verdict is Verdict.COMPLETE:
            self._say_whole(added, completeness)
        else:
            self._say_short(added, completeness)

    def _say_whole(self, added: Added, completeness: Completeness | None) -> None:
        notes = " ".join(added.loaded.notes)
        said = added.said or tr("“{layer}” is on the map.").format(layer=added.loaded.layer.name())
        counted = completeness.sentence() if completeness else ""
        # The count comes first: the message bar cuts off what does not fit into one line.
        self._room.workbench.messages.succeed(" ".join(part for part in (counted, said) if part))
        if notes:
            self._room.workbench.messages.warn(notes, is_shown=self._room.isVisible())
            show = partial(self._banner.show_partly, notes, (tr("Close"), self._close))
            self._say(added.loaded.layer, notes, show)
        elif self._banner.state == WORKING:  # what an earlier layer of the same choice had to say stays
            self._close()

    def _say_short(self, added: Added, completeness: Completeness) -> None:
        bench, layer = self._room.workbench, added.loaded.layer
        notes = " ".join(added.loaded.notes)
        title = added.wish.title if added.wish is not None else layer.name()
        text = " ".join(part for part in (f"{title}:", completeness.sentence(), notes) if part)
        bench.messages.warn(text, is_shown=self._room.isVisible())
        mark_in_tree(bench.main_window, bench.project, layer, completeness.sentence(), self._room.ledger)
        actions = []
        is_live = added.again is None and added.wish is not None
        if is_live and can_download(added.wish.distribution):
            # It pages, tiles and corrects where QGIS's provider, asked once more, would bring the same again.
            whole = self._answer(lambda: self._downloading.fetch_whole(added.wish, layer))
            actions.append((tr("Download completely"), whole))
        if completeness.verdict is Verdict.SHORT:
            rest = self._answer(added.again or (lambda: self._adding.load(added.wish, layer)))
            actions.append((tr("Load the rest"), rest))
        if not (added.loaded.is_misplaced and actions):
            actions.append((tr("Use as it is"), self._close))
        source = added.loaded.source
        detail = redact(f"{source.url} {source.layer}") if source is not None else ""
        is_short = completeness.verdict is Verdict.SHORT
        self._say(layer, text, partial(self._banner.show_partly, text, *actions, detail=detail, is_short=is_short))

    def _say_kept(self, added: Added) -> None:
        """A copy that was not compared with its source: say of when it is, and why, and offer the new one."""
        layer = added.loaded.layer
        text = tr("“{layer}”: the copy of {date} is on the map.")
        said = text.format(layer=layer.name(), date=short_moment(added.kept_since))
        again = added.again or (lambda: self._refreshing.refresh(layer))
        bench, judged = self._room.workbench, added.loaded.completeness
        is_whole = judged is None or judged.verdict is Verdict.COMPLETE
        lack = "" if is_whole else judged.sentence()
        if not is_whole:
            mark_in_tree(bench.main_window, bench.project, layer, lack, self._room.ledger)
        if is_whole:
            bench.messages.succeed(said)
        else:
            bench.messages.warn(f"{said} {lack}", is_shown=self._room.isVisible())
        text = " ".join(part for part in (said, lack, added.problem) if part)
        self._say(layer, text, partial(self._banner.show_stale, text, (tr("Refresh"), self._answer(again))))

    def _incomplete(self, error: IncompleteError, retry: Callable[[], None], take: Callable[[], None]) -> None:
        """Nothing was kept, as objects are missing: the user may try for them, or take what there is."""
        self._is_adding = False
        self._room.workbench.messages.warn(error.sentence, is_shown=self._room.isVisible())
        expected = "?" if error.expected is None else group_digits(error.expected)
        numbers = tr("Expected: {expected}, received: {received}").format(
            expected=expected, received=group_digits(error.received)
        )
        actions = ((tr("Load the rest"), retry), (tr("Use as it is"), take))
        detail = f"{numbers}\n{error.detail}"
        self._banner.show_partly(error.sentence, *actions, *self._others(), detail=detail, is_short=True)

    def _failed(self, error: BaseException, retry: object) -> None:
        self._is_adding = False
        if isinstance(error, CancelledError):
            self._close()
        else:
            self._room.show_problem(error, (tr("Try again"), retry), *self._others())

    def _others(self) -> List[Tuple[str, Callable[[], None]]]:
        """Return the way on for what was asked for meanwhile."""
        return [(tr("Go on with the others"), self._adding.go_on)] if self._adding.n_queued else []
