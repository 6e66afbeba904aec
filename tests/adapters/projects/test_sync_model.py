# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies that are edited at random and brought together, beside a second reading of the rules that knows no code.

The model holds a register as flat cells: (what it is about, statement) -> value. Its rules are those of the issue: one
side changed it: taken; both alike: taken once; both differently, or deleted against edited: asked, and until it is
answered neither side changes. What projects name is not deleted. A comment's deletion gives way to a new text.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ruhr_smartcity_plugin.adapters.projects import save
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.register_copy import RegisterCopy
from ruhr_smartcity_plugin.adapters.projects.sync_work import synchronise_all
from ruhr_smartcity_plugin.core.errors import StillNamedError
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.core.projects.comment_sync import synchronise_comments
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import Milestone
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
)
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome
from tests.adapters.projects.bundles import BOCHUM, ESSEN, GELSENKIRCHEN, simple

TOWNS, CODES, TEXTS = (BOCHUM, ESSEN, GELSENKIRCHEN), ("ENU", "GES", "MOB"), ("", "A", "B", "C")
HEAD = ("title", "summary", "website", "lead_uuid")


class Clock(datetime):
    """The clock of the computer that works now: they differ by hours, and jump back."""

    offset = timedelta()

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + cls.offset


@pytest.fixture(autouse=True)
def clocks(monkeypatch):
    monkeypatch.setattr(save, "datetime", Clock)


# --- reading a register as cells ---
def project_cells(bundle):
    found = {("head", one): getattr(bundle.project, one) for one in HEAD}
    found["head", "status"] = (bundle.project.status, bundle.project.status_reason)
    found["head", "note"] = bundle.internal.internal_note
    for one in bundle.sites:
        about = ("site", one.uuid)
        found.update({(about, "label"): one.label, (about, "address"): one.address,
                      (about, "position"): (one.coordinates, one.accuracy)})
    for one in bundle.milestones:
        found.update({(("step", one.uuid), "title"): one.title, (("step", one.uuid), "due"): one.due})
    found.update({(("town", one.ags), "role"): one.role for one in bundle.municipalities})
    found.update({(("partner", one.organisation_uuid), "role"): one.role for one in bundle.partners})
    found.update({(("code", one), "there"): True for one in bundle.further_fields})
    return found


def read(store):
    """Return the register: kind -> id -> (deleted, cells)."""
    projects = {uuid: store.find(uuid) for uuid in store.versions()}
    return {
        "project": {uuid: (one.project.deleted, project_cells(one)) for uuid, one in projects.items()},
        "organisation": {one.uuid: (one.deleted, {("head", name): getattr(one.record, name) or ""
                                                  for name in ("name", "website")})
                         for one in store.masters() if one.table == "organisation"},
        "comment": {one.uuid: (one.deleted, {("head", "text"): one.text, ("head", "done"): one.done,
                                             ("head", "project"): one.project_uuid})
                    for one in store.comments_since("")}}


def alive(register):
    """Return what counts: of what is deleted only that it is."""
    return {kind: {uuid: "deleted" if deleted else cells for uuid, (deleted, cells) in records.items()}
            for kind, records in register.items()}


def shown(register):
    """Return what is not deleted: one register never saw what another made and deleted, nor the comments on it."""
    found = {kind: {uuid: one for uuid, one in records.items() if one != "deleted"}
             for kind, records in alive(register).items()}
    return {**found, "comment": {uuid: one for uuid, one in found["comment"].items()
                                 if one["head", "project"] in found["project"]}}


def named(register):
    """Return the ids of the organisations that projects name."""
    return {cells["head", "lead_uuid"] for deleted, cells in register["project"].values() if not deleted} | {
        about[1] for deleted, cells in register["project"].values() if not deleted
        for about, _field in cells if about[0] == "partner"}


# --- the rules ---
def by_element(cells):
    found = {}
    for (about, name), value in cells.items():
        found.setdefault(about, {})[name] = value
    return found


