# SPDX-License-Identifier: GPL-2.0-or-later
"""Which proxy QGIS takes. Qt reports failures of a proxy as such for https only, so for http we have to know."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkAccessManager, QNetworkProxy, QNetworkProxyQuery

_HTTP_KINDS = (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy)


def plain_proxy(manager: QNetworkAccessManager, url: QUrl) -> QNetworkProxy | None:
    """Return the HTTP proxy a request to an http address will surely take; None for https, for none, or if unsure."""
    if url.scheme() != "http":
        return None
    factory = manager.proxyFactory()
    proxies = factory.queryProxy(QNetworkProxyQuery(url)) if factory is not None else [manager.proxy()]
    return proxies[0] if len(proxies) == 1 and proxies[0].type() in _HTTP_KINDS else None
