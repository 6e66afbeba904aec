# SPDX-License-Identifier: GPL-2.0-or-later
"""The same resource in a data set that was fetched anew: addresses and keys change, what it is does not."""

from __future__ import annotations

from dataclasses import replace
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
    usable = _usable(old, candidates)
    same_kind = [one for one in usable if one.kind is old.kind]
    found = _named_or_keyed(old, usable)
    return same_kind[0] if found is None and len(same_kind) == 1 else found


def find_today(old: Distribution, candidates: Sequence[Distribution]) -> Distribution | None:
    """Return what `old` is in the data set of today: where its address is still listed, that; else see `find_again`.

    What still has the address, or else the key, is not passed over for a newer one of the same title: the user may
    have chosen the older one of two. The only one of the kind is not taken: the known address may still answer, and
    the user chose something else.
    """
    usable = _usable(old, candidates)
    same_kind = [one for one in usable if one.kind is old.kind]
    placed = [one for one in same_kind if one.url == old.url]
    keyed = [one for one in placed or same_kind if old.key and one.key == old.key]
    named = [one for one in placed or keyed if fold_text(one.title) == fold_text(old.title)]
    found = [*(one for one in keyed if one in named), *named, *placed]
    return found[0] if found else _named_or_keyed(old, usable)


def _named_or_keyed(old: Distribution, usable: Sequence[Distribution]) -> Distribution | None:
    title = fold_text(old.title)
    named = [one for one in usable if one.kind is old.kind and fold_text(one.title) == title]
    keyed = [one for one in usable if old.key and one.key == old.key]
    return max(named, key=_age) if named else keyed[0] if keyed else None


def _usable(old: Distribution, candidates: Sequence[Distribution]) -> Sequence[Distribution]:
    return [one for one in _as_known(old, candidates) if one.url and not one.problem]


def _as_known(old: Distribution, candidates: Sequence[Distribution]) -> Sequence[Distribution]:
    """Give the resource its known kinds where its first bytes told them and the catalogue still does not."""
    return [
        replace(one, kinds=old.kinds) if one.is_unclear and (one.url == old.url or one.key == old.key) else one
        for one in candidates
    ]


def _age(one: Distribution) -> datetime:
    when = one.modified or _LONG_AGO
    return when if when.tzinfo else when.replace(tzinfo=timezone.utc)
