# SPDX-License-Identifier: GPL-2.0-or-later
"""How a search goes: on the index and in lists as the user types, on a portal when asked to; then narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Tuple

from qgis.PyQt.QtCore import QObject, QTime, QTimer

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Finder, FindQuery, FindResult
from ruhr_smartcity_plugin.core.catalogue.joined_finder import JoinedFinder
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS, ChosenParts
from ruhr_smartcity_plugin.core.catalogue.portals.portal import SearchResult
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.gui.catalogue.finding import Counts, Finding, Question
from ruhr_smartcity_plugin.gui.catalogue.live_hits import LiveHits
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import INDEX
from ruhr_smartcity_plugin.gui.catalogue.search_questions import SearchQuestions
from ruhr_smartcity_plugin.gui.catalogue.search_states import SearchStates, hits_text
from ruhr_smartcity_plugin.gui.catalogue.searching import Searching
from ruhr_smartcity_plugin.gui.states import EMPTY, HIDDEN, STALE, WORKING
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.index.building import RefreshReport
    from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom

_TYPING_MS = 80
_MAP_MS = 300
_PAGE = 100


class SearchCourse(QObject):
    """Knows whose hits are shown and asks for them again when words or filters change."""

    def __init__(self, room: CatalogueRoom, searching: Searching) -> None:
        super().__init__(room)
        self._room, self._searching = room, searching
        self._states, self._questions = SearchStates(room), SearchQuestions(room)
        self._finding = Finding(self)
        self._live: LiveHits | None = None  # None: nothing searched yet, or the index is shown
        self._shown = ""  # key of the catalogue whose hits are shown, whichever is chosen now
        self._asked_at = QTime.currentTime()  # when that was asked
        self._joined: Finder | None = None  # the index and the geo services, made when they are asked
        self._unsaid: BaseException | None = None  # why a search failed while the shelf was shown
        self._total, self._is_at_least = 0, False
        self._old_index_accepted = False
        self._problems: Tuple[str, ...] = ()  # of the last update, until the user has closed them
        self._typing = _timer(self, _TYPING_MS, self._typed)
        self._moving = _timer(self, _MAP_MS, self._map_stands)
        self._finding.answered.connect(self._answered)
        self._finding.totalled.connect(self._totalled)
        self._finding.counted.connect(self._counted)
        self._finding.failed.connect(room.show_problem)
        searching.page_arrived.connect(self._page_arrived)
        searching.ended.connect(self._search_ended)
        searching.failed.connect(self._search_failed)

    @property
    def is_running(self) -> bool:
        """Answer whether hits are still to come."""
        return self._typing.isActive() or self._finding.is_running or self._searching.is_running

    def drop(self) -> None:
        """Stop everything and tell nobody any more."""
        for timer in (self._typing, self._moving):
            timer.stop()
        self._finding.drop()
        self._searching.drop()

    # --- what the user does --------------------------------------------------------------------------
    def search(self, parts: ChosenParts | None = None) -> None:
        """Search the chosen catalogue for the words; an empty line finds everything.

        `parts` are those of a saved search; without them the chosen ones stay, if the catalogue is still the same.
        """
        choice = self._room.portals.choice()
        self._finding.forget()
        self._searching.drop()
        if parts is not None or choice.key != self._shown:
            self._forget_parts()
        if choice.key == INDEX:
            self.show_index()
            return
        if parts is not None:
            self._room.narrowing.take_parts(parts)
        self._shown, self._asked_at, self._unsaid = choice.key, QTime.currentTime(), None
        self._total, self._is_at_least = 0, False  # of the search before; one without hits brings no number
        query = self._questions.portal(self._synonyms())
        self._live = LiveHits(choice.title, query)
        self._room.show_hits(())
        if choice.is_local:
            self._show_list()
        else:
            self._states.say_searching(choice.title)
            self._searching.search_portal(choice, query)

    def typed(self) -> None:
        """Words were typed: search again where that needs no network."""
        choice = self._room.portals.choice()
        if choice.key == INDEX or (choice.is_local and self._shown == choice.key):
            self._typing.start()

    def _typed(self) -> None:
        if self._room.portals.choice().key == INDEX and self._live is None:
            self._show_held()  # without an index the words decide whether there is anything to show
        else:
            self._ask()

    def narrowed(self) -> None:
        """The filters changed: look again among what is here."""
        self._room.settings.catalogue_filters.setValue(self._room.narrowing.to_text())
        if self._asked_portal and self._lacks_parts and self._shown == self._room.portals.choice().key:
            self.search()
            return
        if self._shown:
            self._ask()
        if self._lacks_since or self._room.banner.state == STALE:
            self._say_end()

    def portal_renamed(self, key: str, new: str) -> None:
        """The catalogue whose hits are shown is about to have another key."""
        self._shown = new if self._shown == key else self._shown

    def map_moved(self) -> None:
        """The map shows something else, which may be a filter."""
        if self._room.narrowing.in_extent and self._shown:
            self._moving.start()

    def portal_changed(self) -> None:
        """Another catalogue was chosen. The index answers at once; others are asked when the user says so."""
        choice = self._room.portals.choice()
        if self._room.shelf_mode.is_on:
            return  # said when the shelf is left
        if choice.key == INDEX:
            self._searching.drop()
            self.show_index()
        elif self._shows_others or (self._shown == choice.key and self._room.banner.state == STALE):
            self._say_now()
        elif self._room.banner.state == EMPTY or not self._room.model.rowCount():
            self._finding.forget()
            self._searching.drop()
            self._show_nothing()

    def show_index(self) -> None:
        """Show what the index and the list of geo services have for the words."""
        self._joined = None
        self._room.index_line.refresh()
        self._show_held()

    def _show_held(self) -> None:
        self._forget_parts()
        self._live, self._shown, self._asked_at = None, INDEX, QTime.currentTime()
        if not self._room.index_line.has_any and not self._questions.words():
            self._shown = ""
            self._finding.forget()
            self._room.show_list(False)
            self._say_no_index()
            return
        self._room.show_list(True)
        self._ask()

    def index_changed(self) -> None:
        """The index, the geo services or the synonyms are others now: show that, unless the user looks elsewhere."""
        self._joined = None
        if self._room.portals.choice().key == INDEX and not self._room.shelf_mode.is_on:
            self._show_held()

    def index_updated(self, report: RefreshReport | None) -> None:
        """Say what did not work; the rest stands in the index line."""
        self._problems = report.problems if report is not None else ()
        for one in report.found if report is not None else ():
            try:
                self._room.workbench.shared["sources"].remember_kind(one.url, one.kind, one.root)
            except RuhrError as error:  # found out again next time
                self._room.workbench.messages.fail(error)
        for problem in self._problems:
            self._room.workbench.messages.warn(problem, is_shown=self._room.isVisible())
        if self._problems and not self._room.shelf_mode.is_on:
            self._states.say_index_problems(self._problems)

    def load_rest(self) -> None:
        """Go on where the last live search ended."""
        live, choice = self._live, self._room.portals.choice()
        if live is None or live.result is None or self._shown != choice.key or choice.is_local:
            return
        self._states.say_searching(live.portal)
        self._searching.search_portal(choice, live.asked, start=live.result.next_start, limit=None)

    def load_more(self) -> None:
        """Fetch the next hits of the index; the user has come near the end of those shown."""
        shown, finder = self._room.model.rowCount(), self._finder()
        if self._shown == INDEX and finder is not None and shown < self._total and not self.is_running:
            self._finding.ask(finder, self._query(), start=shown, limit=_PAGE, counts=False)

    def accept_old_index(self) -> None:
        """The user knows that the index is old, or not whole; said once per session."""
        self._old_index_accepted = True
        self._problems = ()
        self._room.banner.clear()

    # --- whose hits ----------------------------------------------------------------------------------
    @property
    def _asked_portal(self) -> bool:
        """Answer whether the hits shown are the answer of a portal, not of the index or a list."""
        return self._live is not None and not self._live.is_list

    @property
    def _lacks_since(self) -> bool:
        """Answer whether the portal was asked for less than the filter of the date lets through now."""
        return self._live is not None and self._live.lacks_since(self.query("").changed_since)

    @property
    def _lacks_parts(self) -> bool:
        """Answer whether the portal was asked for another organisation or group than is wanted now."""
        query = self._questions.portal(self._synonyms())
        return self._live is not None and self._live.lacks_parts(query.organisation, query.group)

    @property
    def parts(self) -> ChosenParts:
        """The organisation and group of the chosen catalogue; all of it while the hits of another one are shown."""
        is_its_own = self._shown in ("", self._room.portals.choice().key)
        return self._room.narrowing.chosen_parts() if is_its_own else ALL_PARTS

    @property
    def _shows_others(self) -> bool:
        """Answer whether the hits shown are of another catalogue than the chosen one."""
        is_other = bool(self._shown) and self._shown != self._room.portals.choice().key
        return is_other and bool(self._room.model.rowCount())

    def _show_nothing(self) -> None:
        """Stand as before the first search."""
        self._forget_parts()
        self._live = None
        self._room.show_list(False)
        if not self._room.shelf_mode.is_on:
            self._states.say_empty()

    def _forget_parts(self) -> None:
        """Another catalogue is about to be shown, which has other organisations and groups."""
        self._shown = ""  # so that nobody takes this for a narrowing of what is shown
        self._room.facets.parts.forget()
        self._room.narrowing.forget_parts()

    # --- asking --------------------------------------------------------------------------------------
    def _finder(self) -> Finder | None:
        if self._live is not None:
            return self._live.finder
        index = self._room.index_line.finder
        if self._joined is None and index is not None:
            services = self._room.workbench.shared["sources"].services()
            self._joined = JoinedFinder(index, services, self._synonyms()) if services else index
        return self._joined

    def _synonyms(self) -> Synonyms | None:
        return getattr(self._room.index_line.finder, "synonyms", None)

    def _query(self) -> FindQuery:
        """Return the question. A portal has looked at the words itself, and knows more than we have of its entries."""
        return self.query("" if self._asked_portal else self._questions.words())

    def query(self, words: str) -> FindQuery:
        """Return the question for words under the filters of now."""
        return self._questions.find(words)

    def _ask(self) -> None:
        finder = self._finder()
        self._typing.stop()
        if finder is None or not self._shown:
            return
        limit = _PAGE if self._live is None else max(_PAGE, len(self._live))
        self._finding.ask(finder, self._query(), limit=limit, counts=self._room.facets.isVisible())

    def _map_stands(self) -> None:
        if self._room.narrowing.in_extent:
            self._ask()

    def _show_list(self) -> None:
        choice = self._room.portals.choice()
        try:
            self._live = LiveHits.of_list(choice.title, self._searching.read_list(choice), self._synonyms())
        except RuhrError as error:
            self._live, self._shown = None, ""
            self._room.show_problem(error)
            return
        self._ask()

    # --- answers -------------------------------------------------------------------------------------
    def _answered(self, question: Question, found: FindResult) -> None:
        self._total, self._is_at_least = found.total, found.is_at_least
        if question.start:
            self._room.model.append(found.hits)
            return
        self._room.show_hits(found.hits)
        self._room.settings.catalogue_words.setValue(self._questions.words())
        self._say_summary()
        if self._room.banner.state in (EMPTY, HIDDEN) or not self._asked_portal:
            self._say_end()

    def _totalled(self, total: int) -> None:
        self._total, self._is_at_least = total, False
        self._say_summary()

    def _counted(self, _question: Question, counts: Counts) -> None:
        self._room.narrowing.learn_titles(counts)
        self._room.facets.show_counts(counts)

    def _page_arrived(self, datasets: Tuple[Dataset, ...], count: int) -> None:
        if self._live is None:
            return
        self._live.take_page(datasets, count)
        self._ask()
        if self._room.banner.state == WORKING and not self._room.shelf_mode.is_on:
            self._room.banner.set_percent(self._live.percent)

    def _search_ended(self, result: SearchResult) -> None:
        if self._live is not None:
            self._live.end(result)
            self._room.facets.parts.show_parts(result.parts, self._live.asked.organisation, self._live.asked.group)
            self._say_summary()
            self._say_end()

    def _search_failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            self._search_stopped()
            return
        if self._live is None or not len(self._live):
            self._live, self._shown = None, ""
        elif self._live.result is None:
            self._live.stop()
        self._unsaid = error
        if not self._room.shelf_mode.is_on:
            self._say_failure()

    def _search_stopped(self) -> None:
        if self._live is None or not len(self._live):
            self._show_nothing()
            return
        self._live.stop()
        self._say_end()

    # --- what is said --------------------------------------------------------------------------------
    def say_again(self) -> None:
        """Say how the search stands, after something else was said."""
        if self._unsaid is not None:
            self._say_failure()
        elif self._shown == self._room.portals.choice().key:
            self._say_now()
        else:
            self.portal_changed()

    def _say_now(self) -> None:
        """Say how the search stands, also while it is on its way."""
        if self._searching.is_running and not self._shows_others:
            self._states.say_searching(self._live.portal)
        else:
            self._say_end()

    def _say_failure(self) -> None:
        """Say why the search failed; what had come before stays."""
        error, self._unsaid = self._unsaid, None
        if self._live is not None:
            self._room.show_problem(error, (tr("Load the rest"), self.load_rest))
            return
        sample = (tr("Open sample catalogue"), self._room.open_sample)
        again = (tr("Try again"), lambda: self.search(self.parts))
        self._room.show_problem(error, again, sample)

    def _say_end(self) -> None:
        """Say how the search stands now that nothing is on its way."""
        live, shows_some = self._live, bool(self._room.model.rowCount())
        if self._room.shelf_mode.is_on:
            return  # said when the shelf is left
        if self._shows_others:
            self._states.say_others_hits(live.portal if live is not None else tr("the index"), self._asked_at)
        elif self._searching.is_running:
            return
        elif live is None and not self._room.index_line.has_any:
            self._say_no_index()
        elif self._lacks_since:
            self._states.say_asked_since(live.portal, live.asked.modified_since)
        elif live is not None and not live.is_complete:
            self._states.say_partly(len(live), live.count or 0, live.result)
        elif shows_some and live is None and self._problems:
            self._states.say_index_problems(self._problems)
        elif shows_some and live is None and not self._old_index_accepted:
            self._states.say_old_index(self._room.index_line.states())
        elif shows_some:
            self._room.banner.clear()
        else:
            self._say_none(live)

    def _say_no_index(self) -> None:
        """Say that there is no index, and why; with words only the list of geo services was searched."""
        line = self._room.index_line
        if line.problem is not None:
            self._room.show_problem(line.problem, (tr("Try again"), self.show_index))
        elif self._problems and not line.is_running:
            self._states.say_index_problems(self._problems)
        else:
            self._states.say_no_index(len(line.sources()), line.is_running, has_searched=bool(self._shown))

    def _say_none(self, live: LiveHits | None) -> None:
        title = live.portal if live is not None else tr("the index")
        narrowing = self._room.narrowing
        is_narrowed = bool(narrowing.active()) or (narrowing.in_area and bool(self._questions.area_ags()))
        if not is_narrowed or (self._asked_portal and not len(live)):
            self._states.say_nothing_found(title, live.asked.text if self._asked_portal else self._questions.words())
        else:
            self._states.say_all_filtered(len(live) if self._asked_portal else None)

    def _say_summary(self) -> None:
        """Say how many hits there are and how many of them pass the filters."""
        live = self._live
        self._room.facets.say_loaded(len(live) if live is not None and live.is_partly_here else None)
        if not self._asked_portal:
            more = tr("more than {number} hits").format(number=group_digits(self._total))
            self._room.summary.setText(more if self._is_at_least else hits_text(self._total))
            return
        texts = [hits_text(max(live.count or 0, len(live)))]
        if self._total != len(live):
            texts.append(tr("{shown} shown by the filters").format(shown=group_digits(self._total)))
        if live.result is not None and live.result.unreadable:
            texts.append(tr("%n unreadable record(s) left out", "", live.result.unreadable))
        self._room.summary.setText(" · ".join(texts))


def _timer(parent: QObject, pause_ms: int, then: object) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    timer.timeout.connect(then)
    return timer
