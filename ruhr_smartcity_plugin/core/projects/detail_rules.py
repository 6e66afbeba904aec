# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules for what hangs on a project: each finding names the list of the bundle and the element."""

from __future__ import annotations

from datetime import date
from typing import Any, Iterable, Iterator

from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.details import Contact, Funding
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

# Without these an element, or a record of the master data, says nothing, and the tables refuse it.
NEEDED = {
    "municipalities": "ags", "partners": "organisation_uuid", "milestones": "title", "indicators": "name",
    "documents": "title", "datasets": "dataset_id", "sensors": "service_url", "relations": "to_uuid",
    "organisations": "name", "programmes": "title", "strategies": "ags",
}  # fmt: skip


def check_details(bundle: ProjectBundle, today: date) -> Iterator[Finding]:
    """Return the findings about everything but the project itself."""
    for attribute in dict.fromkeys(one.attribute for one in CHILD_TABLES):
        needed = NEEDED.get(attribute)
        for number, one in enumerate(getattr(bundle, attribute), start=1):
            if needed and not str(getattr(one, needed)).strip():
                yield Finding("required", Severity.ERROR, attribute, tr(
                    "{list}, entry {number}: “{field}” is missing. Fill it in, or remove the entry.",
                ).format(list=field_label(attribute), number=number, field=field_label(needed)), one.uuid, needed)
            yield from check_values(attribute, one)
    yield from check_contacts(bundle.contacts, today, is_published=bundle.project.review_state == "VOE")
    yield from _fundings(bundle)
    yield from _steps(bundle, today)
    for one in bundle.relations:
        if one.to_uuid == bundle.project.uuid:
            yield Finding("relation-to-itself", Severity.ERROR, "relations", tr(
                "A project cannot be related to itself."), one.uuid, "to_uuid")


def check_values(attribute: str, record: Any) -> Iterator[Finding]:
    """Return the findings about codes no list has, and about web addresses that are none."""
    for column in columns_of(type(record)):
        value = getattr(record, column.name)
        if column.codes and value and load_vocabulary().find(column.codes, value) is None:
            yield Finding("unknown-code", Severity.ERROR, attribute, tr(
                "“{code}” is not in the list of “{field}”. Choose an entry of the list.",
            ).format(code=value, field=field_label(column.name)), record.uuid, column.name)
        if column.is_web_address and value and not is_web_address(value):
            yield Finding("address", Severity.ERROR, attribute, tr(
                "“{field}” must be a web address that begins with http:// or https://.",
            ).format(field=field_label(column.name)), record.uuid, column.name)


def check_contacts(contacts: Iterable[Contact], today: date, *, is_published: bool = False) -> Iterator[Finding]:
    """Return the findings about consent and retention."""
    for one in contacts:
        if one.name and not one.consent:
            severity = Severity.ERROR if is_published else Severity.WARNING
            yield Finding("published-consent" if is_published else "consent", severity, "contacts", tr(
                "A person is named without consent. Ask for it, or name a function mailbox instead."), one.uuid,
                "consent")
        if one.delete_after is not None and one.delete_after < today:
            yield Finding("retention", Severity.REMINDER, "contacts", tr(
                "The contact “{name}” should have been deleted by {day}.",
            ).format(name=_called(one), day=one.delete_after.strftime("%d.%m.%Y")), one.uuid, "delete_after")


def _called(contact: Contact) -> str:
    return contact.name or contact.function or contact.mail


def _fundings(bundle: ProjectBundle) -> Iterator[Finding]:
    for one in bundle.fundings:
        if one.amount_eur is not None and not one.amount_eur >= 0:  # "not >=" also catches NaN
            yield Finding("negative-costs", Severity.ERROR, "fundings", tr("Costs cannot be negative."), one.uuid,
                          "amount_eur")
        if one.rate_percent is not None and not 0 <= one.rate_percent <= 100:
            yield Finding("rate-range", Severity.ERROR, "fundings", tr(
                "The rate of a funding lies between 0 and 100 percent."), one.uuid, "rate_percent")
        if _is_reversed(one):
            yield Finding("end-before-start", Severity.ERROR, "fundings", tr(
                "The end lies before the start. Correct one of the two dates."), one.uuid, "to_date")


def _is_reversed(funding: Funding) -> bool:
    return funding.from_date is not None and funding.to_date is not None and funding.to_date < funding.from_date


def _steps(bundle: ProjectBundle, today: date) -> Iterator[Finding]:
    for one in bundle.milestones:
        if one.done is not None and one.done > today:
            yield Finding("done-in-future", Severity.ERROR, "milestones", tr(
                "The milestone “{title}” cannot have been reached in the future.",
            ).format(title=one.title.strip() or tr("without a title")), one.uuid, "done")
