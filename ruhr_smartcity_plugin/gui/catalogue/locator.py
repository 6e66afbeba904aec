# SPDX-License-Identifier: GPL-2.0-or-later
"""Ctrl+K: “ruhr baum bochum” finds data sets, geo services, projects and analyses. Asks no network."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any, Callable, Dict, List, Sequence

from qgis.core import (
    QgsApplication,
    QgsFeedback,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
)
from qgis.PyQt.QtGui import QIcon

from ruhr_smartcity_plugin.gui.catalogue.locator_hits import (
    ANALYSIS,
    DATASET,
    PROJECT,
    Analysis,
    Hit,
    Stock,
    find_hits,
)
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

PREFIX = "ruhr"
_PROVIDER = "ruhr"
_PAUSE_MS = 120
_MOST_KEPT = 500
ADD_TO_MAP, DETAILS = 1, 2


class KeptHits:
    """The hits that results stand for, by number. Shared by a filter and its clones, which live in other threads.

    The bindings lose Python objects given to a result as user data, so a result carries a text only.
    """

    def __init__(self) -> None:
        self._hits: OrderedDict[str, Hit] = OrderedDict()
        self._last = 0
        self._lock = threading.Lock()

    def keep(self, hit: Hit) -> str:
        """Remember a hit; the oldest of more than 500 is forgotten."""
        with self._lock:
            self._last += 1
            key = str(self._last)
            self._hits[key] = hit
            while len(self._hits) > _MOST_KEPT:
                self._hits.popitem(last=False)
            return key

    def get(self, key: str) -> Hit | None:
        """Return a hit; None if it is forgotten."""
        with self._lock:
            return self._hits.get(key)


class RuhrLocatorFilter(QgsLocatorFilter):
    """Prepared on the main thread, fetches in another one as a clone, triggers on the main thread again."""

    def __init__(self, bench: Workbench, kept: KeptHits | None = None) -> None:
        super().__init__()
        self._bench, self._kept = bench, kept or KeptHits()
        self._stock = Stock(None, tuple)
        self._icons: Dict[str, QIcon] = {}
        self._actions: List[QgsLocatorResult.ResultAction] = []
        self.setUseWithoutPrefix(False)
        self.setFetchResultsDelay(_PAUSE_MS)

    def clone(self) -> RuhrLocatorFilter:
        """Return a filter for one search; it shares the hits that are kept."""
        return RuhrLocatorFilter(self._bench, self._kept)

    def name(self) -> str:
        """Return the stable id."""
        return "ruhr_smart_city"

    def displayName(self) -> str:
        """Return the name in the list of filters."""
        return tr("Ruhr Smart City: data sets, projects, analyses")

    def prefix(self) -> str:
        """Return what starts a search in this filter alone."""
        return PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        """Return where its results stand among those of other filters."""
        return QgsLocatorFilter.Priority.Medium

    def prepare(self, text: str, context: QgsLocatorContext) -> Sequence[str]:
        """Main thread: take what is looked through, and make what must be made here."""
        del text, context
        bench = self._bench
        finder, sources, register = (bench.shared.get(name) for name in ("finder", "sources", "register"))
        projects = tuple(register.entries) if register is not None else ()
        self._stock = Stock(finder, sources.services if sources is not None else _shipped, projects, _analyses())
        self._icons = {
            kind: QIcon(str(resource("icons", f"{kind}.svg"))) for kind in (DATASET, PROJECT, ANALYSIS)
        }  # fmt: skip
        self._actions = [
            QgsLocatorResult.ResultAction(ADD_TO_MAP, tr("Add to map"), _theme_path("/mActionAddLayer.svg")),
            QgsLocatorResult.ResultAction(DETAILS, tr("Details"), _theme_path("/mActionPropertiesWidget.svg")),
        ]
        return []

    def fetchResults(self, text: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        """Another thread: look through what was taken. An error is logged: nobody could show it here."""
        del context
        try:
            for hit in find_hits(self._stock, text, feedback.isCanceled):
                self.resultFetched.emit(self._result_of(hit))
        except Exception as error:  # noqa: BLE001 (border: QGIS calls this in a thread)
            self.logMessage(f"{type(error).__name__}: {error}")

    def triggerResult(self, result: QgsLocatorResult) -> None:
        """Main thread: open the room of a hit with the hit selected."""
        self._guarded(result, self._show)

    def triggerResultFromAction(self, result: QgsLocatorResult, action: int) -> None:
        """Main thread: do what was chosen from the menu of a hit."""
        self._guarded(result, self._add if action == ADD_TO_MAP else self._show)

    def _result_of(self, hit: Hit) -> QgsLocatorResult:
        result = QgsLocatorResult(self, " ".join(hit.title.split()), self._kept.keep(hit))
        result.description = hit.description
        result.group = hit.group
        result.score = result.groupScore = hit.score
        result.icon = self._icons.get(hit.kind, QIcon())
        if hit.kind == DATASET:
            can_be_added = any(one.is_loadable for one in hit.target.distributions)
            result.actions = self._actions if can_be_added else self._actions[1:]
        return result

    def _guarded(self, result: QgsLocatorResult, act: Callable[[Hit], None]) -> None:
        hit = self._kept.get(str(_user_data(result)))
        if hit is None:
            return
        try:
            act(hit)
        except Exception as error:  # noqa: BLE001 (border: called by QGIS)
            self._bench.messages.fail(error)

    def _show(self, hit: Hit) -> None:
        if hit.kind == ANALYSIS:
            import processing

            processing.execAlgorithmDialog(hit.target)
            return
        room: Any = self._bench.open_room(hit.kind)
        if room is None:
            return
        if hit.kind == PROJECT:
            room.select_project(hit.target)
        else:
            room.show_dataset(hit.target)

    def _add(self, hit: Hit) -> None:
        self._show(hit)
        room: Any = self._bench.open_room(hit.kind)
        distribution = next((one for one in hit.target.distributions if one.is_loadable), None)
        if room is not None and distribution is not None:
            room.add(hit.target, distribution)


def _user_data(result: QgsLocatorResult) -> Any:
    # An attribute up to QGIS 3.40, a method in newer bindings.
    found = result.userData
    return found() if callable(found) else found


def _shipped() -> Sequence[Any]:
    from ruhr_smartcity_plugin.core.catalogue.presets import load_services

    return load_services()


def _analyses() -> tuple[Analysis, ...]:
    provider = QgsApplication.processingRegistry().providerById(_PROVIDER)
    if provider is None:
        return ()
    found = provider.algorithms()
    return tuple(Analysis(one.id(), one.displayName(), one.group(), " ".join(one.tags())) for one in found)


def _theme_path(name: str) -> str:
    return QgsApplication.iconPath(name.lstrip("/"))
