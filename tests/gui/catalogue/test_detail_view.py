# SPDX-License-Identifier: GPL-2.0-or-later
"""The detail of a data set: what it says, what it does not load, and what it leaves behind (nothing)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QLocale, QObject, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QColor, QDesktopServices, QFont, QPalette, QTextDocument
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolButton

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Place
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, recognise_licence
from ruhr_smartcity_plugin.gui.catalogue.detail_view import DetailView
from ruhr_smartcity_plugin.gui.catalogue.extent_band import is_usable
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.states import FAILED, HIDDEN, WORKING
from ruhr_smartcity_plugin.ledger import Ledger
from tests.support.chaos import Chaos
from tests.support.geofiles import geotiff
from tests.support.heartbeat import Heartbeat
from tests.support.loopback import Loopback, Reply
from tests.support.request_count import count_requests

pytestmark = pytest.mark.server
BY = recognise_licence("dl-de/by-2-0")
DAY = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)


def trees(url: str = "https://x.example/ows", kind: ServiceKind = ServiceKind.WFS, **more) -> Dataset:
    one = Distribution("r1", "Bäume", url, (kind,), size_bytes=1_234_567, modified=DAY, licence=BY)
    values = {
        "key": "baum",
        "title": "Baumkataster Bochum",
        "portal": "opendata.ruhr",
        "notes": "# Inhalt\n\nAlle **Bäume** der Stadt.\n\n- Linde\n- Ahorn",
        "publisher": "Stadt Bochum",
        "contact": "Geoportal, geo@bochum.de",
        "licence": BY,
        "attribution": "© Stadt Bochum",
        "modified": datetime(2026, 11, 1, tzinfo=timezone.utc),
        "data_date": DAY,
        "municipalities": frozenset({"05911000"}),
        "municipality_evidence": "geocoding",
        "themes": ("envi",),
        "identifier": "urn:baum:1",
        "landing_url": "https://opendata.ruhr/dataset/baum",
        "extent_4326": (7.1, 51.4, 7.35, 51.55),
        "distributions": (one,),
        "places": (
            Place("opendata.ruhr", "https://opendata.ruhr", "baum", "https://opendata.ruhr/dataset/baum"),
            Place("Open.NRW", "https://open.nrw", "x1", "https://open.nrw/dataset/x1"),
        ),
    }
    return Dataset(**{**values, **more})


@pytest.fixture
def view(workbench, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    workbench.canvas.resize(400, 300)
    workbench.canvas.setExtent(QgsRectangle(360000, 5690000, 390000, 5720000))
    ledger = Ledger(workbench.messages.fail)
    made = DetailView(None, workbench, ledger, LayerAdding(workbench))
    made.undo = ledger.unwind
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    yield made
    ledger.unwind()
    workbench.tasks.cancel_all()
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=15_000)


def lines(view: DetailView) -> list:
    return view.page.toPlainText().splitlines()


def bands(workbench) -> list:
    return [one for one in workbench.canvas.scene().items() if isinstance(one, QgsRubberBand)]


# --- what it says ----------------------------------------------------------------------------------
def test_every_fact_has_its_line(view):
    view.show_dataset(trees())
    said = lines(view)
    for line in (
        "Baumkataster Bochum",
        "Publisher: Stadt Bochum",
        "Contact: Geoportal, geo@bochum.de",
        "Licence: Datenlizenz Deutschland – Namensnennung – Version 2.0 – open. Name the source.",
        "Date of the data: 1 Mar 2026",
        "Entry changed: 1 Nov 2026",
        "Covers: Bochum (by official key)",
        "Themes: Environment",
        "Listed in: opendata.ruhr, Open.NRW",
        "Identifier: urn:baum:1",
    ):
        assert line in said
    (note,) = [line for line in said if line.startswith("Source note to print: ")]
    assert note.startswith("Source note to print: © Stadt Bochum, Datenlizenz Deutschland")
    assert "https://opendata.ruhr/dataset/baum" in note
    assert [line.strip() for line in said[-4:]] == ["Inhalt", "Alle Bäume der Stadt.", "Linde", "Ahorn"]


def test_dates_of_data_and_entry_are_told_apart_and_unknown_is_said(view):
    view.show_dataset(trees(data_date=None))
    assert "Date of the data: unknown" in lines(view)
    assert "Entry changed: 1 Nov 2026" in lines(view)
    view.show_dataset(trees(modified=None))
    assert "Entry changed: unknown" in lines(view)


def test_of_a_preset_it_is_said_when_its_address_was_checked_instead_of_a_change_that_nobody_knows(view):
    view.show_dataset(trees(modified=None, address_checked=datetime(2026, 9, 16, tzinfo=timezone.utc)))
    assert "Address checked: 16 Sept 2026" in lines(view) or "Address checked: 16 Sep 2026" in lines(view)
    assert not [one for one in lines(view) if one.startswith("Entry changed")]


@pytest.mark.parametrize(
    ("evidence", "said"),
    [("geocoding", "official key"), ("publisher", "publisher"), ("title", "title"), ("extent", "extent")],
)
def test_it_says_how_the_town_is_known(view, evidence, said):
    view.show_dataset(trees(municipality_evidence=evidence))
    assert f"Covers: Bochum (by {said})" in lines(view)


def test_a_closed_licence_on_an_open_address_is_said_in_red(view):
    view.show_dataset(trees(licence=recognise_licence("other-closed")))
    assert "this is not open data" in view.page.toPlainText()
    assert _colour_of(view, "this is not open data") == QColor("#b3261e")


def test_the_red_follows_the_theme(view, qtbot):
    view.show_dataset(trees(licence=recognise_licence("other-closed")))
    view.page.setPalette(dark_palette())
    assert _colour_of(view, "this is not open data") == QColor("#ff8a80")


def test_links_can_be_read_on_a_dark_theme(view):
    view.show_dataset(trees())
    view.page.setPalette(dark_palette())
    assert _colour_of(view, "geo@bochum.de").lightness() > 128


def test_resources_say_kind_size_date_other_licence_and_problem(view):
    cc = recognise_licence("cc-by-nd/4.0")
    other = Distribution("r2", "Tabelle", "http://x.example/a.csv", (ServiceKind.CSV,), size_bytes=900, licence=cc)
    broken = Distribution("r3", "Karte", "", (ServiceKind.WMS,), problem="This is no web address.")
    dataset = trees()
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        view.show_dataset(replace(dataset, distributions=(*dataset.distributions, other, broken)))
    finally:
        QLocale.setDefault(before)
    texts = [view.resources.item(row).text() for row in range(3)]
    assert texts[0].splitlines() == ["WFS – Bäume", "1,2 MB · as of 01.03.2026"]
    assert "Licence of its own: Creative Commons" in texts[1]
    assert "Not encrypted (http)" in texts[1]
    assert "This is no web address." in texts[2]


def test_of_every_resource_the_size_is_said_or_that_nobody_states_it(view):
    """Of a service there is none."""
    table = Distribution("r2", "Tabelle", "https://x.example/a.csv", (ServiceKind.CSV,))
    page = Distribution("r3", "Seite", "https://x.example/a", (ServiceKind.HTML,))
    view.show_dataset(replace(trees(), distributions=(*trees().distributions, table, page)))
    said = [view.resources.item(row).text() for row in range(3)]
    assert "\n1.2 MB" in said[0]
    assert ["size not stated" in one for one in said] == [False, True, False]


def test_a_description_that_is_too_long_to_be_shown_whole_says_so(view):
    view.show_dataset(trees(notes="Wort " * 5000))
    assert lines(view)[-1] == "The description goes on in the catalogue."
    view.show_dataset(trees())
    assert "The description goes on in the catalogue." not in lines(view)


def test_a_resource_without_licence_says_so_where_only_another_one_states_it(view):
    dataset = trees()
    (stating,) = dataset.distributions
    silent = replace(stating, key="r2", licence=UNKNOWN_LICENCE)
    view.show_dataset(replace(dataset, distributions=(stating, silent)))
    texts = [view.resources.item(row).text() for row in range(2)]
    assert ["No licence stated for this resource" in text for text in texts] == [False, True]


def test_links_are_those_of_portals_licence_and_mail_only(view, monkeypatch):
    opened = Opened()
    for scheme in ("https", "http", "mailto", "file", "javascript"):
        QDesktopServices.setUrlHandler(scheme, opened, "open")
    try:
        notes = "[x](file:///etc/passwd) [y](javascript:alert(1)) <a href='qrc:/x'>z</a> https://bochum.de/"
        view.show_dataset(trees(notes=notes))
        links = _links(view)
        assert set(links) == {
            "mailto:geo@bochum.de",
            "https://www.govdata.de/dl-de/by-2-0",
            "https://opendata.ruhr/dataset/baum",
            "https://open.nrw/dataset/x1",
            "https://bochum.de/",
        }
        for address in ("file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.example?cc=c@d.example", "#x", "x"):
            view.page.anchorClicked.emit(QUrl(address))
        assert opened.urls == ["mailto:a@b.example"]
        view.page.anchorClicked.emit(QUrl("https://bochum.de/ä b"))
        assert opened.urls[1:] == ["https://bochum.de/%C3%A4%20b"]
    finally:
        for scheme in ("https", "http", "mailto", "file", "javascript"):
            QDesktopServices.unsetUrlHandler(scheme)


class Opened(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.urls = []

    @pyqtSlot(QUrl)
    def open(self, url: QUrl) -> None:
        self.urls.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


# --- what it does not do ---------------------------------------------------------------------------
def test_a_hostile_entry_is_shown_as_text_and_loads_nothing(view, tmp_path, qtbot):
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    evil = f"<img src='file://{canary}'><b>fett</b><script>alert(1)</script>"
    with Loopback({}) as server:
        notes = f"![x]({server.url}/t.png) <img src='{server.url}/u.png'> <link rel=stylesheet href={server.url}/c.css>"
        hostile = trees(
            title=evil, publisher=evil, contact=evil, identifier=evil, attribution=evil, notes=notes, tags=(evil,),
            portal=evil, remarks=(evil,), places=(Place(evil, "x", "y", "javascript:alert(1)"),),
        )  # fmt: skip
        with count_requests() as asked:
            view.show_dataset(hostile)
            qtbot.wait(100)
        assert (server.seen, asked) == ([], [])
    assert lines(view)[0] == evil
    assert "Listed in: " + evil in lines(view)
    assert "<img" not in view.page.toHtml().replace("&lt;img", "")
    assert not any(link.startswith("javascript") for link in _links(view))


def test_the_page_loads_no_resource_at_all(view):
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource):
        for address in ("file:///etc/hostname", "https://x.example/a.png", "qrc:/x"):
            assert not view.page.loadResource(int(getattr(kind, "value", kind)), QUrl(address))


def test_showing_a_data_set_contacts_nobody(view, qtbot, workbench):
    with Loopback({}) as server, count_requests() as asked:
        for kind in (ServiceKind.WMS, ServiceKind.CSV):
            view.show_dataset(trees(server.url + "/x", kind))
        qtbot.wait(100)
        assert (server.seen, asked, workbench.tasks.running()) == ([], [], [])


# --- the extent ------------------------------------------------------------------------------------
def test_the_extent_is_on_the_map_while_the_detail_is_shown(view, workbench):
    assert bands(workbench) == []
    view.show_dataset(trees())
    (band,) = bands(workbench)
    box = band.asGeometry().boundingBox()
    # 7.1°–7.35° E, 51.4°–51.55° N in UTM 32: about 17.5 km by 17 km around Bochum
    assert box.center().x() == pytest.approx(376_700, abs=1500)
    assert box.width() == pytest.approx(17_700, abs=800)
    view.show_dataset(trees(extent_4326=None))
    assert bands(workbench) == []
    assert not view.extent_button.isEnabled()
    view.show_dataset(trees())
    view.hide()
    assert bands(workbench) == []
    view.show()
    assert len(bands(workbench)) == 1
    view.undo()
    assert bands(workbench) == []


def test_the_extent_can_be_switched_off_and_zoomed_to(view, workbench):
    view.show_dataset(trees())
    QTest.mouseClick(view.extent_button, Qt.MouseButton.LeftButton)
    assert bands(workbench) == []
    QTest.mouseClick(view.zoom_button, Qt.MouseButton.LeftButton)
    assert workbench.canvas.extent().center().x() == pytest.approx(376_700, abs=1500)
    QTest.mouseClick(view.extent_button, Qt.MouseButton.LeftButton)
    assert len(bands(workbench)) == 1


def test_a_map_without_a_system_shows_no_extent_at_a_wrong_place(view, workbench):
    workbench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    before = workbench.canvas.extent()
    view.show_dataset(trees())
    QTest.mouseClick(view.zoom_button, Qt.MouseButton.LeftButton)
    assert bands(workbench) == []
    assert workbench.canvas.extent() == before


@pytest.mark.parametrize(
    "extent", [(200.0, 0.0, 201.0, 1.0), (7.0, 52.0, 8.0, 51.0), (float("nan"),) * 4, (0.0, 0.0, 0.0, 0.0)]
)
def test_an_extent_that_is_none_is_not_drawn(view, workbench, extent):
    assert not is_usable(extent)
    view.show_dataset(trees(extent_4326=extent))
    assert bands(workbench) == []
    assert not view.zoom_button.isEnabled()


# --- the preview -----------------------------------------------------------------------------------
def preview_tab(view: DetailView) -> None:
    view.body.setCurrentIndex(1)


def test_the_preview_comes_when_asked_for(view, qtbot, map_server):
    view.show_dataset(trees(map_server.url + "?TYPENAMES=ms:baeume"))
    preview_tab(view)
    assert view.preview.note.text().startswith("Asks 127.0.0.1")
    QTest.mouseClick(view.preview.button, Qt.MouseButton.LeftButton)
    assert view.preview.banner.state == WORKING
    qtbot.waitUntil(lambda: view.preview.table.isVisible(), timeout=15_000)
    assert view.preview.table.rowCount() == 10
    assert view.preview.banner.state == HIDDEN
    assert not view.preview.button.isVisible()


def test_a_picture_fits_the_narrow_dock(view, qtbot, map_server):
    view.show_dataset(trees(map_server.url + "?LAYERS=ortsteile", ServiceKind.WMS))
    preview_tab(view)
    QTest.mouseClick(view.preview.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.preview.picture.isVisible(), timeout=15_000)
    assert 40 < view.preview.picture.pixmap().width() <= 320


def test_a_geotiff_is_shown_small_without_holding_up_the_window(view, qtbot, tmp_path):
    body = Reply(200, geotiff(tmp_path, size=2000), content_type="image/tiff")
    with Loopback({"/h.tif": body}) as server:
        view.show_dataset(trees(server.url + "/h.tif", ServiceKind.GEOTIFF))
        preview_tab(view)
        assert view.preview.note.text().startswith("Fetches at most 5 MB from 127.0.0.1")
        with Heartbeat() as heart:
            view.preview.fetch()
            qtbot.waitUntil(lambda: view.preview.picture.isVisible(), timeout=15_000)
    assert 40 < view.preview.picture.pixmap().width() <= 320
    assert heart.longest_gap_s < 1.0


def test_a_failed_preview_is_said_and_can_be_tried_again(view, qtbot):
    with Loopback({"/a.csv": Reply(500, "x")}) as server:
        view.show_dataset(trees(server.url + "/a.csv", ServiceKind.CSV))
        preview_tab(view)
        view.preview.fetch()
        qtbot.waitUntil(lambda: view.preview.banner.state == FAILED, timeout=10_000)
        server.routes["/a.csv"] = "a;b\n1;2\n"
        view.preview.fetch()
        qtbot.waitUntil(lambda: view.preview.table.isVisible(), timeout=10_000)


def test_a_preview_that_comes_too_late_is_dropped(view, qtbot, map_server, workbench):
    with Chaos(map_server.url, [{"match": "", "fault": "hang"}]) as proxy:
        view.show_dataset(trees(proxy.url + "?TYPENAMES=ms:baeume"))
        preview_tab(view)
        view.preview.fetch()
        qtbot.waitUntil(lambda: bool(proxy.log), timeout=10_000)
        view.show_dataset(trees(map_server.url + "?LAYERS=ortsteile", ServiceKind.WMS, key="anders"))
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert view.preview.banner.state == HIDDEN
    assert view.preview.button.isVisible()
    assert workbench.messages.problems() == []


def test_what_has_no_preview_says_so(view):
    view.show_dataset(trees("https://x.example/a.pdf", ServiceKind.PDF))
    preview_tab(view)
    assert view.preview.note.text() == "There is no preview for this kind of resource."
    assert not view.preview.button.isVisible()


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\nkaputt", b"GIF89a\xff\xff\xff\xff"])
def test_a_broken_or_giant_picture_is_said(view, qtbot, map_server, body):
    view.show_dataset(trees(map_server.url + "?LAYERS=ortsteile", ServiceKind.WMS))
    preview_tab(view)
    from ruhr_smartcity_plugin.adapters.layers.preview import Preview

    view.preview._show((view.distribution(), Preview(picture=body)))
    assert view.preview.banner.state == FAILED


# --- the service -----------------------------------------------------------------------------------
def test_the_service_is_checked_on_demand(view, qtbot):
    wms = Reply(200, "<WMS_Capabilities/>", content_type="text/xml")
    with Loopback({"/ows": wms}) as server:
        view.show_dataset(trees(server.url + "/ows", ServiceKind.WMS))
        assert view.service_state.text.text() == "Not checked whether the service answers."
        assert not view.service_state.consent.isVisible()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        QTest.mouseClick(view.service_state.check_button, Qt.MouseButton.LeftButton)
        assert view.service_state.text.text() == "Checking the service …"
        assert view.focusWidget() is view.service_state.stop_button
        qtbot.waitUntil(lambda: "answers (" in view.service_state.text.text(), timeout=10_000)
        assert view.focusWidget() is view.service_state.check_button
        assert "Checked " in view.service_state.text.text()
        assert view.service_state.consent.isVisible()
        assert len(server.seen) == 1


def test_with_consent_shown_services_are_checked_once_an_hour(view, qtbot, workbench):
    wms = Reply(200, "<WMS_Capabilities/>", content_type="text/xml")
    with Loopback({"/ows": wms}) as server:
        dataset = trees(server.url + "/ows", ServiceKind.WMS)
        view.show_dataset(dataset)
        view.service_state.consent.setChecked(True)
        assert workbench.settings.check_services.value()
        qtbot.waitUntil(lambda: "answers (" in view.service_state.text.text(), timeout=10_000)
        for _again in range(3):
            view.show_dataset(None)
            view.show_dataset(dataset)
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
        assert len(server.seen) == 1


def test_the_log_in_of_a_catalogue_goes_with_preview_and_check_to_its_host_only(view, qtbot, workbench, monkeypatch):
    asked, http = [], workbench.http
    monkeypatch.setattr(workbench, "http", lambda *login: asked.append(login) or http())
    wms = Reply(200, "<WMS_Capabilities/>", content_type="text/xml")
    with Loopback({"/ows": wms}) as mine, Loopback({"/ows": wms}) as other:
        logins = {mine.host: "abc1234"}
        workbench.shared["sources"] = SimpleNamespace(login_for=lambda url: logins.get(urlsplit(url).netloc, ""))
        for server in (mine, other):
            view.show_dataset(trees(server.url + "/ows", ServiceKind.WMS))
            view.service_state.check()
            view.preview.fetch()
            qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert asked == [("abc1234", mine.host)] * 2 + [("", "")] * 2


def test_a_check_can_be_stopped(view, qtbot, map_server, workbench):
    with Chaos(map_server.url, [{"match": "", "fault": "hang"}]) as proxy:
        view.show_dataset(trees(proxy.url, ServiceKind.WMS))
        view.service_state.check()
        qtbot.waitUntil(lambda: bool(proxy.log), timeout=10_000)
        QTest.mouseClick(view.service_state.stop_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert view.service_state.text.text() == "Not checked whether the service answers."
    assert workbench.messages.problems() == []


# --- form ------------------------------------------------------------------------------------------
def test_it_fits_a_narrow_dock_also_at_twice_the_font_size(view, qtbot):
    view.show_dataset(trees())
    view.service_state.consent.show()
    assert view.minimumSizeHint().width() <= 320
    font = QFont(view.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    qtbot.wait(20)
    assert view.minimumSizeHint().width() <= 320
    assert view.page.horizontalScrollBar().maximum() == 0


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(view):
    view.show_dataset(trees())
    for button in view.findChildren(QToolButton):
        if button.isVisible() and button.objectName():
            assert button.text() or button.accessibleName(), button.objectName()
    for widget in (view.fold, view.extent_button, view.zoom_button, view.page, view.resources):
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
    assert view.page.accessibleName() == "Details"


def test_links_can_be_followed_with_the_keyboard(view):
    flags = view.page.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def test_the_description_can_be_folded_away(view):
    view.show_dataset(trees())
    view.fold.click()
    assert not view.body.isVisible()
    view.fold.click()
    assert view.body.isVisible()


def _links(view: DetailView) -> list:
    found, block = [], view.page.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            address = iterator.fragment().charFormat().anchorHref()
            found += [address] if address else []
            iterator += 1
        block = block.next()
    return found


def _colour_of(view: DetailView, words: str) -> QColor:
    cursor = view.page.document().find(words)
    return cursor.charFormat().foreground().color()


def dark_palette() -> QPalette:
    palette = QPalette(QApplication.palette())
    for role, colour in (("Window", "#323232"), ("Base", "#2b2b2b"), ("Text", "#eeeeee"), ("WindowText", "#eeeeee")):
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    return palette
