# SPDX-License-Identifier: GPL-2.0-or-later
"""The data set that was there and is no more."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr


def no_such_dataset(portal: str, key: str, detail: str = "") -> HttpStatusError:
    """Return the error for a data set a portal does not (or no longer) list; its status is 404."""
    sentence = tr("“{portal}” no longer lists the data set “{dataset}”. It may have been renamed: search for it again.")
    words = {"portal": quotable(portal, 80), "dataset": quotable(key, 120)}
    return HttpStatusError(sentence.format(**words), detail or f"no data set {quotable(key)}", status=404)


def is_absence(error: HttpStatusError) -> bool:
    """Answer whether a status says that something is not (or no longer) there."""
    return error.status in (404, 410)


@contextmanager
def portal_must_be_there() -> Iterator[None]:
    """Turn "not there" about the whole portal into an error without status: it says nothing about a data set."""
    try:
        yield
    except HttpStatusError as error:
        if not is_absence(error):
            raise
        raise NetworkError(error.sentence, error.detail) from error
