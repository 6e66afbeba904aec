# SPDX-License-Identifier: GPL-2.0-or-later
"""One entry of the list of portals and geo services the user searches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind


class SourceOwner(Enum):
    """Whose entry it is; users change only their own, and hide the others."""

    SHIPPED = "shipped"
    CENTRAL = "central"
    OWN = "own"


@dataclass(frozen=True)
class CatalogueSource:
    """A portal (or a single service, or a DCAT file) to search.

    `kind` is None where it is to be found out from the address. `url` is its root, or the path of a local DCAT file.
    `authcfg` is the id of a QGIS log-in, used for this source's host only. `is_indexed` says whether the user wants it
    in the local index, `is_hidden` that it is not offered.
    """

    key: str
    title: str
    url: str
    kind: PortalKind | None = None
    operator: str = ""
    owner: SourceOwner = SourceOwner.SHIPPED
    authcfg: str = ""
    is_hidden: bool = False
    is_indexed: bool = True
    date_checked: str = ""
    is_unverified: bool = False


@dataclass(frozen=True)
class ServiceEntry:
    """A single geo service of a list, as much of it as users need to tell whether they want to see it."""

    key: str
    title: str
    url: str
    kind: ServiceKind
    owner: SourceOwner
    is_hidden: bool = False
    date_checked: str = ""
    is_unverified: bool = False
