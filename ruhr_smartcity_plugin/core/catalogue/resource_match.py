# SPDX-License-Identifier: GPL-2.0-or-later
"""The same resource in a data set that was fetched anew: addresses and keys change, what it is does not."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Sequence

from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.region.municipalities import fold_text

_LONG_AGO = datetime(1970, 1, 1, tzinfo=timezone.utc)


def find_again(old: Distribution, candidates: Sequence[Distribution]) -> Distribution | None:
    """Return the resource among `candidates` that is `old` today; None if none can be taken for it.

    Portals give a new key when a file is exchanged, and new addresses on every move. So: same kind and same title,
    the newest of several; else the same key; else the only one of the kind. Without an address it is of no use.
    """
    usable = [one for one in candidates if one.url and not one.problem]
    same_kind = [one for one in usable if one.kind is old.kind]
    named = [one for one in same_kind if fold_text(one.title) == fold_text(old.title)]
    if named:
        return max(named, key=_age)
    keyed = [one for one in usable if old.key and one.key == old.key]
    if keyed:
        return keyed[0]
    return same_kind[0] if len(same_kind) == 1 else None


def _age(one: Distribution) -> datetime:
    when = one.modified or _LONG_AGO
    return when if when.tzinfo else when.replace(tzinfo=timezone.utc)
