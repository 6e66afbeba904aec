# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of a register that are edited apart and brought together: real files, a real database, lines that break."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.postgis_store import PostgisStore, PostgresSession
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.core.errors import CancelledError, ConnectionFailedError, VersionConflictError
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport, synchronise_comments
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import ProjectRelation
from ruhr_smartcity_plugin.core.projects.merging import ConflictKey, Decision, Side, same_content
from ruhr_smartcity_plugin.core.projects.outbox import WaitingState
from ruhr_smartcity_plugin.core.projects.record import Organisation, Site
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, synchronise
from tests.adapters.projects.bundles import full, simple, with_title
from tests.support.stopped import STOPPED
from tests.support.tcp_chaos import TcpChaos


class Office:
    """A place of work with a copy of its own."""

    def __init__(self, path, remote, who):
        self.store, self.remote, self.who = create_store(path), remote, who
        self.copy = RegisterCopy(self.store, "team")

    def sync(self, **options):
        return synchronise(self.copy, self.remote, self.who, SilentProgress(), **options)

    def edit(self, uuid, **values):
        found = self.store.get(uuid)
        changed = replace(found, project=replace(found.project, **values))
        return self.store.save(changed, found.project.version, self.who)


@pytest.fixture
def offices(case, tmp_path):
    return Office(tmp_path / "anna.gpkg", case.store, "anna"), Office(tmp_path / "bert.gpkg", case.store, "bert")


def outcomes(report):
    return [one.outcome for one in report.records]


def content(store):
    return {uuid: store.find(uuid) for uuid in store.versions()}


def same(one, other):
    ours, theirs = content(one), content(other)
    return set(ours) == set(theirs) and all(
        same_content(ours[uuid], theirs[uuid]) and ours[uuid].project.code == theirs[uuid].project.code
        and ours[uuid].project.deleted == theirs[uuid].project.deleted for uuid in ours)


def test_a_new_copy_takes_everything_over_and_the_next_time_nothing(offices, case):
    anna, _bert = offices
    bundle = case.store.save(full(), 0, "rita")
    case.store.save(simple(), 0, "rita")
    assert outcomes(anna.sync()) == [Outcome.PULLED] * 2
    assert same(anna.store, case.store)
    assert anna.store.get(bundle.project.uuid).internal == bundle.internal
    assert anna.store.get(bundle.project.uuid).project.changed_by == "rita"
    assert anna.sync().records == ()


def test_work_of_two_copies_on_different_fields_comes_together(offices, case):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    bert.sync()
    anna.edit(uuid, title="Kühle Plätze")
    bert.edit(uuid, summary="Schatten")
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    assert outcomes(bert.sync()) == [Outcome.MERGED]
    assert outcomes(anna.sync()) == [Outcome.PULLED]
    for store in (anna.store, bert.store, case.store):
        project = store.get(uuid).project
        assert (project.title, project.summary) == ("Kühle Plätze", "Schatten")
    assert [anna.sync().records, bert.sync().records] == [(), ()]
    assert {one.changed_by for one in case.store.history(uuid)} == {"rita", "anna", "bert"}


def test_new_records_of_both_get_codes_of_the_team_and_the_same_organisation_once(offices, case):
    anna, bert = offices
    for office, title in ((anna, "A"), (bert, "B")):
        town = Organisation("Stadt Bochum", "KOM", "05911000")
        office.store.save(replace(simple(title, lead_uuid=town.uuid), organisations=(town,)), 0, office.who)
    assert anna.store.list_projects()[0].code == bert.store.list_projects()[0].code == "RUHR-05911-1"
    anna.sync()
    bert.sync()
    anna.sync()
    assert {one.title: one.code for one in case.store.list_projects()} == {"A": "RUHR-05911-1", "B": "RUHR-05911-2"}
    assert [one.name for one in case.store.list_organisations()] == ["Stadt Bochum"]
    assert same(anna.store, case.store)
    assert same(bert.store, case.store)


