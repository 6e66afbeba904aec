# SPDX-License-Identifier: GPL-2.0-or-later
"""Organisations, programmes, strategies and their contacts: rules, merge, and two registers brought together.

The properties of the merge are checked against a flat reading of the records, which knows nothing of how it works.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruhr_smartcity_plugin.core.errors import StillNamedError, VersionConflictError
from ruhr_smartcity_plugin.core.progress import SilentProgress
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.conflict_text import Wording
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.master import (
    MasterRecord,
    as_plain_master,
    read_plain_master,
    same_record,
)
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase, merge_masters
from ruhr_smartcity_plugin.core.projects.master_rules import check_masters
from ruhr_smartcity_plugin.core.projects.master_sync import MasterBase, synchronise_masters
from ruhr_smartcity_plugin.core.projects.master_text import texts_of
from ruhr_smartcity_plugin.core.projects.merging import Decision, Side
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome

HERNE, TODAY = "05916000", date(2026, 11, 23)
STRATEGY = Strategy(HERNE, "Digitale Stadt", "ERARB", None, "", "MOB EGO", "Stabsstelle", "", None, "s1")
BASE = MasterRecord("strategy", STRATEGY, 3)


def of(record, table="strategy", version=3, **values):
    return MasterRecord(table, record, version, **values)


# --- rules ---
@pytest.mark.parametrize(("attribute", "record", "rule", "column"), [
    ("organisations", Organisation(" "), "required", "name"),
    ("organisations", Organisation("A", website="ftp://x"), "address", "website"),
    ("organisations", Organisation("A", "XXX"), "unknown-code", "kind"),
    ("programmes", FundingProgramme(), "required", "title"),
    ("programmes", FundingProgramme("A", deadline_from=TODAY, deadline_to=date(2026, 1, 1)), "end-before-start",
     "deadline_to"),
    ("programmes", FundingProgramme("A", rate_percent=101.0), "rate-range", "rate_percent"),
    ("programmes", FundingProgramme("A", max_amount_eur=float("nan")), "negative-costs", "max_amount_eur"),
    ("programmes", FundingProgramme("A", checked_on=date(2027, 1, 1)), "in-future", "checked_on"),
    ("programmes", FundingProgramme("A", checked_on=date(2025, 1, 1)), "check-again", "checked_on"),
    ("strategies", Strategy(), "required", "ags"),
    ("strategies", Strategy(HERNE, state="VERAB"), "adopted-when", "adopted_on"),
    ("strategies", Strategy(HERNE, as_of=date(2027, 1, 1)), "in-future", "as_of"),
    ("strategies", Strategy(HERNE, themes="MOB XY"), "unknown-code", "themes"),
    ("contacts", Contact("o1", name="Anna"), "consent", "consent"),
    ("contacts", Contact("o1", mail="post@x", delete_after=date(2026, 1, 1)), "retention", "delete_after"),
])
def test_each_rule_names_the_record_and_its_column(attribute, record, rule, column):
    found = [one for one in check_masters({attribute: [record]}, TODAY) if one.id == rule]
    assert [(one.field, one.item, one.column) for one in found] == [(attribute, record.uuid, column)]
    assert "{" not in found[0].sentence


def test_a_missing_statement_is_called_as_its_field_is():
    (found,) = [one for one in check_masters({"strategies": [Strategy()]}, TODAY) if one.id == "required"]
    assert found.sentence == "“Member” is missing in an entry of “Strategies of the members”."


def test_what_is_in_order_has_no_finding_and_two_of_one_name_are_told():
    good = {"organisations": [Organisation("Stadt Herne", "KOM", HERNE, "https://herne.de")],
            "strategies": [Strategy(HERNE, "X", "VERAB", date(2024, 1, 1), themes="MOB EGO", as_of=TODAY)],
            "programmes": [FundingProgramme("X", checked_on=TODAY)]}
    assert check_masters(good, TODAY) == ()
    twins = [Organisation("Stadt Herne", "KOM", HERNE), Organisation("stadt  HERNE", "", HERNE)]
    assert [one.severity for one in check_masters({"organisations": twins}, TODAY)] == [Severity.WARNING] * 2


# --- merge: examples ---
def test_what_one_side_changed_is_taken_and_what_both_changed_is_asked_in_words():
    mine = of(replace(STRATEGY, state="VERAB", steering_body="Amt 1"))
    other = of(replace(STRATEGY, title="Neu", steering_body="Amt 2"), version=4, changed_by="rita")
    merge = merge_masters(BASE, mine, other)
    assert (merge.record.record.state, merge.record.record.title, merge.record.version) == ("VERAB", "Neu", 4)
    case = MasterCase(BASE, mine, other)
    (conflict,) = case.conflicts
    texts = texts_of(case, Wording())
    assert (texts.label(conflict), texts.base(conflict), texts.mine(conflict), texts.other(conflict)) == (
        "Steering body", "Stabsstelle", "Amt 1", "Amt 2")
    assert (case.taken, case.title, case.other_editor[0]) == (2, "Digitale Stadt", "rita")
    assert case.with_all_for(Side.LOCAL).merged().record.record.steering_body == "Amt 1"


def test_codes_of_a_conflict_are_told_by_their_texts():
    case = MasterCase(BASE, of(replace(STRATEGY, state="VERAB")), of(replace(STRATEGY, state="KEINE")))
    texts = texts_of(case, Wording())
    assert [(texts.mine(one), texts.other(one)) for one in case.conflicts] == [("Adopted", "None")]


def test_themes_are_a_list_and_merge_without_conflict():
    merge = merge_masters(BASE, of(replace(STRATEGY, themes="MOB EGO ENE")), of(replace(STRATEGY, themes="EGO WIR")))
    assert (merge.conflicts, set(merge.record.record.themes.split())) == ((), {"EGO", "ENE", "WIR"})


def test_a_deletion_stands_against_an_edit_only():
    gone, edited = of(STRATEGY, deleted=True), of(replace(STRATEGY, title="Neu"), version=4)
    assert merge_masters(BASE, gone, of(STRATEGY)).record.deleted
    case = MasterCase(BASE, gone, edited)
    (conflict,) = case.conflicts
    assert (conflict.key.field, conflict.local) == ("deleted", None)
    assert "Title" in texts_of(case, Wording()).other(conflict)
    assert case.with_all_for(Side.LOCAL).merged().record.deleted
    assert not case.with_all_for(Side.REMOTE).merged().record.deleted


def test_a_record_survives_its_way_through_json():
    for one in (BASE, of(Contact("o1", "Amt", "Ärmel", "a@x", "1", True, TODAY, TODAY), "contact", deleted=True),
                of(FundingProgramme("T", max_amount_eur=1.5, checked_on=TODAY), "funding_programme")):
        assert read_plain_master(as_plain_master(one)) == one


# --- two registers in memory ---
class Memory:
    """A register of master data that keeps the contract of the stores."""

    def __init__(self):
        self.rows, self.users, self.bases, self.sent, self.kept, self.refused = {}, {}, {}, {}, {}, {}
        self.changes = {}

    def masters(self):
        return tuple(self.rows.values())

    def master_users(self):
        return self.users

    def history(self, uuid):
        return self.changes.get(uuid, ())

    def save_masters(self, records, who, comment="", force=False):
        for one in records:
            before = self.rows.get(one.uuid)
            if (before.version if before else 0) != one.version:
                raise VersionConflictError("x", uuid=one.uuid, base_version=one.version, store_version=0)
            if one.deleted and self.users.get(one.uuid) and not force:
                raise StillNamedError("named")
            if before is None or not same_record(before, one):
                self.rows[one.uuid] = replace(one, version=one.version + 1, changed_by=who)
        return tuple(self.rows[one.uuid] for one in records)

    def edit(self, uuid, **values):
        one = self.rows[uuid]
        deleted = values.pop("deleted", one.deleted)
        self.save_masters([replace(one, record=replace(one.record, **values), deleted=deleted)], "hier")

    # --- the copy's memory ---
    def begin(self):
        pass

    def master_bases(self):
        return dict(self.bases)

    def sent_masters(self):
        return dict(self.sent)

    def queue_master(self, sent):
        self.sent[sent.record.uuid] = sent

    def settle_master(self, remote, base_version):
        (stored,) = self.save_masters([replace(remote, version=base_version)], remote.changed_by, force=True)
        self.bases[remote.uuid] = MasterBase(remote, stored.version)
        self.sent.pop(remote.uuid, None)
        self.kept.pop(remote.uuid, None)

    def refuse_master(self, uuid, reason):
        self.refused[uuid] = reason

    def master_cases(self):
        return dict(self.kept)

    def keep_master_case(self, case):
        self.kept[case.uuid] = case


def sync(copy, remote, **options):
    return synchronise_masters(copy, remote, "anna", SilentProgress(), **options).records


def content(register):
    return {uuid: (replace(one.record, themes=" ".join(sorted(one.record.themes.split())))
                   if one.table == "strategy" else one.record)
            for uuid, one in register.rows.items() if not one.deleted}


@pytest.fixture
def pair():
    copy, team = Memory(), Memory()
    team.save_masters([of(STRATEGY, version=0)], "rita")
    sync(copy, team)
    return copy, team


def test_new_records_go_both_ways_and_the_second_time_nothing(pair):
    copy, team = pair
    copy.save_masters([of(FundingProgramme("P", uuid="f1"), "funding_programme", 0),
                       of(Organisation("O", uuid="o1"), "organisation", 0),
                       of(Contact("o1", "Amt", uuid="c1"), "contact", 0)], "hier")
    assert [one.outcome for one in sync(copy, team)] == [Outcome.PUSHED] * 3
    assert content(copy) == content(team)
    assert sync(copy, team) == ()


def test_a_conflict_waits_for_its_decision_and_then_both_sides_agree(pair):
    copy, team = pair
    copy.edit("s1", title="A")
    team.edit("s1", title="B")
    assert [one.outcome for one in sync(copy, team)] == [Outcome.CONFLICT]
    copy.kept["s1"] = copy.kept["s1"].with_all_for(Side.LOCAL)
    assert [one.outcome for one in sync(copy, team)] == [Outcome.MERGED]
    assert content(team)["s1"].title == "A"
    assert content(copy) == content(team)


def test_a_lost_answer_makes_no_conflict_with_what_was_typed_since(pair):
    copy, team = pair
    copy.edit("s1", title="A")
    settle, copy.settle_master = copy.settle_master, lambda *_args: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        sync(copy, team)
    copy.settle_master = settle
    copy.edit("s1", title="AB")
    assert [one.outcome for one in sync(copy, team)] == [Outcome.MERGED]
    assert content(team)["s1"].title == content(copy)["s1"].title == "AB"


def test_what_projects_name_there_is_not_deleted_and_comes_back_here(pair):
    copy, team = pair
    copy.save_masters([of(Organisation("O", uuid="o1"), "organisation", 0)], "hier")
    sync(copy, team)
    team.users = {"o1": ("Projekt",)}
    copy.edit("o1", deleted=True)
    assert [(one.outcome, one.reason) for one in sync(copy, team)] == [(Outcome.FAILED, "named")]
    assert content(copy) == content(team)
    assert "o1" in content(copy)
    assert sync(copy, team) == ()


@pytest.mark.parametrize("there_too", [False, True])
def test_what_was_changed_before_a_refused_deletion_is_not_lost_nor_are_the_contacts_that_went_with_it(pair, there_too):
    copy, team = pair
    copy.save_masters([of(Organisation("O", uuid="o1"), "organisation", 0),
                       of(Contact("o1", "Amt", uuid="c1"), "contact", 0)], "hier")
    sync(copy, team)
    team.users = {"o1": ("Projekt",)}
    copy.edit("o1", name="Neuer Name")
    copy.edit("c1", deleted=True)
    copy.edit("o1", deleted=True)
    if there_too:
        team.edit("o1", website="https://o.de")
    results = sync(copy, team, on_conflict=Side.LOCAL)
    assert (results[0].outcome, results[0].reason) == (Outcome.FAILED, "named")
    assert content(copy) == content(team)
    assert content(team)["o1"].name == "Neuer Name"
    assert content(team)["o1"].website == ("https://o.de" if there_too else "")
    assert "c1" in content(team)
    assert sync(copy, team) == ()


@pytest.mark.parametrize("edit", [{}, {"website": "https://o.de"}])
def test_what_projects_here_name_comes_back_there_as_if_they_had_come_first(pair, edit):
    copy, team = pair
    copy.save_masters([of(Organisation("O", uuid="o1"), "organisation", 0)], "hier")
    sync(copy, team)
    copy.users = {"o1": ("Projekt",)}
    if edit:
        copy.edit("o1", **edit)
    team.edit("o1", name="Neuer Name")
    team.edit("o1", deleted=True)
    assert [one.outcome for one in sync(copy, team)] == [Outcome.MERGED]
    assert content(copy) == content(team)
    assert content(team)["o1"].name == "Neuer Name"
    assert content(team)["o1"].website == edit.get("website", "")
    assert sync(copy, team) == ()


def test_what_was_changed_before_a_deletion_stays_if_the_record_does():
    here, there = replace(BASE, record=replace(BASE.record, title="A"), deleted=True), replace(
        BASE, record=replace(BASE.record, partners="B"))
    for local, remote, side in ((here, there, Side.REMOTE), (there, here, Side.LOCAL)):
        (conflict,) = merge_masters(BASE, local, remote).conflicts
        merged = merge_masters(BASE, local, remote, {conflict.key: Decision(side)}).record
        assert (merged.deleted, merged.record.title, merged.record.partners) == (False, "A", "B")


def test_an_organisation_both_wrote_down_becomes_one_with_the_statements_of_both(pair):
    copy, team = pair
    team.save_masters([of(Organisation("Stadt Herne", "KOM", HERNE, uuid="there"), "organisation", 0)], "rita")
    copy.save_masters([of(Organisation("stadt herne", "", HERNE, "https://herne.de", "here"), "organisation", 0),
                       of(Contact("here", "Amt", uuid="c1"), "contact", 0)], "hier")
    sync(copy, team)
    assert content(copy) == content(team)
    assert content(team)["there"].website == "https://herne.de"
    assert "here" not in content(team)
    assert content(team)["c1"].organisation_uuid == "there"
    assert sync(copy, team) == ()


@pytest.mark.parametrize(("table", "there", "here"), [
    ("funding_programme", FundingProgramme("Smart Cities", "Bund", uuid="there"),
     FundingProgramme("smart cities", "BUND", url="https://kfw.de", uuid="here")),
    ("strategy", Strategy(HERNE, "Herne  digital", uuid="there"),
     Strategy(HERNE, "herne digital", "VERAB", uuid="here")),
])
def test_programmes_and_strategies_both_wrote_down_become_one_too(pair, table, there, here):
    copy, team = pair
    team.save_masters([of(there, table, 0)], "rita")
    copy.save_masters([of(here, table, 0)], "hier")
    sync(copy, team)
    assert content(copy) == content(team)
    stated = {name: value for name, value in vars(here).items() if value and not getattr(there, name)}
    assert content(team)["there"] == replace(there, **stated)
    assert "here" not in content(team)
    assert sync(copy, team) == ()


def test_a_contact_deleted_there_for_good_goes_here_too(pair):
    copy, team = _with_a_contact(pair)
    del team.rows["c1"]
    team.changes["c1"] = (Change("contact", "c1", "c1", 1, 2, "deleted", "0", "1", "rita", "", ""),)
    sync(copy, team)
    assert set(content(copy)) == set(content(team)) == {"s1"}
    assert sync(copy, team) == ()


@pytest.mark.parametrize("side", Side)
def test_a_contact_a_team_lost_when_it_went_back_to_a_backup_is_asked_about(pair, side):
    copy, team = _with_a_contact(pair)
    del team.rows["c1"]
    assert [one.outcome for one in sync(copy, team)] == [Outcome.CONFLICT]
    assert set(content(copy)) == {"s1", "c1"}
    copy.kept["c1"] = copy.kept["c1"].with_all_for(side)
    sync(copy, team)
    assert set(content(copy)) == set(content(team)) == ({"s1", "c1"} if side is Side.LOCAL else {"s1"})
    assert sync(copy, team) == ()


def test_what_else_a_backup_does_not_know_yet_is_sent_again(pair):
    copy, team = pair
    del team.rows["s1"]
    sync(copy, team)
    assert content(copy) == content(team) == {"s1": replace(STRATEGY, themes="EGO MOB")}
    assert sync(copy, team) == ()


def _with_a_contact(pair):
    copy, team = pair
    copy.save_masters([of(Contact("", "Amt", uuid="c1"), "contact", 0)], "hier")
    sync(copy, team)
    return copy, team


# --- properties ---
_values = st.fixed_dictionaries({}, optional={
    "title": st.sampled_from("ABC"), "state": st.sampled_from(["VERAB", "KEINE"]),
    "as_of": st.sampled_from([None, TODAY]), "partners": st.sampled_from(["", "X"]),
    "themes": st.lists(st.sampled_from(["MOB", "EGO", "ENE"]), unique=True).map(" ".join), "deleted": st.booleans()})


def _edited(values, version=4):
    values = dict(values)
    deleted = values.pop("deleted", False)
    return of(replace(STRATEGY, **values), version=version, deleted=deleted)


def _cells(one):
    found = {name: value for name, value in vars(one.record).items() if name not in ("themes", "uuid")}
    return {**found, **{f"theme {code}": True for code in one.record.themes.split()}}


@settings(max_examples=150, deadline=None)
@given(_values, _values)
def test_no_accepted_change_is_lost_and_both_sides_merge_alike(ours, theirs):
    mine, other = _edited(ours), _edited(theirs)
    one, turned = merge_masters(BASE, mine, other), merge_masters(BASE, other, mine)
    assert {conflict.key for conflict in one.conflicts} == {conflict.key for conflict in turned.conflicts}
    if one.conflicts or one.record.deleted:
        assert one.record.deleted == turned.record.deleted
        return
    assert _cells(one.record) == _cells(turned.record)
    before, merged = _cells(BASE), _cells(one.record)
    if mine.deleted or other.deleted:
        return
    for name in {*before, *_cells(mine), *_cells(other)}:
        for side in (_cells(mine), _cells(other)):
            if side.get(name) != before.get(name):
                assert merged.get(name) == side.get(name)


@settings(max_examples=100, deadline=None)
@given(_values, _values, st.sampled_from(list(Side)[:2]))
def test_synchronised_with_decisions_both_sides_hold_the_same_and_again_changes_nothing(ours, theirs, side):
    copy, team = Memory(), Memory()
    team.save_masters([of(STRATEGY, version=0)], "rita")
    sync(copy, team)
    copy.edit("s1", **ours)
    team.edit("s1", **theirs)
    sync(copy, team, on_conflict=side)
    assert content(copy) == content(team)
    versions = {uuid: one.version for uuid, one in (*copy.rows.items(), *team.rows.items())}
    assert sync(copy, team) == ()
    assert versions == {uuid: one.version for uuid, one in (*copy.rows.items(), *team.rows.items())}


def test_decisions_may_be_given_for_one_field():
    case = MasterCase(BASE, of(replace(STRATEGY, title="A")), of(replace(STRATEGY, title="B")))
    (conflict,) = case.conflicts
    mixed = case.with_decision(conflict.key, Decision(Side.MIXED, {"title": "A und B"}))
    assert mixed.is_decided
    assert mixed.merged().record.record.title == "A und B"
    assert mixed.fitting(case.conflicts) == mixed.decisions
