# SPDX-License-Identifier: GPL-2.0-or-later
"""Preview and check of a service ask for today's address first, as adding does; nobody waits long for a portal."""

from __future__ import annotations

from threading import Event
from types import SimpleNamespace

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.gui.catalogue import portal_wait
from ruhr_smartcity_plugin.gui.catalogue.detail_view import DetailView
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import resource_of_today
from ruhr_smartcity_plugin.gui.catalogue.portal_wait import PortalWait
from ruhr_smartcity_plugin.gui.states import HIDDEN, WORKING
from ruhr_smartcity_plugin.ledger import Ledger
from tests.support.ckan import CkanServer, package, resource
from tests.support.loopback import Loopback, Reply

pytestmark = pytest.mark.server
SHOW = "/api/3/action/package_show"
WMS = Reply(200, "<WMS_Capabilities/>", content_type="text/xml")
CANNOT = "“Portal” could not be asked for today's address."
KNOWN = "Use the known address"


@pytest.fixture
def adding(workbench):
    return LayerAdding(workbench)


@pytest.fixture
def view(workbench, adding, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    ledger = Ledger(workbench.messages.fail)
    made = DetailView(None, workbench, ledger, adding)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    made.body.setCurrentIndex(1)
    yield made
    ledger.unwind()
    workbench.tasks.cancel_all()
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=15_000)


def know(workbench, root: str) -> None:
    """Put a portal into the user's list."""
    one = CatalogueSource("p", "Portal", root, PortalKind.CKAN)
    listed = SimpleNamespace(login_for=lambda _url: "", by_root=lambda url: one if url == root else None)
    workbench.shared["sources"] = listed


def trees(url: str, kind: ServiceKind, root: str) -> Dataset:
    one = Distribution("r-Bäume", "Bäume", url, (kind,))
    return Dataset("d1", "Baumkataster", "Portal", portal_root=root, distributions=(one,))


def rows(view: DetailView, qtbot) -> str:
    view.preview.fetch()
    qtbot.waitUntil(view.preview.table.isVisible, timeout=15_000)
    return view.preview.table.item(0, 0).text()


def checked(view: DetailView, qtbot) -> str:
    view.service_state.check()
    qtbot.waitUntil(lambda: "Checked " in view.service_state.text.text(), timeout=15_000)
    return view.service_state.text.text()


