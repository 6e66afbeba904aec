# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the project register. Each broken rule is a finding with an id, a severity and a sentence.

In a draft (ENT), in a returned record (ZUR) and in the archive (ARC) missing statements are warnings, so that work can
be kept and an idea that came to nothing can be put away as it is; from the submission to the publication they are
errors. Contradictions are errors always.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.dates import first_day, last_day, next_check
from ruhr_smartcity_plugin.core.projects.detail_rules import check_details
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.publicity import is_ahead_of_review
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

REQUIRED = ("title", "summary", "main_field", "kind", "phase", "status", "lead_uuid", "spatial_effect", "as_of")
SUMMARY_LIMIT = 300
FURTHER_FIELDS_LIMIT = 4
_LENIENT_STATES = ("ENT", "ZUR", "ARC")

Titles = Mapping[str, Sequence[ProjectEntry]]


@dataclass(frozen=True)
class Context:
    """What the rules need to know besides the record; `others` are the other projects of the register.

    `titles` are the others by their folded title, for who has them already; see `by_folded_title`.
    """

    today: date
    places: Places | None = None
    others: Tuple[ProjectEntry, ...] = ()
    titles: Titles | None = None

    @cached_property
    def by_title(self) -> Titles:
        """The other projects by their folded title."""
        return by_folded_title(self.others) if self.titles is None else self.titles


def by_folded_title(entries: Iterable[ProjectEntry]) -> Titles:
    """Return projects by their title as titles are compared."""
    found: Dict[str, List[ProjectEntry]] = {}
    for one in entries:
        found.setdefault(fold_text(one.title), []).append(one)
    return found


def check(bundle: ProjectBundle, context: Context) -> Tuple[Finding, ...]:
    """Return all findings about a project, errors first."""
    project = bundle.project
    findings = [
        *_missing(project), *_texts(bundle), *_periods(project, context.today), *_state(bundle),
        *_ahead_of_review(project), *_reason(project), *_numbers(bundle), *_space(bundle, context.places),
        *_review(project, context.today),
        *_duplicates(bundle, context), *check_details(bundle, context.today),
    ]
    return tuple(sorted(findings, key=lambda one: list(Severity).index(one.severity)))


def _lenient(project: Project) -> Severity:
    return Severity.WARNING if project.review_state in _LENIENT_STATES else Severity.ERROR


def _missing(project: Project) -> Iterator[Finding]:
    for name in REQUIRED:
        if getattr(project, name) in ("", None) or not str(getattr(project, name)).strip():
            severity = Severity.ERROR if name == "title" else _lenient(project)
            sentence = tr("“{field}” is missing.").format(field=field_label(name))
            yield Finding("required", severity, name, sentence)


def _texts(bundle: ProjectBundle) -> Iterator[Finding]:
    project, vocabulary = bundle.project, load_vocabulary()
    if len(project.summary) > SUMMARY_LIMIT:
        yield Finding("summary-length", Severity.ERROR, "summary", tr(
            "The summary has {count} characters; {limit} are allowed. The description has room for the rest.",
        ).format(count=len(project.summary), limit=SUMMARY_LIMIT))
    for record in (project, bundle.internal):
        for column in columns_of(type(record)):
            code = getattr(record, column.name) if column.codes else ""
            if code and vocabulary.find(column.codes, code) is None:
                yield Finding("unknown-code", Severity.ERROR, column.name, tr(
                    "“{code}” is not in the list of “{field}”. Choose an entry of the list.",
                ).format(code=code, field=field_label(column.name)))
    if len(bundle.further_fields) > FURTHER_FIELDS_LIMIT:
        yield Finding("too-many-fields", Severity.ERROR, "further_fields", tr(
            "At most {limit} further fields of action can be named.").format(limit=FURTHER_FIELDS_LIMIT))
    for column in columns_of(Project):
        address = getattr(project, column.name) if column.is_web_address else ""
        if address and not is_web_address(address):
            yield Finding("address", Severity.ERROR, column.name, tr(
                "“{field}” must be a web address that begins with http:// or https://.",
            ).format(field=field_label(column.name)))


def _periods(project: Project, today: date) -> Iterator[Finding]:
    for name in ("start_actual", "end_actual"):
        day = getattr(project, name)
        if day is not None and first_day(day, getattr(project, f"{name}_precision")) > today:
            yield Finding("actual-in-future", Severity.WARNING, name, tr(
                "“{field}” lies in the future. Enter it as “{planned}”, or correct the date.",
            ).format(field=field_label(name), planned=field_label(name.replace("actual", "planned"))))
    for kind in ("planned", "actual"):
        start, end = getattr(project, f"start_{kind}"), getattr(project, f"end_{kind}")
        if start is None or end is None:
            continue
        earliest = first_day(start, getattr(project, f"start_{kind}_precision"))
        if last_day(end, getattr(project, f"end_{kind}_precision")) < earliest:
            yield Finding("end-before-start", Severity.ERROR, f"end_{kind}", tr(
                "The end lies before the start. Correct one of the two dates."))


