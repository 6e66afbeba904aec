# SPDX-License-Identifier: GPL-2.0-or-later
"""A team's register in PostGIS, a local copy of it, and a real conflict that is decided in the dialog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator

from play_driver import Condition, Stage
from play_gestures import LEFT, window
from qgis.PyQt.QtTest import QTest

MINE = {"summary": "Zehn Haltestellen erzählen von ihrer Stadt; die Linie fährt weiter.", "status": "VERZ",
        "status_reason": "Lieferung der Bildschirme"}
OTHER = {"summary": "Zehn Haltestellen, sechzehn Bilder der Stadt von morgen.", "status": "BETR",
         "website": "https://www.bogestra.de"}


def play_team(stage: Stage) -> Iterator[Condition]:
    """Connect, copy, edit on both sides, synchronise, decide, and read what both sides hold."""
    from ruhr_smartcity_plugin.adapters.projects.any_store import create_any, open_any
    from ruhr_smartcity_plugin.adapters.projects.sample import SAMPLE_EDITOR, sample_bundles

    room = stage.room("projects")
    yield stage.idle
    sample, active = str(room.register.path), stage.iface.activeLayer()
    team = create_any(stage.config["team"])
    team.save_all([(one, 0) for one in sample_bundles()], SAMPLE_EDITOR, "")
    room.register.open_address(stage.config["team"])
    yield lambda: stage.idle() and room.register.key == team.key
    stage.picture("3_team")
    room.team.work.copy_to(Path(stage.config["out"]) / "Team – Kopie.gpkg")
    yield lambda: stage.idle() and room.register.copy is not None
    uuid = next(one.uuid for one in room.register.entries if "302" in one.title)
    _edit(room.register.store, uuid, "Anna Beispiel", MINE, 20.0)
    _edit(open_any(stage.config["team"]), uuid, "Stadt Gelsenkirchen", OTHER, -35.0)
    QTest.mouseClick(room.team.bar.synchronise, LEFT)
    yield lambda: stage.idle() and bool(room.register.copy.in_conflict)
    stage.picture("3_team_conflict")
    QTest.mouseClick(room.team.bar.conflicts, LEFT)
    yield lambda: stage.idle() and window("conflict_dialog") is not None
    dialog = window("conflict_dialog")
    QTest.mouseClick(dialog.all_mine, LEFT)
    stage.picture("3_conflict")
    QTest.mouseClick(dialog.next, LEFT)
    yield lambda: stage.idle() and not room.register.copy.in_conflict
    stage.picture("3_team_synchronised")
    here, there = room.register.store.get(uuid).project, team.get(uuid).project
    wanted = (MINE["summary"], MINE["status"], OTHER["website"])
    agreed = sum((one.summary, one.status, one.website) == wanted for one in (here, there))
    stage.counted(2, agreed, "registers hold what was decided")
    room.open_file(sample)
    yield lambda: stage.idle() and str(room.register.path) == sample
    stage.iface.setActiveLayer(active)


def _edit(store: Any, uuid: str, who: str, values: dict, north_m: float) -> None:
    found = store.get(uuid)
    sites = list(found.sites)
    index = next(number for number, one in enumerate(sites) if one.shape.value == "point" and one.coordinates)
    x, y = sites[index].coordinates
    sites[index] = replace(sites[index], coordinates=(x, y + north_m))
    changed = replace(found, project=replace(found.project, **values), sites=tuple(sites))
    store.save(changed, found.project.version, who)
