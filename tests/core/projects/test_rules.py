# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import (
    Contact,
    Document,
    Funding,
    Indicator,
    Milestone,
    ProjectRelation,
    ProjectSensor,
)
from ruhr_smartcity_plugin.core.projects.findings import Severity, has_errors
from ruhr_smartcity_plugin.core.projects.places import BoxPlaces
from ruhr_smartcity_plugin.core.projects.record import (
    Organisation,
    Project,
    ProjectEntry,
    ProjectInternal,
    ProjectMunicipality,
    Site,
    SiteShape,
    Visibility,
)
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED, Context, check
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.core.projects.workflow import needs_comment, reachable_states
from ruhr_smartcity_plugin.core.region.municipalities import load_region

TODAY = date(2026, 11, 22)
PLACES = BoxPlaces(load_region())
BOCHUM, ESSEN = "05911000", "05113000"
IN_BOCHUM = load_region().by_ags(BOCHUM).point_25832
LEAD = Organisation(name="Stadt Bochum")

GOOD = ProjectBundle(
    project=Project(title="Kühle Orte", summary="Eine Karte kühler Orte.", main_field="ENU", kind="DATN", phase="P3",
                    status="UMS", lead_uuid=LEAD.uuid, spatial_effect="OBJ", as_of=date(2026, 11, 1),
                    review_state="VOE", visibility=Visibility.PUBLIC),
    sites=(Site(coordinates=IN_BOCHUM, ags=BOCHUM, label="Rathaus", visibility=Visibility.PUBLIC),),
    municipalities=(ProjectMunicipality(BOCHUM, "FEDER"),), organisations=(LEAD,))


def findings(bundle=GOOD, others=(), **values):
    bundle = replace(bundle, project=replace(bundle.project, **values))
    found = check(bundle, Context(TODAY, PLACES, tuple(others)))
    return {(one.id, one.severity.value, one.field) for one in found}


def entry(title, ags=(BOCHUM,), uuid="other"):
    return ProjectEntry(uuid, 1, "RUHR-05911-1", title, "", "", "ENU", "P3", "UMS", Visibility.PUBLIC, "VOE", False,
                        "", ags, None, None, "")


def test_a_complete_record_has_no_findings():
    assert findings() == set()


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_required_field_is_an_error_once_the_record_is_submitted(name):
    empty = None if name == "as_of" else ""
    assert ("required", "error", name) in findings(**{name: empty})


@pytest.mark.parametrize("name", [one for one in REQUIRED if one != "title"])
def test_a_draft_may_be_saved_with_gaps(name):
    empty = None if name == "as_of" else ""
    assert ("required", "warning", name) in findings(review_state="ENT", **{name: empty})


def test_even_a_draft_needs_a_title_and_blanks_are_no_title():
    assert ("required", "error", "title") in findings(review_state="ENT", title="   ")


def test_the_required_fields_are_those_of_the_model():
    # register-model.md marks with *: these, and visibility and review_state, which always have a value.
    assert set(REQUIRED) == {
        "title", "summary", "main_field", "kind", "phase", "status", "lead_uuid", "spatial_effect", "as_of"}


def test_a_summary_of_301_characters_is_too_long_and_300_are_not():
    assert findings(summary="x" * 300) == set()
    assert findings(summary="x" * 301) == {("summary-length", "error", "summary")}


@pytest.mark.parametrize(("start", "end", "bad"), [
    ((date(2026, 5, 1), "TAG"), (date(2026, 4, 30), "TAG"), True),
    ((date(2026, 5, 1), "TAG"), (date(2026, 5, 1), "TAG"), False),
    ((date(2026, 5, 17), "TAG"), (date(2026, 1, 1), "JAHR"), False),  # "2026" may mean December
    ((date(2026, 5, 17), "QUA"), (date(2026, 4, 3), "TAG"), False),  # second quarter begins in April
    ((date(2026, 5, 17), "TAG"), (date(2025, 1, 1), "JAHR"), True),
])
def test_the_end_must_not_lie_before_the_start_within_the_precision_of_both(start, end, bad):
    found = findings(start_planned=start[0], start_planned_precision=start[1],
                     end_planned=end[0], end_planned_precision=end[1])
    assert found == ({("end-before-start", "error", "end_planned")} if bad else set())


def test_planned_and_actual_dates_are_compared_each_with_its_own():
    assert findings(start_planned=date(2026, 5, 1), end_actual=date(2026, 4, 1)) == set()
    assert findings(start_actual=date(2026, 5, 1), end_actual=date(2026, 4, 1)) == {
        ("end-before-start", "error", "end_actual")}


def test_operation_needs_at_least_regular_operation_as_phase():
    assert findings(status="BETR", phase="P3") == {("operation-phase", "error", "phase")}
    assert findings(status="BETR", phase="P4") == set()


def test_a_completed_project_needs_its_actual_end():
    assert findings(status="ABGS") == {("completed-end", "error", "end_actual")}
    assert findings(status="ABGS", end_actual=date(2026, 6, 30)) == set()


