# SPDX-License-Identifier: GPL-2.0-or-later
"""Log-ins come from QGIS's authentication database, and go to the one server they are meant for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from qgis.core import QgsApplication
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.network.service import host_of
from ruhr_smartcity_plugin.translation import tr

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Login:
    """An entry of QGIS's authentication database and where it may be used.

    Attributes
    ----------
    authcfg : id of the entry; "" for none.
    host : ``host``, ``host:port`` or an address; an address with a scheme also fixes the scheme, so that a log-in
        meant for https never travels over http.
    """

    authcfg: str = ""
    host: str = ""

    def is_for(self, url: str) -> bool:
        """Answer whether a request to `url` may carry the log-in.

        >>> Login("a1", "https://geo.example.org/wfs").is_for("https://GEO.example.org:443/x")
        True
        >>> Login("a1", "https://geo.example.org/wfs").is_for("http://geo.example.org/x")
        False
        >>> Login("a1", "").is_for("https://geo.example.org/x"), Login("a1", "a.org").is_for("https://b.a.org/")
        (False, False)
        """
        if not self.authcfg or not self.host:
            return False
        try:
            wanted = urlsplit(self.host if "://" in self.host else f"//{self.host}")
            asked = urlsplit(url)
            wanted_port = wanted.port or _PORTS.get(wanted.scheme or asked.scheme)
            asked_port = asked.port or _PORTS.get(asked.scheme)
        except ValueError:
            return False
        same_scheme = wanted.scheme in ("", asked.scheme)
        return same_scheme and bool(asked.hostname) and wanted.hostname == asked.hostname and wanted_port == asked_port

    def sign(self, request: QNetworkRequest, url: str) -> QNetworkRequest:
        """Return `request` with the log-in if `url` is where it belongs, unchanged otherwise."""
        if not self.is_for(url):
            return request
        done, signed = QgsApplication.authManager().updateNetworkRequest(request, self.authcfg)
        if not done:
            sentence = tr(
                "The log-in chosen for the service “{service}” could not be read. "
                "Unlock the authentication database or choose another log-in."
            )
            raise NetworkError(sentence.format(service=host_of(url)), f"authcfg entry {self.authcfg} was not applied")
        return signed

    def accompany(self, reply: QNetworkReply, url: str) -> None:
        """Apply what the entry says about the answer (certificate exceptions of a PKI entry)."""
        if self.is_for(url):
            QgsApplication.authManager().updateNetworkReply(reply, self.authcfg)


NO_LOGIN = Login()
