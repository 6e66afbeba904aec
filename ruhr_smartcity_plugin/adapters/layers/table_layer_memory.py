# SPDX-License-Identifier: GPL-2.0-or-later
"""The choices a user made for the table of a data set, kept for the next time."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json

_FILE = "table_choices.json"
_MOST = 300


class TableMemory:
    """A small file in the workspace; the oldest entries go first. A damaged one is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def recall(self, key: str) -> Choices | None:
        """Return the choices kept for a data set; None if there are none."""
        record = self._read().get(key) if key else None
        return Choices.from_record(record) if isinstance(record, dict) else None

    def keep(self, key: str, choices: Choices) -> None:
        """Keep the choices for a data set; none at all forgets it. Raises StoreError where that fails."""
        if not key:
            return
        records = self._read()
        records.pop(key, None)
        if choices.to_record():
            records[key] = choices.to_record()
        write_kept_json(self._path, dict(list(records.items())[-_MOST:]))

    def _read(self) -> Dict[str, Any]:
        try:
            records = read_json(self._path)
        except InputError:
            return {}
        return records if isinstance(records, dict) else {}
