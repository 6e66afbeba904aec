# SPDX-License-Identifier: GPL-2.0-or-later
"""The window for synonyms: the user's own groups, one per line, and the shipped ones, which can be switched off."""

from __future__ import annotations

import re
from typing import Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.catalogue.indexing import SYNONYMS_FILE
from ruhr_smartcity_plugin.core.catalogue.synonyms import (
    Groups,
    OwnSynonyms,
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
    """Changes the user's own groups, and says which of the shipped ones count."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("synonyms_dialog")
        self.setWindowTitle(tr("Synonyms"))
        self._bench = workbench
        self._path = workbench.catalogue_dir() / SYNONYMS_FILE
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.own = QPlainTextEdit(self)
        self.own.setTabChangesFocus(True)
        self.own.setPlaceholderText(tr("e.g. {example}").format(example="Halde, Bergehalde, Abraumhalde"))
        self._add("own_synonyms", tr("&Own groups: one per line, words separated by commas"), self.own)
        self.shipped = QListWidget(self)
        self.shipped.setWordWrap(True)
        self._add("shipped_synonyms", tr("Groups of the &plugin: those without a tick do not count"), self.shipped)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Save | standard.Cancel | standard.Help, self)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: workbench.open_help("catalogue"))
        layout.addWidget(self.buttons)
        self.resize(self.fontMetrics().horizontalAdvance("x") * 70, self.fontMetrics().lineSpacing() * 24)
        self._load()

    def _add(self, name: str, title: str, field: QWidget) -> None:
        label = QLabel(title, self)
        label.setWordWrap(True)
        field.setObjectName(name)
        field.setAccessibleName(title.replace("&", ""))
        label.setBuddy(field)
        self.layout().addWidget(label)
        self.layout().addWidget(field, 1)

    def _load(self) -> None:
        kept = OwnSynonyms()
        try:
            kept = load_own_synonyms(self._path)
        except RuhrError as error:
            # The file stays as it is until the user corrects it by hand or deletes it.
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))
            self.own.setEnabled(False)
            self.shipped.setEnabled(False)
        self.own.setPlainText(text_of(kept.groups))
        for group in shipped_synonyms().groups:
            item = QListWidgetItem(", ".join(group), self.shipped)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if group[0] in kept.without else Qt.CheckState.Checked)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(self.own.isEnabled())

    def _switched_off(self) -> Tuple[str, ...]:
        """Return the first words of the shipped groups without a tick."""
        states = [self.shipped.item(row).checkState() for row in range(self.shipped.count())]
        groups = zip(shipped_synonyms().groups, states)
        return tuple(group[0] for group, state in groups if state != Qt.CheckState.Checked)

    def _save(self) -> None:
        groups = groups_of(self.own.toPlainText())
        lonely: Tuple[str, ...] = tuple(group[0] for group in groups if len(group) == 1)
        if lonely:
            text = tr("“{word}” stands alone in its line. A group has at least two words, separated by commas.")
            self.banner.show_failed(text.format(word=lonely[0]))
            return
        try:
            kept = save_own_synonyms(self._path, groups, self._switched_off())
        except RuhrError as error:
            self.banner.show_failed(self._bench.messages.fail(error, is_shown=True))
            return
        finder = self._bench.shared.get("finder")
        if hasattr(finder, "synonyms"):
            finder.synonyms = kept.with_shipped()  # at once, not after the next start
        self.accept()
