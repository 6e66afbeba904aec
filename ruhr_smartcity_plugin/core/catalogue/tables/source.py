# SPDX-License-Identifier: GPL-2.0-or-later
"""The bytes of a table, in memory or in a file, looked at in pieces."""

from __future__ import annotations

import io
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, FrozenSet, Iterator, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

PIECE_BYTES = 256 * 1024


@dataclass(frozen=True)
class TableSource:
    """Where a table is read from: `path`, or `content` where there is no file. `name` is for the user.

    `number_columns` is None where all cells are texts. Of a sheet it holds the places of columns in which all numbers
    are cells of numbers: these stand in `content` with a point as decimal sign, texts as they were typed.
    `mixed_columns` have both. Columns in which no number can be read in two ways may be left out.
    """

    name: str
    path: Path | None = None
    content: bytes = b""
    number_columns: FrozenSet[int] | None = None
    mixed_columns: FrozenSet[int] = frozenset()

    @property
    def size(self) -> int:
        """Bytes of the table. Raises InputError where the file is gone."""
        if self.path is None:
            return len(self.content)
        with readable(self.name):
            return self.path.stat().st_size

    def open(self) -> BinaryIO:
        """Open the bytes for reading. Raises InputError."""
        if self.path is None:
            return io.BytesIO(self.content)
        with readable(self.name):
            return self.path.open("rb")

    def pieces(self) -> Tuple[bytes, ...]:
        """Return head, middle and tail, or the whole of a small table; cut inside lines. Raises InputError."""
        size = self.size
        with self.open() as file, readable(self.name):
            if size <= 3 * PIECE_BYTES:
                return (file.read(),)
            found = []
            # Even offsets, so that UTF-16 stays in step.
            for start in (0, (size - PIECE_BYTES) // 4 * 2, (size - PIECE_BYTES) // 2 * 2):
                file.seek(start)
                found.append(file.read(PIECE_BYTES))
            return tuple(found)


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Turn what the system says while a file is read (a drive that goes away) into an InputError."""
    try:
        yield
    except OSError as error:
        sentence = tr("The file “{name}” cannot be read. Check that it exists and may be opened.")
        raise InputError(sentence.format(name=name), str(error)) from error
