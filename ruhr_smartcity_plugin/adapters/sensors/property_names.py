# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own names of measurements, a small file in the QGIS profile that people can pass on."""

from __future__ import annotations

from pathlib import Path

from ruhr_smartcity_plugin.adapters.settings import profile_workspace
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyTable, table_from_document


def property_names_path(workspace: Path | None = None) -> Path:
    """Return where the file lies beside a workspace, by default that of the profile; it may not exist yet."""
    return (workspace or profile_workspace()).parent / "sensors" / "observed_properties.json"


def load_property_names(path: Path | None = None) -> PropertyTable:
    """Return the user's names; none where there is no file yet. Raises InputError for a file that cannot be read."""
    path = path or property_names_path()
    return table_from_document(read_json(path)) if path.exists() else PropertyTable()


def save_property_names(table: PropertyTable, path: Path | None = None) -> None:
    """Keep the user's names. Raises StoreError if the file cannot be written."""
    write_kept_json(path or property_names_path(), table.to_document())
