# SPDX-License-Identifier: GPL-2.0-or-later
"""German is complete, up to date with the sources, and reaches the user."""

from __future__ import annotations

import ast
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from ruhr_smartcity_plugin.translation import tr, use_translator
from scripts import translations
from tests.packaging import sources

TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en"><context><name>@default</name>{messages}</context></TS>
"""


def ts_file(folder: Path, messages: str) -> Path:
    path = folder / "ruhr_smartcity_plugin_de.ts"
    path.write_text(TS.format(messages=messages), encoding="utf-8")
    return path


def test_every_german_text_is_finished():
    found = translations.findings()
    assert not found, f"{len(found)} German texts are not ready, make i18n lists them"


def test_the_translation_file_is_up_to_date_with_the_sources(tmp_path):
    copy = tmp_path / translations.TS_FILE.name
    shutil.copyfile(translations.TS_FILE, copy)
    translations.update(copy)
    assert copy.read_text("utf-8") == translations.TS_FILE.read_text("utf-8"), "run make i18n"


def test_pylupdate_sees_every_text_in_the_code(tmp_path):
    """pylupdate5 parses Python by hand; what it misses would stay English unnoticed."""
    extracted = tmp_path / translations.TS_FILE.name
    translations.update(extracted)
    known = {message.findtext("source") for message in ElementTree.parse(extracted).getroot().iter("message")}
    missed = []
    for path in sources.shipped():
        for call in sources.calls(path, "tr"):
            if call.args and isinstance(call.args[0], ast.Constant) and call.args[0].value not in known:
                missed.append(f"{sources.place(path, call)}: {call.args[0].value!r}")
    assert not missed


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ('<message><source>A</source><translation type="unfinished"/></message>', "unfinished"),
        ("<message><source>A</source><translation></translation></message>", "empty"),
        ("<message><source>A {b}</source><translation>A {c}</translation></message>", "other placeholders"),
        ("<message><source>A {b:.1f}</source><translation>A {b}</translation></message>", "other placeholders"),
        (
            '<message numerus="yes"><source>%n A</source><translation><numerusform>%n B</numerusform></translation>'
            "</message>",
            "two plural forms",
        ),
        (
            '<message numerus="yes"><source>%n A</source><translation><numerusform>ein B</numerusform>'
            "<numerusform>%n Bs</numerusform></translation></message>",
            "other placeholders",
        ),
    ],
)
def test_what_cannot_ship_is_named(tmp_path, message, reason):
    (found,) = translations.findings(ts_file(tmp_path, message))
    assert reason in found


def test_updating_keeps_translations_and_drops_texts_that_are_gone(tmp_path):
    path = tmp_path / translations.TS_FILE.name
    translations.update(path)
    root = ElementTree.parse(path).getroot()
    context = next(item for item in root.iter("context") if item.findtext("name") == "@default")
    plain = next(item for item in context.iter("message") if item.get("numerus") is None)
    plural = next(item for item in context.iter("message") if item.get("numerus") == "yes")
    plain_text, plural_text = plain.findtext("source"), plural.findtext("source")
    assert translations.fill({plain_text: "Grün – äöüß", plural_text: ["%n Stück", "%n Stücke"]}, path) >= 2
    content = path.read_text("utf-8").replace(
        "<context>", "<context><name>@default</name><message><source>gone</source><translation>weg</translation>"
        "</message></context><context>", 1,
    )  # fmt: skip
    path.write_text(content, encoding="utf-8")
    translations.update(path)
    after = path.read_text("utf-8")
    assert "Grün – äöüß" in after
    assert "%n Stücke" in after
    assert "weg" not in after
    translations.update(path)
    assert path.read_text("utf-8") == after


def test_german_reaches_the_user_with_umlauts_and_plurals(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    (tmp_path / "i18n").mkdir()
    ts_file(
        tmp_path / "i18n",
        "<message><source>Save “{name}” …</source><translation>„{name}“ für später sichern …</translation></message>"
        '<message numerus="yes"><source>%n project(s)</source><translation><numerusform>%n Projekt</numerusform>'
        "<numerusform>%n Projekte</numerusform></translation></message>"
        '<message><source>Open</source><translation type="unfinished">Halb</translation></message>',
    )
    translations.release(tmp_path / "out")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "out" / "ruhr_smartcity_plugin_de.qm"))
    QCoreApplication.installTranslator(translator)
    undo = use_translator(lambda text, note, n: QCoreApplication.translate("@default", text, note or None, n))
    try:
        assert tr("Save “{name}” …").format(name="Höfe") == "„Höfe“ für später sichern …"
        assert [tr("%n project(s)", "", n) for n in (0, 1, 3)] == ["0 Projekte", "1 Projekt", "3 Projekte"]
        assert tr("Open") == "Open"
    finally:
        undo()
        QCoreApplication.removeTranslator(translator)
