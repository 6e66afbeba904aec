# SPDX-License-Identifier: GPL-2.0-or-later
"""Clocks that differ by hours, jump back, or keep summer time: versions and what came before stay what they are."""

from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from ruhr_smartcity_plugin.adapters.projects import save
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.history import state_at, version_at, versions_of
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, synchronise
from tests.adapters.projects.bundles import simple

NOON = datetime(2026, 10, 25, 12, 0, 0, tzinfo=timezone.utc)


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of the computer that works now, in hours from noon; it goes on by a second each time."""
    class Clock(datetime):
        moment = NOON

        @classmethod
        def now(cls, tz=None):
            cls.moment += timedelta(seconds=1)
            return cls.moment

    monkeypatch.setattr(save, "datetime", Clock)

    def set_to(hours):
        Clock.moment = NOON + timedelta(hours=hours)
    return set_to


def edit(store, uuid, who, **values):
    found = store.get(uuid)
    return store.save(replace(found, project=replace(found.project, **values)), found.project.version, who)


def test_the_history_is_in_the_order_of_the_saves_whatever_their_clocks_said(store, clock):
    uuid = store.save(simple("0"), 0, "anna").project.uuid
    for number, hours in enumerate((5, -3, 2, -6, 1), 1):
        clock(hours)
        edit(store, uuid, "anna", title=str(number))
    history = store.history(uuid)
    assert [one.number for one in versions_of(history)] == [6, 5, 4, 3, 2, 1]
    for version in range(1, 7):
        past = state_at(store.get(uuid), history, version)
        assert (past.bundle.project.title, past.gaps) == (str(version - 1), ())
    moments = [f"2026-10-25T{hour:02}:30:00.000Z" for hour in range(24)]
    told = [version_at(history, one) for one in moments]
    assert told == sorted(told)  # never back to an older version as time goes on
    assert told[-1] == 6


@pytest.mark.parametrize("hours", [-5, 5])
def test_copies_whose_clocks_are_wrong_come_together_without_a_question(tmp_path, clock, hours):
    team, mine = (create_store(tmp_path / f"{name}.gpkg") for name in ("team", "mine"))
    copy = RegisterCopy(mine, "team")
    uuid = team.save(simple(), 0, "rita").project.uuid
    synchronise(copy, team, "anna", SILENT)
    for number in range(3):
        clock(hours)
        edit(mine, uuid, "anna", title=f"A{number}")
        clock(-hours)
        edit(team, uuid, "rita", summary=f"R{number}")
        clock(hours)
        assert [one.outcome for one in synchronise(copy, team, "anna", SILENT).records] == [Outcome.MERGED]
        assert synchronise(copy, team, "anna", SILENT).records == ()
        for store in (team, mine):
            project = store.get(uuid).project
            assert (project.title, project.summary) == (f"A{number}", f"R{number}")


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_copied_file_is_known_by_its_history_whatever_the_clocks_say(tmp_path, clock, hours):
    team = create_store(tmp_path / "team.gpkg")
    uuid = team.save(simple(), 0, "rita").project.uuid
    clock(-hours)
    edit(team, uuid, "rita", website="https://a.de")
    shutil.copyfile(team.path, tmp_path / "mine.gpkg")
    mine = open_store(tmp_path / "mine.gpkg")
    clock(hours)
    edit(mine, uuid, "anna", title="A")
    clock(0)
    edit(team, uuid, "rita", summary="R")
    report = synchronise(RegisterCopy(mine, "team"), team, "anna", SILENT)
    assert [one.outcome for one in report.records] == [Outcome.MERGED]
    project = team.get(uuid).project
    assert (project.title, project.summary, project.website) == ("A", "R", "https://a.de")


@pytest.fixture
def berlin():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_the_hour_that_comes_twice_when_summer_time_ends_is_two_hours(monkeypatch):
    class Clock(datetime):
        moment = datetime(2026, 10, 25, 0, 30, tzinfo=timezone.utc)  # 02:30 in summer

        @classmethod
        def now(cls, tz=None):
            return cls.moment.astimezone(tz)

    monkeypatch.setattr(save, "datetime", Clock)
    first = save.utc_now()
    Clock.moment += timedelta(hours=1)  # 02:30 again
    assert (first, save.utc_now()) == ("2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z")
