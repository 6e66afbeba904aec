# SPDX-License-Identifier: GPL-2.0-or-later
"""What rooms offer to each other; made when it is first asked for, so that nothing is read at the start of QGIS."""

from __future__ import annotations

from typing import Any, Callable, Dict


class SharedObjects(Dict[str, Any]):
    """A dictionary in which a name may stand for something not made yet.

    Ask in the main thread first: what is made may be a QObject.

    >>> shared = SharedObjects()
    >>> shared.offer("answer", lambda: 42)
    >>> "answer" in shared, shared.get("answer"), shared.get("question", "?")
    (True, 42, '?')
    """

    def __init__(self) -> None:
        super().__init__()
        self._makers: Dict[str, Callable[[], Any]] = {}

    def offer(self, name: str, make: Callable[[], Any]) -> None:
        """Make `name` by `make` when it is first asked for."""
        self._makers[name] = make

    def __missing__(self, name: str) -> Any:
        make = self._makers.pop(name, None)
        if make is None:
            raise KeyError(name)
        self[name] = make()
        return self[name]

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._makers

    def get(self, name: str, default: Any = None) -> Any:
        """Return what `name` stands for; `default` where nobody offers it."""
        return self[name] if name in self else default  # noqa: SIM401 - this is `get`
