# SPDX-License-Identifier: GPL-2.0-or-later
"""What the history tells is what the store held: random lives of a project, every version compared."""
from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES
from ruhr_smartcity_plugin.core.projects.columns import Kind, columns_of
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.history import (
    WITHOUT_ROW,
    as_new_edit,
    earliest_version,
    state_at,
    version_at,
    versions_of,
)
from ruhr_smartcity_plugin.core.projects.record import Organisation, Visibility, new_uuid
from tests.adapters.projects.bundles import AREA, LINE, full, simple, with_title

_LISTS = tuple(dict.fromkeys(one.attribute for one in CHILD_TABLES if one.attribute != "relations"))
_FIXED = {"uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted", "source", "code",
          "lead_uuid", "title"}
_POINT = (376000.123456789, 5705000.987654321)


class Life:
    """Makes a project's next version by chance; the same seed makes the same life."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def value(self, column):
        some = self.chance
        if some.random() < 0.25 and column.kind not in (Kind.FLAG, Kind.VISIBILITY):
            return column.read(None)
        number = some.randrange(100)
        return {
            Kind.TEXT: f"Tex't ;\n{number}", Kind.INTEGER: number, Kind.NUMBER: number / 7, Kind.FLAG: number > 50,
            Kind.ANSWER: number > 50, Kind.DAY: date(2026, 1 + number % 12, 1 + number % 28),
            Kind.VISIBILITY: some.choice(list(Visibility)),
        }[column.kind]

    def edited(self, record, fixed=()):
        columns = [one for one in columns_of(type(record)) if one.name not in _FIXED and one.name not in fixed
                   and not one.name.endswith("_uuid") and one.name not in ("ags", "role", "name", "title")]
        chosen = self.chance.sample(columns, min(len(columns), 3))
        return replace(record, **{one.name: self.value(one) for one in chosen})

    def list_of(self, name, records):
        some = self.chance
        kept = [one if some.random() < 0.6 else self.edited(one) for one in records if some.random() < 0.8]
        if some.random() < 0.4 and name not in ("municipalities", "partners", "indicator_values") and records:
            kept.append(replace(some.choice(records), uuid=new_uuid()))
        if name == "sites":
            kept = [self.moved(one) for one in kept]
        return tuple(kept)

    def moved(self, site):
        if self.chance.random() < 0.7 or site.coordinates in (LINE, AREA):
            return site
        return replace(site, coordinates=self.chance.choice((None, _POINT, (_POINT[0] + self.chance.random(), 1.0))))

    def next(self, bundle, pool):
        """`pool` holds what once was there: a removed element may come back under its id."""
        some = self.chance
        lists = {name: self.list_of(name, getattr(bundle, name)) for name in _LISTS if some.random() < 0.5}
        for name in _LISTS:
            if some.random() < 0.2:
                gone = [one for one in pool[name] if one.uuid not in {other.uuid for other in getattr(bundle, name)}]
                lists[name] = (*lists.get(name, getattr(bundle, name)), *gone[:1])
        bundle = replace(bundle, **lists, further_fields=tuple(some.sample(("BIL", "MIT", "ENU", "DAT"), 2)))
        alive = {one.uuid for one in bundle.indicators}
        bundle = replace(
            bundle, internal=self.edited(bundle.internal),
            indicator_values=tuple(one for one in bundle.indicator_values if one.indicator_uuid in alive),
            project=self.edited(bundle.project, ("progress_percent", "review_state")))
        if some.random() < 0.3:
            lead = Organisation(f"Stadt {some.randrange(5)}")
            bundle = replace(bundle, project=replace(bundle.project, lead_uuid=lead.uuid),
                             organisations=(*bundle.organisations, lead))
        return replace(bundle, project=replace(bundle.project, title=f"Version {bundle.project.version}"))


def told(bundle):
    """Return a bundle with the lists of codes as sets: their order means nothing."""
    return replace(bundle, further_fields=frozenset(bundle.further_fields),
                   technologies=frozenset(bundle.technologies))


def live(store, seed, saves):
    """Save a project that often; return its id and what the store held after each save, by version."""
    life = Life(seed)
    bundle = store.save(full(), 0, "anna")
    pool = {name: list(getattr(bundle, name)) for name in _LISTS}
    held = {1: bundle}
    for _number in range(saves):
        if life.chance.random() < 0.15:
            store.delete(bundle.project.uuid, bundle.project.version, "bert", "weg damit")
            bundle = store.find(bundle.project.uuid)
            held[bundle.project.version] = bundle
        bundle = store.save(life.next(bundle, pool), bundle.project.version, life.chance.choice(("anna", "bert")), "x")
        held[bundle.project.version] = bundle
        for name in _LISTS:
            known = {one.uuid for one in pool[name]}
            pool[name] += [one for one in getattr(bundle, name) if one.uuid not in known]
    return bundle.project.uuid, held


def check_every_version(store, uuid, held):
    present, changes = store.find(uuid), store.history(uuid)
    assert [one.number for one in versions_of(changes)] == sorted(held, reverse=True)
    for number, bundle in held.items():
        past = state_at(present, changes, number, store.list_organisations())
        assert past.gaps == (), number
        for one in fields(bundle):
            assert getattr(told(past.bundle), one.name) == getattr(told(bundle), one.name), (number, one.name)


@pytest.mark.parametrize("seed", range(12))
def test_every_version_comes_back_as_the_store_held_it(store, seed):
    uuid, held = live(store, seed, 14)
    check_every_version(store, uuid, held)


def test_every_store_tells_its_versions_alike(store, case):
    uuid, held = live(store, 99, 6)
    check_every_version(store, uuid, held)
    middle = held[sorted(held)[3]].project
    assert version_at(store.history(uuid), middle.changed_at) == middle.version
    assert version_at(store.history(uuid), "2000-01-01T00:00:00.000Z") == 0


def test_an_earlier_version_is_restored_as_the_next_one_and_keeps_code_and_review_state(store, case):
    first = store.save(full(), 0, "anna")
    emptied = replace(with_title(first, "Neu"), sites=(), contacts=(), partners=(), further_fields=())
    second = store.save(replace(emptied, project=replace(emptied.project, review_state="PRF")), 1, "bert")
    past = state_at(second, store.history(first.project.uuid), 1, store.list_organisations())
    third = store.save(as_new_edit(past.bundle, second), 2, "bert", "Version 1 wiederhergestellt")
    assert (third.project.version, third.project.title, third.project.review_state) == (3, first.project.title, "PRF")
    assert (third.sites, third.contacts, third.partners) == (first.sites, first.contacts, first.partners)
    assert (third.project.code, third.further_fields) == (first.project.code, first.further_fields)
    store.delete(first.project.uuid, 3, "bert")
    deleted = store.find(first.project.uuid)
    again = store.save(as_new_edit(deleted, deleted), 4, "anna", "zurückgeholt")
    assert (again.project.deleted, again.project.version, again.sites) == (False, 5, first.sites)


def test_what_was_changed_past_the_plugin_is_named_and_not_passed_over(store):
    uuid = store.save(simple(), 0, "anna").project.uuid
    store.save(with_title(store.get(uuid), "Zwei"), 1, "anna")
    with store.writing() as session:
        # As a program does that knows no triggers: neither version nor history.
        session.run("UPDATE project SET title = 'heimlich', changed_at = '2026' WHERE uuid = :uuid", {"uuid": uuid})
    past = state_at(store.get(uuid), store.history(uuid), 1)
    assert past.bundle.project.title == "Kühle Orte"
    assert past.gaps == (("project", uuid, "title"),)


def test_what_plain_qgis_changes_is_undone_where_it_is_told_and_named_where_not(store):
    bundle = replace(simple(), contacts=(Contact(name="Anna", mail="a@example.org"),))
    first = store.save(bundle, 0, "anna")
    uuid = first.project.uuid
    with store.writing() as session:
        session.run("UPDATE project SET title = 'aus QGIS', progress_percent = 40 WHERE uuid = :uuid", {"uuid": uuid})
        session.run("UPDATE site_point SET label = 'neu' WHERE project_uuid = :uuid", {"uuid": uuid})
        session.run("UPDATE project_internal SET deleted = 0 WHERE project_uuid = :uuid", {"uuid": uuid})
    past = state_at(store.get(uuid), store.history(uuid), 1)
    assert (past.bundle.project.title, past.bundle.sites, past.gaps) == (first.project.title, first.sites, ())
    told = store.get(uuid).project.version
    with store.writing() as session:
        session.run("UPDATE site_point SET geom = geom WHERE project_uuid = :uuid", {"uuid": uuid})
        session.run("DELETE FROM contact WHERE project_uuid = :uuid", {"uuid": uuid})
    assert store.get(uuid).project.version > told + 1
    gaps = state_at(store.get(uuid), store.history(uuid), told).gaps
    assert (WITHOUT_ROW, "", str(told + 1)) in gaps  # the position
    assert ("contact", first.contacts[0].uuid, "deleted") not in gaps  # what it held is told by the first save


def test_a_history_that_begins_late_says_what_it_does_not_reach(store):
    uuid = store.save(simple(), 0, "anna").project.uuid
    for number in (1, 2, 3):
        store.save(with_title(store.get(uuid), f"T{number}"), number, "anna")
    changes = [one for one in store.history(uuid) if one.version_after > 2]
    assert earliest_version(changes) == 2
    assert state_at(store.get(uuid), changes, 2).bundle.project.title == "T1"
    with pytest.raises(InputError):
        state_at(store.get(uuid), changes, 1)


def test_a_shift_of_less_than_a_millimetre_is_no_change_and_moves_nothing(store):
    first = store.save(simple(), 0, "anna")
    site = first.sites[0]
    shifted = replace(with_title(first, "Neu"), sites=(replace(site, coordinates=(376000.0000001, 5705000.0)),))
    assert store.save(shifted, 1, "anna").sites[0].coordinates == site.coordinates
