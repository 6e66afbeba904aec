# SPDX-License-Identifier: GPL-2.0-or-later
"""The choices a user made for the table of a data set, kept for the next time."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Dict

from ruhr_smartcity_plugin.core.catalogue.tables.choices import Choices

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
        """Keep the choices for a data set; none at all forgets it. Raises OSError where the file cannot be written."""
        if not key:
            return
        records = self._read()
        records.pop(key, None)
        if choices.to_record():
            records[key] = choices.to_record()
        kept = dict(list(records.items())[-_MOST:])
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part")
        part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(part, self._path)

    def _read(self) -> Dict[str, Any]:
        try:
            records = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return records if isinstance(records, dict) else {}
