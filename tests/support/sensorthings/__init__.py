# SPDX-License-Identifier: GPL-2.0-or-later
"""A real OGC SensorThings 1.1 service on loopback (django-ogc-sensorthings on SQLite)."""

from __future__ import annotations

from tests.support.sensorthings.server import SensorThingsServer

__all__ = ["SensorThingsServer"]
