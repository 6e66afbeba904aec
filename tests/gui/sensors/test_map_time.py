# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart's cursor follows the temporal controller."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from qgis.core import QgsDateTimeRange
from qgis.PyQt.QtCore import QDateTime, Qt


def test_the_cursor_follows_the_moment_of_the_map(room, bench, idle):
    room.open_sample()
    idle()
    row = next(row for row, one in enumerate(room.model.readings()) if not one.is_stale)
    room.list.setCurrentIndex(room.model.index(row))
    room.show_chart()
    idle()
    lines = room.chart_panel.views.lines
    wanted = room.model.readings()[row].time - timedelta(hours=5)
    begin = QDateTime.fromMSecsSinceEpoch(int(wanted.timestamp() * 1000), Qt.TimeSpec.UTC)
    bench.canvas.setTemporalRange(QgsDateTimeRange(begin, begin.addSecs(3600)))
    shown = datetime.fromtimestamp(lines.cursor_place / 1000, timezone.utc)
    assert abs(shown - wanted) <= timedelta(minutes=30)
    before = lines.cursor_place
    bench.canvas.setTemporalRange(QgsDateTimeRange(QDateTime(), QDateTime()))
    assert lines.cursor_place == before
