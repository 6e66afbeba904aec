# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Features: the collections of a service, the number it states, and the source string of QGIS's provider."""

from __future__ import annotations

from typing import Mapping

from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_oapif import read_oapif
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

__all__ = ["PROVIDER", "oapif_uri", "read_oapif", "stated_count"]

PROVIDER = "OAPIF"
_ACCEPT_ITEMS = {"Accept": "application/geo+json, application/json;q=0.9"}


def stated_count(
    client: HttpClient, source: LayerSource, *, service: str = "", progress: Progress = SILENT
) -> int | None:
    """Return the number of objects the service states (``numberMatched``); None if it states none.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    """
    url = checked_address(source.parts["items_url"])
    asker, params = client.past_caches(), {"limit": "1"}
    answer = asker.get_json(url, params=params, headers=_ACCEPT_ITEMS, service=service, progress=progress)
    if not isinstance(answer, Mapping) or not isinstance(answer.get("features"), list):
        sentence = tr("The service “{service}” did not answer with objects.")
        raise UnexpectedContentError(sentence.format(service=service or source.title), "no member 'features'")
    stated = answer.get("numberMatched")
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0 else None


def oapif_uri(source: LayerSource, *, authcfg: str = "", view_only: bool = False) -> str:
    """Return the source string for QGIS's OGC API Features provider."""
    uri = QgsDataSourceUri()
    uri.setParam("url", source.url)
    uri.setParam("typename", source.layer)
    if source.crs and source.crs != "OGC:CRS84":
        uri.setParam("srsname", source.crs)
    for name, value in (
        ("pageSize", source.parts.get("page_size", "")),
        ("restrictToRequestBBOX", "1" if view_only else ""),
    ):
        if value:
            uri.setParam(name, value)
    if authcfg:
        uri.setAuthConfigId(authcfg)
    return uri.uri(False)
