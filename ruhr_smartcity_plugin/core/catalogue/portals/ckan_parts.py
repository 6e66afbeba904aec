# SPDX-License-Identifier: GPL-2.0-or-later
"""The facets of a CKAN portal: which organisations and groups hold the hits of a search."""

from __future__ import annotations

from typing import Any, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.portals.parts import Part, Parts
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of

# All values: CKAN gives the 50 most frequent unless asked otherwise, and the portals have more towns than that.
FACET_PARAMS = {"facet.field": '["organization", "groups"]', "facet.limit": "-1"}


def read_parts(result: Any) -> Parts:
    """Return the organisations and groups of a `package_search` result; none where the portal counts none.

    >>> read_parts({"search_facets": {"groups": {"items": [{"name": "envi", "display_name": "Umwelt", "count": 3}]}}})
    Parts(organisations=(), groups=(Part(name='envi', title='Umwelt', datasets=3),))
    >>> read_parts({"facets": {"organization": {"stadt-herne": 136}}}).organisations
    (Part(name='stadt-herne', title='stadt-herne', datasets=136),)
    """
    return Parts(_values(result, "organization"), _values(result, "groups"))


def _values(result: Any, field: str) -> Tuple[Part, ...]:
    titled = _within(_within(result, "search_facets"), field)
    items = titled.get("items")
    found: List[Part] = []
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            found.append(_part(item.get("name"), item.get("display_name"), item.get("count")))
    if not found:
        found = [_part(name, "", count) for name, count in _within(_within(result, "facets"), field).items()]
    named = {one.name: one for one in found if one.name and one.datasets > 0}
    return tuple(sorted(named.values(), key=lambda one: (-one.datasets, one.title.casefold())))


def _part(name: Any, title: Any, count: Any) -> Part:
    is_number = isinstance(count, int) and not isinstance(count, bool)
    return Part(text_of(name), " ".join((text_of(title) or text_of(name)).split()), count if is_number else 0)


def _within(document: Any, name: str) -> Mapping[str, Any]:
    found = document.get(name) if isinstance(document, Mapping) else None
    return found if isinstance(found, Mapping) else {}