@pytest.mark.parametrize("status", ["PAUS", "ABGB", "VERZ"])
def test_paused_stopped_and_delayed_need_a_reason(status):
    assert findings(status=status) == {("status-reason", "error", "status_reason")}
    assert findings(status=status, status_reason="Personal fehlt") == set()


def test_published_means_public():
    assert findings(review_state="VOE", visibility=Visibility.NETWORK) == {
        ("published-visibility", "error", "visibility")}


def test_a_named_person_is_published_only_with_consent():
    with_person = replace(GOOD, contacts=(Contact(name="Anna Beispiel"),))
    assert findings(with_person, review_state="VOE") == {("published-consent", "error", "contacts")}
    assert findings(with_person, review_state="ARC") == {("consent", "warning", "contacts")}
    assert findings(replace(GOOD, contacts=(Contact(name="Anna Beispiel", consent=True),)), review_state="VOE") == set()
    assert findings(replace(GOOD, contacts=(Contact(mail="smartcity@example.org"),)), review_state="VOE") == set()


def test_a_spatial_effect_needs_a_place_or_a_municipality():
    nowhere = replace(GOOD, sites=(), municipalities=())
    assert findings(nowhere) == {("place-missing", "error", "sites")}
    assert findings(nowhere, spatial_effect="OHN") == set()
    assert findings(replace(nowhere, municipalities=GOOD.municipalities)) == set()


def test_a_place_outside_its_municipality_is_a_warning():
    assert findings(replace(GOOD, sites=(*GOOD.sites, Site(coordinates=IN_BOCHUM, ags=ESSEN)))) == {
        ("outside-municipality", "warning", "sites")}


def test_a_place_outside_the_region_is_a_warning_so_that_good_examples_from_elsewhere_can_be_stored():
    mayen = replace(GOOD, sites=(*GOOD.sites, Site(coordinates=(373560.0, 5576600.0))))
    found = findings(mayen)
    assert found == {("outside-region", "warning", "sites")}
    assert not has_errors(check(mayen, Context(TODAY, PLACES)))


def test_a_public_project_whose_places_are_all_internal_is_a_warning():
    hidden = replace(GOOD, sites=(replace(GOOD.sites[0], visibility=Visibility.NETWORK),))
    assert findings(hidden) == {("no-public-place", "warning", "sites")}
    assert findings(hidden, review_state="ARC", visibility=Visibility.NETWORK) == set()


@pytest.mark.parametrize("state", ["ENT", "EIN", "PRF", "ZUR", "", "neu"])
def test_what_is_public_before_its_review_is_a_warning_at_the_visibility(state):
    early = {("public-before-review", "warning", "visibility")}
    assert findings(review_state=state) >= early
    assert not findings(review_state=state, visibility=Visibility.NETWORK) & early
    assert not (findings(review_state="VOE") | findings(review_state="ARC")) & early
    said = check(replace(GOOD, project=replace(GOOD.project, review_state="EIN")), Context(TODAY, PLACES))
    assert load_vocabulary().text("VREV", "EIN") in said[0].sentence


def test_the_finding_names_the_place_it_means():
    site = Site(coordinates=IN_BOCHUM, ags=ESSEN, label="Jahrhunderthalle")
    (found,) = check(replace(GOOD, sites=(*GOOD.sites, site)), Context(TODAY, PLACES))
    assert found.item == site.uuid
    assert "Jahrhunderthalle" in found.sentence
    assert "Essen" in found.sentence


@pytest.mark.parametrize("amount", [-0.01, float("nan")])
def test_costs_are_not_negative(amount):
    costly = replace(GOOD, internal=ProjectInternal(total_cost_eur=amount))
    assert findings(costly) == {("negative-costs", "error", "total_cost_eur")}
    assert findings(replace(GOOD, internal=ProjectInternal(total_cost_eur=0.0, own_share_eur=5.0))) == set()


@pytest.mark.parametrize("address", ["ftp://x.de", "javascript:alert(1)", "www.bochum.de", "https://", "http://a b",
                                     "file:///etc/passwd", "http://[::1"])
def test_addresses_must_be_web_addresses(address):
    assert findings(website=address) == {("address", "error", "website")}


def test_web_addresses_are_fine():
    assert findings(website="https://www.bochum.de/smart?x=1", repository_url="http://example.org") == set()


def test_the_statement_does_not_come_from_the_future():
    assert findings(as_of=date(2026, 11, 23)) == {("as-of-future", "error", "as_of")}
    assert findings(as_of=TODAY) == set()


def test_an_overdue_check_is_a_reminder_and_no_obstacle():
    assert findings(next_review=date(2026, 11, 21)) == {("review-due", "reminder", "next_review")}
    assert findings(next_review=TODAY) == set()
    # Where no day is set, half a year after the statements: imported lists set none.
    assert findings(as_of=date(2026, 5, 21), next_review=None) == {("review-due", "reminder", "next_review")}
    assert findings(as_of=date(2026, 5, 22), next_review=None) == set()


