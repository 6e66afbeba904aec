# SPDX-License-Identifier: GPL-2.0-or-later
"""Moments of the register as the user reads them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QDateTime, QLocale, Qt


def local_time(utc_text: str) -> str:
    """Return a UTC moment (ISO 8601) in local time, written as the user's system writes dates."""
    moment = QDateTime.fromString(utc_text, Qt.DateFormat.ISODateWithMs)
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat) if moment.isValid() else utc_text
