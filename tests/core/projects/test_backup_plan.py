# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from datetime import date, timedelta

from ruhr_smartcity_plugin.core.projects.backup_plan import is_outgrown, outdated_days


def test_a_year_of_daily_backups_leaves_seven_days_and_four_weeks():
    today, kept = date(2026, 11, 23), set()
    for past in range(365, -1, -1):
        kept.add(today - timedelta(days=past))
        kept -= outdated_days(kept)
    assert sorted(kept, reverse=True)[:7] == [today - timedelta(days=past) for past in range(7)]
    older = sorted(kept, reverse=True)[7:]
    assert len(older) == 4
    assert len({one.isocalendar()[:2] for one in older}) == 4
    assert today - older[-1] <= timedelta(days=7 + 4 * 7)


def test_backups_from_before_a_long_pause_stay():
    assert outdated_days([date(2025, 1, 1), date(2026, 11, 23)]) == frozenset()


def test_the_turn_of_the_year_is_one_week():
    days = [date(2027, 1, day) for day in range(4, 11)] + [date(2026, 12, 31), date(2027, 1, 1)]
    assert outdated_days(days) == {date(2026, 12, 31)}


def test_the_backup_of_the_first_day_is_made_anew_and_that_of_a_register_in_use_stays():
    assert is_outgrown(0, 10)
    assert is_outgrown(1, 12)
    assert not is_outgrown(1, 11)
    assert not is_outgrown(10_000, 19_000)
