# SPDX-License-Identifier: GPL-2.0-or-later
"""Comments and overdue contacts: what only stores that hold everything keep. A service for the public has none."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation
from tests.adapters.projects.bundles import simple


def test_a_comment_is_saved_by_itself_and_comes_back_as_it_was_written(store, case):
    project = store.save(simple(), 0, "anna").project
    note = Comment(project.uuid, " Wann <b>fertig</b>? '; -- ", field="status")
    first = store.save_comment(note, "bert")
    assert store.comments(project.uuid) == (first,)
    assert (first.text, first.author, first.field, first.version) == ("Wann <b>fertig</b>? '; --", "bert", "status", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.written_at)
    assert store.get(project.uuid).project == project
    # Asked again, because the answer was lost: written once.
    assert store.save_comment(replace(note, text=first.text), "bert") == first


def test_a_comment_is_changed_marked_done_and_deleted_and_a_stale_one_is_refused(store, case):
    uuid = store.save(simple(), 0, "anna").project.uuid
    first = store.save_comment(Comment(uuid, "eins"), "anna")
    second = store.save_comment(Comment(uuid, "zwei"), "bert")
    done = store.save_comment(replace(first, done=True), "bert")
    assert (done.done, done.author, done.changed_by, done.version) == (True, "anna", "bert", 2)
    with pytest.raises(VersionConflictError):
        store.save_comment(replace(first, text="anders"), "anna")
    gone = store.save_comment(replace(second, deleted=True), "bert")
    assert (gone.deleted, gone.text) == (True, "")
    assert store.comments(uuid) == (done, gone)
    assert store.comments_since("") == (done, gone)
    assert store.comments_since(done.changed_at) == (gone,)


def test_contacts_that_should_be_gone_are_counted_until_they_are(store, case):
    contacts = (Contact(name="A", delete_after=date(2026, 1, 1)), Contact(name="B", delete_after=date(2027, 1, 1)))
    stored = store.save(replace(simple(), contacts=contacts), 0, "anna")
    assert store.overdue_contacts(date(2026, 1, 2)) == (stored.project.uuid,)
    assert store.overdue_contacts(date(2026, 1, 1)) == ()
    store.save(replace(stored, contacts=contacts[1:]), 1, "anna")
    assert store.overdue_contacts(date(2026, 6, 1)) == ()
    # Contacts of organisations, too.
    office = Organisation("Amt")
    amt = MasterRecord("contact", Contact(office.uuid, "Amt", delete_after=date(2026, 1, 1)))
    store.save_masters([MasterRecord("organisation", office), amt], "anna")
    assert store.overdue_contacts(date(2026, 6, 1)) == (office.uuid,)
    store.save_masters([replace(amt, version=1, deleted=True)], "anna")
    assert store.overdue_contacts(date(2026, 6, 1)) == ()
