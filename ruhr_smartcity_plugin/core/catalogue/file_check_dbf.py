# SPDX-License-Identifier: GPL-2.0-or-later
"""The letters in a shapefile's table: what encoding they are really in, whatever the .cpg beside it says."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Iterator, List, Tuple

# Letters German data are full of, and what only a wrong reading makes of them.
_GERMAN = frozenset("äöüÄÖÜßéèêëçô")
_DOS = "cp850"
_ANSI = "cp1252"
_UTF8 = "UTF-8"
# How letters of Latin script (ä, ß, ł, …) and the signs of text („, –, €) begin in UTF-8.
_LATIN_STARTS = frozenset((0xC2, 0xC3, 0xC4, 0xC5, 0xE2))


@dataclass(frozen=True)
class TableEncoding:
    """How to read the table: `encoding` as GDAL names it, and how many of its rows needed the other one.

    With `mixed_rows` the table must be rewritten by `to_one_encoding` first.
    """

    encoding: str
    mixed_rows: int = 0


def judge_encoding(table: bytes) -> TableEncoding:
    """Return the encoding of a dBASE table (the whole .dbf).

    All rows valid as UTF-8: that. None with letters of UTF-8: Windows-1252 or, if its umlauts come out better, the old
    DOS page 850. Rows of both: mixed, as a city's file had it whose .cpg said UTF-8 while 400 rows were Windows-1252.
    """
    plain, utf8, other = 0, 0, []
    for row in _text_rows(table):
        if row.isascii():
            plain += 1
        elif _is_utf8(row):
            utf8 += 1
        else:
            other.append(row)
    if not other:
        return TableEncoding(_UTF8)
    if utf8:
        return TableEncoding(_ANSI, len(other) if len(other) < utf8 else utf8)
    return TableEncoding("CP850" if _score(other, _DOS) > _score(other, _ANSI) else "CP1252")


def to_one_encoding(table: bytes) -> Tuple[bytes, int]:
    """Return a mixed table with its rows of UTF-8 rewritten to Windows-1252, and how many letters became "?".

    Letters only ever get shorter that way, so that every value still fits its column. What Windows-1252 does not have
    is lost, as is half a letter at the end of a column.
    """
    out, lost = bytearray(table), 0
    for start, length in _text_places(table):
        value = bytes(out[start : start + length])
        if value.isascii() or not _is_utf8(value):
            continue
        whole, cut = _without_cut(value)
        text = whole.decode("utf-8")
        shorter = text.encode(_ANSI, errors="replace") + b"?" * bool(cut)
        lost += shorter.count(b"?") - text.count("?")
        out[start : start + length] = shorter.ljust(length)
    return bytes(out), lost


def _is_utf8(value: bytes) -> bool:
    """Answer whether a column's whole value is UTF-8; where it fills the column, its last letter may be cut.

    Every value of Windows-1252 that ends with "ß" or "é" looks cut, too. So the rest must hold another letter of
    UTF-8, or what is left of the letter must be the start of one that German data have.
    """
    whole, cut = _without_cut(value)
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not cut or not whole.isascii() or cut[0] in _LATIN_STARTS


def _without_cut(value: bytes) -> Tuple[bytes, bytes]:
    """Return the text of a column without its padding, and apart what its end cut off of a letter of UTF-8."""
    text = value.rstrip(b" \0")
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(text) == len(value) and error.reason == "unexpected end of data":
            return text[: error.start], text[error.start :]
    return text, b""


def _score(values: List[bytes], encoding: str) -> int:
    text = "".join(value.decode(encoding, errors="replace") for value in values)
    return sum(letter in _GERMAN for letter in text if not letter.isascii())


def _text_rows(table: bytes) -> Iterator[bytes]:
    head, size, columns = _layout(table)
    for start in range(head, len(table) - size + 1, size):
        row = table[start : start + size]
        if not row.isascii():  # most rows are plain; the others are looked at value by value
            for offset, length in columns:
                yield row[offset : offset + length]
        else:
            yield b""


def _text_places(table: bytes) -> Iterator[Tuple[int, int]]:
    head, size, columns = _layout(table)
    for start in range(head, len(table) - size + 1, size):
        if not table[start : start + size].isascii():
            for offset, length in columns:
                yield start + offset, length


def _layout(table: bytes) -> Tuple[int, int, Tuple[Tuple[int, int], ...]]:
    """Return length of the head, of a row, and place and length of the text columns; an empty table has none."""
    if len(table) < 33:
        return len(table), 1, ()
    head, size = struct.unpack_from("<HH", table, 8)
    columns, offset, place = [], 1, 32
    while place + 32 <= head and place + 32 <= len(table) and table[place] != 0x0D:
        kind, length = chr(table[place + 11]), table[place + 16]
        if kind == "C":
            columns.append((offset, length + 256 * table[place + 17]))
            offset += length + 256 * table[place + 17]
        else:
            offset += length
        place += 32
    return head, max(size, 1), tuple(columns)