def test_a_true_conflict_is_reported_and_nothing_is_lost_until_it_is_decided(offices, case):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    bert.sync()
    anna.edit(uuid, title="A", website="https://a.example")
    bert.edit(uuid, title="B")
    anna.sync()
    (result,) = bert.sync().records
    assert result.outcome is Outcome.CONFLICT
    assert [one.key for one in result.conflicts] == [ConflictKey("project", uuid, "title")]
    assert (bert.store.get(uuid).project.title, case.store.get(uuid).project.title) == ("B", "A")
    decided = {result.conflicts[0].key: Decision(Side.MIXED, {"title": "A und B"})}
    assert outcomes(bert.sync(decisions=decided)) == [Outcome.MERGED]
    for store in (bert.store, case.store):
        assert (store.get(uuid).project.title, store.get(uuid).project.website) == ("A und B", "https://a.example")


@pytest.mark.parametrize(("side", "title"), [(Side.LOCAL, "B"), (Side.REMOTE, "A")])
def test_conflicts_can_all_be_decided_for_one_side(offices, case, side, title):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    bert.sync()
    anna.edit(uuid, title="A")
    bert.edit(uuid, title="B")
    anna.sync()
    assert Outcome.CONFLICT not in outcomes(bert.sync(on_conflict=side))
    assert (bert.store.get(uuid).project.title, case.store.get(uuid).project.title) == (title, title)
    assert bert.sync().records == ()


def test_a_deletion_travels_and_stands_against_an_edit_as_a_conflict(offices, case):
    anna, bert = offices
    gone, disputed = (case.store.save(simple(title), 0, "rita").project.uuid for title in ("weg", "strittig"))
    anna.sync()
    bert.sync()
    for uuid in (gone, disputed):
        anna.store.delete(uuid, 1, "anna")
    bert.edit(disputed, title="bleibt")
    anna.sync()
    assert case.store.list_projects() == ()
    report = bert.sync()
    assert {one.uuid: one.outcome for one in report.records} == {gone: Outcome.PULLED, disputed: Outcome.CONFLICT}
    kept = {one.key: Decision(Side.LOCAL) for result in report.records for one in result.conflicts}
    bert.sync(decisions=kept)
    assert [one.title for one in case.store.list_projects()] == ["bleibt"]
    anna.sync()
    assert same(anna.store, case.store)


def test_a_record_that_the_other_side_refuses_fails_alone_and_stays_in_the_outbox(offices, case):
    anna, _bert = offices
    good, bad = simple("gut"), simple("schlecht")
    for one in (bad, good):
        anna.store.save(one, 0, "anna")
    case.refuse_title("schlecht")
    report = anna.sync()
    assert {one.title: one.outcome for one in report.records} == {"gut": Outcome.PUSHED, "schlecht": Outcome.FAILED}
    ((uuid, tries, reason),) = anna.copy.waiting()
    assert (uuid, tries) == (bad.project.uuid, 1)
    assert "refused" in reason
    case.accept_titles()
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    assert anna.copy.waiting() == ()


def test_stopping_keeps_what_is_done(offices, case):
    anna, _bert = offices
    case.store.save(simple(), 0, "rita")
    with pytest.raises(CancelledError):
        synchronise(anna.copy, case.store, "anna", STOPPED)
    assert anna.sync().count(Outcome.PULLED) == 1


