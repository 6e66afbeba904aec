# SPDX-License-Identifier: GPL-2.0-or-later
"""From an http(s) address to the register behind it: which protocol it speaks, and whether there is a register."""

from __future__ import annotations

from urllib.parse import urlsplit

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
from ruhr_smartcity_plugin.adapters.projects.feature_oapif_service import open_oapif
from ruhr_smartcity_plugin.adapters.projects.feature_store import FeatureStore
from ruhr_smartcity_plugin.adapters.projects.feature_wfs_service import open_wfs
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address, landing_address
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    BusyError,
    HttpStatusError,
    InputError,
    NotARegisterError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.network.service import host_of
from ruhr_smartcity_plugin.core.projects import feature_wfs
from ruhr_smartcity_plugin.core.projects.feature_service import FeatureService
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

_FAULT = 500


def is_feature_address(text: str) -> bool:
    """Answer whether a text names a web service.

    >>> is_feature_address("https://geo.example.org/wfs"), is_feature_address("register.gpkg")
    (True, False)
    """
    return text.strip().lower().startswith(("http://", "https://"))


def feature_key(text: str) -> str:
    """Return what tells one service from another: the address without request and log-in.

    >>> feature_key("HTTPS://geo.example.org/wfs/?SERVICE=WFS&REQUEST=GetCapabilities")
    'https://geo.example.org/wfs'
    """
    parts = urlsplit(base_address(text.strip()))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{host_of(text.strip())}{parts.path.rstrip('/')}{query}"


def open_feature_store(text: str, authcfg: str = "", *, client: HttpClient | None = None) -> FeatureStore:
    """Open the register behind a web address. `client`: in place of QGIS's own, with its log-in and limits.

    Raises InputError for a log-in inside the address, NotARegisterError if there is no register, NetworkError.
    """
    url = text.strip()
    if urlsplit(url).username is not None:
        raise InputError(tr("The address holds a log-in. Leave it out, and choose the log-in beside it (AUTHCFG)."),
                         host_of(url))
    asker = client or new_algorithm_client(authcfg, url)
    host = host_of(url)
    landing = landing_address(url)[0].split("?")[0]
    try:
        capabilities = None if "/collections" in url else _capabilities(asker, base_address(url), host)
        service: FeatureService = (open_wfs(asker, base_address(url), capabilities, host) if capabilities is not None
                                   else open_oapif(asker, landing, host))
    except AccessDeniedError as error:
        raise AccessDeniedError(tr(
            "The service “{service}” does not let you in (HTTP {status}). Choose a log-in beside the address, another "
            "one than now, or ask its operator.").format(service=host, status=error.status), error.detail,
            status=error.status, retry_after_s=error.retry_after_s) from error
    except (HttpStatusError, UnexpectedContentError) as error:
        if isinstance(error, BusyError) or (isinstance(error, HttpStatusError) and error.status >= _FAULT):
            raise
        raise (_no_service if "text/html" in error.detail else _no_register)(host, error.detail) from error
    return FeatureStore(service)


def _capabilities(client: HttpClient, url: str, host: str) -> Element | None:
    """Return the capabilities of a WFS; None if something else answers, which may be an OGC API."""
    params = {"SERVICE": "WFS", "VERSION": feature_wfs.VERSION, "REQUEST": "GetCapabilities"}
    try:
        answer = client.get(url, params=params, expect=Content.XML, service=host, refresh=True)
    except (UnexpectedContentError, HttpStatusError) as error:
        if isinstance(error, (AccessDeniedError, BusyError)):
            raise
        return None
    root = read_xml(answer.body, host)
    if root.name != "WFS_Capabilities":
        raise _no_register(host, root.name)
    return root


def _no_service(host: str, detail: str) -> NotARegisterError:
    return NotARegisterError(tr(
        "“{service}” answered with a web page and not as a feature service. It may want a log-in: choose one beside "
        "the address. Or it is the address of a page: give that of a WFS with transactions, or of an OGC API with "
        "features.",
    ).format(service=host), detail)


def _no_register(host: str, detail: str) -> NotARegisterError:
    return NotARegisterError(tr(
        "“{service}” is no feature service with a register. Give the address of a WFS with transactions, or of an OGC "
        "API with features; a map service (WMS) does not do.").format(service=host), detail)
