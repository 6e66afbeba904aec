# SPDX-License-Identifier: GPL-2.0-or-later
"""Repairs of django-ogc-sensorthings 1.2.0, and a page size it cannot be given.

As published, sorting by phenomenonTime answers 500, a nested $expand 404, pages come in no order, each unselected
field costs a query per row, and expanding ObservedProperty gives every Datastream of a page the same one.
"""

from __future__ import annotations

import os

from asgiref.sync import sync_to_async
from django.db.models import F
from pydantic.alias_generators import to_snake

from sensorthings.core import service as core_service
from sensorthings.http.validators import split_top_level
from sensorthings.types import OrderByDirection
from sensorthings.versions.v1_1.backends.django.adapter import ODATA_FIELD_REMAP, DjangoBackendAdapter

PAGE = int(os.environ.get("STA_PAGE", "100"))


class Adapter(DjangoBackendAdapter):
    @staticmethod
    def build_orderby_arg(orderby=None):
        terms = []
        for field in orderby or []:
            *path, last = (to_snake(part) for part in field.path)
            term = F("__".join([*path, ODATA_FIELD_REMAP.get(last, last)]))
            terms.append(term.asc() if field.direction == OrderByDirection.ASC else term.desc())
        return [*terms, F("id").asc()]

    def get_entities(self, manager, filters=None, orderby=None, group_by=None, select=None, *window):
        del select
        return super().get_entities(manager, filters, orderby, group_by, None, *window)


def repair_paging() -> None:
    """Replace the building of nextLinks and set the page size. To be called once the applications are loaded."""
    original = core_service.SensorThingsService.get_collection

    async def get_collection(self, entity_type, context, **options):
        # 100 is what the request's schema fills in for an outer collection without $top.
        if options.get("top") in (None, 100) and ("$top" not in context.GET or options.get("group_by")):
            options["top"] = PAGE
        result = await original(self, entity_type, context, **options)
        if entity_type.name == "Datastream" and "ObservedProperty" in (options.get("expand") or ""):
            pages = [result] if options.get("group_by") is None else list(result.values())
            await sync_to_async(_repair_properties)([one for page in pages for one in page["value"]])
        return result

    core_service.SensorThingsService.get_collection = get_collection
    core_service.build_next_link = build_next_link


def _repair_properties(streams) -> None:
    from sensorthings.versions.v1_1.backends.django.models import Datastream

    found = Datastream.objects.select_related("observed_property").in_bulk([stream["id"] for stream in streams])
    for stream in streams:
        wrong, right = stream["observed_property"], found[stream["id"]].observed_property
        texts = {key: value for key, value in wrong.items() if key.endswith("_link")}
        links = {key: value.replace(str(wrong["id"]), str(right.pk)) for key, value in texts.items()}
        fields = {"name": right.name, "definition": right.definition, "description": right.description}
        stream["observed_property"] = {**links, **fields, "id": right.pk}


def build_next_link(nav_link, query_params, target_location=None):
    params = {key: value[0] if isinstance(value, list) else value for key, value in query_params.items()}
    if target_location:
        params["$expand"] = _advance_expand(params["$expand"], target_location)
    else:
        params = _advance(params)
    return nav_link + "?" + "&".join(f"{key}={value}" for key, value in params.items())


def _advance(params):
    top = int(params.get("$top", PAGE))
    return {**params, "$top": str(top), "$skip": str(int(params.get("$skip", 0)) + top)}


def _advance_expand(expand, target):
    return ",".join(_advance_part(part, target) for part in split_top_level(expand))


def _advance_part(part, target):
    name, _, inner = part.partition("(")
    if name.strip() != target[0]:
        return part
    options = dict(token.partition("=")[::2] for token in split_top_level(inner[:-1], ";")) if inner else {}
    if len(target) == 1:
        options = _advance(options)
    else:
        options["$expand"] = _advance_expand(options["$expand"], target[1:])
    return f"{name}({';'.join(f'{key}={value}' for key, value in options.items())})"
