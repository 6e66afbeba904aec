# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of a layer before and after asking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck
from ruhr_smartcity_plugin.core.origin import Origin

# Keys of an origin's parameters that find the data set again (written when a layer is added).
PORTAL, DATASET, RESOURCE = "portal", "data set", "resource"
# The key of the number of objects that came when the layer was loaded.
RECEIVED = "objects received"


@dataclass(frozen=True)
class LayerFacts:
    """A layer of the project as plain values.

    `kind` is None for providers without a service or file address (memory, databases); that of a local copy of ours is
    what it was made from. `url` is the service's address, `layer` the layer, type or collection in it, `path` the file
    of a layer on this computer. `zooms` are the first and last zoom level of tiles, `middle_4326` the degrees of their
    middle where they do not claim the whole earth. `copied_from` is where a local copy of ours came from.
    `objects_source` is the provider's source of a layer that is to hold all objects of the service; it may name a
    password.
    """

    layer_id: str
    name: str
    provider: str
    kind: ServiceKind | None = None
    url: str = ""
    layer: str = ""
    path: str = ""
    path_exists: bool = True
    origin: Origin | None = None
    has_licence: bool = False
    short_sentence: str = ""
    place_sentence: str = ""
    has_open_login: bool = False
    authcfg: str = ""
    copied_from: str = ""
    zooms: Mapping[str, str] = field(default_factory=dict)
    middle_4326: Tuple[float, float] | None = None
    objects_source: str = field(default="", repr=False)

    @property
    def is_remote(self) -> bool:
        """Answer whether a service has to be asked."""
        return bool(self.url)

    def parameter(self, key: str) -> str:
        """Return a parameter of the origin; "" where there is none."""
        return self.origin.parameters.get(key, "") if self.origin is not None else ""


@dataclass(frozen=True)
class CatalogueAnswer:
    """What the catalogue says of a layer's data set today. `is_gone`: it no longer has the data set.

    `modified` is the date of the file, `data_date` that of the data as far as they are stated, `entry_modified` that of
    the entry, which says nothing of the data: portals touch it when they harvest.
    """

    url: str = ""
    modified: datetime | None = None
    is_gone: bool = False
    data_date: datetime | None = None
    entry_modified: datetime | None = None


@dataclass(frozen=True)
class Examination:
    """What asking brought. `layers` are the names the service offers now, None where they are not known.

    `preset_urls` are where listed services have a layer of its name; `is_preset_same`: it was made from them.

    `counted` is how many of its objects a layer got when they were fetched anew, `problem` a sentence of what could not
    be checked and why.
    """

    check: ServiceCheck | None = None
    layers: Tuple[str, ...] | None = None
    https_works: bool = False
    catalogue: CatalogueAnswer | None = None
    preset_urls: Tuple[str, ...] = field(default_factory=tuple)
    is_preset_same: bool = False
    counted: Completeness | None = None
    problem: str = ""
