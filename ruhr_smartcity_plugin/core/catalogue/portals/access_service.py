# SPDX-License-Identifier: GPL-2.0-or-later
"""Services through which a resource can be had as well: DCAT's ``accessService`` and ``servesDataset``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterable, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify, kind_of_address
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address


@dataclass(frozen=True)
class AccessService:
    """A service as a record states it; `description_url` is that of its capabilities, `declared` names its formats."""

    url: str
    title: str = ""
    description_url: str = ""
    declared: Tuple[str, ...] = ()


def distribution_of_service(service: AccessService, like: Distribution, key: str) -> Distribution:
    """Return the resource for a service; conditions and texts are those of the resource it belongs to."""
    url, problem = usable_address(service.url or service.description_url)
    described = kind_of_address(service.description_url)
    declared = (described.value, *service.declared) if described is not ServiceKind.UNKNOWN else service.declared
    kinds = classify(url, *declared)
    return replace(
        like,
        key=key,
        title=service.title or like.title or url,
        url=url,
        kinds=kinds,
        declared_format=kinds[0].value if kinds[0] is not ServiceKind.UNKNOWN else "",
        size_bytes=None,
        problem=problem,
        has_datastore=False,
    )


def with_more_services(own: Iterable[Distribution], more: Iterable[Distribution]) -> Tuple[Distribution, ...]:
    """Return resources with those further services that do not stand among them; WMS and WFS may share an address."""
    kept = list(own)
    have = {_place(one) for one in kept}
    for one in more:
        if _place(one) not in have:
            have.add(_place(one))
            kept.append(one)
    return tuple(kept)


def _place(one: Distribution) -> Tuple[ServiceKind, str]:
    return one.kind, base_address(one.url) if one.url else one.key