def press(widget, text: str) -> None:
    (button,) = [one for one in widget.findChildren(QPushButton) if one.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


# --- the preview -----------------------------------------------------------------------------------
def test_the_preview_shows_the_file_of_today(view, qtbot, workbench):
    with Loopback({"/2024.csv": "a;b\nalt;1\n", "/2025.csv": "a;b\nneu;1\n"}) as files:
        today = package("d1", "Baumkataster", resource("Bäume", "CSV", files.url + "/2025.csv"))
        with CkanServer([today]) as portal:
            know(workbench, portal.url)
            view.show_dataset(trees(files.url + "/2024.csv", ServiceKind.CSV, portal.url))
            host = portal.url.partition("//")[2]
            assert view.preview.note.text().splitlines()[0] == f"First asks {host} for today's address."
            assert rows(view, qtbot) == "neu"
        assert files.asked("/2024.csv") == []
    assert "could not be asked" not in view.preview.note.text()


def test_a_portal_that_is_away_leaves_the_preview_of_the_known_file_and_that_is_said(view, qtbot, workbench):
    with Loopback({"/2024.csv": "a;b\nalt;1\n"}) as files, Loopback({SHOW: Reply(503)}) as portal:
        know(workbench, portal.url)
        view.show_dataset(trees(files.url + "/2024.csv", ServiceKind.CSV, portal.url))
        assert rows(view, qtbot) == "alt"
        assert len(portal.seen) == 1
    assert CANNOT in view.preview.note.text()
    assert workbench.messages.problems() == []  # said quietly, beside the rows


def test_a_file_without_a_portal_to_ask_names_none(view):
    view.show_dataset(trees("https://x.example/a.csv", ServiceKind.CSV, ""))
    assert len(view.preview.note.text().splitlines()) == 1


def test_a_slow_portal_is_waited_for_in_sight_and_can_be_passed_over(view, qtbot, workbench, adding, monkeypatch):
    monkeypatch.setattr(portal_wait, "PATIENCE_S", 0.0)

    adding.look_up = _until_stopped
    with Loopback({"/2024.csv": "a;b\nalt;1\n"}) as files:
        view.show_dataset(trees(files.url + "/2024.csv", ServiceKind.CSV, "https://portal.example"))
        view.preview.fetch()
        banner = view.preview.banner
        qtbot.waitUntil(lambda: banner.text == "Asking “Portal” for today's address", timeout=10_000)
        assert banner.state == WORKING
        press(banner, KNOWN)
        qtbot.waitUntil(view.preview.table.isVisible, timeout=10_000)
    assert banner.state == HIDDEN
    assert CANNOT in view.preview.note.text()


# --- the check -------------------------------------------------------------------------------------
def test_the_service_of_today_is_checked_and_its_address_named(view, qtbot, workbench):
    with Loopback({"/neu": WMS}) as service:
        today = package("d1", "Baumkataster", resource("Bäume", "WMS", service.url + "/neu"))
        with CkanServer([today]) as portal:
            know(workbench, portal.url)
            view.show_dataset(trees(service.url + "/alt", ServiceKind.WMS, portal.url))
            said = checked(view, qtbot)
        assert [one.path for one in service.seen] == ["/neu"]
    assert said.startswith("The service answers (")
    assert said.endswith(f"The catalogue names a new address, which was asked: {service.url}/neu")


def test_a_portal_that_is_away_leaves_the_check_of_the_known_service_and_that_is_said(view, qtbot, workbench):
    with Loopback({"/ows": WMS}) as service, Loopback({SHOW: Reply(503)}) as portal:
        know(workbench, portal.url)
        view.show_dataset(trees(service.url + "/ows", ServiceKind.WMS, portal.url))
        said = checked(view, qtbot)
    assert said.startswith("The service answers (")
    assert CANNOT in said


def test_what_was_said_of_the_address_is_kept_with_the_state(view, qtbot, workbench):
    with Loopback({"/ows": WMS}) as service, Loopback({SHOW: Reply(503)}) as portal:
        know(workbench, portal.url)
        dataset = trees(service.url + "/ows", ServiceKind.WMS, portal.url)
        view.show_dataset(dataset)
        said = checked(view, qtbot)
        view.show_dataset(None)
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
        view.checks._known = None  # as after the next start
        view.show_dataset(dataset)
    assert view.service_state.text.text() == said


# --- the wait --------------------------------------------------------------------------------------
def waiting(wait: PortalWait, progress=SILENT):
    dataset = trees("https://x.example/a.csv", ServiceKind.CSV, "https://portal.example")
    return resource_of_today(dataset, dataset.distributions[0], _until_stopped, progress, wait)


def test_a_wait_ends_by_itself_after_its_time():
    now = iter(range(100))
    told = []
    wait = PortalWait(told.append, lambda: told.append("over"), most_s=6.0, clock=lambda: float(next(now)))
    resource_then, is_told = waiting(wait)
    assert is_told
    assert CANNOT in resource_then.doubt
    assert told == [wait.skip, "over"]


def test_a_cancel_of_the_whole_work_is_none_of_the_wait():
    progress = SimpleNamespace(is_cancelled=lambda: True, report=lambda *_: None)
    with pytest.raises(CancelledError):
        waiting(PortalWait(), progress)


def test_while_a_layer_is_added_the_room_offers_the_known_address(room, qtbot, workbench, monkeypatch):
    monkeypatch.setattr(portal_wait, "PATIENCE_S", 0.0)
    monkeypatch.setattr(room.adding, "look_up", _until_stopped)
    with Loopback({"/b.csv": "a;b\n1;2\n"}) as files:
        dataset = trees(files.url + "/b.csv", ServiceKind.XLSX, "https://portal.example")
        room.adding.add(dataset, dataset.distributions[0])
        qtbot.waitUntil(lambda: room.banner.text == "Asking “Portal” for today's address", timeout=10_000)
        assert files.seen == []
        press(room.banner, KNOWN)
        qtbot.waitUntil(lambda: bool(files.seen), timeout=10_000)
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)


def _until_stopped(_dataset, progress):
    while not progress.is_cancelled():
        Event().wait(0.01)
    raise CancelledError("stopped")
