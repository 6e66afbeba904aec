# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates read the same in every room, with the whole year."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest
from qgis.PyQt.QtCore import QDateTime, QLocale

from ruhr_smartcity_plugin.adapters.local_time import short_date, short_moment, short_utc_text


@pytest.fixture(params=[("de_DE", "03.11.2026"), ("en_GB", "03/11/2026"), ("en_US", "11/3/2026")])
def written(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param[0]))
    yield request.param[1]
    QLocale.setDefault(before)


def test_a_day_has_its_whole_year(written):
    assert short_date(date(2026, 11, 3)) == written


def test_a_moment_is_shown_in_local_time_and_means_the_same_as_its_text(written):
    moment = datetime(2026, 11, 3, 13, 30, tzinfo=timezone.utc)
    text = short_moment(moment)
    assert text == short_utc_text("2026-11-03T13:30:00.000Z")
    local = QDateTime.fromMSecsSinceEpoch(int(moment.timestamp() * 1000))
    assert text.startswith(short_date(date(local.date().year(), local.date().month(), local.date().day())))
    assert f"{local.time().minute():02d}" in text


def test_what_is_no_moment_stays_as_it_is(written):
    assert short_utc_text("gestern") == "gestern"
