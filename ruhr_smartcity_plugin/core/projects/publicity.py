# SPDX-License-Identifier: GPL-2.0-or-later
"""What of a project everybody may see. Whatever is not known to be public is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Dict, FrozenSet, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Contact
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectInternal
from ruhr_smartcity_plugin.core.projects.visibility import Visibility

_AFTER_REVIEW = ("VOE", "ARC")


def public_bundles(bundles: Iterable[ProjectBundle], today: date | None = None) -> Tuple[ProjectBundle, ...]:
    """Return the public part of the public projects, in their order; relations to others are not told.

    `today` decides whose retention is over; None: the day of the call.
    """
    day = today or date.today()
    shown = [one for one in bundles if one.project.visibility is Visibility.PUBLIC and not one.project.deleted]
    known = frozenset(one.project.uuid for one in shown)
    return tuple(_public_part(one, known, day) for one in shown)


def is_ahead_of_review(project: Project) -> bool:
    """Answer whether everybody may see a project that was not published yet; one put away had its review."""
    return (project.visibility is Visibility.PUBLIC and not project.deleted
            and project.review_state not in _AFTER_REVIEW)


def count_ahead_of_review(bundles: Iterable[ProjectBundle]) -> int:
    """Return how many projects everybody may see before they were published."""
    return sum(is_ahead_of_review(one.project) for one in bundles)


def without_withdrawn(past: Iterable[ProjectBundle], present: Mapping[str, ProjectBundle]) -> Tuple[ProjectBundle, ...]:
    """Return projects of the past without what is not public any more: who withdraws something, or a consent, means it.

    `present` are the same projects as they are today (or as they were when they were deleted) by their ids.
    """
    shown = []
    for one in past:
        now = present.get(one.project.uuid)
        if now is None or now.project.visibility is not Visibility.PUBLIC:
            continue
        withdrawn = {part.uuid for part in (*now.sites, *now.documents) if part.visibility is not Visibility.PUBLIC}
        consenting = {part.uuid for part in now.contacts if part.consent}
        shown.append(replace(
            one, sites=tuple(part for part in one.sites if part.uuid not in withdrawn),
            documents=tuple(part for part in one.documents if part.uuid not in withdrawn),
            contacts=tuple(part for part in one.contacts if part.uuid in consenting)))
    return tuple(shown)


def _may_be_named(contact: Contact, day: date) -> bool:
    """Answer whether a person has agreed, and their data should not have been deleted before a day."""
    return contact.consent and (contact.delete_after is None or contact.delete_after >= day)


def _public_part(bundle: ProjectBundle, known: FrozenSet[str], day: date) -> ProjectBundle:
    kept: Dict[str, Tuple[Any, ...]] = {
        one.attribute: () for one in CHILD_TABLES if one.is_internal}
    kept["sites"] = tuple(one for one in bundle.sites if one.visibility is Visibility.PUBLIC)
    kept["documents"] = tuple(one for one in bundle.documents if one.visibility is Visibility.PUBLIC)
    kept["programmes"] = ()  # they are told by the fundings alone, which are internal
    # When personal data is to be deleted is no business of the public.
    kept["contacts"] = tuple(replace(one, delete_after=None, consent_date=None)
                             for one in bundle.contacts if _may_be_named(one, day))
    kept["relations"] = tuple(one for one in bundle.relations if one.to_uuid in known)
    named = {bundle.project.lead_uuid, *(one.organisation_uuid for one in bundle.partners),
             *(one.organisation_uuid for one in kept["contacts"])}
    kept["organisations"] = tuple(one for one in bundle.organisations if one.uuid in named)
    # Who edited is personal too.
    project = replace(bundle.project, created_by="", changed_by="")
    return replace(bundle, project=project, internal=ProjectInternal(), **kept)
