# SPDX-License-Identifier: GPL-2.0-or-later
"""A municipality's list comes into the register: matched, checked, reported, taken over, and taken back."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp
from typing import Iterator

from play_driver import Condition, Stage
from play_gestures import LEFT, window
from qgis.PyQt.QtTest import QTest

HERNE = """\
Smart-City-Projekte der Stadt Herne;;;;;;;;;
Projekttitel;Kurzbeschreibung;Handlungsfeld;Status;Laufzeit;Träger;Gemeinde;Gesamtkosten;Rechtswert;Hochwert
Kühle Straßen;Messnetz für heiße Tage;Energie und Umwelt;in Umsetzung;Januar bis Juni 2026;Stadt Herne;Herne;\
1.250.000,50 €;373500;5711000
Mitmach-Portal;Beteiligung im Netz;Zusammenleben und Mitmachen;Geplant;2027;Stadt Herne;05916000;;;
Digitallinie 302;Haltestellen erzählen Stadtgeschichten;;;;;Gelsenkirchen;;;
Rohrpost;Ohne Ort und Thema;Raketen;Geplant;31.02.2026;Stadt Herne;Atlantis;;;
"""


def play_import(stage: Stage) -> Iterator[Condition]:
    """Import a list by the window, look at each step, and take it back by one click."""
    room = stage.room("projects")
    yield stage.idle
    before = {one.title for one in room.register.store.list_projects()}
    folder = Path(mkdtemp(prefix="ruhr-demo-"))
    path = folder / "herne.csv"
    path.write_text(HERNE, encoding="cp1252")
    room.imports.open(path)
    yield lambda: stage.idle() and window("RuhrImportProjects") is not None
    dialog = window("RuhrImportProjects")
    yield dialog.check.isEnabled
    stage.picture("3_import_columns")
    QTest.mouseClick(dialog.check, LEFT)
    yield lambda: stage.idle() and dialog.take.isVisible()
    dialog.preview.table.selectRow(2)
    yield lambda: dialog.preview.detail.topLevelItemCount() == 1
    stage.picture("3_import_preview")
    dialog.preview.table.selectRow(3)
    stage.picture("3_import_findings")
    QTest.mouseClick(dialog.take, LEFT)
    yield lambda: stage.idle() and "herne.csv" in room.banner.text
    stage.picture("3_import_done")
    came = {one.title for one in room.register.store.list_projects()} - before
    QTest.mouseClick(stage.child(room.banner, "state_action_0"), LEFT)
    yield lambda: stage.idle() and "herne.csv" not in room.banner.text
    left = {one.title for one in room.register.store.list_projects()} - before
    stage.counted(2, len(came) - len(left), "new projects imported and taken back")
