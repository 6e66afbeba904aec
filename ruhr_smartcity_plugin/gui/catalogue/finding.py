# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks a finder as the user types: beside the main thread, and only the newest question counts."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Callable, Mapping, Tuple

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount, Finder, FindQuery, FindResult
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder

Counts = Mapping[Facet, Tuple[FacetCount, ...]]
# So many data sets in memory are searched faster than a thread is woken (20 ms at most).
_SMALL = 1000


@dataclass(frozen=True)
class Question:
    """What is asked of which finder. `number` grows with each question; `start` > 0 asks for more of the same hits."""

    number: int
    finder: Finder
    query: FindQuery
    start: int
    limit: int
    with_counts: bool


class _Outlet(QObject):
    """Carries answers out of the thread. Belongs to nobody, so that a thread that ends late finds it alive."""

    answered = pyqtSignal(object, object)  # Question, FindResult
    totalled = pyqtSignal(object, int)  # Question, exact number of hits
    counted = pyqtSignal(object, object)  # Question, Counts
    failed = pyqtSignal(object, object)  # Question, error


class _Worker(threading.Thread):
    """Waits for questions. A newer one replaces an older one that has not been taken up.

    No task of QGIS: those stand in the status line and queue behind downloads, which a keystroke must not.
    """

    def __init__(self, outlet: _Outlet) -> None:
        super().__init__(name="ruhr-finding", daemon=True)
        self._outlet = outlet
        self._news = threading.Condition()
        self._next: Question | None = None
        self._is_over = False

    def ask(self, question: Question) -> None:
        with self._news:
            self._next = question
            self._news.notify()

    def end(self) -> None:
        with self._news:
            self._is_over = True
            self._next = None
            self._news.notify()

    def run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._is_over or self._next is not None)
                if self._is_over:
                    return
                question, self._next = self._next, None
            if question is not None:
                answer(question, self._outlet, self._is_outdated)

    def _is_outdated(self) -> bool:
        with self._news:
            return self._is_over or self._next is not None


def answer(question: Question, outlet: _Outlet, is_outdated: Callable[[], bool]) -> None:
    """Find, tell the hits, then count them and their facets, unless something newer was asked meanwhile."""
    try:
        found = question.finder.find(question.query, limit=question.limit, start=question.start)
        outlet.answered.emit(question, found)
        if found.is_at_least and not question.start and not is_outdated():
            outlet.totalled.emit(question, question.finder.count(question.query))
        if question.with_counts and not is_outdated():
            outlet.counted.emit(question, question.finder.count_facets(question.query))
    except Exception as error:  # noqa: BLE001 (border of the thread: the room says it in place)
        outlet.failed.emit(question, error)


class Finding(QObject):
    """One stream of questions; the answers arrive in the main thread, those of older questions never."""

    answered = pyqtSignal(object, object)  # Question, FindResult
    totalled = pyqtSignal(int)  # exact number of hits, where the answer gave a lower bound
    counted = pyqtSignal(object, object)  # Question, Counts
    failed = pyqtSignal(object)  # error

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._waiting = 0
        self._outlet = _Outlet()
        self._worker: _Worker | None = None
        queued = Qt.ConnectionType.QueuedConnection
        self._outlet.answered.connect(self._take_answer, queued)
        self._outlet.totalled.connect(self._take_total, queued)
        self._outlet.counted.connect(self._take_counts, queued)
        self._outlet.failed.connect(self._take_failure, queued)

    @property
    def is_running(self) -> bool:
        """Answer whether the hits of the last question are still to come."""
        return self._waiting > 0

    def ask(self, finder: Finder, query: FindQuery, *, start: int = 0, limit: int = 100, counts: bool = True) -> None:
        """Ask; what was asked before is forgotten. Small lists in memory are answered before this returns."""
        self._number += 1
        question = Question(self._number, finder, query, start, limit, counts)
        self._waiting = question.number
        if isinstance(finder, MemoryFinder) and len(finder) <= _SMALL:
            self._answer_now(question)
            return
        if self._worker is None:
            self._worker = _Worker(self._outlet)
            self._worker.start()
        self._worker.ask(question)

    def forget(self) -> None:
        """What was asked is not wanted any more."""
        self._number += 1
        self._waiting = 0

    def drop(self) -> None:
        """End the thread and tell nobody any more."""
        self.forget()
        if self._worker is not None:
            self._worker.end()
            self._worker.join(1.0)
            self._worker = None

    def _answer_now(self, question: Question) -> None:
        self._take_answer(question, question.finder.find(question.query, limit=question.limit, start=question.start))
        if question.with_counts:
            self._take_counts(question, question.finder.count_facets(question.query))

    def _take_answer(self, question: Question, found: FindResult) -> None:
        if question.number == self._number:
            self._waiting = 0
            self.answered.emit(question, found)

    def _take_total(self, question: Question, total: int) -> None:
        if question.number == self._number:
            self.totalled.emit(total)

    def _take_counts(self, question: Question, counts: Counts) -> None:
        if question.number == self._number:
            self.counted.emit(question, counts)

    def _take_failure(self, question: Question, error: BaseException) -> None:
        if question.number == self._number:
            self._waiting = 0
            self.failed.emit(error)
