# SPDX-License-Identifier: GPL-2.0-or-later
"""What a service says about itself: its layers, conditions and limits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, recognise_licence
from ruhr_smartcity_plugin.core.origin import Origin

# Of other kinds more than the CRS hangs on the choice: tile matrix sets, addresses of the objects.
_ANY_CRS = (ServiceKind.WMS, ServiceKind.WFS)
_NOTHING_SAID = frozenset({"none", "keine", "no", "no conditions apply", "unknown", "unbekannt", "-"})


def stated_text(text: str) -> str:
    """Return what a service states about fees or access; "" for the usual words that state nothing."""
    return "" if text.strip().casefold() in _NOTHING_SAID else text.strip()


@dataclass(frozen=True)
class ServiceLayer:
    """One layer, type or collection. `crs` are authority ids, the one to use first; `parts` go into its source.

    `styles` are the names the service offers, its own choice first. `min_scale` and `max_scale` are denominators as
    QGIS names them: the layer is shown from 1:`min_scale` (far) to 1:`max_scale` (near); None where nothing is said.
    `attribution` is the layer's own where it differs from the service's.
    """

    name: str
    title: str
    crs: Tuple[str, ...] = ()
    abstract: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    extent_4326: Extent4326 | None = None
    keywords: Tuple[str, ...] = ()
    legend_url: str = ""
    styles: Tuple[str, ...] = ()
    min_scale: float | None = None
    max_scale: float | None = None
    attribution: str = ""


@dataclass(frozen=True)
class ServiceDescription:
    """A service as its capabilities (or landing page) describe it.

    `cap` is the largest number of objects per answer, None if it states none. `licence_url` is an address of terms
    the service links to.
    """

    kind: ServiceKind
    url: str
    title: str
    version: str
    layers: Tuple[ServiceLayer, ...]
    provider: str = ""
    fees: str = ""
    access_constraints: str = ""
    attribution: str = ""
    cap: int | None = None
    abstract: str = ""
    keywords: Tuple[str, ...] = ()
    licence_url: str = ""

    def licence(self) -> Licence:
        """Return the licence that fees, access constraints or a link name."""
        return recognise_licence(self.fees, self.access_constraints, self.licence_url)

    def find_layer(self, name: str) -> ServiceLayer | None:
        """Return the layer with this name, or the only one that has it under another prefix; None if there is none."""
        local = name.rsplit(":", 1)[-1]
        exact = (one for one in self.layers if one.name == name)
        loose = [one for one in self.layers if one.name.rsplit(":", 1)[-1] == local]
        return next(exact, None) or (loose[0] if len({one.name for one in loose}) == 1 else None)

    def preferring(self, crs: str) -> ServiceDescription:
        """Return the service with a CRS first in each layer that offers it; "" changes nothing.

        Some services offer EPSG:25832, which goes first otherwise, and draw an empty picture in it.
        """
        if not crs or self.kind not in _ANY_CRS:
            return self
        layers = (replace(one, crs=tuple(sorted(one.crs, key=lambda name: name != crs))) for one in self.layers)
        return replace(self, layers=tuple(layers))

    def source_of(self, layer: ServiceLayer) -> LayerSource:
        """Return what to load for one of the layers."""
        crs = layer.crs[0] if layer.crs else ""
        return LayerSource(self.kind, self.url, layer.name, layer.title, crs, self.version, layer.parts)

    def complete_origin(self, origin: Origin) -> Origin:
        """Return the origin completed by what the service states where the catalogue says nothing."""
        licence = self.licence()
        has_licence = bool(origin.licence)
        return replace(
            origin,
            publisher=origin.publisher or self.provider,
            attribution=origin.attribution or self.attribution,
            licence=origin.licence if has_licence else licence.name,
            licence_url=origin.licence_url if has_licence else licence.url,
        )
