# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects for the tests of the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import (
    Contact,
    Document,
    Funding,
    FundingProgramme,
    Indicator,
    IndicatorValue,
    Milestone,
    ProjectDataset,
    ProjectRelation,
    ProjectSensor,
)
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectInternal,
    ProjectMunicipality,
    ProjectOrganisation,
    Site,
    SiteShape,
    Visibility,
)

BOCHUM, ESSEN, GELSENKIRCHEN = "05911000", "05113000", "05513000"
LINE = (((377000.0, 5705000.0), (378000.5, 5706000.25)),)
AREA = ((((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 0.0)), ((2.0, 1.0), (3.0, 1.0), (3.0, 2.0), (2.0, 1.0))),)


def simple(title="Kühle Orte", **values):
    """A public project in Bochum with one place."""
    project = Project(title=title, main_field="ENU", status="UMS", visibility=Visibility.PUBLIC, **values)
    return ProjectBundle(
        project=project, municipalities=(ProjectMunicipality(BOCHUM, "FEDER"),),
        sites=(Site(coordinates=(376000.0, 5705000.0), label="Rathaus", ags=BOCHUM, visibility=Visibility.PUBLIC),))


def full(other=None):
    """A project with a value in every field, every kind of place and every table; it follows `other`, if given."""
    lead = Organisation("Stadt Bochum", "KOM", BOCHUM, "https://www.bochum.de")
    partner = Organisation("BOGESTRA", "BET")
    texts = {name: f"{name} – Ärger mit ' \" ; -- <b>ß</b> % _ \\ \n Zeile" for name in (
        "short_title", "summary", "description", "challenge", "solution", "result", "status_reason",
        "programme_short", "licence", "transfer_note", "image_credit")}
    project = Project(
        title="O'Neil \"; DROP TABLE project; --", main_field="MOB", kind="DIEN", phase="P4", status="VERZ",
        progress_percent=0, start_planned=date(2023, 1, 1), start_planned_precision="JAHR",
        start_actual=date(2023, 4, 1), start_actual_precision="QUA", end_planned=date(2027, 2, 28),
        end_planned_precision="MON", end_actual=date(2028, 2, 29), end_actual_precision="TAG", lead_uuid=lead.uuid,
        spatial_effect="INT", funded=True, operating_model="IKZ", open_source=False,
        repository_url="https://example.org/r", transferability="H", seeks_partners=True, website="https://example.org",
        image_url="https://example.org/i.png", visibility=Visibility.NETWORK, review_state="EIN",
        as_of=date(2026, 11, 1), next_review=date(2027, 5, 1), source="Test", **texts)
    programme = FundingProgramme(
        "Smart Cities", "Land NRW", "LAND", "ZUSCH", "Mobilität", "NRW", "Kommunen", date(2026, 1, 1),
        date(2026, 6, 30), 250000.0, 80.0, "Bezirksregierung", "https://example.org/p", date(2026, 10, 1))
    indicator = Indicator("Fahrgäste je Tag", "1/d", "HOCH_GUT", 100.5, 250.0, "Zählung", "jährlich")
    return ProjectBundle(
        project=project, further_fields=("BIL", "MIT"), technologies=("APP", "AR"),
        internal=ProjectInternal(
            total_cost_eur=1234567.89, own_share_eur=0.0, staff_fte=1.5, decision_no="DS 17/2026",
            decision_date=date(2026, 3, 31), traffic_light="GLB", traffic_light_note="wartet", risk="Kosten",
            lessons_learned="früher fragen", obstacles="Personal", procurement="offen", privacy_assessment="JA",
            internal_note="nur intern"),
        contacts=(
            Contact(lead.uuid, "Smart City", "Anna Beispiel", "a@example.org", "0234 1", True, date(2026, 1, 2),
                    date(2030, 1, 1)),
            Contact(function="Poststelle", mail="post@example.org")),
        milestones=(Milestone("Start", date(2023, 4, 1), date(2023, 4, 3), "ABGS"), Milestone("Ende")),
        fundings=(Funding(programme.uuid, 50000.0, 80.0, date(2023, 1, 1), date(2025, 12, 31), "FKZ 1", "BEWIL"),),
        indicators=(indicator,),
        indicator_values=(IndicatorValue(indicator.uuid, date(2024, 12, 31), 180.25, "Zählung 2024"),),
        datasets=(ProjectDataset("https://opendata.ruhr", "haltestellen", "NUTZT"),),
        sensors=(ProjectSensor("https://example.org/v1.1/", "17", "18", "ERZEUGT"),),
        documents=(Document("Beschluss", "BESCHL", "https://example.org/b.pdf", "docs/b.pdf", "ab" * 32,
                            Visibility.NETWORK, "Stadt Bochum"),),
        relations=(ProjectRelation(other, "NACHF"),) if other else (),
        sites=(
            Site(coordinates=(376000.125, 5705000.875), label="Größe", role="HALT", ags=BOCHUM,
                 address="Willy-Brandt-Platz 2", accuracy="ADR", visibility=Visibility.PUBLIC),
            Site(coordinates=None, label="nur Adresse", address="Irgendwo 1", visibility=Visibility.NETWORK),
            Site(shape=SiteShape.LINE, coordinates=LINE, role="TRAS"),
            Site(shape=SiteShape.AREA, coordinates=AREA, role="GEBI")),
        municipalities=(ProjectMunicipality(GELSENKIRCHEN, "FEDER"), ProjectMunicipality(BOCHUM, "PARTNER")),
        partners=(ProjectOrganisation(partner.uuid, "PART"),), organisations=(lead, partner), programmes=(programme,))


def with_title(bundle, title):
    return replace(bundle, project=replace(bundle.project, title=title))