@pytest.mark.parametrize("step", range(1, 7))
def test_a_crash_between_any_two_steps_loses_nothing_and_doubles_nothing(offices, case, monkeypatch, step):
    anna, bert = offices
    uuid = case.store.save(full(), 0, "rita").project.uuid
    anna.sync()
    bert.sync()
    bert.edit(uuid, summary="von Bert")
    bert.sync()
    anna.edit(uuid, title="von Anna")
    new = anna.store.save(simple("neu"), 0, "anna").project.uuid
    calls = []

    class PowerCut(BaseException):
        pass

    def counted(target, name):
        real = getattr(target, name)

        def call(*arguments):
            calls.append(name)
            if len(calls) == step:
                raise PowerCut
            return real(*arguments)
        monkeypatch.setattr(target, name, call)

    for name in ("find_all", "queue_all", "bases_of", "settle"):
        counted(anna.copy, name)
    for name in ("save_each", "find_all"):
        counted(anna.remote, name)
    try:
        anna.sync()
    except PowerCut:
        monkeypatch.undo()
        anna.copy = RegisterCopy(anna.store, "team")
        assert anna.sync().count(Outcome.FAILED, Outcome.CONFLICT) == 0
    assert same(anna.store, case.store)
    merged = case.store.get(uuid).project
    assert (merged.title, merged.summary) == ("von Anna", "von Bert")
    assert len(case.store.list_projects()) == 2
    assert case.store.get(new).project.title == "neu"
    assert anna.copy.waiting() == ()
    assert anna.sync().records == ()


@pytest.mark.parametrize("case", ["postgis"], indirect=True)
def test_a_lost_acknowledgement_makes_no_second_record(case, postgres, tmp_path):
    with TcpChaos(postgres.port) as line:
        far = PostgisStore(case.address("postgres", "geheim im Rathaus", line.port))
        anna = Office(tmp_path / "anna.gpkg", far, "anna")
        uuid = anna.store.save(simple("neu"), 0, "anna").project.uuid
        line.trigger, line.fault = b'INSERT INTO "project"', "cut"
        with pytest.raises(ConnectionFailedError):
            anna.sync()
        assert anna.copy.waiting()[0][:2] == (uuid, 1)
        line.trigger, line.after, line.fault = b"COMMIT\0", b'INSERT INTO "project"', "lost_ack"
        anna.sync()
        anna.sync()
        assert [one.title for one in case.store.list_projects()] == ["neu"]
        assert case.store.get(uuid).project.version == 1
        assert same(anna.store, case.store)


def test_places_of_both_sides_are_all_there_afterwards(offices, case):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    bert.sync()
    for office, x in ((anna, 377000.0), (bert, 378000.0)):
        found = office.store.get(uuid)
        more = replace(found, sites=(*found.sites, Site(coordinates=(x, 5705000.0), label=office.who)))
        office.store.save(more, found.project.version, office.who)
        office.sync()
    anna.sync()
    assert {one.label for one in anna.store.get(uuid).sites} == {"Rathaus", "anna", "bert"}
    assert same(anna.store, case.store)


def test_the_copy_keeps_a_record_that_is_edited_again_while_it_is_on_its_way(offices, case, monkeypatch):
    anna, _bert = offices
    uuid = anna.store.save(simple("eins"), 0, "anna").project.uuid
    real = case.store.save_each

    def save(*arguments):
        stored = real(*arguments)
        anna.store.save(with_title(anna.store.get(uuid), "zwei"), 1, "anna")
        monkeypatch.undo()
        return stored

    monkeypatch.setattr(case.store, "save_each", save)
    anna.sync()
    anna.sync()
    assert anna.store.get(uuid).project.title == case.store.get(uuid).project.title == "zwei"


@pytest.mark.parametrize("case", ["postgis"], indirect=True)
def test_many_records_cost_few_questions_and_fewer_connections(case, postgres, tmp_path, monkeypatch):
    """On a slow line every question and every connection costs; how long it takes is measured in `make bench`."""
    asked = []
    for name in ("rows", "run", "run_many"):
        real = getattr(PostgresSession, name)
        monkeypatch.setattr(PostgresSession, name, lambda self, text, values, real=real: (
            asked.append(text), real(self, text, values))[1])
    with TcpChaos(postgres.port) as line:
        anna = Office(tmp_path / "anna.gpkg", PostgisStore(case.address("postgres", "geheim im Rathaus", line.port)),
                      "anna")
        anna.store.save_all([(simple(f"P{number}"), 0) for number in range(120)], "anna", "")
        anna.sync()
        changed = [(with_title(one, f"neu {one.project.title}"), 1) for one in anna.store.all_projects()]
        anna.store.save_all(changed, "anna", "")
        line.connections, asked[:] = 0, []
        assert anna.sync().count(Outcome.PUSHED) == 120
        assert line.connections <= 3 + 2 * 3  # lists, moments; three portions read and written
        assert len(asked) <= 5 * 120 + 3 * 80


