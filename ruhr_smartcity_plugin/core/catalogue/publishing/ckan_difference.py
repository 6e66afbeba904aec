# SPDX-License-Identifier: GPL-2.0-or-later
"""What a portal kept otherwise than it was sent, in the user's words; "" where all is there."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import datetime, timezone
from typing import Any, FrozenSet, Mapping

from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr


def first_difference(wanted: Mapping[str, Any], kept: Mapping[str, Any]) -> str:
    """Return what of a package's description differs.

    A portal may keep an extra as a field of its own, and may write its JSON in another way.
    """
    if _plain(kept.get("title")) != _plain(wanted["title"]):
        return tr("the title")
    if _plain(kept.get("notes") or "") != _plain(wanted.get("notes", "")):
        return tr("the description")
    if kept.get("license_id") != wanted.get("license_id"):
        return tr("the licence")
    if wanted["owner_org"] not in _names_of(kept.get("organization"), kept.get("owner_org")):
        return tr("the organisation")
    if _tags(kept) != _tags(wanted):
        return tr("the keywords")
    if _plain(kept.get("author") or "") != _plain(wanted.get("author", "")):
        return tr("the publisher")
    if any(_plain(kept.get(key) or "") != _plain(wanted.get(key, "")) for key in ("maintainer", "maintainer_email")):
        return tr("the contact")
    if _plain(kept.get("url") or "") != _plain(wanted.get("url", "")):
        return tr("the page about the data set")
    listed = [one for one in kept.get("extras") or [] if isinstance(one, Mapping)]
    there = {**kept, **{str(one.get("key")): one.get("value") for one in listed}}
    lost = (one["key"] for one in wanted["extras"] if _plain(there.get(one["key"])) != _plain(one["value"]))
    return next(map(_name_of_extra, lost), "")


def first_difference_of_file(wanted: Mapping[str, str], n_bytes: int, name: str, kept: Mapping[str, Any]) -> str:
    """Return what of a file's description differs; its size counts where the portal states one."""
    stated = str(kept.get("size") or "")
    fields = ("license", "licenseAttributionByText")
    if any(_plain(kept.get(key) or "") != _plain(wanted.get(key, "")) for key in fields):
        text = tr("the licence of the file “{name}”")
    elif stated.isdigit() and int(stated) != n_bytes:
        text = tr("the size of the file “{name}”")
    elif not kept.get("url"):
        text = tr("the address of the file “{name}”")
    elif _plain(kept.get("name") or "") != _plain(wanted.get("name", "")):
        text = tr("the title of the file “{name}”")
    elif _plain(kept.get("description") or "") != _plain(wanted.get("description", "")):
        text = tr("the description of the file “{name}”")
    elif _is_other_format(wanted.get("format", ""), str(kept.get("format") or "")):
        text = tr("the format of the file “{name}”")
    else:
        return ""
    return text.format(name=quotable(name))


def _names_of(organisation: Any, key: Any) -> FrozenSet[str]:
    """Return all by which a portal names an organisation: it takes its id and its name, and may give either."""
    known = organisation if isinstance(organisation, Mapping) else {}
    return frozenset(str(one) for one in (key, known.get("id"), known.get("name")) if one)


def _tags(package: Mapping[str, Any]) -> FrozenSet[str]:
    """Return the keywords without regard to order and case, which portals change."""
    listed = [one for one in package.get("tags") or [] if isinstance(one, Mapping)]
    return frozenset(str(one.get("display_name") or one.get("name") or "").casefold() for one in listed)


def _is_other_format(wanted: str, kept: str) -> bool:
    """Answer whether a format is another one: portals write "geojson" as "GeoJSON" and "GeoPackage" as "GPKG"."""
    if wanted.casefold() == kept.casefold():
        return False
    kinds = [frozenset(classify("", one)) for one in (wanted, kept)]
    return not kept or not kinds[0] & kinds[1]


def _name_of_extra(key: str) -> str:
    if key.startswith("contact_"):
        return tr("the contact")
    if key.startswith("politicalGeocoding"):
        return tr("the administrative area")
    if key == "contributorID":
        return tr("the contributor id")
    return tr("the field “{name}”").format(name=key)


def _plain(value: Any) -> Any:
    """Return a value without what portals write in another way and that changes nothing.

    >>> _plain('["mailto:geo@herne.example"]'), _plain("2026-11-22") == _plain("2026-11-22T00:00:00")
    ('geo@herne.example', True)
    """
    with suppress(ValueError, RecursionError):
        value = json.loads(value) if isinstance(value, str) else value
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, str):
        return value
    text = "\n".join(value.splitlines())
    return _moment(text) or re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)


def _moment(text: str) -> datetime | None:
    """Return a date (its midnight) or a time, that with a zone in UTC; None for every other text."""
    if not re.match(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        when = datetime.fromisoformat(re.sub(r"[zZ]$", "+00:00", text))
        return when.astimezone(timezone.utc).replace(tzinfo=None) if when.tzinfo else when
    except (ValueError, OverflowError):
        return None
