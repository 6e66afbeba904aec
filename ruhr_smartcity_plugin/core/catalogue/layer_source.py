# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer is made from, as plain values; the adapters turn it into a provider's data source string."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Mapping

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address


@dataclass(frozen=True)
class LayerSource:
    """One layer of a web service.

    `layer` is the name the service gives it (type name, collection id, layer name), `crs` an authority id such as
    "EPSG:25832", `version` the protocol version to ask for, and `parts` further values of the service kind (style,
    image format, page size). The address is checked on construction, so that no other way leads to a layer.

    Raises
    ------
    AddressRefusedError
        `url` is no plain web address.
    """

    kind: ServiceKind
    url: str
    layer: str
    title: str
    crs: str = ""
    version: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", checked_address(self.url))
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))


@dataclass(frozen=True)
class SampleSource:
    """A layer of the plugin's own demo workspace, named in the shipped sample catalogue only.

    It is no address, so that the rule "web addresses only" has no exception: the interface asks the workspace for the
    layer with this id.
    """

    sample_id: str
