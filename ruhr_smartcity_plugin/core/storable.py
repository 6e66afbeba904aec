# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts as files and databases take them."""

from __future__ import annotations


def storable(text: str) -> str:
    r"""Return a text as it can be stored: JSON lets half characters through ("\ud800") that are no text.

    >>> storable("k\ud800")
    'k?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
