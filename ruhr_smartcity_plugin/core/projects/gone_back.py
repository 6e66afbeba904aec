# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a register went back to a backup of it since a copy was brought together with it.

Versions alone do not tell: after going back they are counted once more. What was done when does, for no two changes of
a record are made in the same millisecond.
"""

from __future__ import annotations

from typing import Dict, FrozenSet, Protocol, Sequence, Tuple, runtime_checkable


@runtime_checkable
class DatedStore(Protocol):
    """A store that knows when each version was made; one behind a web service may not."""

    def moments(self) -> Dict[str, str]:
        """Return when each project was changed last (UTC, ISO 8601)."""

    def moments_of_versions(self, uuids: Sequence[str]) -> Dict[Tuple[str, int], FrozenSet[str]]:
        """Return by id and version when a version was made, as far as the history tells."""


class GoneBack:
    """Asks the other side."""

    def __init__(self, remote: object) -> None:
        self._remote = remote if isinstance(remote, DatedStore) else None
        self._now: Dict[str, str] | None = None
        self._told: Dict[Tuple[str, int], FrozenSet[str]] = {}

    def is_another(self, uuid: str, moment: str) -> bool:
        """Answer whether a record is not what it was at that moment, though its version may be the same."""
        if self._now is None:
            self._now = self._remote.moments() if self._remote is not None else {}
        return bool(moment and self._now.get(uuid)) and self._now[uuid] != moment

    def ask(self, uuids: Sequence[str]) -> None:
        """Read when the versions of some records were made, for `lost`."""
        self._told = self._remote.moments_of_versions(uuids) if self._remote is not None and uuids else {}

    def lost(self, uuid: str, known: Tuple[int, str], now: Tuple[int, str]) -> bool:
        """Answer whether the version that was known, with its moment, is none that led to the one there now."""
        if now[0] <= known[0]:
            return now[0] < known[0] or (bool(known[1] and now[1]) and known[1] != now[1])
        told = self._told.get((uuid, known[0]))
        return bool(known[1] and told) and known[1] not in told
