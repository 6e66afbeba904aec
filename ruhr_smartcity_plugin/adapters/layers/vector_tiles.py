# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector tiles: what a style or TileJSON offers. The sources of layers are made in `loading_live`."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.portals.ogc_tiles import read_vector_tiles

__all__ = ["read_vector_tiles"]
