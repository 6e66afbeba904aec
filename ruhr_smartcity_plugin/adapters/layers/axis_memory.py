# SPDX-License-Identifier: GPL-2.0-or-later
"""Which services exchange their axes, kept in the settings so that they are not tried out anew after each start."""

from __future__ import annotations

from typing import Dict, Mapping

from ruhr_smartcity_plugin.adapters.layers.loading_objects import AXIS_OPTIONS
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.network.redaction import redact

_MOST = 100


def read_axes(settings: Settings) -> Dict[str, str]:
    """Return the option of QGIS's provider by service and reference system, as `load_layer` takes it."""
    pairs = (entry.partition(" ")[::2] for entry in settings.exchanged_axes.value())
    return {service: option for option, service in pairs if option in AXIS_OPTIONS and service}


def keep_axes(settings: Settings, axes: Mapping[str, str]) -> None:
    """Keep the newest of them; a service whose address holds a key is known until QGIS ends. Main thread only."""
    kept = [f"{option} {service}" for service, option in axes.items() if redact(service) == service][-_MOST:]
    if kept != list(settings.exchanged_axes.value()):
        settings.exchanged_axes.setValue(kept)
