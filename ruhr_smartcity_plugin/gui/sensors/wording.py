# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers, times and ages as the station list and the chart write them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Mapping

from qgis.PyQt.QtCore import QDate, QDateTime, QLocale, QTime

from ruhr_smartcity_plugin.core.sensors.local_time import to_local
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.translation import tr


def number_text(value: float, decimals: int = 1) -> str:
    """Return a number as the user's language writes it."""
    return QLocale().toString(float(value), "f", decimals)


def with_unit(text: str, unit: str) -> str:
    """Return a value with its unit, a space between."""
    return f"{text} {unit}".strip()


def value_text(reading: Reading) -> str:
    """Return a reading's latest value with its unit; says so where there is none."""
    latest = reading.datastream.latest
    if latest is None:
        return tr("no value")
    if isinstance(latest.result, bool):
        return tr("yes") if latest.result else tr("no")
    if isinstance(latest.result, str):
        return latest.result[:60]
    return with_unit(number_text(latest.result), reading.datastream.unit.symbol)


def age_text(reading: Reading, now: datetime) -> str:
    """Return how old a reading is, in the largest unit that fits; empty without a value."""
    age_h = reading.age_h(now)
    if age_h is None:
        return ""
    minutes = round(age_h * 60)
    if minutes < 1:
        return tr("just now")
    if minutes < 120:
        return tr("%n minute(s) ago", "", minutes)
    if age_h < 48:
        return tr("%n hour(s) ago", "", round(age_h))
    return tr("%n day(s) ago", "", round(age_h / 24))


def left_out_text(count: int) -> str:
    """Return what to add to a statistic that left out doubtful values; empty where it left out none."""
    return ", " + tr("%n doubtful value(s) left out", "", count) if count else ""


def local_text(moment: datetime) -> str:
    """Return a moment in local time, with date and minutes."""
    return _format(moment, tr("yyyy-MM-dd HH:mm"))


def date_text(moment: datetime) -> str:
    """Return a moment's local day and month."""
    return _format(moment, tr("d MMM"))


def hour_text(moment: datetime) -> str:
    """Return a moment's local hour and minutes."""
    return _format(moment, "HH:mm")


def day_text(day: date) -> str:
    """Return a date of the local calendar."""
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("yyyy-MM-dd"))


def month_text(moment: datetime) -> str:
    """Return a moment's local month and year."""
    return _format(moment, "MMM yyyy")


def year_text(moment: datetime) -> str:
    """Return a moment's local year."""
    return _format(moment, "yyyy")


def _format(moment: datetime, pattern: str) -> str:
    local = to_local(moment)
    # Local parts without a zone: Qt must not move them into the computer's own zone.
    shown = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute, local.second))
    return QLocale().toString(shown, pattern)


def service_title(service: Mapping[str, str]) -> str:
    """Return the title of a shipped service in the user's language."""
    return service.get(f"title_{tr('en', 'language of data tables')}", service["title_en"])


def kind_title(kind: str) -> str:
    """Return what a kind of source is called."""
    return {
        "auto": tr("found out by the address"), "sensorthings": "OGC SensorThings 1.1", "lanuk": "LANUK NRW",
        "uba": "Umweltbundesamt (UBA)", "opensensemap": "openSenseMap", "sensorcommunity": "Sensor.Community",
        "dwd": tr("station files of the DWD"), "csv": tr("table (CSV)"),
    }[kind]
