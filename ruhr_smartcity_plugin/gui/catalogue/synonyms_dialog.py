# SPDX-License-Identifier: GPL-2.0-or-later
"""The window for the user's own synonyms: one group per line, its words separated by commas."""

from __future__ import annotations

import re
from typing import Tuple

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.catalogue.indexing import SYNONYMS_FILE
from ruhr_smartcity_plugin.core.catalogue.synonyms import (
    Groups,
    load_own_synonyms,
    save_own_synonyms,
    shipped_synonyms,
)
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def groups_of(text: str) -> Groups:
    """Return the groups of a text with one group per line.

    >>> groups_of("Halde, Bergehalde\\n\\nKita; Hort")
    (('Halde', 'Bergehalde'), ('Kita', 'Hort'))
    """
    lines = (tuple(word.strip() for word in re.split(r"[,;]", line) if word.strip()) for line in text.splitlines())
    return tuple(words for words in lines if words)


def text_of(groups: Groups) -> str:
    """Return groups as one line each."""
    return "\n".join(", ".join(group) for group in groups)


class SynonymsDialog(QDialog):
    """Changes the user's own groups; the shipped ones are shown below and stay."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("synonyms_dialog")
        self.setWindowTitle(tr("Synonyms"))
        self._bench = workbench
        self._path = workbench.catalogue_dir() / SYNONYMS_FILE
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.own = self._field("own_synonyms", tr("&Own groups: one per line, words separated by commas"))
        self.own.setPlaceholderText(tr("e.g. {example}").format(example="Halde, Bergehalde, Abraumhalde"))
        self.shipped = self._field("shipped_synonyms", tr("Groups of the &plugin"))
        self.shipped.setReadOnly(True)
        self.shipped.setPlainText(text_of(shipped_synonyms().groups))
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel | standard.Help, self)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: workbench.open_help("catalogue"))
        layout.addWidget(self.buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 70, self.fontMetrics().lineSpacing() * 24)
        self._load()

    def _field(self, name: str, title: str) -> QPlainTextEdit:
        label, field = QLabel(title, self), QPlainTextEdit(self)
        label.setWordWrap(True)
        field.setObjectName(name)
        field.setAccessibleName(title.replace("&", ""))
        field.setTabChangesFocus(True)
        label.setBuddy(field)
        self.layout().addWidget(label)
        self.layout().addWidget(field, 1)
        return field

    def _load(self) -> None:
        try:
            self.own.setPlainText(text_of(load_own_synonyms(self._path)))
        except RuhrError as error:
            # The file stays as it is until the user corrects it by hand or deletes it.
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))
            self.own.setEnabled(False)
            self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(False)

    def _save(self) -> None:
        groups = groups_of(self.own.toPlainText())
        lonely: Tuple[str, ...] = tuple(group[0] for group in groups if len(group) == 1)
        if lonely:
            text = tr("“{word}” stands alone in its line. A group has at least two words, separated by commas.")
            self.banner.show_failed(text.format(word=lonely[0]))
            return
        try:
            kept = save_own_synonyms(self._path, groups)
        except RuhrError as error:
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))
            return
        finder = self._bench.shared.get("finder")
        if hasattr(finder, "synonyms"):
            finder.synonyms = shipped_synonyms().and_more(kept)  # at once, not after the next start
        self.accept()
