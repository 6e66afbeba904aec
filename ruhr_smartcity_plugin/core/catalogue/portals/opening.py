# SPDX-License-Identifier: GPL-2.0-or-later
"""From an address to a portal that can be searched."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.xml_element import XmlReader


def open_portal(
    client: HttpClient,
    source: CatalogueSource | str,
    kind: PortalKind | None = None,
    title: str = "",
    *,
    read_xml: XmlReader,
    progress: Progress = SILENT,
) -> Portal:
    """Return the portal behind an entry of the user's list, or behind an address (or the path of a DCAT file).

    Where neither `kind` nor the entry names a kind, it is found out, which may ask the network: use it in a task.
    A log-in belongs to the `client`, which must send it to this portal's host only.

    Raises
    ------
    NetworkError
        The address is none, nothing answers, or what answers is no kind of portal that is known.
    """
    if isinstance(source, CatalogueSource):
        address, kind, title = source.url, kind or source.kind, title or source.title
    else:
        address = source
    if kind is None:
        from ruhr_smartcity_plugin.core.catalogue.portals.detection import detect_kind

        kind, address = detect_kind(client, address, title, progress=progress)
    return _portal(client, address, kind, title, read_xml)


def root_of(source: CatalogueSource) -> str:
    """Return the root that the data sets of a catalogue name, without asking; "" where its kind is not known.

    >>> root_of(CatalogueSource("p", "P", "https://x.example/csw.py?config=/a.cfg", PortalKind.CSW))
    'https://x.example/csw.py?config=%2Fa.cfg'
    """
    try:
        return _portal(None, source.url, source.kind, "", None).root if source.kind is not None else ""
    except RuhrError:  # a file that is no longer there
        return ""


def _portal(
    client: HttpClient | None, address: str, kind: PortalKind, title: str, read_xml: XmlReader | None
) -> Portal:
    # Imported where it is needed: nobody's QGIS start has to wait for the readers of all kinds.
    if kind is PortalKind.CKAN:
        from ruhr_smartcity_plugin.core.catalogue.portals.ckan import CkanPortal

        return CkanPortal(client, address, title)
    if kind is PortalKind.DKAN:
        from ruhr_smartcity_plugin.core.catalogue.portals.dkan import DkanPortal

        return DkanPortal(client, address, title)
    if kind is PortalKind.OPENDATASOFT:
        from ruhr_smartcity_plugin.core.catalogue.portals.opendatasoft import OpendatasoftPortal

        return OpendatasoftPortal(client, address, title)
    if kind is PortalKind.DCAT:
        from ruhr_smartcity_plugin.core.catalogue.portals.dcat import DcatPortal

        return DcatPortal(client, address, title, read_xml=read_xml)
    if kind is PortalKind.CSW:
        from ruhr_smartcity_plugin.core.catalogue.portals.csw import CswPortal

        return CswPortal(client, address, title, read_xml=read_xml)
    if kind is PortalKind.RECORDS:
        from ruhr_smartcity_plugin.core.catalogue.portals.records import RecordsPortal

        return RecordsPortal(client, address, title)
    from ruhr_smartcity_plugin.core.catalogue.portals.ogc import OgcPortal

    return OgcPortal(client, address, title, read_xml=read_xml)
