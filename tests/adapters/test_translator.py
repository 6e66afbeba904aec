# SPDX-License-Identifier: GPL-2.0-or-later
"""The translator: a .qm file behind tr(), taken back without a trace."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication

from ruhr_smartcity_plugin import paths
from ruhr_smartcity_plugin.adapters.translator import install_translator, user_language
from ruhr_smartcity_plugin.translation import tr

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context><name>@default</name>
<message><source>Ready</source><translation>Bereit</translation></message>
<message numerus="yes"><source>%n task(s)</source><translation><numerusform>%n Vorgang</numerusform>
<numerusform>%n Vorgänge</numerusform></translation></message>
</context></TS>
"""


@pytest.fixture
def installed(tmp_path, monkeypatch, qgis_app) -> Path:
    """A plugin folder with a German .qm file made by the real lrelease."""
    lrelease = shutil.which("lrelease") or "/usr/lib/qt5/bin/lrelease"
    (tmp_path / "i18n").mkdir()
    source = tmp_path / "ruhr.ts"
    source.write_text(TS.replace("</numerusform>\n<numerusform>", "</numerusform><numerusform>"), encoding="utf-8")
    subprocess.run([lrelease, str(source), "-qm", str(tmp_path / "i18n" / "ruhr_smartcity_plugin_de.qm")], check=True,
                   capture_output=True, timeout=60)
    monkeypatch.setattr(paths, "PACKAGE_DIR", tmp_path)
    return tmp_path


def test_german_is_spoken_and_english_comes_back(installed):
    undo = install_translator("de")
    try:
        assert tr("Ready") == "Bereit"
        assert (tr("%n task(s)", "", 1), tr("%n task(s)", "", 2)) == ("1 Vorgang", "2 Vorgänge")
        assert tr("Not translated yet") == "Not translated yet"
    finally:
        undo()
    assert tr("Ready") == "Ready"
    assert QCoreApplication.translate("@default", "Ready") == "Ready"


@pytest.mark.parametrize("language", ["en", "fr", "c", ""])
def test_a_language_without_a_file_is_english(installed, language):
    undo = install_translator(language or "xx")
    try:
        assert tr("Ready") == "Ready"
        assert tr("%n task(s)", "", 2) == "2 tasks"
    finally:
        undo()


def test_twenty_rounds_leave_no_translator_behind(installed):
    for _round in range(20):
        install_translator("de")()
    assert tr("Ready") == "Ready"
    assert QCoreApplication.translate("@default", "Ready") == "Ready"


def test_the_users_language_has_two_letters(qgis_app):
    assert len(user_language()) <= 2
    assert user_language() == user_language().lower()
