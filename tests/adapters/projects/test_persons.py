# SPDX-License-Identifier: GPL-2.0-or-later
"""What a register holds on a person is found wherever it stands, and gone when it is deleted."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.drafts import DraftFile, drafts_in
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.persons import delete_person, find_person, notes_on, notes_on_drafts
from ruhr_smartcity_plugin.adapters.projects.postgis_store import open_postgis
from ruhr_smartcity_plugin.adapters.projects.postgis_upgrade import upgrade_postgis
from ruhr_smartcity_plugin.core.errors import InputError, StoreForbiddenError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects, load_projects
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.persons import Person, Treatment
from ruhr_smartcity_plugin.core.projects.record import Organisation
from tests.adapters.projects.bundles import full
from tests.adapters.projects.stores import PostgisCase

ANNA = Person("Anna Ärmel; aermel@example.org")
TRACES = ("Ärmel", "Aermel", "aermel@", "0234-777")


@pytest.fixture
def filled(case):
    """A register in which Anna stands everywhere, beside Bert and an organisation that bears her name."""
    bundle = full()
    office = Organisation("Planungsbüro Anna Ärmel", "UNT")
    anna = Contact(function="Projektleitung 0234-777", name="Anna Aermel", mail="aermel@example.org", phone="0234-777")
    bundle = replace(
        bundle, contacts=(anna, Contact(name="Bert Beispiel", mail="post@example.org")),
        organisations=(*bundle.organisations, office),
        partners=(*bundle.partners, replace(bundle.partners[0], organisation_uuid=office.uuid, uuid="partner-office")),
        project=replace(bundle.project, description="Geleitet von Ärmel, Anna und Bert.", created_by="Anna Ärmel"))
    first = case.store.save(bundle, 0, "Anna Ärmel", "von Anna Ärmel geprüft")
    moved = replace(first.contacts[0], phone="0234-777-2")
    case.store.save(replace(first, contacts=(moved, *first.contacts[1:])), 1, "Bert")
    case.sql("INSERT INTO comment (uuid, project_uuid, text, author) VALUES ('c', :project, 'Bitte ANNA ÄRMEL fragen', "
             "'anna ärmel')", project=first.project.uuid)
    return case, case.store.get(first.project.uuid)


def test_everything_is_found_with_what_deleting_does_to_it(filled):
    case, _bundle = filled
    found = {(one.table, one.field): one.treatment for one in find_person(case.store, ANNA)}
    assert found["contact", "phone"] is Treatment.DELETED
    assert found["contact", "function"] is Treatment.DELETED
    assert found["project", "description"] is found["comment", "text"] is Treatment.REPLACED
    assert found["comment", "author"] is found["project", "created_by"] is Treatment.PSEUDONYM
    assert found["organisation", "name"] is Treatment.KEPT
    assert found["change", "comment"] is Treatment.REPLACED
    assert not [one for one in find_person(case.store, ANNA) if "Bert Beispiel" in one.text]
    without = {(one.table, one.field) for one in find_person(case.store, ANNA, edits=False)}
    assert ("project", "created_by") not in without
    assert ("contact", "name") in without


def test_a_deleted_person_is_nowhere_any_more_and_all_others_stay(filled):
    case, before = filled
    delete_person(case.store, ANNA, "Anna Ärmel")
    assert {one.treatment for one in find_person(case.store, ANNA)} == {Treatment.KEPT}
    after = case.again().get(before.project.uuid)
    assert [one.name for one in after.contacts] == ["Bert Beispiel"]
    assert after.project.description.startswith("Geleitet von Person ")
    assert after.project.description.endswith(" und Bert.")
    assert after.project.created_by.startswith("Person ")
    assert after.internal == before.internal
    assert {one.name for one in after.organisations} == {one.name for one in before.organisations}
    history = case.store.history(before.project.uuid)
    assert not [one for one in history if "0234-777" in f"{one.old_value} {one.new_value}"]
    assert history[0].comment == "Personal data deleted"
    assert len(history) > 30


def test_a_window_that_was_open_before_cannot_write_the_person_back(filled):
    case, before = filled
    delete_person(case.store, ANNA, "Bert")
    with pytest.raises(VersionConflictError):
        case.store.save(replace(before, project=replace(before.project, title="neu")), before.project.version, "Anna")


def test_who_edited_can_be_kept(filled):
    case, before = filled
    delete_person(case.store, ANNA, "Bert", edits=False)
    after = case.store.get(before.project.uuid)
    assert after.project.created_by == "Anna Ärmel"
    assert [one.name for one in after.contacts] == ["Bert Beispiel"]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_nothing_of_the_person_remains_in_the_bytes_of_the_file(store, journal):
    bundle = full()
    anna = Contact(function="Leitung", name="Anna Ärmel", mail="aermel@example.org", phone="0234-777")
    other = full()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
    for one in (replace(bundle, contacts=(anna,)), replace(other, contacts=(replace(anna, uuid="b"),))):
        saved = store.save(one, 0, "Anna Ärmel")
        store.save(replace(saved, contacts=()), 1, "Anna Ärmel")  # deleted long ago, but the history knows
    payload = dump_projects([replace(bundle, contacts=(anna,))])
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(
            "INSERT INTO sync_base (project_uuid, remote, remote_version, local_version, payload, synchronised_at) "
            "VALUES (?, 'postgresql://x/y', 1, 1, ?, '2026-01-01')", (bundle.project.uuid, payload))
        connection.execute(
            "INSERT INTO outbox (record_uuid, operation, payload, base_version) VALUES (?, 'save', ?, 1)",
            (bundle.project.uuid, payload))
    assert b"0234-777" in store.path.read_bytes() + _beside(store.path)
    assert delete_person(store, ANNA, "Bert").is_rewritten
    content = store.path.read_bytes() + _beside(store.path)
    assert [one for one in TRACES if one.encode() in content] == []
    with closing(sqlite3.connect(store.path)) as connection:
        (text,), = connection.execute("SELECT payload FROM sync_base").fetchall()
    assert load_projects(text)[0].contacts == ()
    assert json.loads(text)["projects"][0]["organisations"]
    assert GeoPackageStore(store.path).get(bundle.project.uuid).project.title == bundle.project.title
    assert store.changes_since("")


def _beside(path):
    return b"".join(path.with_name(path.name + end).read_bytes() for end in ("-wal", "-journal")
                    if path.with_name(path.name + end).exists())


def test_copies_that_cannot_be_reached_are_named(store):
    folder = store.path.parent / "backups"
    folder.mkdir()
    (folder / f"{store.path.stem}.backup-2026-11-01.gpkg").touch()
    notes = " ".join(notes_on(store))
    assert "backup-2026-11-01" in notes
    assert "drafts" in notes


@pytest.mark.parametrize("text", ["", "  ;", "ab", "Anna Ärmel; x"])
def test_words_too_short_to_mean_one_person_are_refused(text):
    with pytest.raises(InputError):
        Person(text)


def test_behind_a_web_service_nobody_pretends_to_have_searched_everything():
    for call in (find_person, lambda store, person: delete_person(store, person, "Bert")):
        with pytest.raises(InputError, match="operator"):
            call(object(), ANNA)


def test_drafts_lose_the_person_and_keep_the_edit_but_not_those_in_use(tmp_path):
    bundle = full()
    anna = Contact(function="Leitung", name="Anna Ärmel", mail="aermel@example.org", phone="0234-777")
    mine = replace(bundle, contacts=(anna,), project=replace(bundle.project, title="Neu", description="x\nÄrmel, Anna"))
    folder, register = drafts_in(tmp_path), "/home/Anna Ärmel/register.gpkg"
    for uuid in ("a", "b"):
        file = DraftFile(folder, register, uuid)
        file.write(bundle, mine, "mit Anna Ärmel")
        file.release()
    held = DraftFile(folder, register, "c")
    held.write(bundle, mine, "")
    half = folder.path_of(register, "d").with_suffix(".part")
    half.write_text('{"mine": {"contacts": [{"name": "Anna Ärmel"', encoding="utf-8")
    before = folder.path_of(register, "a").read_bytes()
    notes = " ".join(notes_on_drafts(ANNA, tmp_path, only_count=True))
    assert "3 unsaved" in notes
    assert folder.path_of(register, "a").read_bytes() == before
    assert "being edited" in " ".join(notes_on_drafts(ANNA, tmp_path, only_count=False))
    assert not half.exists()
    (one, other) = folder.of_register(register)
    assert (one.mine.project.title, one.mine.contacts, one.base) == ("Neu", (), bundle)
    assert other.comment.startswith("mit Person ")
    held.release()
    notes_on_drafts(ANNA, tmp_path, only_count=False)
    left = b"".join(path.read_bytes() for path in (tmp_path / "drafts").iterdir()).replace(register.encode(), b"")
    assert [word for word in TRACES if word.encode() in left] == []
    assert notes_on_drafts(ANNA, tmp_path, only_count=False) == ()


@pytest.mark.parametrize(("role", "is_gone"), [("ruhr_admin", True), ("ruhr_reviewer", False), ("ruhr_member", False)])
def test_in_a_database_only_administrators_leave_no_tombstone(postgres, role, is_gone):
    case = PostgisCase(postgres)
    if role == "ruhr_admin":  # a register of before gets the right with the upgrade
        case.sql("DROP POLICY contact_delete ON contact")
        case.sql("DROP POLICY comment_delete ON comment")
        case.sql("UPDATE register_schema SET version = 2")
        upgrade_postgis(case.address())
    saved = case.store.save(replace(full(), contacts=(Contact(name="Anna Ärmel"),)), 0, "Bert")
    login = role.replace("ruhr", "log_in")
    case.sql(f"DO $$ BEGIN CREATE ROLE {login} LOGIN PASSWORD 'Grubenlampe' IN ROLE {role}; EXCEPTION WHEN "
             "duplicate_object THEN NULL; END $$")
    case.sql("INSERT INTO comment (uuid, project_uuid, text) VALUES ('c', :project, 'x')", project=saved.project.uuid)
    for table in ("contact", "comment"):
        statement = f"DELETE FROM {table} WHERE project_uuid = %(project)s"
        try:
            with open_postgis(case.address(login, "Grubenlampe")).writing() as session:
                session.run(statement, {"project": saved.project.uuid})
        except StoreForbiddenError:
            assert not is_gone
        assert case.sql(f"SELECT count(*) FROM {table}") == [(0 if is_gone else 1,)]
