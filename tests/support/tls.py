# SPDX-License-Identifier: GPL-2.0-or-later
"""Certificates for tests: a private authority, and a server certificate nobody vouches for."""

from __future__ import annotations

import ssl

import trustme


class Authority:
    """A private certificate authority, as a city's own."""

    def __init__(self) -> None:
        self._ca = trustme.CA(organization_name="Ruhr test authority")

    @property
    def certificate_pem(self) -> bytes:
        """The authority's certificate, to be trusted."""
        return self._ca.cert_pem.bytes()

    def server_context(self, *names: str) -> ssl.SSLContext:
        """Return a server's TLS context with a certificate for `names` (127.0.0.1 if none)."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._ca.issue_cert(*(names or ("127.0.0.1", "localhost"))).configure_cert(context)
        return context


def untrusted_context() -> ssl.SSLContext:
    """Return a server's TLS context whose authority nobody else knows."""
    return Authority().server_context()
