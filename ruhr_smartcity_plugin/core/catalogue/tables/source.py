# SPDX-License-Identifier: GPL-2.0-or-later
"""The bytes of a table, in memory or in a file, looked at in pieces."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

PIECE_BYTES = 256 * 1024


@dataclass(frozen=True)
class TableSource:
    """Where a table is read from: `path`, or `content` where there is no file. `name` is for the user."""

    name: str
    path: Path | None = None
    content: bytes = b""

    @property
    def size(self) -> int:
        """Bytes of the table. Raises InputError where the file is gone."""
        if self.path is None:
            return len(self.content)
        try:
            return self.path.stat().st_size
        except OSError as error:
            raise _unreadable(self.name, error) from error

    def open(self) -> BinaryIO:
        """Open the bytes for reading. Raises InputError."""
        if self.path is None:
            return io.BytesIO(self.content)
        try:
            return self.path.open("rb")
        except OSError as error:
            raise _unreadable(self.name, error) from error

    def pieces(self) -> Tuple[bytes, ...]:
        """Return head, middle and tail, or the whole of a small table; cut inside lines."""
        size = self.size
        with self.open() as file:
            if size <= 3 * PIECE_BYTES:
                return (file.read(),)
            found = []
            # Even offsets, so that UTF-16 stays in step.
            for start in (0, (size - PIECE_BYTES) // 4 * 2, (size - PIECE_BYTES) // 2 * 2):
                file.seek(start)
                found.append(file.read(PIECE_BYTES))
            return tuple(found)


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(tr("The file “{name}” cannot be read. Check that it exists and may be opened.").format(name=name),
                      str(error))
