# SPDX-License-Identifier: GPL-2.0-or-later
"""Ruhr Smart City: open data, projects, sensors and analyses of the Ruhr metropolis in QGIS."""

from __future__ import annotations


def classFactory(iface):  # noqa: N802 (name given by QGIS)
    """Return the plugin instance; QGIS calls this once when the plugin is switched on."""
    from ruhr_smartcity_plugin.plugin import RuhrSmartCityPlugin

    return RuhrSmartCityPlugin(iface)
