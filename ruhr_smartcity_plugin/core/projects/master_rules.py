# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules for master data: each finding names the list, the record, and its column."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any, Iterable, Iterator, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.detail_rules import NEEDED, check_contacts, check_values
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.master_joining import name_key
from ruhr_smartcity_plugin.core.projects.master_text import master_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

TWICE = "entry-twice"  # the finding that entries may be joined
_DAYS_UNTIL_CHECK = 365
_TABLES = {"strategies": "strategy"}  # whose columns are called otherwise than those of a project

Lists = Mapping[str, Sequence[Any]]


def check_masters(lists: Lists, today: date) -> Tuple[Finding, ...]:
    """Return the findings about records by list ("organisations", "programmes", "strategies", "contacts")."""
    return tuple(_findings(lists, today))


def _findings(lists: Lists, today: date) -> Iterator[Finding]:
    for attribute, records in lists.items():
        needed = NEEDED.get(attribute)
        for one in records:
            if needed and not str(getattr(one, needed)).strip():
                yield Finding("required", Severity.ERROR, attribute, tr("“{field}” is missing in an entry of “{list}”.")
                              .format(field=master_label(_TABLES.get(attribute, attribute), needed),
                                      list=field_label(attribute)), one.uuid, needed)
            yield from check_values(attribute, one)
        yield from _twins(attribute, records)
    for programme in lists.get("programmes", ()):
        yield from _programme(programme, today)
    for strategy in lists.get("strategies", ()):
        yield from _strategy(strategy, today)
    yield from check_contacts(lists.get("contacts", ()), today)


def _twins(attribute: str, records: Iterable[Any]) -> Iterator[Finding]:
    records = tuple(records)
    keys = {one.uuid: name_key(attribute, one) for one in records}
    counts = Counter(keys.values())
    for one in records:
        if keys[one.uuid] is not None and counts[keys[one.uuid]] > 1:
            yield Finding(TWICE, Severity.WARNING, attribute, tr(
                "“{name}” is there more than once. Select the entry to keep, and press “Join …”.",
            ).format(name=getattr(one, "name", "") or one.title), one.uuid, NEEDED.get(attribute, ""))


def _programme(one: FundingProgramme, today: date) -> Iterator[Finding]:
    def found(rule: str, severity: Severity, sentence: str, column: str) -> Finding:
        return Finding(rule, severity, "programmes", sentence, one.uuid, column)

    if one.deadline_from is not None and one.deadline_to is not None and one.deadline_to < one.deadline_from:
        yield found("end-before-start", Severity.ERROR, tr("The end lies before the start. Correct one of the two "
                                                           "dates."), "deadline_to")
    if one.max_amount_eur is not None and not one.max_amount_eur >= 0:  # "not >=" also catches NaN
        yield found("negative-costs", Severity.ERROR, tr("Costs cannot be negative."), "max_amount_eur")
    if one.rate_percent is not None and not 0 <= one.rate_percent <= 100:
        yield found("rate-range", Severity.ERROR, tr("The rate of a funding lies between 0 and 100 percent."),
                    "rate_percent")
    if one.checked_on is not None and one.checked_on > today:
        yield found("in-future", Severity.ERROR, _in_future("checked_on"), "checked_on")
    elif one.checked_on is not None and one.checked_on < today - timedelta(days=_DAYS_UNTIL_CHECK):
        yield found("check-again", Severity.REMINDER, tr(
            "The programme was last checked more than a year ago. Look whether it still runs."), "checked_on")
    if one.deadline_to is not None and one.deadline_to < today:
        yield found("deadline-over", Severity.REMINDER, tr("Applications were possible until {day}.").format(
            day=one.deadline_to.strftime("%d.%m.%Y")), "deadline_to")


def _strategy(one: Strategy, today: date) -> Iterator[Finding]:
    def found(rule: str, severity: Severity, sentence: str, column: str) -> Finding:
        return Finding(rule, severity, "strategies", sentence, one.uuid, column)

    for column in ("adopted_on", "as_of"):
        if getattr(one, column) is not None and getattr(one, column) > today:
            yield found("in-future", Severity.ERROR, _in_future(column), column)
    if one.state == "VERAB" and one.adopted_on is None:
        yield found("adopted-when", Severity.WARNING, tr("An adopted strategy says when it was adopted."),
                    "adopted_on")
    if one.state in ("ERARB", "KEINE") and one.adopted_on is not None:
        yield found("adopted-state", Severity.WARNING, tr(
            "The strategy has a day of adoption, but its state is not “adopted”."), "state")
    for code in one.themes.split():
        if load_vocabulary().find("VTHEME", code) is None:
            yield found("unknown-code", Severity.ERROR, tr(
                "“{code}” is not in the list of “{field}”. Choose an entry of the list.",
            ).format(code=code, field=field_label("themes")), "themes")


def _in_future(column: str) -> str:
    return tr("“{field}” cannot lie in the future.").format(field=field_label(column))
