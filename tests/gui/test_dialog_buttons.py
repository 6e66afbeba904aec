# SPDX-License-Identifier: GPL-2.0-or-later
"""No dialog of the plugin shows Qt's English buttons where Qt's translation is missing."""

from __future__ import annotations

import re

import pytest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from ruhr_smartcity_plugin.adapters.translator import install_translator
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from scripts import translations
from scripts.stage import PACKAGE, ROOT


@pytest.fixture
def german(qgis_app):
    translations.release()
    undo = install_translator("de")
    yield
    undo()


def test_the_standard_buttons_are_named_in_the_users_language(german, qtbot):
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Save | kinds.Cancel | kinds.Close | kinds.Help)
    qtbot.addWidget(box)
    name_buttons(box)
    named = [box.button(kind).text() for kind in (kinds.Ok, kinds.Save, kinds.Cancel, kinds.Close, kinds.Help)]
    assert named == ["OK", "Speichern", "Abbrechen", "Schließen", "Hilfe"]


def test_each_file_that_makes_standard_buttons_names_them():
    makers = [path for path in (ROOT / PACKAGE / "gui").rglob("*.py")
              if re.search(r"QDialogButtonBox\((?!parent|self\))", path.read_text(encoding="utf-8"))]
    assert makers
    assert not [path.name for path in makers if "name_buttons(" not in path.read_text(encoding="utf-8")]
