# SPDX-License-Identifier: GPL-2.0-or-later
"""What a register holds on a person is found wherever it stands, and gone when it is deleted."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.persons import delete_person, find_person, notes_on
from ruhr_smartcity_plugin.core.errors import InputError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects, load_projects
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.persons import Person, Treatment
from ruhr_smartcity_plugin.core.projects.record import Organisation
from tests.adapters.projects.bundles import full

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
