# SPDX-License-Identifier: GPL-2.0-or-later
"""What the list of projects shows: the index of the open register, what narrows it, and how it is sorted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

from qgis.core import QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCollator, QLocale, QObject, Qt, pyqtSignal

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.adapters.projects.theme_files import read_theme_list
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.projects.filters import (
    SWITCHES,
    Facet,
    Perspective,
    ProjectFilter,
    Question,
    facet_title,
    value_title,
)
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn, order_text, read_order
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails
from ruhr_smartcity_plugin.core.projects.map_places import MapPlace
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.core.projects.search import ProjectIndex
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.theme_lists import OWN, ThemeList, chosen_theme_list
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.translation import tr

_SCOPE, _FILTER = "ruhr_smartcity", "project_filter"


class ListContent(QObject):
    """Makes the index in a task whenever the register changed; until it is there, the list before stays usable."""

    indexed = pyqtSignal()  # there is a new index
    settled = pyqtSignal()  # nothing more of it is being made, or it failed
    narrowed = pyqtSignal()  # filter, words, area, extent or order changed
    failed = pyqtSignal(object)

    def __init__(self, register: OpenRegister, tasks: TaskBoard, settings: Settings, project: QgsProject,
                 name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._register, self._tasks, self._settings, self._project = register, tasks, settings, project
        self._name_of = name_of
        self.index = self._empty()
        self.question = Question(settings.project_search.value(), self._remembered())
        self.column, self.descending = read_order(settings.project_order.value())
        self._round = 0
        self._viewer = self._who_looks()  # for whom the index was made: what is "mine" and what is overdue
        self.is_settled = True  # whether no index is being made
        self._indexed: object = None  # the store whose index is shown or being made
        self._shown: object = None  # the store whose index is shown

    def follow_project(self, ledger: Ledger) -> None:
        """Take the filter of each QGIS project that is opened."""
        for signal in (self._project.readProject, self._project.cleared):
            signal.connect(self._read_project)
            ledger.push(lambda signal=signal: signal.disconnect(self._read_project))

    # --- the index ---
    def load(self) -> None:
        """Make the index of what the register now holds."""
        self._round += 1
        store, entries, number = self._register.store, self._register.entries, self._round
        self.is_settled = store is None
        if store is None:
            self._indexed = None
            self._publish(number, self._empty(), None)
            return
        self._viewer = self._who_looks()
        perspective = Perspective(*self._viewer, self._register.organisations, self.themes)
        name_of = self._name_of

        def run(details: Callable[[], ListDetails], then: Callable[[], None]) -> None:
            def publish(index: ProjectIndex) -> None:
                if self._publish(number, index, store):
                    then()

            self._tasks.run(tr("Preparing the list of projects"),
                            lambda _progress: ProjectIndex(entries, details(), perspective, name_of, sort_key()),
                            publish=publish, failed=failed)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self):
                self.failed.emit(error)
                self._settle()

        def with_details() -> None:
            run(store.list_details, self._settle)

        if self._indexed is store:
            with_details()
        else:  # another register is shown at once; what only search and map need follows
            run(ListDetails, with_details)
        self._indexed = store

    def follow_settings(self) -> bool:
        """Make the index anew if another person or municipality is looking, or on another day. Answers whether."""
        if self._register.store is None or self._viewer == self._who_looks():
            return False
        self.load()
        return True

    def _who_looks(self) -> Tuple[date, str, str]:
        return date.today(), self._settings.editor_name(), self._settings.home_municipality.value()

    def _settle(self) -> None:
        self.is_settled = True
        self.settled.emit()

    def _empty(self) -> ProjectIndex:
        return ProjectIndex((), ListDetails(), Perspective(date.today()), self._name_of)

    def _publish(self, number: int, index: ProjectIndex, store: object) -> bool:
        if sip.isdeleted(self) or number != self._round:  # the room is gone, or the register changed again meanwhile
            return False
        self.index, self._shown = index, store
        self.indexed.emit()
        return True

    def map_places(self, store: object) -> Tuple[MapPlace, ...] | None:
        """Return what the map shows of a register without views; None if that was not read (yet)."""
        return self.index.details.map_places if self._shown is store else None

    # --- what narrows ---
    @property
    def filter(self) -> ProjectFilter:
        """What is chosen now."""
        return self.question.filter

    def entries(self) -> List[ProjectEntry]:
        """Return what the list shows."""
        return self.index.find(self.question, self.column, descending=self.descending)

    def counts(self, facet: Facet) -> Dict[str, int]:
        """Return the values of a facet and how many projects one more click would bring; chosen ones always."""
        found = self.index.counts(facet, self.question)
        return {**dict.fromkeys(self.filter.chosen.get(facet, ()), 0), **found}

    def switch(self, facet: Facet, value: str, on: bool) -> None:
        """Choose a value or not."""
        self._set_filter(self.filter.switched(facet, value, on))

    def set_in_extent(self, on: bool) -> None:
        """Show only projects with a place in the map's extent."""
        self._set_filter(replace(self.filter, in_extent=on))

    def show_all(self) -> None:
        """Take every filter away; words and area stay."""
        self._set_filter(ProjectFilter())

    def search(self, text: str) -> None:
        """Look for other words, also in the next session."""
        self._settings.project_search.setValue(text)
        self.ask(text=text)

    def ask(self, **changes: Any) -> None:
        """Change the municipalities of the area or the extent of the question, or what else it holds."""
        changed = replace(self.question, **changes)
        if changed != self.question:
            self.question = changed
            self.narrowed.emit()

    def sort(self, column: ListColumn, descending: bool) -> None:
        """Sort by a column, also in the next session."""
        if (column, descending) != (self.column, self.descending):
            self.column, self.descending = column, descending
            self._settings.project_order.setValue(order_text(column, descending))
            self.narrowed.emit()

    def hidden_by(self, area_name: str) -> Tuple[str, ...]:
        """Return all that narrows the list, in words; `area_name` is that of the area, if it narrows."""
        parts = []
        if self.question.text.strip():
            parts.append(tr("search “{text}”").format(text=self.question.text.strip()))
        if self.question.ags is not None:
            parts.append(tr("area {name}").format(name=area_name))
        parts += [self.title(facet, value) for facet, value in self.filter.active()]
        if self.filter.in_extent:
            parts.append(tr("map extent"))
        return tuple(parts)

    def title(self, facet: Facet, value: str) -> str:
        """Return what a condition is called, e.g. "Status: In Umsetzung"."""
        text = self.value_title(facet, value)
        return text if facet in SWITCHES else f"{self.facet_title(facet)}: {text}"

    def value_title(self, facet: Facet, value: str) -> str:
        """Return what a value is called."""
        return value_title(facet, value, self._organisation_name)

    # --- mine ---
    def home_name(self) -> str:
        """Return the name of the user's own municipality; empty if it is not known."""
        ags = self._settings.home_municipality.value()
        return self._name_of(ags) if ags else ""

    @staticmethod
    def municipality_names() -> Dict[str, str]:
        """Return the AGS of all municipalities by their name, in order."""
        return {one.name: one.ags for one in sorted(load_region().municipalities, key=lambda one: fold_text(one.name))}

    def set_home(self, ags: str) -> None:
        """Remember the user's own municipality."""
        self._settings.home_municipality.setValue(ags)
        self.load()

    # --- themes ---
    @property
    def themes(self) -> ThemeList | None:
        """The list of themes onto which the fields of action are mapped; None if none is chosen."""
        return chosen_theme_list(self._settings.project_themes.value(), self._settings.project_own_themes.value())

    @property
    def own_themes(self) -> ThemeList | None:
        """The user's own list of themes; None if there is none."""
        return chosen_theme_list(OWN, self._settings.project_own_themes.value())

    def choose_themes(self, name: str, own: ThemeList | None = None) -> None:
        """Take a list of themes, also in the next session; empty for none. `own` replaces the user's own one."""
        if own is not None:
            self._settings.project_own_themes.setValue(own.to_json())
        self._settings.project_themes.setValue(name)
        if Facet.THEME in self.filter.chosen:  # of the list before
            kept = {one: values for one, values in self.filter.chosen.items() if one is not Facet.THEME}
            self._set_filter(replace(self.filter, chosen=kept))
        self.load()

    def read_themes(self, path: Path) -> None:
        """Read the user's own list of themes in a task, and choose it."""
        def publish(found: ThemeList) -> None:
            if not sip.isdeleted(self):  # else the room is gone
                self.choose_themes(OWN, found)

        def failed(error: BaseException) -> None:
            if not sip.isdeleted(self):
                self.failed.emit(error)

        self._tasks.run(tr("Reading the themes"), lambda _progress: read_theme_list(path), publish=publish,
                        failed=failed)

    def facet_title(self, facet: Facet) -> str:
        """Return what a facet is called; that of the themes is called as their list is."""
        themes = self.themes if facet is Facet.THEME else None
        return themes.title if themes else facet_title(facet)

    def _organisation_name(self, uuid: str) -> str:
        return next((one.name for one in self._register.organisations if one.uuid == uuid), "")

    def _set_filter(self, chosen: ProjectFilter) -> None:
        if chosen != self.filter:
            self._project.writeEntry(_SCOPE, _FILTER, chosen.to_json())
            self.ask(filter=chosen)

    def _remembered(self) -> ProjectFilter:
        return ProjectFilter.from_json(self._project.readEntry(_SCOPE, _FILTER, "")[0])

    def _read_project(self, *_: object) -> None:
        self.ask(filter=self._remembered())


def sort_key() -> Callable[[str], Any]:
    """Return what texts are compared by: as a German telephone book has them, numbers by their value."""
    collator = QCollator(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    collator.setNumericMode(True)
    return collator.sortKey
