# SPDX-License-Identifier: GPL-2.0-or-later
"""What `test_kill_9` kills. Runs without a QGIS window; each job tells what it was told is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from ruhr_smartcity_plugin.adapters.projects.backup import back_up_once_a_day, latest_intact, restore
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
from ruhr_smartcity_plugin.adapters.projects.import_work import save_import
from ruhr_smartcity_plugin.adapters.projects.repair import repair
from ruhr_smartcity_plugin.core.projects.importing import Fate, Planned
from tests.adapters.projects.bundles import simple


def save(told, path, uuid):
    store = open_store(Path(path))
    bundle = store.get(uuid)
    while True:
        number = bundle.project.version
        sites = tuple(replace(one, label=str(number)) for one in bundle.sites)
        project = replace(bundle.project, title=str(number), description=str(number) * 3000)
        bundle = store.save(replace(bundle, project=project, sites=sites), number, "killed")
        told(f"version {bundle.project.version}")


def import_projects(told, path, mark, count):
    rows = tuple(Planned(number, Fate.NEW, simple(f"{mark} {number:03}")) for number in range(int(count)))
    save_import(open_store(Path(path)), rows, "killed", "liste.csv")
    told("imported")


def upgrade(told, path):
    open_store(Path(path))
    told("upgraded")


def back_up(told, path, day):
    back_up_once_a_day(Path(path), date.fromisoformat(day))
    told("backed up")


def bring_back(told, path):
    restore(Path(path), latest_intact(Path(path)).path)
    told("restored")


def mend(told, path):
    repair(Path(path))
    told("repaired")
