# SPDX-License-Identifier: GPL-2.0-or-later
"""The index is filled page by page, goes on after cancel, kill and failure, and removes only what is proven gone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import FindQuery
from ruhr_smartcity_plugin.core.catalogue.index import building
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError, ConnectionFailedError, StoreBusyError, StoreError
from tests.support.page_portal import PagePortal, StopAfter, busy

ROOT = Path(__file__).resolve().parents[4]
SOURCE = CatalogueSource("a", "Portal A", "https://portal.example.org")
START = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now

    def pass_days(self, days):
        self.now += timedelta(days=days)


def entry(number, *, changed=START, title=""):
    return Dataset(f"k{number:03}", title or f"Baum {number}", "Portal", modified=changed)


@pytest.fixture
def index(tmp_path):
    made = CatalogueIndex(tmp_path / "index.sqlite")
    yield made
    made.close()


def builder(index, *portals, clock=None):
    by_root = {portal.root: portal for portal in portals}
    return IndexBuilder(index, lambda source: by_root[source.url], clock or Clock())


def count(index, words=""):
    return index.count(FindQuery(words))


def asked(index, statement):
    with index.file.reader() as connection:
        return connection.execute(statement).fetchone()


def test_an_entry_that_is_gone_goes_only_after_a_complete_pass(index):
    portal, clock = PagePortal(*map(entry, range(30))), Clock()
    build = builder(index, portal, clock=clock)
    build.refresh([SOURCE])
    del portal.datasets[3]
    clock.pass_days(1)
    assert build.refresh([SOURCE]).removed == 0
    assert count(index) == 30
    portal.fails_at[10] = busy()
    build.refresh([SOURCE], complete=True)
    assert count(index) == 30
    assert build.refresh([SOURCE], complete=True).removed == 1
    assert count(index) == 29
    assert index.dataset(portal.root, "k003") is None


def test_later_only_what_was_changed_is_asked_for_and_after_seven_days_all(index):
    portal, clock = PagePortal(*map(entry, range(30))), Clock()
    build = builder(index, portal, clock=clock)
    build.refresh([SOURCE])
    clock.pass_days(2)
    portal.datasets[5] = entry(5, changed=clock.now, title="Linde")
    build.refresh([SOURCE])
    clock.pass_days(5)
    build.refresh([SOURCE])
    assert portal.asked == [(None, 0), (START - timedelta(days=1), 0), (None, 0)]
    assert [one.title for one in index.find(FindQuery("linde")).hits] == ["Linde"]
    state = index.states()[0]
    assert (state.datasets, state.is_complete) == (30, True)
    assert state.refreshed_at == state.full_pass_at == clock.now


def test_nothing_new_changes_nothing(index):
    portal = PagePortal(*map(entry, range(5)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    before = asked(index, "SELECT value FROM meta WHERE name = 'generation'")
    build.refresh([SOURCE], complete=True)
    assert asked(index, "SELECT value FROM meta WHERE name = 'generation'") == before


def test_after_a_failed_page_what_came_is_found_and_the_next_refresh_goes_on_there(index, monkeypatch):
    monkeypatch.setattr(building, "_OVERLAP_ROWS", 5)
    portal = PagePortal(*map(entry, range(100)))
    portal.fails_at[60] = busy()
    build = builder(index, portal)
    report = build.refresh([SOURCE])
    assert report.problems == ("The portal is overloaded. Try again later.",)
    state = index.states()[0]
    assert (state.datasets, state.is_complete, state.refreshed_at) == (60, False, None)
    assert state.problem == "The portal is overloaded. Try again later."
    assert count(index) == 60
    assert build.refresh([SOURCE]).problems == ()
    assert [start for _since, start in portal.asked[1:2]] == [55]
    assert index.states()[0].is_complete
    assert count(index) == 100


def test_entries_changed_between_stop_and_resume_are_not_lost_and_none_is_taken_for_gone(index, monkeypatch):
    monkeypatch.setattr(building, "_OVERLAP_ROWS", 5)
    portal, clock = PagePortal(*(entry(number, changed=START - timedelta(days=9)) for number in range(100))), Clock()
    portal.fails_at[60] = busy()
    build = builder(index, portal, clock=clock)
    build.refresh([SOURCE])
    clock.pass_days(1)
    # Portals list what was changed last first: entry 80 moves to the front, where the pass has been already.
    moved = replace(portal.datasets.pop(80), modified=clock.now, title="Linde")
    portal.datasets.insert(0, moved)
    assert build.refresh([SOURCE]).removed == 0
    assert count(index) == 100
    assert count(index, "linde") == 1


def test_a_portal_that_states_more_than_it_gives_loses_nothing_until_it_was_missed_three_times(index):
    portal = PagePortal(*map(entry, range(20)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    del portal.datasets[0]
    portal.stated = 25  # it counts entries that it does not give
    for expected in (20, 20, 20, 19):
        build.refresh([SOURCE], complete=True)
        assert count(index) == expected


@pytest.mark.parametrize("left", [0, 30])
def test_a_portal_that_suddenly_lists_little_loses_nothing_until_it_was_missed_three_times(index, left):
    portal = PagePortal(*map(entry, range(120)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    everything, portal.datasets = portal.datasets, portal.datasets[:left]  # its own search is being built anew
    report = build.refresh([SOURCE], complete=True)
    assert (report.removed, count(index)) == (0, 120)
    assert f"{left} data sets only. The {120 - left} others are kept" in report.sentence()
    portal.datasets = everything
    assert build.refresh([SOURCE], complete=True).problems == ()
    portal.datasets = portal.datasets[:left]
    for expected in (120, 120, 120, left):
        build.refresh([SOURCE], complete=True)
        assert count(index) == expected


def test_a_portal_that_loses_less_than_half_is_believed(index):
    portal = PagePortal(*map(entry, range(120)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    del portal.datasets[60:]
    assert build.refresh([SOURCE], complete=True).removed == 60


def test_reading_changes_or_ending_early_misses_nothing(index):
    """Refreshes of single days, and passes that broke off, had used up the three times."""
    portal, clock = PagePortal(*map(entry, range(40))), Clock()
    build = builder(index, portal, clock=clock)
    build.refresh([SOURCE])
    hidden = portal.datasets.pop(0)  # the portal forgets to list it, which it does with a number that does not fit
    portal.stated = 45
    for _day in range(4):
        clock.pass_days(1)
        build.refresh([SOURCE])
    for _try in range(4):
        clock.pass_days(4)  # too long ago to go on from there
        portal.fails_at[20] = busy()
        build.refresh([SOURCE], complete=True)
    build.refresh([SOURCE], complete=True)
    assert count(index) == 40
    portal.datasets.insert(0, hidden)
    del portal.datasets[39]
    for expected in (40, 40, 40, 39):
        build.refresh([SOURCE], complete=True)
        assert count(index) == expected
    assert index.dataset(portal.root, "k039") is None


@pytest.mark.parametrize(("gone", "removed"), [(4, 0), (5, 5), (30, 30), (60, 60)])
def test_what_moved_up_past_the_stop_is_not_taken_for_gone(index, monkeypatch, gone, removed):
    """60 rows were met before the stop; 30 of them are gone since, so 30 others moved up to where it had been.

    A few are made good by beginning five rows earlier; where it may be more, all is read from the beginning.
    """
    monkeypatch.setattr(building, "_OVERLAP_ROWS", 5)
    portal, clock = PagePortal(*(entry(number, changed=START - timedelta(days=9)) for number in range(120))), Clock()
    build = builder(index, portal, clock=clock)
    build.refresh([SOURCE])
    portal.fails_at[60] = busy()
    build.refresh([SOURCE], complete=True)
    del portal.datasets[:gone]
    clock.pass_days(1)
    report = build.refresh([SOURCE])
    assert (report.problems, report.removed) == ((), removed)
    listed = {one.key for one in portal.datasets}
    assert listed <= {one.key for one in index.find(FindQuery(), limit=200).hits}
    assert build.refresh([SOURCE], complete=True).removed == gone - removed
    assert {one.key for one in index.find(FindQuery(), limit=200).hits} == listed


@pytest.mark.parametrize("is_known", [True, False])
def test_a_first_pass_that_goes_on_in_a_smaller_catalogue_misses_none(index, monkeypatch, is_known):
    monkeypatch.setattr(building, "_OVERLAP_ROWS", 5)
    portal, clock = PagePortal(*(entry(number, changed=START - timedelta(days=9)) for number in range(100))), Clock()
    build = builder(index, portal, clock=clock)
    portal.fails_at[50] = busy()
    build.refresh([SOURCE])
    portal.datasets[:20] = [] if is_known else [entry(200), entry(201, changed=START - timedelta(days=9))]
    clock.pass_days(1)
    build.refresh([SOURCE])
    assert {one.key for one in index.find(FindQuery(), limit=200).hits} == {one.key for one in portal.datasets}
    assert index.states()[0].is_complete


def test_what_goes_on_and_still_has_less_than_the_portal_counts_reads_all_the_next_time(index):
    portal, clock = PagePortal(*(entry(number, changed=START - timedelta(days=9)) for number in range(100))), Clock()
    build = builder(index, portal, clock=clock)
    portal.fails_at[60] = busy()
    build.refresh([SOURCE])
    clock.pass_days(1)
    hidden = portal.datasets.pop(3)
    portal.datasets.insert(5, entry(300, changed=START - timedelta(days=99)))  # where nobody looks again
    portal.datasets.insert(5, hidden)
    build.refresh([SOURCE])
    assert (count(index), index.states()[0].full_pass_at) == (100, None)
    clock.pass_days(1)
    build.refresh([SOURCE])
    assert (count(index), index.states()[0].full_pass_at) == (101, clock.now)


def test_unreadable_entries_count_as_met(index):
    portal = PagePortal(*map(entry, range(20)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    portal.unreadable = 2
    del portal.datasets[0]
    assert build.refresh([SOURCE], complete=True).removed == 1


def test_cancelling_sorts_in_what_came_and_keeps_the_rest(index):
    portal = PagePortal(*map(entry, range(30)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    portal.datasets[:] = [entry(number, title=f"Linde {number}") for number in range(30)]
    met = []
    portal.before_page = met.append
    with pytest.raises(CancelledError):
        build.refresh([SOURCE], complete=True, progress=StopAfter(lambda: len(met) > 1))
    assert (count(index, "baum"), count(index, "linde")) == (20, 10)
    assert (index.states()[0].is_complete, index.states()[0].is_sorted_in) == (False, True)
    assert index.states()[0].problem == ""
    build.refresh([SOURCE])
    assert (count(index, "baum"), count(index, "linde")) == (0, 30)


def stopped_while_sorting_in():
    stopper = StopAfter(lambda: any("sorting in" in text for text in stopper.texts))
    return stopper


def test_cancelling_while_sorting_in_sorts_in_the_rest_if_that_does_not_take_long(index):
    build = builder(index, PagePortal(*map(entry, range(500)), rows=500))
    build.refresh([SOURCE], progress=stopped_while_sorting_in())
    assert (count(index), index.states()[0].is_complete) == (500, True)


def test_what_takes_longer_is_not_called_complete_before_the_next_refresh_sorts_it_in(index, monkeypatch):
    portal = PagePortal(*map(entry, range(500)), rows=500)
    build = builder(index, portal)
    monkeypatch.setattr(building, "_SORTED_IN_WITHIN_S", 0.0)
    with pytest.raises(CancelledError):
        build.refresh([SOURCE], progress=stopped_while_sorting_in())
    assert count(index) == 0
    assert (index.states()[0].is_complete, index.states()[0].is_sorted_in) == (False, False)
    portal.datasets.clear()  # nothing was changed since
    portal.stated = 0
    build.refresh([SOURCE])
    assert count(index) == 500
    assert (index.states()[0].is_complete, index.states()[0].is_sorted_in) == (True, True)


def test_searches_go_on_while_the_index_is_refreshed(index):
    portal = PagePortal(*map(entry, range(50)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    seen = []
    portal.before_page = lambda _start: seen.append(count(index, "baum"))
    portal.datasets += map(entry, range(50, 90))
    build.refresh([SOURCE], complete=True)
    assert set(seen) == {50}
    assert count(index, "baum") == 90


def test_one_portal_failing_does_not_stop_the_others(index):
    bad, broken = PagePortal(root="https://bad.example.org"), PagePortal(entry(1), root="https://broken.example.org")
    good = PagePortal(*map(entry, range(5)), root="https://good.example.org")
    broken.before_page = lambda _start: 1 / 0
    portals = {"bad": bad, "broken": broken, "good": good}

    def open_portal(source):
        if source.key == "bad":
            raise ConnectionFailedError("“Bad” could not be reached. Check the network.")
        return portals[source.key]

    sources = [CatalogueSource(key, key.title(), portal.root) for key, portal in portals.items()]
    report = IndexBuilder(index, open_portal).refresh(sources)
    assert report.problems == (
        "“Bad” could not be reached. Check the network.", "“Broken” gave an answer that could not be read.",
    )  # fmt: skip
    assert {state.title: (state.datasets, state.is_complete) for state in report.states} == {
        "Bad": (0, False), "Broken": (0, False), "Good": (5, True),
    }  # fmt: skip
    assert "5 data sets" in report.sentence()
    assert "ZeroDivisionError" in report.details[1]


def test_hidden_and_unwanted_sources_are_not_asked_and_can_be_dropped(index):
    portal, other = PagePortal(*map(entry, range(5))), PagePortal(entry(9), root="https://other.example.org")
    second = CatalogueSource("b", "B", other.root)
    build = builder(index, portal, other)
    build.refresh([SOURCE, second])
    assert count(index) == 6
    hidden = replace(second, is_hidden=True)
    build.refresh([SOURCE, hidden])
    assert len(other.asked) == 1
    assert build.keep_only([SOURCE, hidden]) == 1
    assert (count(index), [state.title for state in index.states()]) == (5, ["Portal A"])


def test_a_source_with_a_new_address_leaves_nothing_behind(index):
    old, new = PagePortal(entry(1)), PagePortal(entry(2), root="https://new.example.org")
    build = builder(index, old, new)
    build.refresh([SOURCE])
    build.refresh([replace(SOURCE, url=new.root)])
    assert [(one.key, one.portal_root) for one in index.find(FindQuery()).hits] == [("k002", new.root)]


def test_progress_grows_and_tells_portal_and_numbers(index):
    portal = PagePortal(*map(entry, range(30)))
    progress = StopAfter(lambda: False)
    builder(index, portal).refresh([SOURCE], progress=progress)
    assert "Portal A: 20 of 30" in progress.texts
    assert progress.fractions == sorted(progress.fractions)
    assert progress.fractions[-1] == 1.0


def test_only_one_builds_at_a_time(index):
    portal = PagePortal(entry(1))
    build = builder(index, portal)
    with index.file.building_lock(), pytest.raises(StoreBusyError, match="another QGIS"):
        build.refresh([SOURCE])
    build.refresh([SOURCE])


def test_an_index_folder_that_cannot_be_made_is_not_called_another_qgis(tmp_path):
    (tmp_path / "file").write_text("")
    index = CatalogueIndex(tmp_path / "file" / "index.sqlite")
    with pytest.raises(StoreError, match="could not be written") as caught:
        builder(index).refresh([])
    assert not isinstance(caught.value, StoreBusyError)
    (tmp_path / "index.sqlite.lock").mkdir()
    index = CatalogueIndex(tmp_path / "index.sqlite")
    with pytest.raises(StoreError, match="could not be written"):
        builder(index).refresh([])


def test_the_same_on_a_network_drive_without_wal(tmp_path):
    index = CatalogueIndex(tmp_path / "index.sqlite", shares_drive=True)
    portal = PagePortal(*map(entry, range(30)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    reading = threading.Thread(target=lambda: count(index))
    reading.start()
    build.refresh([SOURCE], complete=True)
    reading.join(20)
    assert asked(index, "PRAGMA journal_mode") == ("delete",)
    assert count(index) == 30


def test_an_index_that_breaks_while_it_is_refreshed_is_built_anew(index):
    portal = PagePortal(*map(entry, range(5)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    index.close()
    content = bytearray(index.file.path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    index.file.path.write_bytes(bytes(content))
    assert build.refresh([SOURCE], complete=True).problems == ()
    assert count(index) == 5


@pytest.mark.parametrize(("name", "value"), [("loadable_kinds", lambda: "WMS WFS DXF"), ("RULES", "later")])
def test_hits_are_judged_anew_when_kinds_become_loadable_or_facets_are_read_otherwise(index, monkeypatch, name, value):
    from ruhr_smartcity_plugin.core.catalogue.index import publishing

    portal = PagePortal(*map(entry, range(5)))
    build = builder(index, portal)
    build.refresh([SOURCE])
    before = asked(index, "SELECT value FROM meta WHERE name = 'generation'")
    monkeypatch.setattr(publishing, name, value)
    build.refresh([SOURCE])
    assert asked(index, "SELECT value FROM meta WHERE name = 'generation'") != before


KILLED = """
import sys
from pathlib import Path
from tests.core.catalogue.index.test_building import SOURCE, entry
from tests.support.page_portal import PagePortal
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex

