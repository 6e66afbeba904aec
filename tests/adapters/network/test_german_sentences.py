# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever goes wrong on the network is said in German where QGIS is German."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import Any, Callable, Dict, Tuple, Type

import pytest
from qgis.core import QgsApplication

from ruhr_smartcity_plugin.adapters import translator
from ruhr_smartcity_plugin.adapters.network import main_thread
from ruhr_smartcity_plugin.core import errors
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from scripts import translations
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply
from tests.support.tls import untrusted_context

EXCEPTION_REPORT = (
    '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception exceptionCode="{code}"/>'
    "</ows:ExceptionReport>"
)
MADE_OF_ENGLISH = re.compile(r"\b(the|check|again|service|answered|address|with|this|data)\b", re.IGNORECASE)
Kind = Type[errors.NetworkError]
Client = Callable[..., HttpClient]


class Trouble:
    """A service behind a proxy that spoils its answers, and what else a case needs."""

    def __init__(self, client: Client, use_proxy: Any, monkeypatch: pytest.MonkeyPatch, stack: ExitStack) -> None:
        self.client, self.use_proxy, self.monkeypatch, self._stack = client, use_proxy, monkeypatch, stack
        self.server = stack.enter_context(Loopback({"/d": {"records": list(range(2000))}}))
        self.chaos = stack.enter_context(Chaos(self.server.url))

    def ask(self, path: str = "/d", *, expect: Content = Content.ANY, **limits: Any) -> None:
        self.client(attempts=1, **limits).get(self.chaos.url + path, expect=expect, service="Stadtplan")

    def fault(self, fault: str, **members: Any) -> None:
        limits = {name: members.pop(name) for name in ("inactivity_s", "total_s", "max_bytes") if name in members}
        self.chaos.rules = [{"fault": fault, **members}]
        self.ask(**limits)

    def reply(self, status: int, body: Any = b"", expect: Content = Content.ANY, kind: str = "") -> None:
        self.server.routes["/d"] = Reply(status, body, content_type=kind)
        self.ask(expect=expect)

    def broken_json(self) -> None:
        self.server.routes["/d"] = Reply(200, '{"a": ', content_type="application/json")
        self.client(attempts=1).get_json(self.server.url + "/d", service="Stadtplan")

    def broken_gzip(self) -> None:
        self.server.routes["/d"] = Reply(200, b"\x1f\x8bno gzip at all", {"Content-Encoding": "gzip"})
        self.ask()

    def untrusted(self) -> None:
        shop = self._stack.enter_context(Loopback({"/d": {"a": 1}}, tls=untrusted_context()))
        self.client().get(shop.url + "/d", service="Stadtplan")

    def no_proxy(self) -> None:
        class Gone:
            host, port = "127.0.0.1", 9

        self.use_proxy(Gone(), "", "")
        self.client().get(self.server.url + "/d", service="Stadtplan")

    def nobody_there(self) -> None:
        self.client(attempts=1).get("http://127.0.0.1:9/", service="Stadtplan")

    def moved_write(self) -> None:
        self.chaos.rules = [{"fault": "redirect", "code": 301, "location": "/x"}]
        self.client().send("POST", self.chaos.url + "/d", body=b"{}", content_type="text/plain", service="Stadtplan")

    def not_web(self) -> None:
        self.client().get("file:///etc/hostname", service="Stadtplan")

    def unreadable_log_in(self) -> None:
        self.client("nosuch1", self.chaos.host).get(self.chaos.url + "/d", service="Stadtplan")

    def frozen_window(self) -> None:
        self.monkeypatch.setattr(main_thread, "_DESKTOP", QgsApplication.platform())
        self.ask()


