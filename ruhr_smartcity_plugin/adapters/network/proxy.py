# SPDX-License-Identifier: GPL-2.0-or-later
"""Which proxy QGIS takes.

Qt reports failures of a proxy as such for https only, so for http we have to know. And QGIS reads the settings once for
each thread and tells only its main thread of a change (measured with 3.40.6): a planner who has entered the proxy and
tries again would meet the thread, and with it the proxy, of before.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from typing import Any, Tuple

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import (
    QNetworkAccessManager,
    QNetworkProxy,
    QNetworkProxyFactory,
    QNetworkProxyQuery,
)

from ruhr_smartcity_plugin.adapters.network.main_thread import is_main_thread

_HTTP_KINDS = (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy)
_KINDS = {
    "Socks5Proxy": QNetworkProxy.ProxyType.Socks5Proxy,
    "HttpProxy": QNetworkProxy.ProxyType.HttpProxy,
    "HttpCachingProxy": QNetworkProxy.ProxyType.HttpCachingProxy,
    "FtpCachingProxy": QNetworkProxy.ProxyType.FtpCachingProxy,
}
_OF_THE_SYSTEM = "DefaultProxy"
_NOTED = "ruhr_proxy_settings"  # property of a thread's manager: what it was last told


@dataclass(frozen=True)
class _Entered:
    """What the QGIS options hold under Network; all empty where no proxy is switched on."""

    kind: str = ""
    host: str = ""
    port: int = 0
    user: str = ""
    word: str = ""
    authcfg: str = ""
    past_ours: Tuple[str, ...] = ()  # heads of addresses that take the system's proxy
    past_all: Tuple[str, ...] = ()  # heads of addresses that take none

    @property
    def mark(self) -> str:
        """Tell these settings from others without repeating them."""
        return hashlib.sha256(repr(astuple(self)).encode("utf-8")).hexdigest()

    def proxy(self) -> QNetworkProxy:
        """Return the proxy, with the log-in that a stored configuration holds for it."""
        made = QNetworkProxy()
        if self.kind == _OF_THE_SYSTEM:
            QNetworkProxyFactory.setUseSystemConfiguration(True)  # as QGIS does; Qt then asks it for each address
        elif self.kind:
            kind = _KINDS.get(self.kind, QNetworkProxy.ProxyType.DefaultProxy)
            made = QNetworkProxy(kind, self.host, self.port, self.user, self.word)
        if self.authcfg:
            is_known, with_log_in = QgsApplication.authManager().updateNetworkProxy(made, self.authcfg)
            made = with_log_in if is_known else made
        return made

    def proxy_for(self, url: QUrl) -> QNetworkProxy:
        """Return what an address takes."""
        address = url.toString()
        if address.startswith(self.past_all):
            return QNetworkProxy(QNetworkProxy.ProxyType.NoProxy)
        return QNetworkProxy() if address.startswith(self.past_ours) else self.proxy()


def follow_settings(manager: QgsNetworkAccessManager, url: QUrl) -> None:
    """Have the manager of a worker thread take the proxy that is entered now. QGIS sees to its main thread itself."""
    if is_main_thread():
        return
    entered = _entered()
    if manager.property(_NOTED) != entered.mark:
        manager.setFallbackProxyAndExcludes(entered.proxy(), list(entered.past_ours), list(entered.past_all))
        manager.clearAccessCache()  # connections and log-ins of the old one
        manager.setProperty(_NOTED, entered.mark)
    if manager.useSystemProxy() and (entered.kind != _OF_THE_SYSTEM or manager.proxyFactory() is None):
        manager.setProxy(entered.proxy_for(url))  # QGIS's own factory would go on asking the system


def _entered() -> _Entered:
    settings = QgsSettings()
    settings.beginGroup("proxy")
    if not settings.value("proxyEnabled", False, type=bool):
        return _Entered()
    kind, host, port, user, word, authcfg = (
        str(settings.value(name) or "")
        for name in ("proxyType", "proxyHost", "proxyPort", "proxyUser", "proxyPassword", "authcfg")
    )
    past_ours, past_all = (_heads(settings.value(name)) for name in ("proxyExcludedUrls", "noProxyUrls"))
    number = int(port) if port.isdecimal() else 0
    return _Entered(kind or "unknown", host, number, user, word, authcfg, past_ours, past_all)


def _heads(value: Any) -> Tuple[str, ...]:
    heads = [value] if isinstance(value, str) else value or []
    return tuple(str(head) for head in heads if str(head).strip())


def plain_proxy(manager: QNetworkAccessManager, url: QUrl) -> QNetworkProxy | None:
    """Return the HTTP proxy a request to an http address will surely take; None for https, for none, or if unsure."""
    if url.scheme() != "http":
        return None
    factory = manager.proxyFactory()
    proxies = factory.queryProxy(QNetworkProxyQuery(url)) if factory is not None else [manager.proxy()]
    return proxies[0] if len(proxies) == 1 and proxies[0].type() in _HTTP_KINDS else None