portal = PagePortal(*map(entry, range(400)))
def before_page(start):
    if start == 300:
        print("page", flush=True)
        sys.stdin.read()  # hangs here until it is killed
portal.before_page = before_page
IndexBuilder(CatalogueIndex(Path(sys.argv[1])), lambda source: portal).refresh([SOURCE])
"""


def killed(script, path, word):
    """Run a script until it says a word, then kill it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, cwd=ROOT,
                               stdout=subprocess.PIPE, env=environment)  # fmt: skip
    try:
        assert process.stdout.readline().strip() == word
    finally:
        process.kill()
        process.wait(20)
        process.stdin.close()
        process.stdout.close()


def test_a_killed_process_loses_nothing_and_the_next_goes_on(tmp_path):
    path = tmp_path / "index.sqlite"
    killed(KILLED, path, b"page")
    index = CatalogueIndex(path)
    assert index.states()[0].datasets == 300
    portal = PagePortal(*map(entry, range(400)))
    build = IndexBuilder(index, lambda _source: portal)
    assert build.refresh([SOURCE]).problems == ()
    assert portal.asked[0][1] == 250  # 300 less the overlap of 50 rows
    assert count(index) == 400
    assert index.states()[0].is_complete


KILLED_LATER = """
import sys
from pathlib import Path
from tests.core.catalogue.index.test_building import SOURCE, entry
from tests.support.page_portal import PagePortal
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex

class Hanging:
    def is_cancelled(self):
        return False
    def report(self, fraction, text=""):
        if "sorting in" in text:
            print("sorting", flush=True)
            sys.stdin.read()

portal = PagePortal(*map(entry, range(400)))
IndexBuilder(CatalogueIndex(Path(sys.argv[1])), lambda source: portal).refresh([SOURCE], progress=Hanging())
"""


def test_a_process_killed_while_sorting_in_does_not_leave_a_portal_that_is_called_complete(tmp_path):
    path = tmp_path / "index.sqlite"
    killed(KILLED_LATER, path, b"sorting")
    index = CatalogueIndex(path)
    state = index.states()[0]
    assert (count(index), state.datasets, state.is_complete, state.is_sorted_in) == (0, 400, False, False)
    portal = PagePortal()  # nothing was changed since
    IndexBuilder(index, lambda _source: portal).refresh([SOURCE])
    assert (count(index), index.states()[0].is_complete) == (400, True)
