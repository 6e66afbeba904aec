# SPDX-License-Identifier: GPL-2.0-or-later
"""A register with a word of its own in every internal place, to find out which output lets one out."""

from __future__ import annotations

import itertools
import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Dict, List

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store
from ruhr_smartcity_plugin.adapters.projects.master_copy import MasterDataCopy
from ruhr_smartcity_plugin.core.projects.columns import Kind, columns_of
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.record import Organisation, SiteShape, Visibility
from tests.adapters.projects.bundles import BOCHUM, full, simple

WHO = "KANARIE-editor"
_DAY_ONE = date(2061, 3, 7)


@dataclass
class Cage:
    """Makes canaries and knows in which form each could show up."""

    known: Dict[str, str] = field(default_factory=dict)  # text -> where it sits
    doubles: Dict[bytes, str] = field(default_factory=dict)  # a coordinate as geometries hold it -> where it sits
    _numbers: Any = field(default_factory=lambda: itertools.count(7310451, 1013))
    _days: Any = field(default_factory=lambda: (_DAY_ONE + timedelta(days=17 * one) for one in itertools.count()))

    def text(self, place: str) -> str:
        word = f"KANARIE-{len(self.known)}-{place}"
        self.known[word] = place
        return word

    def number(self, place: str) -> float:
        number = next(self._numbers)
        self.known[str(number)] = place
        return number + 0.5

    def day(self, place: str) -> date:
        day = next(self._days)
        self.known[day.isoformat()] = place
        return day

    def moved(self, site: Any, place: str) -> Any:
        """Return an internal place at coordinates of its own."""
        if site.coordinates is None:
            return site
        x = float(next(self._numbers)) / 16
        self.known[f"{x:.15g}"] = place
        self.doubles[struct.pack("<d", x)] = place
        return replace(site, shape=SiteShape.POINT, coordinates=(x, 5_712_345.0))

    def marked(self, record: Any, place: str, **kept: Any) -> Any:
        """Return a record with a canary in every text, number and day."""
        values: Dict[str, Any] = {}
        for one in columns_of(type(record)):
            where = f"{place}.{one.name}"
            if one.name.endswith("uuid") or one.codes or one.name in kept:
                continue
            if one.kind is Kind.TEXT:
                values[one.name] = self.text(where)
            elif one.kind is Kind.NUMBER:
                values[one.name] = self.number(where)
            elif one.kind is Kind.DAY:
                values[one.name] = self.day(where)
        return replace(record, **{**values, **kept})

    def escaped_from(self, *contents: bytes) -> List[str]:
        """Return where the canaries sat that are in one of these contents, in whichever usual encoding."""
        found = [f"{place}: {word}" for word, place in self.known.items() for content in contents
                 if any(word.encode(one) in content for one in ("utf-8", "utf-16-le", "utf-16-be"))]
        return found + [place for value, place in self.doubles.items() if any(value in one for one in contents)]


def caged_register(path: Path) -> tuple:
    """Return a register and its cage. Public in it: the titles "O'Neil …" and "Offen", and one place of each."""
    cage, store = Cage(), create_store(path)
    cage.known[WHO] = "created_by, changed_by"
    public = Visibility.PUBLIC
    shown = full()
    store.save(replace(
        shown, project=replace(shown.project, visibility=public, result=cage.text("history.old_value")),
        internal=cage.marked(shown.internal, "project_internal"),
        fundings=tuple(cage.marked(one, "funding") for one in shown.fundings),
        programmes=tuple(cage.marked(one, "funding_programme") for one in shown.programmes),
        contacts=tuple(cage.marked(one, "contact", consent=False) for one in shown.contacts),
        documents=tuple(cage.marked(one, "document", visibility=Visibility.NETWORK) for one in shown.documents),
        sites=tuple(one if one.visibility is public else cage.moved(cage.marked(
                        one, "site", visibility=Visibility.NETWORK), "site.geom")
                    for one in shown.sites)), 0, WHO, cage.text("change.comment"))
    again = store.get(shown.project.uuid)
    store.save(replace(again, project=replace(again.project, result="Ergebnis für alle")), 1, WHO)
    for visibility in (Visibility.NETWORK, Visibility.MUNICIPALITY):
        hidden = full()
        store.save(replace(
            hidden, project=cage.marked(hidden.project, f"project {visibility.name}", visibility=visibility, code="",
                                        created_at="", changed_at=""),
            milestones=tuple(cage.marked(one, "milestone") for one in hidden.milestones),
            sites=tuple(cage.moved(cage.marked(one, "site of project", visibility=public), "geom of project")
                        for one in hidden.sites)), 0, WHO)
    gone = simple(cage.text("deleted project"))
    store.save(gone, 0, WHO)
    store.delete(gone.project.uuid, 1, WHO)
    unknown, open_one = simple(cage.text("project of unknown visibility")), simple("Offen")
    open_one = replace(open_one, sites=(*open_one.sites, replace(
        cage.moved(open_one.sites[0], "geom of unknown visibility"), uuid="unknown-site",
        label=cage.text("site of unknown visibility"))))
    for one in (unknown, open_one):
        store.save(one, 0, WHO)
    office = Organisation(cage.text("organisation.name"), "KOM", BOCHUM, cage.text("organisation.website"))
    store.save_masters([
        MasterRecord("organisation", office),
        MasterRecord("contact", cage.marked(Contact(office.uuid), "contact of organisation", consent=True)),
        MasterRecord("funding_programme", cage.marked(FundingProgramme(), "funding_programme unnamed")),
        MasterRecord("strategy", cage.marked(Strategy(BOCHUM, themes="MOB"), "strategy", ags=BOCHUM, themes="MOB")),
    ], WHO, cage.text("change.comment of masters"))
    _fill_behind_the_back(store, cage, unknown.project.uuid, shown.project.uuid)
    MasterDataCopy(store, cage.text("sync_master.remote")).refuse_master("s", cage.text("sync_master.error"))
    return store, cage


def _fill_behind_the_back(store: GeoPackageStore, cage: Cage, unknown: str, shown: str) -> None:
    statements = (
        ("UPDATE project SET visibility = 'neu' WHERE uuid = ?", (unknown,)),
        ("UPDATE site_point SET visibility = '?' WHERE uuid = 'unknown-site'", ()),
        ("INSERT INTO comment (uuid, project_uuid, text, author) VALUES ('c', ?, ?, ?)",
         (shown, cage.text("comment.text"), cage.text("comment.author"))),
        ("INSERT INTO outbox (record_uuid, operation, payload, base_version, error) VALUES (?, 'save', ?, 1, ?)",
         (shown, cage.text("outbox.payload"), cage.text("outbox.error"))),
        ("INSERT INTO conflict (record_uuid, field, local, remote, base) VALUES (?, 'risk', ?, ?, ?)",
         (shown, cage.text("conflict.local"), cage.text("conflict.remote"), cage.text("conflict.base"))),
        ("INSERT INTO sync_base (project_uuid, remote, remote_version, local_version, payload, synchronised_at) VALUES "
         "(?, ?, 1, 1, ?, '2026-01-01')", (shown, cage.text("sync_base.remote"), cage.text("sync_base.payload"))))
    with closing(sqlite3.connect(store.path)) as connection, connection:
        for statement, values in statements:
            connection.execute(statement, values)