def merged_cells(base, mine, theirs, side):
    """Return the merged cells and whether something must be asked (decided for `side`, if it is given)."""
    parts = [by_element(one) for one in (base, mine, theirs)]
    result, asked = {}, False
    for about in {**parts[1], **parts[2]}:
        before, ours, other = (one.get(about) for one in parts)
        if ours is None or other is None:
            left = other if ours is None else ours
            if before is not None and left == before:
                continue
            if before is not None:
                asked = True
                left = other if side is Side.REMOTE else ours if side is Side.LOCAL else left
            kept = left or {}
        else:
            kept = {}
            for name in other:
                was = before.get(name) if before else None
                one, two = ours[name], other[name]
                if before is not None and one == was:
                    kept[name] = two
                elif one == two or (before is not None and two == was):
                    kept[name] = one
                else:
                    asked = True
                    kept[name] = one if side is Side.LOCAL else two
        result.update({(about, name): value for name, value in kept.items()})
    return result, asked


def merged_record(base, mine, theirs, side, is_named=False):
    """Return ((deleted, cells), asked)."""
    if mine[0] and theirs[0]:
        return theirs, False
    if base is not None and base[0] and mine[0] != theirs[0]:  # brought back, which is the only change
        return (theirs if mine[0] else mine), False
    cells, asked = merged_cells(base[1] if base else {}, mine[1], theirs[1], side)
    if mine[0] == theirs[0] or is_named:
        return (False, cells), asked
    gone, kept = (mine, theirs) if mine[0] else (theirs, mine)
    if base is not None and kept[1] == base[1]:
        return gone, False
    is_gone = (mine if side is Side.LOCAL else theirs)[0]
    return (is_gone, cells), True


class Model:
    """A copy: what it holds, and what both sides held of each record when they last agreed."""

    def __init__(self):
        self.base = {"project": {}, "organisation": {}, "comment": {}}

    def sync(self, here, there, side):
        """Return both registers as they should be, the ids in conflict, and both texts of comments that met."""
        here, there = ({kind: dict(one) for kind, one in register.items()} for register in (here, there))
        disputed, met = set(), {}
        for kind in ("project", "organisation", "comment"):
            named_here, names = named(here), named(here) | named(there)
            for uuid in {**here[kind], **there[kind]}:
                mine, theirs, base = here[kind].get(uuid), there[kind].get(uuid), self.base[kind].get(uuid)
                if mine is None or theirs is None:
                    one = mine or theirs
                    known = there if theirs is None else here
                    if one[0] or (kind == "comment" and one[1]["head", "project"] not in known["project"]):
                        continue
                    result, asked = one, False
                elif kind == "comment":
                    result, asked = self._comment(base, mine, theirs, met, uuid), False
                else:
                    is_named = kind == "organisation" and uuid in named_here
                    result, asked = merged_record(base, mine, theirs, side, is_named)
                    if kind == "organisation" and mine[0] and not theirs[0] and result[0] and uuid in names \
                            and not (asked and side is None):
                        is_named = True  # refused there
                        result, asked = merged_record(base, mine, theirs, side, is_named)
                if asked:
                    disputed.add(uuid)
                    if side is None:
                        if is_named and mine[0]:
                            here[kind][uuid] = (False, mine[1])
                        continue
                here[kind][uuid] = there[kind][uuid] = self.base[kind][uuid] = result
        return here, there, disputed, met

    @staticmethod
    def _comment(base, mine, theirs, met, uuid):
        texts = [one[1]["head", "text"] for one in (base, mine, theirs)]
        if mine[0] or theirs[0]:
            kept, text = (theirs, texts[2]) if mine[0] else (mine, texts[1])
            if kept[0] or text == texts[0]:
                return True, {**kept[1], ("head", "text"): ""}
            texts = [texts[0], text, text]
        cells, asked = merged_cells(base[1], {**mine[1], ("head", "text"): texts[1]},
                                    {**theirs[1], ("head", "text"): texts[2]}, Side.LOCAL)
        if asked:
            met[uuid] = texts[1:]
        return False, cells


