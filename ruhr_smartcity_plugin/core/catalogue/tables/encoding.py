# SPDX-License-Identifier: GPL-2.0-or-later
"""In which encoding was a table written, judged by whether its umlauts make sense; mixed files are read by character.

German offices send UTF-8 with and without mark, UTF-16 from Excel, cp1252 and ISO-8859-15 from older programs, and
files glued together from two of them.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO, Iterator, Sequence

from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.translation import tr

#: UTF-8 that a program took for Windows-1252 and wrote as UTF-8 again: "MÃ¼lheim".
TWICE = "utf-8-twice"
#: What the user can choose, in the order of the ladder.
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-15", "cp850", "mac_roman", TWICE)
_SINGLE_BYTE = ("cp1252", "iso-8859-15", "cp850", "mac_roman")
_NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE",
          "cp1252": "Windows-1252 (Latin-1)", "iso-8859-15": "ISO-8859-15 (Latin-9)", "cp850": "DOS (CP850)",
          "mac_roman": "Mac Roman", TWICE: "UTF-8 ×2"}
_ESCAPED = re.compile("[\udc80-\udcff]")
_DOUBLED = re.compile("Ã[¤¶¼Ÿ„–œ]|â‚¬")
_GERMAN = frozenset("äöüÄÖÜßéèêáàâçëïñóôúÉ€§°²³µ·–—„“”‚‘’…´`«»±×")
_LETTERS = frozenset("äöüßéèêáàâçëïñóôú")


def encoding_name(encoding: str) -> str:
    """Return the name people know an encoding by."""
    return _NAMES.get(encoding, encoding)


def judge_encoding(pieces: Sequence[bytes]) -> Judged[str]:
    """Return the encoding of a table of which head, middle and tail are given.

    "utf-8" also covers files with a mark at the start and those in which single lines are in Windows-1252.

    >>> judge_encoding(["Mülheim".encode("utf-8")]).value, judge_encoding(["Mülheim".encode("cp1252")]).value
    ('utf-8', 'cp1252')
    """
    head = pieces[0] if pieces else b""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Judged("utf-16", Sureness.CERTAIN, tr("The file says so at its start."))
    if head.startswith(codecs.BOM_UTF8):
        return Judged("utf-8", Sureness.CERTAIN, tr("The file says so at its start."))
    wide = _utf_16_without_mark(head)
    if wide:
        return Judged(wide, Sureness.LIKELY, tr("Every second byte is zero."))
    text = "\n".join(_whole_lines(one, index, len(pieces)) for index, one in enumerate(pieces))
    bad = len(_ESCAPED.findall(text))
    good = sum(1 for sign in text if sign > "\x7f") - bad
    if not bad:
        doubled = len(_DOUBLED.findall(text))
        if doubled and doubled * 2 >= good / 2:
            return Judged(TWICE, Sureness.LIKELY, tr("Umlauts were encoded twice, as “Ã¼” instead of “ü”."))
        if good:
            return Judged("utf-8", Sureness.CERTAIN, tr("All special characters are valid UTF-8."))
        # Between the pieces of a large file there may be some.
        sure = Sureness.CERTAIN if len(pieces) == 1 else Sureness.LIKELY
        return Judged("utf-8", sure, tr("There are no special characters."))
    if good >= bad / 20:  # other encodings hardly ever make valid UTF-8 by chance
        return Judged("utf-8", Sureness.LIKELY, tr("The encodings are mixed: %n character(s) of the part looked at are "
                                                   "not UTF-8 and are read as Windows-1252.", "", bad))
    return _judge_single_byte(b"\n".join(pieces))


def open_lines(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Return the lines of a file with their ends, whatever these are; nothing undecodable stops the reading.

    Bytes that are not valid in UTF-8 are read as Windows-1252, character by character.
    """
    is_utf_8 = encoding in ("utf-8", TWICE)
    name = "utf-8-sig" if is_utf_8 else _with_order(file, encoding)
    errors = "surrogateescape" if is_utf_8 else "replace"
    text = io.TextIOWrapper(file, encoding=name, errors=errors, newline="")
    try:
        if is_utf_8:
            mend = _undouble if encoding == TWICE else _repair
            for line in text:
                yield line if line.isascii() else mend(line)
        else:
            yield from text
    finally:
        if not file.closed:
            text.detach()  # the file belongs to whoever opened it


def _with_order(file: BinaryIO, encoding: str) -> str:
    """Pass over the mark of a UTF-16 file and return the encoding with the order of bytes it states."""
    if not encoding.startswith("utf-16"):
        return encoding
    start = file.tell()
    mark = file.read(2)
    if mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    file.seek(start)
    return "utf-16-le" if encoding == "utf-16" else encoding


def decode_piece(piece: bytes, encoding: str) -> str:
    """Return a piece of a file as text, read as `open_lines` does."""
    return "".join(open_lines(io.BytesIO(piece), encoding))


def _repair(line: str) -> str:
    return _ESCAPED.sub(lambda match: bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace"), line)


def _undouble(line: str) -> str:
    """Take back one encoding; a line that was encoded once only stays as it is."""
    try:
        return _repair(line).encode("cp1252").decode("utf-8")
    except UnicodeError:
        return _repair(line)


def _whole_lines(piece: bytes, index: int, count: int) -> str:
    """Decode without the cut lines at a piece's ends: a letter cut in two would look like another encoding."""
    if index > 0:
        piece = piece[piece.find(b"\n") + 1:]
    if index < count - 1:
        piece = piece[:piece.rfind(b"\n") + 1]
    return piece.decode("utf-8", "surrogateescape")


def _utf_16_without_mark(head: bytes) -> str:
    sample = head[:4096]
    if len(sample) < 8:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > half * 0.7 else ""


def _judge_single_byte(content: bytes) -> Judged[str]:
    """Return the one-byte encoding in which the special characters make the most sense in German."""
    special = re.findall(rb"[\x00-\x7f]?[\x80-\xff]+[\x00-\x7f]?", content)[:5000]
    scores = {name: sum(_plausibility(one.decode(name, "replace")) for one in special) for name in _SINGLE_BYTE}
    best = max(_SINGLE_BYTE, key=lambda name: scores[name])
    others = [scores[name] for name in _SINGLE_BYTE if name != best]
    # Where umlauts look alike in both, the choice changes nothing in this file.
    sure = Sureness.LIKELY if scores[best] > 0 and (best == "cp1252" or scores[best] > max(others)) \
        else Sureness.GUESSED
    return Judged(best, sure, tr("The file is not UTF-8; read as {encoding}, its umlauts make sense.").format(
        encoding=encoding_name(best)))


def _plausibility(text: str) -> int:
    score = 0
    for place, sign in enumerate(text):
        if sign <= "\x7f":
            continue
        if sign not in _GERMAN:
            score -= 2
            continue
        score += 1
        before = text[place - 1] if place else ""
        # "straáe": no letter of another language in the middle of a German word, and umlauts stand by letters.
        score += sign in "äöüß" and before.isalpha()
        score -= sign not in _LETTERS and sign not in "ÄÖÜÉ" and before.isalpha() and place + 1 < len(text) \
            and text[place + 1].isalpha()
    return score