def test_comments_of_both_sides_are_on_both_and_the_last_word_counts(offices, case):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    for office in (anna, bert):
        office.sync()
        office.store.save_comment(Comment(uuid, f"von {office.who}", office.who), office.who)
    for office in (anna, bert, anna):
        synchronise_comments(office.store, case.store, SilentProgress())
    stores = (anna.store, bert.store, case.store)
    assert all({one.text for one in store.comments(uuid)} == {"von anna", "von bert"} for store in stores)
    own = next(one for one in anna.store.comments(uuid) if one.author == "anna")
    anna.store.save_comment(replace(own, done=True), "anna")
    assert synchronise_comments(anna.store, case.store, SilentProgress()).sent == 1
    assert synchronise_comments(anna.store, case.store, SilentProgress()).sent == 0
    assert {one.text for one in case.store.comments(uuid) if one.done} == {"von anna"}


def test_a_new_text_here_and_a_mark_there_both_stay(offices, case):
    anna, bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    anna.store.save_comment(Comment(uuid, "alt", "anna"), "anna")

    def sync(office):
        return synchronise_comments(office.store, case.store, SilentProgress(), RegisterCopy(office.store, "team"))

    bert.sync()
    sync(anna)
    sync(bert)
    (here,), (there,) = anna.store.comments(uuid), bert.store.comments(uuid)
    anna.store.save_comment(replace(here, text="neu"), "anna")
    bert.store.save_comment(replace(there, done=True), "bert")
    for office in (anna, bert, anna):
        sync(office)
    for store in (anna.store, bert.store, case.store):
        assert [(one.text, one.done, one.author) for one in store.comments(uuid)] == [("neu", True, "anna")]
    assert [sync(office) for office in offices] == [CommentReport()] * 2


def test_what_is_given_up_is_again_what_the_team_has_and_stays_in_the_history(offices, case):
    anna, bert = offices
    changed, gone, moved = (case.store.save(full() if name == "a" else simple(name), 0, "rita") for name in "abc")
    anna.copy.bind("service=team", "", "team")
    anna.sync()
    bert.sync()
    anna.edit(changed.project.uuid, title="von Anna")
    anna.store.delete(gone.project.uuid, 1, "anna")
    anna.edit(moved.project.uuid, title="C von Anna")
    bert.edit(moved.project.uuid, title="C von Bert")
    bert.sync()
    new = anna.store.save(simple("nur hier"), 0, "anna")
    case.refuse_title("von Anna")
    anna.sync(on_conflict=None)
    states = {one.uuid: one.state for one in anna.copy.waiting_records()}
    assert states == {changed.project.uuid: WaitingState.REFUSED, moved.project.uuid: WaitingState.CONFLICT}
    # Offline again: another deletion, another new record.
    newer = anna.store.save(simple("auch nur hier"), 0, "anna")
    anna.store.delete(new.project.uuid, anna.store.get(new.project.uuid).project.version, "anna")
    assert gone.project.uuid not in states  # it was sent
    for one in anna.copy.waiting_records():
        anna.copy.discard(one, "anna")
    assert anna.copy.waiting_records() == ()
    assert same_content(anna.store.get(changed.project.uuid), changed)
    assert "von Anna" in {one.old_value for one in anna.store.history(changed.project.uuid)}
    assert anna.store.find(newer.project.uuid).project.deleted
    assert not anna.store.find(new.project.uuid).project.deleted
    assert outcomes(anna.sync()) == [Outcome.PULLED]
    assert anna.store.get(moved.project.uuid).project.title == "C von Bert"
    assert anna.sync().records == ()