# --- a register that is edited ---
class Place:
    """A register and, if it is a copy of the team's, its side of the synchronisation."""

    count = 0

    def __init__(self, path, who, *, is_new=True):
        self.store, self.who = create_store(path) if is_new else open_store(path), who
        self.model, self.offset = Model(), timedelta()

    def turn(self, dice):
        """Work at this computer now; its clock may just have been set."""
        if dice.random() < 0.1:
            self.offset = timedelta(minutes=dice.randint(-300, 300))
        Clock.offset = self.offset

    def sync(self, team, side=None):
        Clock.offset = self.offset
        copy = RegisterCopy(self.store, "team")
        report = synchronise_all(copy, self.store, team.store, "team", self.who, SILENT, side)
        comments = synchronise_comments(self.store, team.store, SILENT, copy)
        return replace(report, comments=comments)

    def edit(self, dice):
        self.turn(dice)
        kind = dice.choices((self.project, self.organisation, self.comment), (6, 3, 3))[0]
        kind(dice)

    def new(self, dice):
        Place.count += 1
        return f"{self.who} {Place.count}"

    def project(self, dice):
        known = [uuid for uuid, (_version, deleted) in sorted(self.store.versions().items()) if not deleted]
        if not known or (dice.random() < 0.08 and len(known) < 5):
            self.store.save(simple(self.new(dice)), 0, self.who)
            return
        bundle = self.store.get(dice.choice(known))
        version = bundle.project.version
        if dice.random() < 0.1:
            self.store.delete(bundle.project.uuid, version, self.who)
            return
        for _ in range(dice.randint(1, 3)):
            bundle = self.changed(bundle, dice)
        self.store.save(bundle, version, self.who)

    def changed(self, bundle, dice):
        kind = dice.randrange(11)
        text = dice.choice(TEXTS)
        head, sites, steps = bundle.project, list(bundle.sites), list(bundle.milestones)
        if kind < 2:
            name = dice.choice(("title", "summary", "website", "status_reason"))
            return replace(bundle, project=replace(head, **{name: text or ("T" if name == "title" else "")}))
        if kind == 2:
            return replace(bundle, project=replace(head, status=dice.choice(("UMS", "PAUS", "BETR"))))
        if kind == 3:
            return replace(bundle, internal=replace(bundle.internal, internal_note=text))
        if kind == 4:
            codes = set(bundle.further_fields) ^ {dice.choice(CODES)}
            return replace(bundle, further_fields=tuple(sorted(codes)))
        if kind == 5:
            known = [one.uuid for one in self.store.list_organisations()]
            return replace(bundle, project=replace(head, lead_uuid=dice.choice(["", *known])))
        if kind == 6:
            known = [one.uuid for one in self.store.list_organisations()]
            kept = {one.organisation_uuid: one for one in bundle.partners}
            if known:
                one = dice.choice(known)
                if kept.pop(one, None) is None:
                    kept[one] = ProjectOrganisation(one, "PART")
            return replace(bundle, partners=tuple(kept.values()))
        if kind == 7:
            kept = {one.ags: one for one in bundle.municipalities}
            town = dice.choice(TOWNS)
            one = kept.pop(town, ProjectMunicipality(town))
            if dice.random() < 0.7:
                kept[town] = replace(one, role=dice.choice(("FEDER", "PARTNER")))
            return replace(bundle, municipalities=tuple(kept.values()))
        if kind == 8:
            return replace(bundle, milestones=tuple(self.listed(steps, Milestone("S"), dice, (
                {"title": text or "T"}, {"due": date(2027, 1, dice.randint(1, 3))}))))
        site = Site(coordinates=(376000.0, 5705000.0))
        return replace(bundle, sites=tuple(self.listed(sites, site, dice, (
            {"label": text}, {"address": text}, {"accuracy": dice.choice(("ADR", "STR"))},
            {"coordinates": (376000.0 + dice.randint(0, 2), 5705000.0)}))))

    @staticmethod
    def listed(kept, new, dice, edits):
        if not kept or (dice.random() < 0.2 and len(kept) < 4):
            return [*kept, new]
        number = dice.randrange(len(kept))
        if dice.random() < 0.25:
            return kept[:number] + kept[number + 1:]
        return [*kept[:number], replace(kept[number], **dice.choice(edits)), *kept[number + 1:]]

    def organisation(self, dice):
        known = [one for one in self.store.masters() if one.table == "organisation" and not one.deleted]
        if not known or (dice.random() < 0.15 and len(known) < 4):
            record = MasterRecord("organisation", Organisation(self.new(dice), "KOM"))
        else:
            one = dice.choice(known)
            values = dice.choice(({"name": self.new(dice)}, {"website": f"https://{dice.choice('abc')}.de"}, None))
            record = replace(one, deleted=True) if values is None else replace(one, record=replace(
                one.record, **values))
        try:
            self.store.save_masters([record], self.who)
        except StillNamedError:
            assert record.deleted
            assert record.uuid in named(read(self.store))

    def comment(self, dice):
        known = [one for one in self.store.comments_since("") if not one.deleted]
        projects = [uuid for uuid, (_version, deleted) in sorted(self.store.versions().items()) if not deleted]
        if not known or dice.random() < 0.3:
            if projects:
                self.store.save_comment(Comment(dice.choice(projects), self.new(dice), "anna"), self.who)
            return
        one = dice.choice(known)
        edit = dice.choice(({"text": self.new(dice)}, {"done": not one.done}, {"deleted": True}))
        self.store.save_comment(replace(one, **edit), self.who)


