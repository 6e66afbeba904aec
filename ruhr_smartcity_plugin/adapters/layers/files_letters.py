# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoJSON is UTF-8 (RFC 7946), but some offices write it otherwise: read as what it is, from a copy in UTF-8."""

from __future__ import annotations

import codecs
import os
import uuid
from pathlib import Path
from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.encoding import encoding_name, judge_encoding, open_lines
from ruhr_smartcity_plugin.core.errors import StoreFullError
from ruhr_smartcity_plugin.translation import tr

_CHUNK = 1024 * 1024
_FOLDER = "utf8"


def in_utf_8(path: Path) -> Tuple[Path, str]:
    """Return where a text file stands in UTF-8, and the name of the encoding it had; "" if it is UTF-8 itself.

    Raises
    ------
    StoreFullError
        The copy cannot be written.
    """
    piece = _first_other(path)
    if not piece:
        return path, ""
    encoding = judge_encoding([piece]).value
    copy = path.parent / _FOLDER / path.name
    if not copy.is_file():
        passing = copy.with_name(f".{uuid.uuid4().hex[:8]}")
        try:
            copy.parent.mkdir(exist_ok=True)
            with path.open("rb") as source, passing.open("w", encoding="utf-8", newline="") as target:
                target.writelines(open_lines(source, encoding))
            os.replace(passing, copy)
        except OSError as error:
            sentence = tr("There is no room left in the cache folder. Free some space and try again.")
            raise StoreFullError(sentence, f"{copy}: {error}") from error
        finally:
            passing.unlink(missing_ok=True)
    # Where most letters are UTF-8, the others are read as Windows-1252.
    return copy, encoding_name("cp1252" if encoding == "utf-8" else encoding)


def _first_other(path: Path) -> bytes:
    """Return the first piece of a file that is not UTF-8; b"" if there is none."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                return before[-4:] + chunk  # a letter may be cut by the border
            if not chunk:
                return b""
            before = chunk
