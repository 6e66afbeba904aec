# SPDX-License-Identifier: GPL-2.0-or-later
"""WCS: what a service offers. The sources of layers are made in `loading_live`."""

from __future__ import annotations

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import read_description
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress


def read_wcs(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask a WCS for its capabilities.

    Raises
    ------
    NetworkError
        No answer, or one that describes no WCS.
    """
    return read_description(client, ServiceKind.WCS, url, read_xml=read_xml, service=service, progress=progress)