def test_the_same_title_in_the_same_municipality_is_a_warning():
    assert findings(others=[entry("KUEHLE  ORTE")]) == {("duplicate-title", "warning", "title")}
    assert findings(others=[entry("Kühle Orte", ags=(ESSEN,))]) == set()
    assert findings(others=[entry("Kühle Orte, Teil 2")]) == set()
    assert findings(others=[entry("Kühle Orte", uuid=GOOD.project.uuid)]) == set()


def test_an_unknown_code_is_an_error():
    assert findings(status="FERTIG") == {("unknown-code", "error", "status")}


def test_progress_lies_between_0_and_100():
    assert findings(progress_percent=101) == {("progress-range", "error", "progress_percent")}
    assert findings(progress_percent=0) == set()


def test_at_most_four_further_fields():
    assert findings(replace(GOOD, further_fields=("DAT", "MIT", "FUE", "SIC"))) == set()
    assert findings(replace(GOOD, further_fields=("DAT", "MIT", "FUE", "SIC", "INF"))) == {
        ("too-many-fields", "error", "further_fields")}


def test_errors_come_first():
    bundle = replace(GOOD, project=replace(GOOD.project, next_review=date(2026, 1, 1), website="x"))
    assert [one.severity for one in check(bundle, Context(TODAY))] == [Severity.ERROR, Severity.REMINDER]


def test_the_way_of_a_record_and_that_a_return_needs_a_comment():
    assert reachable_states("ENT") == ("ENT", "EIN", "ARC")
    assert "VOE" not in reachable_states("EIN")
    assert needs_comment("PRF", "ZUR")
    assert not needs_comment("ZUR", "ZUR")
    assert not needs_comment("ENT", "EIN")


# --- what hangs on a project ---
@pytest.mark.parametrize(("part", "finding"), [
    ({"milestones": (Milestone(),)}, ("required", "error", "milestones")),
    ({"milestones": (Milestone("Ende", done=date(2027, 1, 1)),)}, ("done-in-future", "error", "milestones")),
    ({"milestones": (Milestone("Ende", status="XYZ"),)}, ("unknown-code", "error", "milestones")),
    ({"indicators": (Indicator(),)}, ("required", "error", "indicators")),
    ({"documents": (Document("x", url="ftp://x/y"),)}, ("address", "error", "documents")),
    ({"sensors": (ProjectSensor("javascript:alert(1)"),)}, ("address", "error", "sensors")),
    ({"fundings": (Funding(amount_eur=-1.0),)}, ("negative-costs", "error", "fundings")),
    ({"fundings": (Funding(amount_eur=float("nan")),)}, ("negative-costs", "error", "fundings")),
    ({"fundings": (Funding(rate_percent=101.0),)}, ("rate-range", "error", "fundings")),
    ({"fundings": (Funding(from_date=date(2026, 2, 1), to_date=date(2026, 1, 1)),)},
     ("end-before-start", "error", "fundings")),
    ({"contacts": (Contact(function="Büro", delete_after=date(2026, 11, 21)),)},
     ("retention", "reminder", "contacts")),
    ({"relations": (ProjectRelation(GOOD.project.uuid),)}, ("relation-to-itself", "error", "relations")),
])  # fmt: skip
def test_what_is_wrong_with_a_part_is_said_of_the_part(part, finding):
    assert findings(replace(GOOD, **part)) == {finding}


def test_a_milestone_without_a_title_is_named_by_its_place_with_what_to_do():
    milestones = (Milestone("Anfang"), Milestone(" ", done=date(2027, 1, 1)))
    first, second = (one.sentence for one in check(replace(GOOD, milestones=milestones), Context(TODAY)))
    assert first == "Milestones, entry 2: “Title” is missing. Fill it in, or remove the entry."
    assert second == "The milestone “without a title” cannot have been reached in the future."


def test_routes_and_areas_are_looked_at_too():
    x, y = IN_BOCHUM
    inside = Site(shape=SiteShape.LINE, coordinates=(((x, y), (x + 100_000, y)),), ags=BOCHUM,
                  visibility=Visibility.PUBLIC)
    outside = replace(inside, coordinates=(((x + 200_000, y), (x + 300_000, y)),))
    elsewhere = replace(inside, ags=ESSEN)
    assert findings(replace(GOOD, sites=(inside,))) == set()
    assert findings(replace(GOOD, sites=(outside,))) == {("outside-region", "warning", "sites")}
    assert findings(replace(GOOD, sites=(elsewhere,))) == {("outside-municipality", "warning", "sites")}


def test_what_is_to_come_is_no_actual_date():
    day = date(2027, 12, 31)
    assert ("actual-in-future", "warning", "end_actual") in findings(end_actual=day)
    assert ("actual-in-future", "warning", "start_actual") in findings(start_actual=day)
    assert findings(start_actual=date(2026, 1, 1), start_actual_precision="JAHR") == set()
    assert findings(end_actual=TODAY) == set()
