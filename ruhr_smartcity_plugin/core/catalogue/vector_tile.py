# SPDX-License-Identifier: GPL-2.0-or-later
"""Is it a vector tile? Its frame is walked through (Mapbox Vector Tile 2.1, 4.1; Protocol Buffers' wire format)."""

from __future__ import annotations

from typing import Tuple

_LAYER_FIELD = 3
_LENGTH_DELIMITED = 2
_LONGEST_NUMBER = 10


def is_vector_tile(body: bytes) -> bool:
    """Answer whether the bytes are nothing but whole layers of a vector tile; no bytes are a tile without any.

    >>> is_vector_tile(bytes([0x1A, 2, 0x78, 2])), is_vector_tile(bytes([0x1A, 9, 0x78, 2])), is_vector_tile(b"<html>")
    (True, False, False)
    """
    place = 0
    while place < len(body):
        tag, place = _number(body, place)
        if tag != _LAYER_FIELD << 3 | _LENGTH_DELIMITED:
            return False
        length, place = _number(body, place)
        if length < 0 or place + length > len(body):
            return False
        place += length
    return True


def _number(body: bytes, place: int) -> Tuple[int, int]:
    """Read a number of seven bits per byte; -1 where it does not end."""
    value = 0
    for count, byte in enumerate(body[place : place + _LONGEST_NUMBER]):
        value |= (byte & 0x7F) << 7 * count
        if not byte & 0x80:
            return value, place + count + 1
    return -1, len(body)
