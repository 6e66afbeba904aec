# SPDX-License-Identifier: GPL-2.0-or-later
"""A city hall's network: a proxy that asks who you are, and a certificate authority of its own."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtNetwork import QSslCertificate

from ruhr_smartcity_plugin.core import errors
from tests.support.loopback import Loopback, Reply
from tests.support.tls import Authority, untrusted_context


@pytest.fixture
def authority(authentication):
    """A private authority that QGIS trusts, as an administrator sets it up."""
    made = Authority()
    certificate = QSslCertificate(made.certificate_pem)
    assert authentication.storeCertAuthority(certificate)
    _rebuild(authentication)
    yield made
    authentication.removeCertAuthority(certificate)
    _rebuild(authentication)


def _rebuild(manager):
    manager.rebuildCaCertsCache()
    manager.rebuildTrustedCaCertsCache()
    manager.rebuildCertTrustCache()


def test_qgis_settings_lead_through_a_proxy_that_asks_for_a_log_in(client, server, squid, use_proxy):
    use_proxy(squid, "anna", "ruhr2027")
    assert client().get_json(server.url + "/data?by=proxy") == {"a": 1}
    assert squid.has_logged("TCP_MISS/200", "by=proxy", " anna ")


def test_a_write_goes_through_the_proxy_once(client, server, squid, use_proxy):
    use_proxy(squid, "anna", "ruhr2027")
    server.routes["POST /records"] = Reply(201)
    client().send("POST", server.url + "/records", body=b"{}", content_type="application/json")
    assert [one.body for one in server.seen] == [b"{}"]
    assert "Proxy-Authorization" not in server.seen[0].headers


@pytest.mark.parametrize("word", ["wrong", ""])
def test_a_proxy_that_refuses_is_named_and_the_service_never_asked(client, server, squid, use_proxy, word):
    use_proxy(squid, "anna" if word else "", word)
    with pytest.raises(errors.ProxyFailedError, match="QGIS options under Network") as caught:
        client().get(server.url + "/data?by=refused")
    assert server.seen == []
    assert word == "" or word not in caught.value.detail


def test_a_write_refused_by_the_proxy_is_named(client, server, squid, use_proxy):
    use_proxy(squid, "anna", "wrong")
    with pytest.raises(errors.ProxyFailedError):
        client().send("POST", server.url + "/data", body=b"{}", content_type="application/json")
    assert server.seen == []


def test_a_proxy_that_is_not_there_is_named(client, server, use_proxy):
    class Gone:
        host, port = "127.0.0.1", 9

    use_proxy(Gone(), "", "")
    with pytest.raises(errors.ProxyFailedError):
        client().get(server.url + "/data")


def test_https_goes_through_the_proxy_by_connect(client, squid, use_proxy, authority):
    use_proxy(squid, "anna", "ruhr2027")
    with Loopback({"/data": {"a": 1}}, tls=authority.server_context()) as server:
        assert client().get_json(server.url + "/data") == {"a": 1}
        QgsNetworkAccessManager.instance().clearConnectionCache()  # Squid logs a tunnel when it ends
        assert squid.has_logged("CONNECT", server.host, " anna ")


def test_https_writes_go_through_the_proxy_by_connect(client, squid, use_proxy, authority):
    use_proxy(squid, "anna", "ruhr2027")
    with Loopback({"POST /data": {"a": 1}}, tls=authority.server_context()) as server:
        client().send("POST", server.url + "/data", body=b"{}", content_type="application/json")
        assert [one.body for one in server.seen] == [b"{}"]


def test_https_through_a_proxy_with_a_wrong_log_in_is_a_proxy_failure(client, squid, use_proxy, authority):
    use_proxy(squid, "anna", "wrong")
    with Loopback({"/data": {"a": 1}}, tls=authority.server_context()) as server:
        with pytest.raises(errors.ProxyFailedError):
            client().get(server.url + "/data")
        assert server.seen == []


def test_a_private_authority_that_qgis_trusts_is_trusted(client, authority):
    with Loopback({"/data": {"a": 1}}, tls=authority.server_context()) as server:
        assert client().get_json(server.url + "/data") == {"a": 1}


def test_a_certificate_nobody_vouches_for_is_refused_and_nothing_fetched(client):
    with Loopback({"/data": {"a": 1}}, tls=untrusted_context()) as server:
        with pytest.raises(errors.UntrustedCertificateError, match="is not trusted, so nothing was fetched"):
            client().get(server.url + "/data", service="Interner Dienst")
        assert server.seen == []


def test_a_trusted_certificate_for_another_name_is_refused(client, authority):
    with Loopback({"/data": {"a": 1}}, tls=authority.server_context("geo.example.org")) as server:
        with pytest.raises(errors.UntrustedCertificateError):
            client().get(server.url + "/data")
        assert server.seen == []


def test_a_write_to_an_untrusted_server_sends_nothing(client):
    with Loopback({"/data": {"a": 1}}, tls=untrusted_context()) as server:
        with pytest.raises(errors.UntrustedCertificateError):
            client().send("POST", server.url + "/data", body=b"internal", content_type="text/plain")
        assert server.seen == []


def test_qgis_is_still_the_one_who_decides_about_certificates(qgis_app):
    assert not QgsApplication.authManager().isDisabled()
