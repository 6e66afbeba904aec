# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates and moments as the user's language writes them, always with the whole year: 03.11.2026 14:30."""

from __future__ import annotations

import re
from datetime import date, datetime

from qgis.PyQt.QtCore import QDate, QDateTime, QLocale, Qt


def short_date(day: date) -> str:
    """Return a day, e.g. "03.11.2026" in German."""
    return QLocale().toString(QDate(day.year, day.month, day.day), _date_form())


def short_moment(moment: datetime) -> str:
    """Return an aware moment in local time, e.g. "03.11.2026 14:30" in German."""
    return _moment(QDateTime.fromMSecsSinceEpoch(round(moment.timestamp() * 1000)))


def short_utc_text(utc_text: str) -> str:
    """Return a UTC moment written as ISO 8601 in local time; the text itself if it is no moment."""
    moment = QDateTime.fromString(utc_text, Qt.DateFormat.ISODateWithMs)
    return _moment(moment.toLocalTime()) if moment.isValid() else utc_text


def _moment(moment: QDateTime) -> str:
    locale = QLocale()
    return f"{locale.toString(moment.date(), _date_form())} {locale.toString(moment.time(), _time_form())}"


def _date_form() -> str:
    # Qt's short form cuts the year in many languages.
    return re.sub(r"(?<!y)yy(?!y)", "yyyy", QLocale().dateFormat(QLocale.FormatType.ShortFormat))


def _time_form() -> str:
    return QLocale().timeFormat(QLocale.FormatType.ShortFormat)
