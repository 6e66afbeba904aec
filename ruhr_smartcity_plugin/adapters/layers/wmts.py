# SPDX-License-Identifier: GPL-2.0-or-later
"""WMTS: what a service offers. The sources of layers are made in `loading_live`."""

from __future__ import annotations

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import read_description
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress


def read_wmts(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask a WMTS for its capabilities.

    Raises
    ------
    NetworkError
        No answer, or one that describes no WMTS.
    """
    return read_description(client, ServiceKind.WMTS, url, read_xml=read_xml, service=service, progress=progress)
