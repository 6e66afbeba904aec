# SPDX-License-Identifier: GPL-2.0-or-later
"""ArcGIS REST: what a service offers. The sources of layers are made in `loading_live`."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import read_arcgis

__all__ = ["read_arcgis"]
