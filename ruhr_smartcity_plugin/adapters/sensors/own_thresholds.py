# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own thresholds of the checks, a small file in the QGIS profile that people can pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Mapping

from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.sensors.quality.thresholds import checked_thresholds

OwnThresholds = Dict[str, Dict[str, Any]]


def load_thresholds(path: Path) -> OwnThresholds:
    """Return the user's thresholds by quantity, those that differ from the shipped ones; None switches a check off.

    Raises InputError for a file that holds something else.
    """
    if not path.exists():
        return {}
    return checked_thresholds(read_json(path))


def save_thresholds(thresholds: Mapping[str, Mapping[str, Any]], path: Path) -> None:
    """Keep the user's thresholds. Raises InputError and StoreError."""
    kept = checked_thresholds(thresholds)
    if kept or path.exists():
        write_kept_json(path, kept)