def _state(bundle: ProjectBundle) -> Iterator[Finding]:
    project = bundle.project
    if project.status == "BETR" and project.phase in ("P0", "P1", "P2", "P3"):
        yield Finding("operation-phase", Severity.ERROR, "phase", tr(
            "A project in operation is at least in the phase “{phase}”.",
        ).format(phase=load_vocabulary().text("VPHASE", "P4")))
    if project.status == "ABGS" and project.end_actual is None:
        yield Finding("completed-end", _lenient(project), "end_actual", tr("A completed project needs its actual end."))
    if project.review_state == "VOE" and project.visibility is not Visibility.PUBLIC:
        yield Finding("published-visibility", Severity.ERROR, "visibility", tr(
            "A published project must be public. Change the visibility or the review state."))


def _ahead_of_review(project: Project) -> Iterator[Finding]:
    """What is public is so whatever the review says: views, exports and services go by the visibility alone."""
    if is_ahead_of_review(project):
        known = load_vocabulary()
        yield Finding("public-before-review", Severity.WARNING, "visibility", tr(
            "Everybody can see this project already, though its review state is “{state}” and not “{published}”. "
            "Restrict the visibility until it is published, or leave it so on purpose.",
        ).format(state=known.text("VREV", project.review_state), published=known.text("VREV", "VOE")))


def _reason(project: Project) -> Iterator[Finding]:
    if project.status in ("PAUS", "ABGB", "VERZ") and not project.status_reason.strip():
        yield Finding("status-reason", _lenient(project), "status_reason", tr(
            "The status “{status}” needs a reason.").format(status=load_vocabulary().text("VSTATUS", project.status)))


def _numbers(bundle: ProjectBundle) -> Iterator[Finding]:
    progress = bundle.project.progress_percent
    if progress is not None and not 0 <= progress <= 100:
        yield Finding("progress-range", Severity.ERROR, "progress_percent", tr(
            "The progress lies between 0 and 100 percent."))
    for name in ("total_cost_eur", "own_share_eur", "staff_fte"):
        amount = getattr(bundle.internal, name)
        # "not >=" also catches NaN.
        if amount is not None and not amount >= 0:
            yield Finding("negative-costs", Severity.ERROR, name, tr("Costs cannot be negative."))


def _space(bundle: ProjectBundle, places: Places | None) -> Iterator[Finding]:
    project = bundle.project
    if project.spatial_effect not in ("", "OHN") and not bundle.sites and not bundle.municipalities:
        yield Finding("place-missing", _lenient(project), "sites", tr(
            "The project has a spatial effect, but no place. Add a place or a municipality."))
    if project.visibility is Visibility.PUBLIC and bundle.sites and not any(
            one.visibility is Visibility.PUBLIC for one in bundle.sites):
        yield Finding("no-public-place", Severity.WARNING, "sites", tr(
            "The project is public, but none of its places is. The public map does not show it."))
    if places is None:
        return
    for site in bundle.sites:
        if site.coordinates is None:
            continue
        points = site.points()
        name = site.label or site.address or tr("Unnamed place")
        # A route or an area may leave the region; it must not miss it.
        if not any(places.in_region(x, y) for x, y in points):
            yield Finding("outside-region", Severity.WARNING, "sites", tr(
                "The place “{place}” lies outside the Ruhr metropolis.").format(place=name), site.uuid)
        elif site.ags and not any(places.may_lie_in(site.ags, x, y) for x, y in points):
            yield Finding("outside-municipality", Severity.WARNING, "sites", tr(
                "The place “{place}” does not lie in {municipality}.",
            ).format(place=name, municipality=places.name_of(site.ags)), site.uuid)


def _review(project: Project, today: date) -> Iterator[Finding]:
    if project.as_of is not None and project.as_of > today:
        yield Finding("as-of-future", Severity.ERROR, "as_of", tr("The date of the statement lies in the future."))
    due = next_check(project.as_of, project.next_review)
    if due is not None and due < today:
        yield Finding("review-due", Severity.REMINDER, "next_review", tr(
            "The statements should be checked again: the next check was due on {day}.",
        ).format(day=due.strftime("%d.%m.%Y")))


def _duplicates(bundle: ProjectBundle, context: Context) -> Iterator[Finding]:
    title, ags = fold_text(bundle.project.title), set(bundle.ags)
    if title and any(one.uuid != bundle.project.uuid and (ags & set(one.ags) or not (ags or one.ags))
                     for one in context.by_title.get(title, ())):
        yield Finding("duplicate-title", Severity.WARNING, "title", tr(
            "There is already a project of this title in the same municipality."))
