# SPDX-License-Identifier: GPL-2.0-or-later
"""SensorThings: what a service offers as live layers. The sources of layers are made in `loading_live`."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.portals.ogc_sensorthings import read_sensorthings

__all__ = ["read_sensorthings"]
