# SPDX-License-Identifier: GPL-2.0-or-later
"""Data sets as every portal's parser delivers them; the terms are those of DCAT."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import FrozenSet, Tuple

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, Licence, LicenceState, is_licence_name
from ruhr_smartcity_plugin.core.origin import Origin


@dataclass(frozen=True)
class Distribution:
    """One resource of a data set: a service or a file.

    `url` is empty where the catalogue gives no usable web address; `problem` then says why. `layers` are layer names
    known beforehand (presets). `sample` is set in the shipped sample catalogue only.
    `has_datastore` says that a CKAN portal answers questions about its rows (`datastore_active`). `crs` is the
    coordinate system to ask a service for, where a list knows a better one than the usual; see `preferring`.
    `doubt` is a sentence for the user why the address may not be that of today, "" where there is no doubt.
    """

    key: str
    title: str
    url: str
    kinds: Tuple[ServiceKind, ...]
    declared_format: str = ""
    licence: Licence = UNKNOWN_LICENCE
    attribution: str = ""
    description: str = ""
    modified: datetime | None = None
    size_bytes: int | None = None
    layers: Tuple[str, ...] = ()
    problem: str = ""
    sample: SampleSource | None = None
    has_datastore: bool = False
    crs: str = ""
    doubt: str = ""

    @property
    def kind(self) -> ServiceKind:
        """The most useful of its kinds."""
        return self.kinds[0]

    @property
    def is_loadable(self) -> bool:
        """Answer whether it can be put on the map."""
        return self.sample is not None or (bool(self.url) and self.kind.is_loadable)

    @property
    def is_unclear(self) -> bool:
        """Answer whether neither address nor catalogue say what it is, so that only its first bytes can."""
        return self.sample is None and bool(self.url) and self.kind is ServiceKind.UNKNOWN


# West, south, east, north in degrees (EPSG:4326, longitude first).
Extent4326 = Tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a data set is listed: portals harvest each other, so one data set stands in several of them."""

    portal: str
    portal_root: str
    key: str
    landing_url: str = ""


@dataclass(frozen=True)
class Dataset:
    """One entry of a catalogue. Texts are plain and foreign: escape them before rich text.

    `municipalities` are AGS (8 digits) with the evidence in `municipality_evidence`: "geocoding", "publisher",
    "title", "portal", "extent"; empty where nothing points to a town of the region.

    `portal_root` is the address of the portal (or of the file or service) the entry was read from; with `key` it finds
    the data set again. `identifier` is the publisher's own identifier, the same in all portals that harvested the
    entry (DCAT `dct:identifier`, CKAN `guid`, ISO `fileIdentifier`); empty if none is given. `modified` is when the
    entry was changed, `data_date` the date of the data themselves ("Datenstand"), None where it is not stated.
    `contact` is one line (office, mailbox). `places` are all portals that list it, its own first, once merged.
    `address_checked` is when somebody last looked whether the address of a preset is right.
    """

    key: str
    title: str
    portal: str
    notes: str = ""
    publisher: str = ""
    licence: Licence = UNKNOWN_LICENCE
    attribution: str = ""
    modified: datetime | None = None
    landing_url: str = ""
    distributions: Tuple[Distribution, ...] = ()
    themes: Tuple[str, ...] = ()
    tags: Tuple[str, ...] = ()
    municipalities: FrozenSet[str] = frozenset()
    districts: FrozenSet[str] = frozenset()
    municipality_evidence: str = ""
    is_unverified: bool = False
    remarks: Tuple[str, ...] = ()
    portal_root: str = ""
    identifier: str = ""
    data_date: datetime | None = None
    contact: str = ""
    extent_4326: Extent4326 | None = None
    places: Tuple[Place, ...] = ()
    address_checked: datetime | None = None

    @property
    def is_loadable(self) -> bool:
        """Answer whether at least one resource can be put on the map."""
        return any(one.is_loadable for one in self.distributions)

    @property
    def licence_state(self) -> LicenceState:
        """Return the state of the licence that counts: that of the data set, which its resources may have set."""
        return self.licence.state

    def kinds(self) -> Tuple[ServiceKind, ...]:
        """Return all kinds of all resources, loadable ones first, each once."""
        kinds = {kind for one in self.distributions for kind in one.kinds} - {ServiceKind.UNKNOWN}
        return tuple(sorted(kinds, key=lambda kind: (not kind.is_loadable, list(ServiceKind).index(kind))))

    def origin_of(self, distribution: Distribution, fetched_at: datetime) -> Origin:
        """Return the origin a layer made from one of the resources carries."""
        licence = self.licence_of(distribution)
        wording = distribution.attribution or self.attribution
        if licence.name and is_licence_name(wording):  # a slip of many publishers; the provider has to be named
            wording = ""
        return Origin(
            title=self.title,
            source_url=self.landing_url or distribution.url,
            publisher=self.publisher,
            licence=licence.name,
            licence_url=licence.url,
            attribution=wording,
            fetched_at=fetched_at,
        )

    def licence_of(self, distribution: Distribution) -> Licence:
        """Return the resource's own licence, else the data set's, unless that is only what another resource states."""
        if distribution.licence.name or any(one.licence == self.licence for one in self.distributions):
            return distribution.licence
        return self.licence

    def with_remark(self, remark: str) -> Dataset:
        """Return the data set with one more remark for the user."""
        return replace(self, remarks=(*self.remarks, remark))
