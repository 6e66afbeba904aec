# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room says about a search: nothing yet, on its way, nothing found, not all, from another catalogue."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Sequence

from qgis.PyQt.QtCore import QLocale, QTime

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.finding import SourceState
from ruhr_smartcity_plugin.core.catalogue.portals.portal import SearchResult
from ruhr_smartcity_plugin.gui.states import Action, StateBanner
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom

_STALE_AFTER = timedelta(days=30)


class SearchStates:
    """Fills the room's banner; the ways out lead to the room's own methods."""

    def __init__(self, room: CatalogueRoom) -> None:
        self._room = room

    @property
    def _banner(self) -> StateBanner:
        return self._room.banner

    def say_empty(self) -> None:
        """Nothing was searched yet."""
        text = tr("Search the open data of the Ruhr. Nothing is contacted before you press “Search”.")
        self._banner.show_empty(text, *self._lists())

    def say_no_index(self, portals: int, is_running: bool, *, has_searched: bool) -> None:
        """There is no index: say what building one asks whom, before anybody is asked, and what was searched so far."""
        if is_running:
            text = tr("The index is being built. Meanwhile you can search single catalogues and the lists.")
            self._banner.show_working(text, self._room.index_line.cancel)
            return
        text = tr("There is no index yet. With it you search all catalogues while you type, without the network.")
        if has_searched:
            text = tr("Only the list of geo services was searched.") + " " + text
        asked = tr("Building it asks %n catalogue(s) for all their entries.", "", portals)
        build = (tr("Build it now"), self._room.index_line.update_index)
        actions = (build, *self._lists()) if portals else self._lists()
        self._banner.show_empty(f"{text} {asked}" if portals else text, *actions)

    def say_index_problems(self, problems: Sequence[str]) -> None:
        """Some catalogues could not be read; what they had before stays in the index."""
        text = tr("%n catalogue(s) could not be brought up to date.", "", len(problems))
        again = (tr("Try again"), self._room.index_line.update_index)
        details = (tr("State of each catalogue"), self._room.index_line.details_requested.emit)
        use = [(tr("Use as it is"), self._room.accept_old_index)] if self._room.index_line.has_any else self._lists()
        self._banner.show_partly(f"{text} {problems[0]}", again, details, *use, detail="\n".join(problems))

    def _lists(self) -> Sequence[Action]:
        return (tr("List of geo services"), self._room.open_services), (tr("Sample catalogue"), self._room.open_sample)

    def say_searching(self, portal: str) -> None:
        """A portal is being asked."""
        self._banner.show_working(tr("Searching {portal} …").format(portal=portal), self._room.searching.cancel)

    def say_others_hits(self, portal: str, asked_at: QTime) -> None:
        """The list still shows what another catalogue answered: say so instead of mixing them up."""
        moment = QLocale().toString(asked_at, QLocale.FormatType.ShortFormat)
        text = tr("These are hits from {portal}, {time}.").format(portal=portal, time=moment)
        self._banner.show_stale(text, (tr("Search here"), self._room.search))

    def say_asked_since(self, portal: str, moment: datetime) -> None:
        """The portal was asked for the changes since a day only, and the filter lets earlier ones through now."""
        text = tr("{portal} was asked only for what was changed since {date}.")
        day = short_date(moment.astimezone().date())
        self._banner.show_stale(text.format(portal=portal, date=day), (tr("Search here"), self._room.search))

    def say_nothing_found(self, portal: str, words: str) -> None:
        """The catalogue has nothing for the words."""
        if not words:
            self._banner.show_empty(tr("{portal} has no data sets.").format(portal=portal))
            return
        text = tr("Nothing was found for “{words}” in {portal}.").format(words=words, portal=portal)
        self._banner.show_empty(text, (tr("Search without words"), self._room.search_all))

    def say_all_filtered(self, found: int | None) -> None:
        """There are hits, but the filters leave none of them; None: nobody counted those."""
        text = tr("Nothing passes the filters.")
        if found is not None:
            text = tr("%n hit(s), but none passes the filters.", "", found)
        self._banner.show_empty(text, (tr("Remove filters"), self._room.remove_filters))

    def say_partly(self, found: int, count: int, result: SearchResult) -> None:
        """A live search ended early: say how many are there, and offer the rest."""
        counts = {"received": group_digits(found), "expected": group_digits(count)}
        text = tr("{received} of {expected} data sets loaded.")
        if not count:
            text = tr("{received} data sets loaded. How many there are is not known.")
        text, detail = text.format(**counts), ""
        if result.error is not None:
            text, detail = f"{text} {result.error.sentence}", result.error.detail
        rest = (tr("Load the rest"), self._room.load_rest)
        self._banner.show_partly(text, rest, (tr("Use as it is"), self._banner.clear), detail=detail)

    def say_old_index(self, states: Sequence[SourceState]) -> None:
        """Say so if what is shown comes from an old index; else nothing."""
        moments = [one.refreshed_at for one in states if one.refreshed_at is not None]
        if not moments or datetime.now(timezone.utc) - min(moments) < _STALE_AFTER:
            self._banner.clear()
            return
        text = tr("A part of the index is of {date}.").format(date=short_date(min(moments).astimezone().date()))
        update = (tr("Update"), self._room.index_line.update_index)
        self._banner.show_stale(text, update, (tr("Use as it is"), self._room.accept_old_index))


def hits_text(number: int) -> str:
    """Return how many hits there are, in words."""
    # "%n" writes no thousands separators.
    return tr("%n hit(s)", "", number) if number < 1000 else tr("{number} hits").format(number=group_digits(number))