CASES: Dict[str, Tuple[Kind, Callable[[Trouble], None]]] = {
    "not a web address": (errors.AddressRefusedError, Trouble.not_web),
    "nobody there": (errors.ConnectionFailedError, Trouble.nobody_there),
    "reset": (errors.ConnectionFailedError, lambda at: at.fault("reset")),
    "silent": (errors.TimedOutError, lambda at: at.fault("hang", inactivity_s=0.3)),
    "too slow": (errors.TimedOutError, lambda at: at.fault("trickle", chunk=9, total_s=0.6)),
    "empty": (errors.TruncatedError, lambda at: at.fault("empty")),
    "too large": (errors.TooLargeError, lambda at: at.fault("pass", max_bytes=1000)),
    "untrusted": (errors.UntrustedCertificateError, Trouble.untrusted),
    "proxy gone": (errors.ProxyFailedError, Trouble.no_proxy),
    "proxy log-in": (errors.ProxyFailedError, lambda at: at.fault("status", code=407)),
    "main thread": (errors.MainThreadError, Trouble.frozen_window),
    "log-in unreadable": (errors.NetworkError, Trouble.unreadable_log_in),
    "circles": (errors.RedirectError, lambda at: at.fault("redirect_loop")),
    "moved": (errors.RedirectError, Trouble.moved_write),
    "401": (errors.AccessDeniedError, lambda at: at.reply(401)),
    "403": (errors.AccessDeniedError, lambda at: at.reply(403)),
    "404": (errors.HttpStatusError, lambda at: at.reply(404)),
    "400": (errors.HttpStatusError, lambda at: at.reply(400)),
    "409 with a message": (errors.HttpStatusError, lambda at: at.reply(409, {"error": "nicht gefunden"})),
    "500": (errors.HttpStatusError, lambda at: at.reply(500)),
    "429": (errors.BusyError, lambda at: at.reply(429)),
    "503": (errors.BusyError, lambda at: at.reply(503)),
    "log-in page": (errors.UnexpectedContentError, lambda at: at.fault("html")),
    "exception": (errors.UnexpectedContentError, lambda at: at.reply(200, EXCEPTION_REPORT.format(code="X1"))),
    "exception without a reason": (errors.UnexpectedContentError,
                                   lambda at: at.reply(200, EXCEPTION_REPORT.format(code=""))),
    "broken JSON": (errors.UnexpectedContentError, Trouble.broken_json),
    "broken gzip": (errors.UnexpectedContentError, Trouble.broken_gzip),
    **{f"not {kind.value}": (errors.UnexpectedContentError, lambda at, kind=kind: at.reply(200, b"\0\1\2", kind))
       for kind in Content if kind not in (Content.ANY, Content.HTML)},
    "no web page": (errors.UnexpectedContentError, lambda at: at.reply(200, b"\0\1\2", Content.HTML)),
}  # fmt: skip


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    folder = tmp_path_factory.mktemp("i18n")
    translations.release(folder)
    return folder


@pytest.fixture
def trouble(client, use_proxy, monkeypatch):
    with ExitStack() as stack:
        yield Trouble(client, use_proxy, monkeypatch, stack)


def sentence_of(kind: Kind, provoke: Callable[[Trouble], None], trouble: Trouble) -> str:
    with pytest.raises(kind) as caught:
        provoke(trouble)
    return caught.value.sentence


@pytest.mark.parametrize("case", CASES)
def test_each_network_error_has_a_german_sentence(trouble, german, monkeypatch, case):
    kind, provoke = CASES[case]
    english = sentence_of(kind, provoke, trouble)
    monkeypatch.setattr(translator, "shipped", lambda _folder, name: german / name)
    undo = translator.install_translator("de")
    try:
        sentence = sentence_of(kind, provoke, trouble)
    finally:
        undo()
    assert sentence != english
    assert not re.search(r"[{}]", sentence)
    assert not MADE_OF_ENGLISH.search(sentence), sentence
    assert sentence.endswith((".", "/x", "nicht gefunden")), sentence


def test_every_kind_of_network_error_is_among_the_cases():
    def kinds(kind: Kind) -> set:
        below = {one for one in kind.__subclasses__() if one.__module__ == errors.__name__}
        return {kind}.union(*(kinds(one) for one in below))

    assert {kind for kind, _provoke in CASES.values()} == kinds(errors.NetworkError)
