# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies with internal fields, brought together with a service that holds the public part only."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.core.projects.record import Site, Visibility
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from tests.adapters.projects.bundles import full, simple
from tests.adapters.projects.conftest import new_case
from tests.adapters.projects.test_synchronising import Office, outcomes
from tests.support.chaos import Chaos

SECRETS = ("nur intern", "FKZ 1", "Anna Beispiel", "a@example.org", "nur Adresse")


@pytest.fixture(params=["wfs"])
def case(request, tmp_path):
    return new_case(request, tmp_path)


@pytest.fixture
def offices(case, tmp_path):
    return Office(tmp_path / "anna.gpkg", case.store, "anna"), Office(tmp_path / "bert.gpkg", case.store, "bert")


def with_secrets(title="Öffentlich mit Internem") -> ProjectBundle:
    """A public project with something in every table, most of which no service may have."""
    bundle = full()
    return replace(bundle, project=replace(bundle.project, title=title, visibility=Visibility.PUBLIC))


@pytest.mark.parametrize("case", ["wfs", "oapif"], indirect=True)
def test_only_what_is_public_goes_there_and_nothing_else_is_lost_here(offices, case):
    anna, bert = offices
    mine = anna.store.save(with_secrets(), 0, "anna")
    secret = anna.store.save(replace(simple("geheim"), project=replace(
        simple().project, title="geheim", visibility=Visibility.NETWORK)), 0, "anna")
    uuid = mine.project.uuid
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    assert outcomes(anna.sync()) == []
    there = case.again().get(uuid)
    assert [one.label for one in there.sites] == ["Größe"]
    assert (there.internal, there.fundings, there.contacts) == (type(there.internal)(), (), ())
    assert case.store.find(secret.project.uuid) is None
    for table in ("project", "site_point"):
        rows = str(case.sql(f"SELECT * FROM {table}"))
        assert not [one for one in (*SECRETS, "geheim", "anna") if one in rows]
    # Bert changes the title, Anna what is internal: each keeps the one and gets the other.
    bert.sync()
    bert.edit(uuid, title="von Bert")
    assert outcomes(bert.sync()) == [Outcome.PUSHED]
    found = anna.store.get(uuid)
    noted = replace(found, internal=replace(found.internal, internal_note="noch ein Geheimnis"))
    anna.store.save(noted, found.project.version, "anna")
    anna.sync()
    after = anna.store.get(uuid)
    assert (after.project.title, after.internal.internal_note) == ("von Bert", "noch ein Geheimnis")
    for attribute in ("sites", "contacts", "fundings", "documents", "milestones", "indicators", "technologies"):
        assert set(getattr(after, attribute)) == set(getattr(mine, attribute)), attribute
    assert anna.sync().records == bert.sync().records == ()
    assert bert.store.get(uuid).internal.internal_note == ""


def test_an_internal_edit_sends_nothing_and_is_no_conflict_with_anything(offices, case):
    anna, bert = offices
    uuid = anna.store.save(with_secrets(), 0, "anna").project.uuid
    anna.sync()
    version = case.store.versions()[uuid]
    found = anna.store.get(uuid)
    anna.store.save(replace(found, internal=replace(found.internal, risk="höher")), found.project.version, "anna")
    assert anna.sync().records == ()
    assert case.store.versions()[uuid] == version
    assert anna.store.get(uuid).internal.risk == "höher"
    bert.sync()
    bert.edit(uuid, summary="kurz")
    anna.edit(uuid, summary="lang")
    bert.sync()
    (result,) = anna.sync().records
    assert [one.key.field for one in result.conflicts] == ["summary"]
    anna.sync(on_conflict=Side.REMOTE)
    assert (anna.store.get(uuid).project.summary, anna.store.get(uuid).internal.risk) == ("kurz", "höher")


def test_a_project_that_is_public_no_longer_is_withdrawn_and_stays_here_with_what_others_added(offices, case):
    anna, bert = offices
    uuid = anna.store.save(with_secrets(), 0, "anna").project.uuid
    anna.sync()
    bert.sync()
    bert.edit(uuid, summary="von Bert")
    bert.sync()
    anna.edit(uuid, visibility=Visibility.MUNICIPALITY)
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    assert case.store.list_projects() == ()
    kept = anna.store.get(uuid)
    assert (kept.project.summary, kept.project.visibility) == ("von Bert", Visibility.MUNICIPALITY)
    assert kept.internal.internal_note == "nur intern"
    assert anna.sync().records == ()
    # And public again, it is there again.
    anna.edit(uuid, visibility=Visibility.PUBLIC)
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    assert [one.title for one in case.store.list_projects()] == ["Öffentlich mit Internem"]


def test_a_deletion_travels_and_a_place_that_became_internal_is_withdrawn(offices, case):
    anna, bert = offices
    gone, left = (anna.store.save(with_secrets(title), 0, "anna").project.uuid for title in ("weg", "bleibt"))
    anna.sync()
    bert.sync()
    bert.store.delete(gone, bert.store.get(gone).project.version, "bert")
    bert.sync()
    found = anna.store.get(left)
    hidden = tuple(replace(one, visibility=Visibility.MUNICIPALITY) for one in found.sites)
    more = Site(coordinates=(377000.0, 5705000.0), label="neu", visibility=Visibility.PUBLIC)
    anna.store.save(replace(found, sites=(*hidden, more)), found.project.version, "anna")
    anna.sync()
    assert [one.title for one in anna.store.list_projects()] == ["bleibt"]
    assert [one.label for one in case.store.get(left).sites] == ["neu"]
    assert len(anna.store.get(left).sites) == 5
    bert.sync()
    assert [one.label for one in bert.store.get(left).sites] == ["neu"]


def test_a_broken_line_while_synchronising_loses_nothing_and_doubles_nothing(case, tmp_path):
    with Chaos(case.url.rstrip("/")) as line:
        anna = Office(tmp_path / "anna.gpkg", case.opened(f"{line.url}/"), "anna")
        uuid = anna.store.save(with_secrets(), 0, "anna").project.uuid
        for place in range(6):
            line.rules = [{"match": "POST ", "after": place, "n": 1, "fault": ("reset", "lost_ack")[place % 2]}]
            with suppress(ConnectionFailedError):
                anna.sync()
            anna.copy = RegisterCopy(anna.store, "team")
        line.rules = []
        anna.sync()
        assert anna.sync().records == ()
    assert case.sql("SELECT uuid, version FROM project") == [(uuid, 1)]
    assert anna.copy.waiting() == ()
    assert anna.store.get(uuid).internal.internal_note == "nur intern"
