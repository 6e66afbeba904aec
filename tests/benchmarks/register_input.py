# SPDX-License-Identifier: GPL-2.0-or-later
"""A register of any size, made in seconds: rows are written table by table, not project by project."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Dict, List

from ruhr_smartcity_plugin.adapters.projects.connection import connect
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.adapters.projects.session import SqliteSession
from ruhr_smartcity_plugin.core.projects.bundle import CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import values_of
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
    new_uuid,
)
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.region.municipalities import load_region

SITES_PER_PROJECT = 4
_SEED = 25832
_STAMP = {"created_at": "2026-01-01T00:00:00.000Z", "created_by": "Test",
          "changed_at": "2026-01-01T00:00:00.000Z", "changed_by": "Test", "deleted": False}
_WORDS = ("Ämter", "Baum", "Bürger", "Daten", "Energie", "Fluss", "Grün", "Hitze", "Innenstadt", "Klima", "Licht",
          "Messnetz", "Netz", "Öffnung", "Parken", "Quartier", "Rad", "Schule", "Straße", "Technik", "Über", "Verkehr",
          "Wasser", "Zähler", "gemeinsam", "offen", "sicher", "digital", "vernetzt", "nachhaltig")
_TABLES = {SiteShape.POINT: "site_point", SiteShape.LINE: "site_line", SiteShape.AREA: "site_area"}


def make_register(path: Path, n: int) -> None:
    """Write a register of `n` projects with four places each; the same register for the same `n`."""
    create_store(path)
    chance = random.Random(_SEED)  # nosec B311 (no secret)
    organisations = [Organisation(f"Stadt {one.name}", "KOM", one.ags, uuid=new_uuid())
                     for one in load_region().municipalities]
    with closing(connect(path, read_only=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        session = SqliteSession(connection)
        session.run_many(session.statements.insert_shared("organisation"),
                         [{**values_of(one), **_STAMP} for one in organisations])
        bundles = [_make_bundle(number, organisations, chance) for number in range(n)]
        session.run_many(session.statements.insert_project, [{**values_of(one.project), **_STAMP, "version": 1}
                                                             for one in bundles])
        for table, rows in _child_rows(session, bundles).items():
            session.run_many(session.statements.insert_child(table), rows)
        session.run_many(session.statements.insert_change, [_change(one) for one in bundles])
        connection.execute("COMMIT")


def _make_bundle(number: int, organisations: List[Organisation], chance: random.Random) -> ProjectBundle:
    lead, partner = chance.sample(organisations, 2)
    town = load_region().by_ags(lead.ags)
    assert town is not None
    x, y = town.point_25832
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(500))
    project = Project(
        title=f"{_text(chance, 3).capitalize()} {number}", code=f"RUHR-{lead.ags[:5]}-{number}",
        summary=_text(chance, 20), description=_text(chance, 90), challenge=_text(chance, 40),
        solution=_text(chance, 40), result=_text(chance, 30),
        main_field=_code(chance, "VFIELD"), kind=_code(chance, "VKIND"), phase=_code(chance, "VPHASE"),
        status=_code(chance, "VSTATUS"), lead_uuid=lead.uuid, spatial_effect="GEM",
        funded=chance.choice((None, True, False)), seeks_partners=chance.random() < 0.2,
        review_state=_code(chance, "VREV"), as_of=day, next_review=day + timedelta(days=1_000),
        visibility=Visibility.MUNICIPALITY if chance.random() < 0.1 else Visibility.PUBLIC)
    sites = tuple(_make_site(chance, place, x, y, lead.ags) for place in range(SITES_PER_PROJECT))
    return ProjectBundle(
        project=project, sites=sites, technologies=(_code(chance, "VTECH"),),
        municipalities=(ProjectMunicipality(lead.ags, "FEDER"), ProjectMunicipality(partner.ags, "PARTNER")),
        partners=(ProjectOrganisation(partner.uuid),))


def _make_site(chance: random.Random, place: int, x: float, y: float, ags: str) -> Site:
    x, y = x + chance.uniform(-4000, 4000), y + chance.uniform(-4000, 4000)
    common: Dict[str, Any] = {"label": f"{_text(chance, 1)} {place}", "ags": ags, "visibility": Visibility.PUBLIC}
    if place < 2:
        return Site(coordinates=(x, y), **common)
    if place == 2:
        line = tuple((x + 100.0 * step, y + chance.uniform(-50, 50)) for step in range(8))
        return Site(shape=SiteShape.LINE, coordinates=(line,), **common)
    ring = ((x, y), (x + 300.0, y), (x + 300.0, y + 200.0), (x, y + 200.0), (x, y))
    return Site(shape=SiteShape.AREA, coordinates=((ring,),), **common)


def _child_rows(session: SqliteSession, bundles: List[ProjectBundle]) -> Dict[str, List[Dict[str, Any]]]:
    rows: Dict[str, List[Dict[str, Any]]] = {}
    for bundle in bundles:
        owner = {"project_uuid": bundle.project.uuid, **_STAMP}
        for site in bundle.sites:
            values = {**values_of(site), "geom": session.geometry_value(site.shape, site.coordinates), **owner}
            del values["coordinates"], values["shape"]
            rows.setdefault(_TABLES[site.shape], []).append(values)
        for table, records in (("project_municipality", bundle.municipalities),
                               ("project_organisation", bundle.partners)):
            rows.setdefault(table, []).extend({**values_of(one), **owner} for one in records)
        for table, attribute, column in CODE_TABLES:
            rows.setdefault(table, []).extend({"uuid": new_uuid(), column: one, **owner}
                                              for one in getattr(bundle, attribute))
    return rows


def _change(bundle: ProjectBundle) -> Dict[str, Any]:
    project = bundle.project
    return {"table_name": "project", "record_uuid": project.uuid, "project_uuid": project.uuid, "version_before": 0,
            "version_after": 1, "field": "title", "old_value": None, "new_value": project.title, "comment": None,
            "changed_by": "Test", "changed_at": _STAMP["changed_at"]}


def _code(chance: random.Random, list_name: str) -> str:
    return chance.choice(load_vocabulary().entries(list_name)).code


def _text(chance: random.Random, n_words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(n_words))
