# SPDX-License-Identifier: GPL-2.0-or-later
"""Processing's own dialogs, opened beside the main window and closed with the room."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.PyQt.QtWidgets import QDialog

from ruhr_smartcity_plugin.core.errors import DependencyMissingError
from ruhr_smartcity_plugin.translation import tr


class AlgorithmDialogs:
    """Keeps the open dialogs alive; they are not modal, so the map stays usable."""

    def __init__(self) -> None:
        self._open: List[QDialog] = []

    def open(self, algorithm_id: str, parameters: Dict[str, Any]) -> QDialog:
        """Show the dialog of an algorithm with some parameters filled in.

        Raises
        ------
        DependencyMissingError
            If QGIS's plugin Processing is switched off.
        """
        try:
            import processing
        except ImportError as error:
            raise DependencyMissingError(_processing_sentence(), str(error)) from error
        dialog = processing.createAlgorithmDialog(algorithm_id, parameters)
        if dialog is None:
            raise DependencyMissingError(_processing_sentence(), f"{algorithm_id} is not registered")
        self._open.append(dialog)
        # Processing's dialog hides the signal `finished` behind a method of that name, and deletes itself when closed.
        dialog.rejected.connect(lambda: self._forget(dialog))
        dialog.destroyed.connect(lambda: self._forget(dialog))
        dialog.show()
        return dialog

    def close_all(self) -> None:
        """Close all dialogs; one that is computing is asked to stop by Processing itself."""
        for dialog in list(self._open):
            dialog.close()
        self._open.clear()

    def __len__(self) -> int:
        return len(self._open)

    def _forget(self, dialog: QDialog) -> None:
        if dialog in self._open:
            self._open.remove(dialog)


def _processing_sentence() -> str:
    return tr(
        "QGIS's plugin “Processing” is switched off, and analyses run in it. "
        "Switch it on under Plugins → Manage and Install Plugins."
    )
