# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's answer to the window that asks where to save."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog


def save_as(monkeypatch, path: Path | None, kind: str = "") -> None:
    """Let the window that asks where to save answer `path`, typed with the filter `kind`; None leaves it.

    The folder exists: the window offers no other.
    """
    assert path is None or path.parent.is_dir()

    def answer(dialog: QFileDialog) -> int:
        if path is None:
            return 0
        if kind:
            dialog.selectNameFilter(kind)
            dialog.filterSelected.emit(kind)
        dialog.setDirectory(str(path.parent))
        dialog.selectFile(path.name)
        return 1

    monkeypatch.setattr(QFileDialog, "exec", answer)
