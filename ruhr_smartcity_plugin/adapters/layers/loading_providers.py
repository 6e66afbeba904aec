# SPDX-License-Identifier: GPL-2.0-or-later
"""What the kinds of services with objects need to be opened and counted, behind one face."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Callable, Dict, Mapping, Set

from qgis.core import QgsDataProvider, QgsProviderRegistry

from ruhr_smartcity_plugin.adapters.layers import loading_uris as uris
from ruhr_smartcity_plugin.adapters.layers import oapif, wfs
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress

Counter = Callable[..., "int | None"]
_prepared: Set[str] = set()
_preparing = threading.Lock()


@dataclass(frozen=True)
class ObjectProvider:
    """Name of QGIS's provider, how many objects the service states, and the provider's source string."""

    name: str
    stated_count: Counter
    uri: Callable[..., str]


def prepare_providers() -> None:
    """Make QGIS ready for layers of WFS and OGC API Features that are opened in several threads at once.

    The first provider of its kind makes the one keeper of their cache folders, without a lock (QGIS 3.40 to 4.0): of
    two at once the second replaces the first one's keeper, which is in use. QGIS aborts then, or threads wait for ever.
    A provider without an address asks nobody and takes a millisecond. Call it before a layer is opened in a task.
    """
    with _preparing:
        for name in (wfs.PROVIDER, oapif.PROVIDER):
            if name not in _prepared:
                QgsProviderRegistry.instance().createProvider(name, "", QgsDataProvider.ProviderOptions())
                _prepared.add(name)


def provider_of(kind: ServiceKind) -> ObjectProvider:
    """Return what opens and counts objects of a kind of service."""
    providers: Dict[ServiceKind, ObjectProvider] = {
        ServiceKind.WFS: ObjectProvider(wfs.PROVIDER, wfs.stated_count, wfs.wfs_uri),
        ServiceKind.OAPIF: ObjectProvider(oapif.PROVIDER, oapif.stated_count, oapif.oapif_uri),
        ServiceKind.ARCGIS: ObjectProvider("arcgisfeatureserver", _arcgis_count, uris.arcgis_objects_uri),
        ServiceKind.STA: ObjectProvider("sensorthings", _sensorthings_count, uris.sensorthings_uri),
    }
    return providers[kind]


def _arcgis_count(
    client: HttpClient, source: LayerSource, *, service: str = "", progress: Progress = SILENT
) -> int | None:
    """Ask for the number of all objects (`returnCountOnly`); None if it is not said."""
    address = f"{uris.arcgis_layer_address(source)}/query"
    params = {"where": "1=1", "returnCountOnly": "true", "f": "json"}
    answer = client.past_caches().get_json(address, params=params, service=service or source.title, progress=progress)
    return _number(answer, "count")


def _sensorthings_count(
    client: HttpClient, source: LayerSource, *, service: str = "", progress: Progress = SILENT
) -> int | None:
    """Ask for the number of all entities (OGC 18-088, 9.3.3.2, `$count`); None if it is not said."""
    entity = source.layer or "Location"
    plural = {"Location": "Locations", "Thing": "Things", "FeatureOfInterest": "FeaturesOfInterest"}.get(
        entity, entity if entity.endswith("s") else f"{entity}s"
    )
    params = {"$count": "true", "$top": "1"}
    address = f"{source.url.rstrip('/')}/{plural}"
    answer = client.past_caches().get_json(address, params=params, service=service or source.title, progress=progress)
    return _number(answer, "@iot.count")


def _number(answer: Any, name: str) -> int | None:
    value = answer.get(name) if isinstance(answer, Mapping) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