def check_sync(copy, team, side):
    """Synchronise, and compare both registers with what the model says."""
    here, there = read(copy.store), read(team.store)
    here, there, disputed, met = copy.model.sync(here, there, side)
    report = copy.sync(team, side)
    for uuid, texts in met.items():
        found = read(copy.store)["comment"][uuid]
        assert not found[0]
        assert all(one in found[1]["head", "text"] for one in texts)
        for register in (here, there, copy.model.base):
            register["comment"][uuid] = found
    assert report.comments.refused == ()
    asked = {one.uuid for one in report.records if one.outcome is Outcome.CONFLICT}
    assert asked == (disputed if side is None else set())
    for store, expected in ((copy.store, here), (team.store, there)):
        found, wanted = alive(read(store)), alive(expected)
        for kind in wanted:
            assert found[kind] == wanted[kind]
    return report


def play(folder, seed, steps):
    dice = random.Random(seed)
    team = Place(folder / "team.gpkg", "rita")
    copies = [Place(folder / f"{who}.gpkg", who) for who in ("anna", "bert")]
    for _ in range(4):
        team.edit(dice)
    for _ in range(steps):
        for place in (team, *copies):
            for _ in range(dice.randint(0, 4)):
                place.edit(dice)
        copy = dice.choice(copies)
        check_sync(copy, team, dice.choice((None, Side.LOCAL, Side.REMOTE)))
        again = copy.sync(team)
        assert {one.outcome for one in again.records} <= {Outcome.CONFLICT}
        assert (again.comments.sent, again.comments.fetched) == (0, 0)


@pytest.mark.parametrize("seed", range(5))
def test_copies_hold_what_a_second_reading_of_the_rules_says(tmp_path, seed):
    play(tmp_path, seed, 4)


@pytest.mark.parametrize("seed", range(3))
def test_both_orders_of_synchronising_end_alike(tmp_path, seed):
    """`anna` is right in every conflict; whether she or `bert` comes first changes nothing."""
    both_orders(tmp_path, seed)


def both_orders(folder, seed):
    dice = random.Random(seed)
    team = Place(folder / "team.gpkg", "rita")
    copies = [Place(folder / f"{who}.gpkg", who) for who in ("anna", "bert")]
    for _ in range(8):
        team.edit(dice)
    for copy in copies:
        copy.sync(team)
    for copy in copies:
        for _ in range(dice.randint(1, 8)):
            copy.edit(dice)
    ends = []
    for first in (0, 1):
        other = folder / f"order {first}"
        other.mkdir()
        for one in folder.glob("*.gpkg"):
            shutil.copyfile(one, other / one.name)
        far = Place(other / "team.gpkg", "rita", is_new=False)
        anna, bert = (Place(other / f"{who}.gpkg", who, is_new=False) for who in ("anna", "bert"))
        turns = ((anna, Side.LOCAL), (bert, Side.REMOTE))
        for place, side in (*(turns if first == 0 else turns[::-1]), (anna, None), (bert, None)):
            place.sync(far, side)
        found = [shown(read(one.store)) for one in (anna, bert, far)]
        assert found[0] == found[2]
        assert found[1] == found[2]
        ends.append(found[2])
    assert ends[0] == ends[1]
