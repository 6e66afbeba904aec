# SPDX-License-Identifier: GPL-2.0-or-later
"""A ledger of undo callables: whoever registers something pushes how to take it back."""

from __future__ import annotations

from typing import Callable, List

Undo = Callable[[], None]


class Ledger:
    """Undo callables, run once in reverse order; one that fails is told to `on_error`, and the others still run."""

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self._undos: List[Undo] = []
        self._on_error = on_error

    def push(self, undo: Undo) -> None:
        """Remember how to take back what was just registered."""
        self._undos.append(undo)

    def unwind(self) -> None:
        """Take everything back, last first. Safe to call twice."""
        while self._undos:
            undo = self._undos.pop()
            try:
                undo()
            except Exception as error:  # noqa: BLE001 (border: unloading must reach the first entry)
                self._on_error(error)

    def __len__(self) -> int:
        return len(self._undos)
