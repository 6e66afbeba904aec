# SPDX-License-Identifier: GPL-2.0-or-later
"""How the columns of a table of measured values were matched, by source; a file in the user's profile."""

from __future__ import annotations

from pathlib import Path

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_kept_object, write_kept_json
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping, read_mapping, write_mapping

_MOST = 100  # the oldest goes


class MappingMemory:
    """Mappings by address or path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def recall(self, address: str) -> SeriesMapping:
        """Return what was used for this source last; an empty mapping if nothing is known or can be read."""
        found = read_kept_object(self._path).get(address.strip())
        if not isinstance(found, str):
            return SeriesMapping()
        try:
            return read_mapping(found)
        except InputError:
            return SeriesMapping()

    def remember(self, address: str, mapping: SeriesMapping) -> None:
        """Keep a mapping for the next time. Raises StoreError."""
        kept = read_kept_object(self._path)
        kept.pop(address.strip(), None)
        kept[address.strip()] = write_mapping(mapping)
        write_kept_json(self._path, dict(list(kept.items())[-_MOST:]))
