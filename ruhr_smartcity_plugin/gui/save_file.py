# SPDX-License-Identifier: GPL-2.0-or-later
"""Where shall a file be written? With the question before a file that is there is replaced."""

from __future__ import annotations

import re
from pathlib import Path
from typing import List

from qgis.PyQt.QtWidgets import QDialog, QFileDialog, QWidget

from ruhr_smartcity_plugin.gui.questions import confirm
from ruhr_smartcity_plugin.translation import tr


def ask_where_to_save(parent: QWidget | None, title: str, name: str, filters: str) -> Path | None:
    """Return the file the user chooses, always with an ending of `filters`; None if the user leaves.

    `filters` are Qt's: "Text (*.txt);;Table (*.csv)". The ending is given to the window, so that it asks about the
    file that will be written, "list.csv" and not "list"; where it does not, as for "list 1.2", it is asked here.
    """
    endings = _endings(filters)
    dialog = QFileDialog(parent, title, "", filters)
    dialog.setObjectName("RuhrSaveFile")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(endings[0])
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_endings(chosen)[0]))
    dialog.selectFile(name)
    try:
        while dialog.exec() == QDialog.DialogCode.Accepted:
            path = Path(dialog.selectedFiles()[0])
            if path.suffix.lower().lstrip(".") in endings:
                return path
            target = path.with_name(f"{path.name}.{_endings(dialog.selectedNameFilter())[0]}")
            question = tr("“{name}” exists already. Replace it?").format(name=target.name)
            if not target.exists() or confirm(parent, title, question, tr("Replace")):
                return target
        return None
    finally:
        dialog.deleteLater()


def _endings(filters: str) -> List[str]:
    return re.findall(r"\*\.(\w+)", filters)
