# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a record complete by DCAT-AP.de 3.0, and does it keep GovData's conventions?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Dict, Iterator, Tuple

from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_THEME = re.compile(r"[A-Z]{4}")
_CONTRIBUTOR = re.compile(r"[A-Za-z0-9_\-]+")


class Severity(Enum):
    """An error stops publishing, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing to mend. `field` is the member of the record; `file` the number of the distribution from 0, or None."""

    rule: str
    severity: Severity
    field: str
    sentence: str
    file: int | None = None


@lru_cache(maxsize=1)
def load_profile() -> Dict[str, Any]:
    """Return the table of properties (`resources/data/dcat_ap_de.json`)."""
    return json.loads(resource("data", "dcat_ap_de.json").read_text(encoding="utf-8"))


def check_record(record: PublishedRecord) -> Tuple[Finding, ...]:
    """Return what is missing or wrong, errors first, each at its field."""
    findings = [*_missing(record), *_wrong(record)]
    for number, one in enumerate(record.distributions):
        findings += _check_file(one, number)
    return tuple(sorted(findings, key=lambda one: one.severity is not Severity.ERROR))


def can_be_published(record: PublishedRecord, *, is_upload: bool = False) -> bool:
    """Answer whether no rule is broken. A file to upload has no address yet: the portal gives it one (`is_upload`)."""
    errors = [one for one in check_record(record) if one.severity is Severity.ERROR]
    return all(is_upload and one.field == "access_url" for one in errors)


def _missing(record: PublishedRecord) -> Iterator[Finding]:
    present = {
        "contact": bool(record.contact_mail or record.contact_url),
        "geocoding": bool(record.municipalities or record.districts),
        "period": bool(record.period_start or record.period_end),
    }
    for row in load_profile()["dataset"]:
        name, level = row["field"], row["level"]
        has_value = present[name] if name in present else _says_something(getattr(record, name))
        if not has_value and level != "optional":
            yield _gap(row, level, None)


def _says_something(value: object) -> bool:
    """Answer whether a value is more than blanks; a list whether one of its members is."""
    if isinstance(value, str):
        return bool(value.strip())
    return any(map(_says_something, value)) if isinstance(value, tuple) else bool(value)


def _gap(row: Dict[str, str], level: str, file: int | None) -> Finding:
    severity = Severity.ERROR if level == "mandatory" else Severity.WARNING
    if severity is Severity.ERROR:
        text = tr("“{field}” is missing; DCAT-AP.de demands it ({property}).")
    else:
        text = tr("“{field}” is missing; DCAT-AP.de recommends it ({property}).")
    sentence = text.format(field=field_title(row["field"]), property=row["property"])
    return Finding(row["property"], severity, row["field"], sentence, file)


def field_title(name: str) -> str:
    """Return the name of a field for the user."""
    return {
        "title": tr("Title"),
        "description": tr("Description"),
        "publisher": tr("Publisher"),
        "keywords": tr("Keywords"),
        "geocoding_level": tr("Administrative level"),
        "geocoding": tr("Municipality or district"),
        "themes": tr("Themes"),
        "contact": tr("Contact"),
        "extent_4326": tr("Extent"),
        "period": tr("Period of the data"),
        "distributions": tr("Files and services"),
        "access_url": tr("Address"),
        "licence": tr("Licence"),
        "modified": tr("Date of the data"),
        "format": tr("Format"),
    }.get(name, name)


def _wrong(record: PublishedRecord) -> Iterator[Finding]:
    error, warning = Severity.ERROR, Severity.WARNING
    if record.contact_mail and not _MAIL.fullmatch(record.contact_mail):
        yield Finding("konv-01", error, "contact", tr("This is no e-mail address."))
    if record.contact_name and not (record.contact_mail or record.contact_url):
        text = tr("A contact needs an e-mail address or a web page (convention 01).")
        yield Finding("konv-01", error, "contact", text)
    for name, value in (("contact", record.contact_url), ("landing_url", record.landing_url), ("uri", record.uri)):
        if value and not is_web_address(value):
            yield Finding("address", error, name, tr("This is no web address: {value}").format(value=value[:80]))
    if any(not _THEME.fullmatch(one) for one in record.themes):
        text = tr("Themes come from the EU's list (convention 30).")
        yield Finding("konv-30", error, "themes", text)
    region = load_region()
    unknown = [one for one in record.municipalities if region.by_ags(one) is None]
    unknown += [one for one in record.districts if region.find_district(one) is None]
    if unknown:
        text = tr("These keys are not in the region: {keys}").format(keys=", ".join(unknown))
        yield Finding("geocoding", warning, "geocoding", text)
    if record.period_start and record.period_end and record.period_end < record.period_start:
        yield Finding("period", error, "period", tr("The period ends before it begins."))
    if record.contributor_id and not _CONTRIBUTOR.fullmatch(record.contributor_id):
        text = tr("The id of the data provider is a short name from dcat-ap.de/def/contributors.")
        yield Finding("konv-12", error, "contributor_id", text)
    if not record.contributor_id:
        text = tr("Portals that deliver to GovData directly need the id of the data provider (convention 12).")
        yield Finding("konv-12", warning, "contributor_id", text)
    if record.extent_4326 is not None and not _is_box(record.extent_4326):
        yield Finding("extent", error, "extent_4326", tr("The extent is no box in degrees."))


def _is_box(box: Tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return -180 <= west <= east <= 180 and -90 <= south <= north <= 90


def _check_file(one: PublishedFile, number: int) -> Iterator[Finding]:
    for row in load_profile()["distribution"]:
        if not _says_something(getattr(one, row["field"])) and row["level"] != "optional":
            yield _gap(row, row["level"], number)
    if one.access_url and not is_web_address(one.access_url):
        text = tr("This is no web address: {value}").format(value=one.access_url[:80])
        yield Finding("address", Severity.ERROR, "access_url", text, number)
    if not one.licence:
        return
    licence = recognise_licence(one.licence)
    if licence.key != one.licence or not licence.is_listed:
        text = tr("The licence must come from GovData's list (convention 32).")
        yield Finding("konv-32", Severity.ERROR, "licence", text, number)
    elif licence.needs_attribution and not _says_something(one.attribution):
        text = tr("This licence asks users to name the source: give the text to print (convention 35).")
        yield Finding("konv-35", Severity.ERROR, "attribution", text, number)
    if licence.state is not LicenceState.OPEN:
        text = tr("With this licence the data are not open data.")
        yield Finding("open", Severity.WARNING, "licence", text, number)
