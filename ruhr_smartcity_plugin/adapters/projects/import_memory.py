# SPDX-License-Identifier: GPL-2.0-or-later
"""How columns were matched last time, for files with the same columns. Kept in a file of the user's profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterable, Mapping

from ruhr_smartcity_plugin.core.kept_file import read_kept_object, write_kept_json
from ruhr_smartcity_plugin.core.projects.import_mapping import importable_fields, mapping_key

_MOST = 100  # the oldest goes


@dataclass(frozen=True)
class Remembered:
    """A mapping ``{field: column}`` and the system ("EPSG:…") chosen for coordinates; empty where none was."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    crs: str = ""


class ImportMemory:
    """Mappings by the names of the columns, choices of sheets by the names of the sheets; nothing else of files."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, columns: Iterable[str]) -> Remembered | None:
        """Return what was used for these columns last; None if nothing is known or the file cannot be read."""
        there = tuple(columns)
        found = read_kept_object(self._path).get(mapping_key(there))
        if not isinstance(found, Mapping) or not isinstance(found.get("mapping"), Mapping):
            return None
        known = set(importable_fields())
        mapping = {name: column for name, column in found["mapping"].items() if name in known and column in there}
        return Remembered(mapping, str(found.get("crs", "")))

    def recall_layer(self, layers: Iterable[str]) -> str | None:
        """Return the sheet or layer chosen last in a file with these; empty for all together, None if unknown."""
        there = tuple(layers)
        found = read_kept_object(self._path).get(_layers_key(there))
        return found if isinstance(found, str) and found in ("", *there) else None

    def remember_layer(self, layers: Iterable[str], layer: str) -> None:
        """Keep the choice of a sheet or layer for the next file with these. Raises StoreError."""
        self._keep(_layers_key(layers), layer)

    def remember(self, columns: Iterable[str], used: Remembered) -> None:
        """Keep a mapping for the next file with these columns. Raises StoreError."""
        self._keep(mapping_key(columns), {"mapping": dict(used.mapping), "crs": used.crs})

    def _keep(self, key: str, value: Any) -> None:
        kept = read_kept_object(self._path)
        kept.pop(key, None)
        kept[key] = value
        write_kept_json(self._path, dict(list(kept.items())[-_MOST:]))


def _layers_key(layers: Iterable[str]) -> str:
    return "\n".join(("layers:", *layers))
