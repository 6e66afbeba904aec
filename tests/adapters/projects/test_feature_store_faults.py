# SPDX-License-Identifier: GPL-2.0-or-later
"""Stores over a line that breaks: nothing lost, nothing twice, nothing short, and the user knows where it stands.

What is tried (x: every write of the operation; o: one in its middle; +: where the store could not answer otherwise)

====================  ==========  =======  =====================  ===========================
fault                 GeoPackage  PostGIS  WFS-T                  OGC API Features
====================  ==========  =======  =====================  ===========================
line cut before       no line     + + + +  x x x +                x x x +
answer lost           no line     + + +    x x x                  x x x
no answer, held       + + + +       +   +  o o o +                  o
cut in the middle     no line     (cut)    o o o +                  o   +
401, 500, empty       no status   (2)        o   +                      +
403, 409              rights (1)  (2)      o o o +                o o o
412, 503              no status   (2)      o o o +                  o
login page            no line     no page  o o o +                  o   +
====================  ==========  =======  =====================  ===========================

Each cell names create, change, delete, read. (1) test_store_under_attack.py; (2) test_postgis_team.py. A full disk:
test_geopackage_store.py; killed processes: test_kill_9.py; stale versions: test_stores.py for all stores.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects import connection
from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgisStore
from ruhr_smartcity_plugin.core.errors import (
    RuhrError,
    StoreBusyError,
    StoreForbiddenError,
    StoreUncertainError,
    VersionConflictError,
)
from ruhr_smartcity_plugin.core.projects.feature_service import RecordsNotSavedError, SaveState
from tests.adapters.projects.bundles import simple, with_title
from tests.adapters.projects.conftest import new_case
from tests.support.chaos import Chaos
from tests.support.faults import fault_name
from tests.support.postgres import PASSWORD
from tests.support.tcp_chaos import TcpChaos

NOTHING, PART, UNKNOWN = "Nothing was saved", "A part of the record has arrived", "is not known"
BROKEN_LINE = [{"fault": "lost_ack"}, {"fault": "reset"}]
REFUSALS = [{"fault": "status", "code": code} for code in (403, 409, 412, 503)]
COMMIT = b"COMMIT\0"  # as a whole message; "READ COMMITTED" is another one
RARE = [{"fault": "status", "code": 401}, {"fault": "status", "code": 500}, {"fault": "empty"}]
OTHERS = [*REFUSALS, {"fault": "hang"}, {"fault": "html"}, {"fault": "truncate", "pct": 50},
          {"fault": "reset_midway", "pct": 50}]
# Which writes an operation consists of, in order, by the methods that the protocols use. pygeoapi's first answer to a
# record without a place is that it wants one.
WRITES = {
    "wfs": {"create": ["POST", "POST", "POST", "POST"], "update": ["POST", "POST", "POST"], "delete": ["POST"]},
    "oapif": {"create": ["POST", "POST", "POST", "POST", "PUT"], "update": ["PUT", "PUT", "PUT"], "delete": ["PUT"]},
}


def courses():
    """Return where each fault happens: a broken line at every write, the others at one in the middle.

    pygeoapi is slow: there each fault is tried with one operation at least.
    """
    for kind, operations in WRITES.items():
        for operation, methods in operations.items():
            others = OTHERS if kind == "wfs" or operation == "update" else OTHERS[:2]
            others = [*others, *RARE] if (kind, operation) == ("wfs", "update") else others
            for place in range(len(methods)):
                is_middle = place == len(methods) // 2
                for fault in [*BROKEN_LINE, *(others if is_middle else [])]:
                    name = f"{kind}-{operation}{place}-{fault_name(fault)}"
                    yield pytest.param(kind, operation, place, fault, id=name)


@pytest.fixture
def case(request, tmp_path):
    return new_case(request, tmp_path)


@pytest.fixture
def line(case):
    with Chaos(case.url.rstrip("/")) as proxy:
        yield proxy


def far(case, line, **limits):
    """Return the store as it is seen through the line."""
    return case.opened(line.url + ("/" if case.url.endswith("/") else ""), inactivity_s=0.6, **limits)


def edited(bundle):
    """Return a project with another title, and its place elsewhere."""
    place = replace(bundle.sites[0], coordinates=(377123.456, 5706123.456), label="Platz")
    return with_title(replace(bundle, sites=(place, *bundle.sites[1:])), "Neu")


def act(store, operation, bundle):
    if operation == "create":
        return store.save(bundle, 0, "anna")
    if operation == "update":
        return store.save(edited(bundle), 1, "anna")
    return store.delete(bundle.project.uuid, 1, "anna")


def error_of(store, operation, bundle):
    """Return the error an operation ends in; None if it succeeds."""
    try:
        act(store, operation, bundle)
    except RuhrError as error:
        return error
    return None


def rows(case, table):
    """Return the rows behind the service that are not deleted: id and version."""
    return case.sql(f"SELECT uuid, version FROM {table} WHERE NOT deleted")


@pytest.mark.parametrize(("case", "operation", "place", "fault"), courses(), indirect=["case"])
def test_after_a_fault_and_a_second_try_there_is_one_record_of_the_right_version(
        request, case, line, operation, place, fault):
    start = simple() if operation == "create" else case.store.save(simple(), 0, "anna")
    uuid, store = start.project.uuid, far(case, line)
    before = case.store.find(uuid)
    methods = WRITES[request.node.callspec.params["case"]][operation]
    line.rules = [{"match": f"{methods[place]} ", "after": methods[:place].count(methods[place]), "n": 1, **fault}]
    error = error_of(store, operation, start)
    if error is not None:
        told = [one for one in (NOTHING, PART, UNKNOWN) if one in error.sentence]
        assert len(told) == 1, error.sentence
        if told == [NOTHING]:
            assert case.store.find(uuid) == before
            assert place < (2 if methods[-1] != methods[0] else 1)
        assert case.store.versions().get(uuid) == ((1, False) if before else None)
        assert isinstance(error, StoreForbiddenError) == (fault.get("code") in (401, 403))
        act(store, operation, start)
    assert any(one["fault"] == fault["fault"] for one in line.log), "the fault did not happen"
    after = case.store.find(uuid)
    if operation == "delete":
        assert rows(case, "project") == []
        assert (after.project.version, after.project.deleted) == (2, True)
        return
    version = 1 if operation == "create" else 2
    assert rows(case, "project") == [(uuid, version)]
    assert [uuid for uuid, _version in rows(case, "site_point")] == [start.sites[0].uuid]
    assert len(rows(case, "project_municipality")) == 1
    wanted = start if operation == "create" else edited(start)
    assert (after.project.title, after.project.version) == (wanted.project.title, version)
    assert after.sites == wanted.sites
    assert act(store, operation, start) == after  # and a third time changes nothing
    assert rows(case, "project") == [(uuid, version)]


def read_or_none(store):
    """Return all projects; None for an error that says so."""
    try:
        return store.all_projects()
    except RuhrError:
        return None


def readings():
    """Return the faults that reading meets: all of them once, by WFS; by OGC API those that its own reading decides."""
    alike = (409, 412, 401)  # read as 403 or 503 are
    faults = [one for one in (*BROKEN_LINE[1:], *OTHERS, *RARE, {"fault": "garble"}) if one.get("code") not in alike]
    chosen = ("reset", "html", "empty", "truncate", "garble")
    for kind, some in (("wfs", faults), ("oapif", [one for one in faults if one["fault"] in chosen])):
        yield from (pytest.param(kind, one, id=f"{kind}-{fault_name(one)}") for one in some)


@pytest.mark.parametrize(("case", "fault"), readings(), indirect=["case"])
def test_what_is_read_over_a_faulty_line_is_whole_or_an_error(case, line, fault):
    whole = [case.store.save(simple(title), 0, "anna") for title in ("eins", "zwei")]
    store = far(case, line, attempts=2)
    for once in (False, True):
        line.log.clear()
        line.rules = [{"match": "GET ", "after": 1, **({"n": 1} if once else {}), **fault}]
        read = read_or_none(store)
        if read is None:
            assert not (once and fault["fault"] in ("reset", "truncate", "reset_midway")), "asking again helps"
        else:
            assert once
            assert sorted(one.project.title for one in read) == ["eins", "zwei"]
            assert {one.project.uuid: one for one in read} == {one.project.uuid: one for one in whole}
        assert fault["fault"] in {one["fault"] for one in line.log}, "the fault did not happen"
    line.rules = []
    assert len(store.list_projects()) == 2


# --- databases ---
def cells_of_databases():
    """Return the sensible cells of stores that are no web services."""
    yield from (pytest.param("geopackage", one, "held", id=f"geopackage-{one}-held")
                for one in ("create", "update", "delete", "read"))
    # Each makes a database. What is missing here (changes whose answer is lost) is in test_postgis_store.py.
    for fault, operations in {"cut": ("create", "update", "delete", "read"), "lost_ack": ("create", "delete"),
                              "hang": ("update", "read")}.items():
        for one in operations:
            yield pytest.param("postgis", one, fault, id=f"postgis-{one}-{fault}")


@pytest.fixture
def faulty(case, request, monkeypatch):
    """Return the store of a database as it is seen through a fault, and what ends the fault."""
    fault = request.getfixturevalue("fault")
    if fault == "held":
        patient = connection._open
        monkeypatch.setattr(connection, "_open", lambda path, query, _seconds: patient(path, query, 0.1))
        holder = sqlite3.connect(case.store.path, isolation_level=None)
        with closing(holder):
            yield case.again(), (lambda: holder.execute("BEGIN EXCLUSIVE")), (lambda: holder.execute("ROLLBACK"))
        return
    postgres = request.getfixturevalue("postgres")
    with TcpChaos(postgres.port) as chaos:
        store = PostgisStore(case.address("postgres", PASSWORD, chaos.port))
        store.transaction_limit_s = 0.5
        operation = request.getfixturevalue("operation")

        def arm():
            chaos.trigger = b"SELECT" if operation == "read" else COMMIT if fault == "lost_ack" else b"project"
            chaos.fault = fault

        def heal():
            assert chaos.fault != fault, "the fault did not happen"
            chaos.trigger, chaos.fault = b"", ""
        yield store, arm, heal


@pytest.mark.parametrize(("case", "operation", "fault"), cells_of_databases(), indirect=["case"])
def test_a_database_that_fails_leaves_all_or_nothing_and_a_second_try_ends_it(case, faulty, operation, fault):
    store, arm, heal = faulty
    start = simple() if operation == "create" else case.store.save(simple(), 0, "anna")
    uuid = start.project.uuid
    before = case.store.find(uuid)
    arm()
    if operation == "read":
        with pytest.raises(RuhrError):
            store.all_projects()
        heal()
        assert store.all_projects() == (start,)
        return
    error = error_of(store, operation, start)
    heal()
    assert (error is None) == (fault == "lost_ack"), "what was done is looked up, what was not is told"
    if error is not None:
        assert case.store.find(uuid) == before
        act(store, operation, start)
    after = case.store.find(uuid)
    if operation == "delete":
        assert (rows(case, "project"), after.project.deleted) == ([], True)
        return
    assert rows(case, "project") == [(uuid, 1 if operation == "create" else 2)]
    assert (after.project.title, after.sites) == (
        (start.project.title, start.sites) if operation == "create" else ("Neu", edited(start).sites))


@pytest.mark.parametrize("case", ["wfs", "oapif"], indirect=True)
def test_a_line_that_stays_away_is_told_and_the_next_program_finishes_the_save(case, line):
    store, bundle = far(case, line, attempts=1), simple()
    line.rules = [{"match": "POST ", "after": 1, "n": 1, "fault": "lost_ack"},
                  {"match": "POST ", "after": 2, "fault": "reset"}, {"match": "GET ", "after": 99, "fault": "reset"}]
    counted = line.rule_for

    def cut_after_the_first_fault(request):
        if any(one["fault"] == "lost_ack" for one in line.log):
            return {"fault": "reset"}
        return counted(request)

    line.rule_for = cut_after_the_first_fault
    with pytest.raises(StoreUncertainError) as error:
        store.save(bundle, 0, "anna")
    assert UNKNOWN in error.value.sentence
    assert case.store.list_projects() == ()
    assert case.store.find(bundle.project.uuid) is None
    stored = case.again().save(bundle, 0, "anna")
    assert (stored.project.version, len(rows(case, "project")), len(rows(case, "site_point"))) == (1, 1, 1)


@pytest.mark.parametrize("case", ["wfs", "oapif"], indirect=True)
def test_a_save_that_was_broken_off_gives_way_to_another_one_only_after_a_while(case, line, monkeypatch):
    first = case.store.save(simple(), 0, "anna")
    method = "POST " if case.url.endswith("/") else "PUT "
    line.rules = [{"match": method, "after": 1, "fault": "reset"}]
    with pytest.raises(RuhrError, match=PART):
        far(case, line).save(edited(first), 1, "anna")
    monkeypatch.setattr("ruhr_smartcity_plugin.adapters.projects.feature_rounds._PAUSES_S", (0.0,))
    with pytest.raises(StoreBusyError):
        case.store.save(with_title(first, "von Bert"), 1, "bert")
    monkeypatch.setattr("ruhr_smartcity_plugin.core.projects.feature_writing.ABANDONED_AFTER_S", 0.0)
    taken = case.store.save(with_title(first, "von Bert"), 1, "bert")
    assert (taken.project.title, taken.project.version, taken.sites) == ("von Bert", 2, first.sites)
    with pytest.raises(VersionConflictError):
        case.store.save(edited(first), 1, "anna")  # and Anna, who still has her edit, is told


@pytest.mark.parametrize("case", ["wfs"], indirect=True)
def test_of_several_records_each_has_a_state_and_saving_all_again_completes_them(case, line):
    store, bundles = far(case, line), [(simple(title), 0) for title in ("eins", "zwei", "drei")]
    stale = case.store.save(simple("alt"), 0, "bert")
    # Four writes a record: the second one is broken off in its middle.
    line.rules = [{"match": "POST ", "after": 5, "n": 1, "fault": "status", "code": 503}]
    with pytest.raises(RecordsNotSavedError) as error:
        store.save_all([*bundles, (with_title(stale, "neu"), 7)], "anna", "")
    states = {one.title: one.state for one in error.value.results}
    assert states == {"eins": SaveState.SAVED, "zwei": SaveState.NOT_SAVED, "drei": SaveState.SAVED,
                      "neu": SaveState.CONFLICT}
    assert "2 of 4" in error.value.sentence
    assert [one.title for one in case.store.list_projects()] == ["alt", "drei", "eins"]
    store.save_all(bundles, "anna", "")
    assert [one.title for one in case.store.list_projects()] == ["alt", "drei", "eins", "zwei"]
    assert len(rows(case, "site_point")) == 4