def test_a_record_that_was_saved_again_is_not_given_up(offices, case):
    anna, _bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.copy.bind("service=team", "", "team")
    anna.sync()
    anna.edit(uuid, title="eins")
    (record,) = anna.copy.waiting_records()
    anna.edit(uuid, title="zwei")
    with pytest.raises(VersionConflictError):
        anna.copy.discard(record, "anna")
    assert anna.store.get(uuid).project.title == "zwei"


def test_a_register_set_back_to_a_backup_takes_nothing_back_here_unasked(offices, case):
    anna, _bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    old = anna.remote.get(uuid)
    anna.edit(uuid, title="Kühle Plätze")
    assert outcomes(anna.sync()) == [Outcome.PUSHED]
    anna.remote = create_store(anna.store.path.with_name("backup.gpkg"))
    anna.remote.save(replace(old, project=replace(old.project, version=0)), 0, "rita")
    assert outcomes(anna.sync()) == [Outcome.CONFLICT]
    assert anna.store.get(uuid).project.title == "Kühle Plätze"
    assert outcomes(anna.sync(on_conflict=Side.LOCAL))[0] in (Outcome.PUSHED, Outcome.MERGED)
    assert anna.remote.get(uuid).project.title == "Kühle Plätze"
    assert anna.sync().records == ()


def test_a_project_related_to_one_that_was_deleted_before_it_was_seen_comes_all_the_same(offices, case):
    anna, bert = offices
    gone = case.store.save(simple("weg"), 0, "rita")
    one = case.store.save(replace(simple("bleibt"), relations=(ProjectRelation(gone.project.uuid),)), 0, "rita")
    bert.sync()
    case.store.delete(gone.project.uuid, 1, "rita")
    for office in (anna, bert):
        office.sync()
        assert office.store.get(one.project.uuid).relations == one.relations
        assert same(office.store, case.store)
        assert office.sync().records == ()


@pytest.mark.parametrize("more", [(), ("noch einmal",)])
def test_a_register_set_back_and_used_again_takes_nothing_back_here_unasked(offices, case, more):
    """Its versions are counted once more: the same number, or a higher one, says nothing."""
    anna, _bert = offices
    uuid = case.store.save(simple(), 0, "rita").project.uuid
    anna.sync()
    old = case.store.get(uuid)
    anna.edit(uuid, title="Kühle Plätze")
    anna.sync()
    anna.remote = create_store(anna.store.path.with_name("backup.gpkg"))
    stored = anna.remote.save(replace(old, project=replace(old.project, version=0)), 0, "rita")
    for number, summary in enumerate(("Schatten", *more)):
        stored = replace(stored, project=replace(stored.project, summary=summary))
        stored = anna.remote.save(stored, number + 1, "rita")
    assert outcomes(anna.sync()) == [Outcome.CONFLICT]
    anna.sync(on_conflict=Side.LOCAL)
    assert anna.remote.get(uuid).project.title == anna.store.get(uuid).project.title == "Kühle Plätze"
    assert anna.sync().records == ()


def test_what_was_edited_before_a_deletion_comes_with_it_whoever_is_first(offices, case):
    """Somebody else may bring the project back: then the edit is there, and it stands in the history of the team."""
    anna, bert = offices
    uuids = [case.store.save(simple(), 0, "rita").project.uuid for _ in range(2)]
    anna.sync()
    bert.sync()
    for uuid in uuids:
        stored = anna.edit(uuid, summary="von anna")
        anna.store.delete(uuid, stored.project.version, "anna")
        bert.edit(uuid, title="von bert")
    anna.sync()
    assert [row.new_value for row in case.store.history(uuids[0])[:2]] == ["1", "von anna"]
    assert outcomes(bert.sync()) == [Outcome.CONFLICT] * 2
    bert.sync(on_conflict=Side.LOCAL)
    anna.sync()
    for store in (anna.store, bert.store, case.store):
        for uuid in uuids:
            project = store.get(uuid).project
            assert (project.title, project.summary) == ("von bert", "von anna")
    assert [anna.sync().records, bert.sync().records] == [(), ()]
