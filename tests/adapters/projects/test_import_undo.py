# SPDX-License-Identifier: GPL-2.0-or-later
"""An import is taken back as one, also in a later session."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from ruhr_smartcity_plugin.adapters.projects.import_files import read_import_file
from ruhr_smartcity_plugin.adapters.projects.import_undo import can_undo, list_imports, undo_import
from ruhr_smartcity_plugin.adapters.projects.import_work import plan_rows, save_import
from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgresSession
from ruhr_smartcity_plugin.adapters.projects.session import SqliteSession
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.import_batch import import_comment
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.merging import same_content
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectMunicipality, ProjectOrganisation
from tests.adapters.projects.bundles import full, simple, with_title


def bring(store, path, bundles, who="anna"):
    path.write_text(dump_projects(bundles), encoding="utf-8")
    rows = plan_rows(store, read_import_file(path), {}, SILENT)
    return save_import(store, rows, who, path.name)


@pytest.fixture
def imported(case, tmp_path):
    """A register with a full project that an import has changed in every part, and a new one beside it."""
    before = case.store.save(full(), 0, "bert")
    changed = replace(
        before, project=replace(before.project, summary="neu", review_state="PRF"), milestones=before.milestones[:1],
        internal=replace(before.internal, risk="neu"), further_fields=("SIC",),
        municipalities=(*before.municipalities, ProjectMunicipality("05116000")))
    count, mark = bring(case.store, tmp_path / "herne.json", [changed, simple("Neu")])
    assert count == 2
    return case, before, mark


def test_an_import_is_listed_and_taken_back_in_another_session(imported):
    case, before, mark = imported
    store = case.again()
    assert can_undo(store)
    assert not can_undo(object())
    (batch,) = list_imports(store)
    assert (batch.mark, batch.title, batch.who, batch.projects) == (mark, "Import of herne.json", "anna", 2)
    assert not same_content(store.get(before.project.uuid), before)
    assert undo_import(store, mark, "clara").count == 2
    after = store.get(before.project.uuid)
    assert same_content(after, before)
    assert after.project.version == 3
    assert [one.title for one in store.list_projects()] == [before.project.title]
    assert list_imports(store) == ()
    assert undo_import(store, mark, "clara").count == 0


def test_many_projects_are_saved_and_taken_back_without_asking_for_each(case, tmp_path, monkeypatch):
    asked = []
    for kind, name in product((SqliteSession, PostgresSession), ("run", "rows")):
        plain = getattr(kind, name)
        monkeypatch.setattr(kind, name, lambda *given, plain=plain: asked.append(given[1]) or plain(*given))
    _count, mark = bring(case.store, tmp_path / "viele.json", [simple(f"Nummer {one}") for one in range(80)])
    assert 0 < len(asked) < 160  # the tables are read before, for comparison, and after
    del asked[:]
    undo_import(case.store, mark, "anna")
    assert 0 < sum(one.startswith("SELECT") for one in asked) < 80  # each deletion is one UPDATE


def test_what_somebody_has_changed_since_is_left_and_named(imported):
    case, before, mark = imported
    now = case.store.get(before.project.uuid)
    case.store.save(with_title(now, "Von Bert"), now.project.version, "bert")
    result = undo_import(case.store, mark, "clara")
    assert (result.count, result.left) == (1, ("Von Bert",))
    assert case.store.get(before.project.uuid).project.title == "Von Bert"


def test_the_same_file_comes_in_again_after_it_was_taken_back(imported, tmp_path):
    case, before, mark = imported
    wanted = case.store.all_projects()
    undo_import(case.store, mark, "clara")
    _count, again = bring(case.store, tmp_path / "herne.json", wanted)
    assert {one.title for one in case.store.list_projects()} == {one.project.title for one in wanted}
    assert undo_import(case.store, again, "clara").count == 2
    assert same_content(case.store.get(before.project.uuid), before)
    assert len(case.store.list_projects()) == 1


# --- master data ---
def led_by(bundle, organisation):
    return replace(bundle, organisations=(organisation,), project=replace(
        bundle.project, lead_uuid=organisation.uuid))


def of(store, uuid):
    return next(one for one in store.masters() if one.uuid == uuid)


def test_what_projects_that_come_together_name_is_there_before_them(case, tmp_path):
    here, new = Organisation("Schon da"), Organisation("Neu")
    case.store.save_masters([MasterRecord("organisation", here)], "bert")
    first = replace(led_by(simple("Erstes"), here), contacts=(Contact(here.uuid, "Amt"),))
    second = replace(led_by(simple("Zweites"), new), partners=(ProjectOrganisation(new.uuid),))
    assert bring(case.store, tmp_path / "herne.json", [first, second])[0] == 2


def test_organisations_that_came_with_an_import_go_with_it_unless_something_else_uses_them(case, tmp_path):
    here, alone, used, kept = (Organisation(name) for name in ("Schon da", "Allein", "Benutzt", "Mit Kontakt"))
    case.store.save_masters([MasterRecord("organisation", here)], "bert")
    _count, mark = bring(case.store, tmp_path / "herne.json", [
        led_by(simple(one.name), one) for one in (here, alone, used, kept)])
    case.store.save(led_by(simple("Später"), used), 0, "bert")
    case.store.save_masters([MasterRecord("contact", Contact(kept.uuid, "Amt"))], "bert")
    undone = undo_import(case.store, mark, "clara")
    assert (undone.count, undone.masters, undone.left) == (4, 1, ())
    assert {one.record.name: one.deleted for one in case.store.masters() if one.table == "organisation"} == {
        "Schon da": False, "Allein": True, "Benutzt": False, "Mit Kontakt": False}
    assert case.store.record_history(alone.uuid)[0].comment.startswith("Taken back")


def test_what_an_import_changed_of_the_master_data_is_as_before_and_what_others_touched_is_left(case, tmp_path):
    first, second = (Organisation(name) for name in ("A", "B"))
    case.store.save_masters([MasterRecord("organisation", one) for one in (first, second)], "bert")
    _count, mark = bring(case.store, tmp_path / "herne.json", [simple("P")])
    comment = import_comment("herne.json", mark)
    case.store.save_masters([
        *(replace(of(case.store, one.uuid), record=replace(one, website="https://a.example"))
          for one in (first, second)), MasterRecord("contact", Contact(first.uuid, "Neu"))], "anna", comment)
    assert [one.projects for one in list_imports(case.store)] == [1]
    case.store.save_masters([replace(of(case.store, second.uuid), record=replace(second, name="B2"))], "bert")
    undone = undo_import(case.store, mark, "clara")
    assert (undone.count, undone.masters, undone.left) == (1, 2, ("B2",))
    assert of(case.store, first.uuid).record == first
    assert {one.deleted for one in case.store.masters() if one.table == "contact"} == {True}
