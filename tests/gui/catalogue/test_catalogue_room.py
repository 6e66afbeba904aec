# SPDX-License-Identifier: GPL-2.0-or-later
"""The data room, driven by gestures: a CKAN portal on loopback whose data sets lead to a real MapServer."""

from __future__ import annotations

from datetime import date

import pytest
from qgis.core import QgsLayerTreeModel, QgsProject
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QLocale, QModelIndex, QObject, Qt, QTimer, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLabel, QPushButton, QWidget

from ruhr_smartcity_plugin.adapters.catalogue.source_store import new_source
from ruhr_smartcity_plugin.adapters.layers.marks import is_short
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.catalogue.layer_choice import LayerChoice
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom
from ruhr_smartcity_plugin.gui.states import EMPTY, FAILED, HIDDEN, PARTLY, STALE, WORKING
from ruhr_smartcity_plugin.gui.two_line_list import SECOND_LINE_ROLE
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, demo_packages, package, resource

pytestmark = pytest.mark.server
TREES = "?SERVICE=WFS&REQUEST=GetFeature&TYPENAMES=ms:baeume"


def use_portal(room: CatalogueRoom, url: str) -> None:
    """Add a portal as a user does: plus button, address, Enter."""
    QTest.mouseClick(room.portals.add_toggle, Qt.MouseButton.LeftButton)
    QTest.keyClicks(room.portals.address, url)
    QTest.keyClick(room.portals.address, Qt.Key.Key_Return)


def own_portals(workbench) -> list:
    return [one.url for one in workbench.shared["sources"].everything() if one.owner is SourceOwner.OWN]


def search(qtbot, room: CatalogueRoom, words: str = "") -> None:
    """Type words, press Enter, wait for the end."""
    room.words.setText(words)  # QTest.keyClicks aborts on umlauts
    QTest.keyClick(room.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)


def select(room: CatalogueRoom, title: str) -> None:
    """Click the entry with this title."""
    titles = [room.model.index(row).data() for row in range(room.model.rowCount())]
    index = room.model.index(titles.index(title))
    room.list.scrollTo(index)
    QTest.mouseClick(room.list.viewport(), Qt.MouseButton.LeftButton, pos=room.list.visualRect(index).center())


def press(room: CatalogueRoom, text: str) -> None:
    """Press the banner's button with this text."""
    (button,) = [one for one in room.banner.findChildren(QPushButton) if one.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def layers() -> list:
    return list(QgsProject.instance().mapLayers().values())


def added(qtbot, room: CatalogueRoom, count: int = 1) -> list:
    """Wait until so many layers are on the map (or something was said in place)."""
    qtbot.waitUntil(lambda: len(layers()) >= count or room.banner.state == FAILED, timeout=30_000)
    qtbot.waitUntil(lambda: not room.workbench.tasks.running(), timeout=30_000)
    return layers()


# --- nothing without the user ----------------------------------------------------------------------
def test_nothing_is_contacted_before_the_user_presses_enter(qtbot, room, portal):
    use_portal(room, portal.url)
    QTest.keyClicks(room.words, "Baum")
    qtbot.wait(300)  # longer than any reaction to typing could take
    assert portal.requests == []
    assert room.banner.state == EMPTY
    assert "Nothing is contacted" in room.banner.text


# --- finding ---------------------------------------------------------------------------------------
def test_enter_finds_all_pages_and_the_portal_is_asked_nothing_else(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "baumkataster")  # finds out what kind of portal it is
    portal.requests.clear()
    portal.unexpected.clear()
    search(qtbot, room)
    assert room.model.rowCount() == 121
    assert room.summary.text() == "121 hits"
    assert [query["start"] for query in portal.requests] == ["0", "100"]
    assert portal.unexpected == []
    assert room.banner.state == HIDDEN


def test_umlauts_find_and_the_entry_says_licence_format_publisher_and_date(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "Bäume bochum baumkataster")
    assert room.model.rowCount() == 1
    second = room.model.index(0).data(SECOND_LINE_ROLE)
    assert second.startswith("open · WMS, WFS · Stadt Bochum · ")
    assert "2026" in second


def test_dates_are_written_as_the_user_reads_them(qtbot, room, portal):
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        use_portal(room, portal.url)
        search(qtbot, room, "baumkataster")
        assert room.model.index(0).data(SECOND_LINE_ROLE).endswith(" · 01.03.2026")
    finally:
        QLocale.setDefault(before)


def test_nothing_found_says_so_and_offers_to_search_all(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "baumkataster")
    qtbot.waitUntil(lambda: not room.course.is_running, timeout=15_000)
    assert room.model.rowCount()
    search(qtbot, room, "gibtesnicht")
    assert room.banner.state == EMPTY
    assert "gibtesnicht" in room.banner.text
    assert room.summary.text() == "0 hits", "nothing of the search before, either"
    press(room, "Search without words")
    qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 121


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}, b""),
        (200, {"Content-Type": "text/html"}, b"<html><body>Wartung</body></html>"),
        (200, {"Content-Type": "application/json"}, b'{"success": true, "result": [{"title": "x"}]}'),
        (200, {"Content-Type": "application/json"}, b'{"success": true, "result": {"cou'),
    ],
    ids=["status", "web page", "DKAN", "broken"],
)
def test_a_portal_that_fails_is_said_in_place_and_can_be_tried_again(qtbot, room, portal, answer):
    portal.strict = False  # one that fails is taken for a portal of another kind first
    use_portal(room, portal.url)
    portal.faults[0], portal.faults_stay = answer, True
    search(qtbot, room)
    assert room.banner.state == FAILED
    assert room.banner.text
    portal.faults.clear()
    press(room, "Try again")
    qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 121
    assert room.banner.state == HIDDEN


def test_a_portal_that_is_not_there_offers_the_sample_catalogue(qtbot, room):
    use_portal(room, "http://127.0.0.1:9")
    search(qtbot, room)
    assert room.banner.state == FAILED
    press(room, "Open sample catalogue")
    assert room.model.rowCount() == 6


def test_a_failing_second_page_is_partly_and_the_rest_can_be_loaded(qtbot, room, portal):
    use_portal(room, portal.url)
    portal.faults[100], portal.faults_stay = (500, {}, b""), True
    search(qtbot, room)
    assert room.banner.state == PARTLY
    assert room.banner.text.startswith("100 of 121 data sets loaded.")
    assert room.model.rowCount() == 100
    portal.faults.clear()
    press(room, "Load the rest")
    qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 121
    assert room.banner.state == HIDDEN


def test_a_large_answer_stops_after_the_first_hits_and_offers_the_rest(qtbot, room):
    packages = [package(f"satz-{number}", f"Datensatz {number}") for number in range(450)]
    with CkanServer(packages) as large:
        use_portal(room, large.url)
        search(qtbot, room)
        assert room.banner.text == "300 of 450 data sets loaded."
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 450


def test_the_counts_of_the_filters_say_how_many_data_sets_they_count_until_all_are_loaded(qtbot, room):
    packages = [package(f"satz-{number}", f"Datensatz {number}") for number in range(310)]
    with CkanServer(packages) as large:
        use_portal(room, large.url)
        search(qtbot, room)
        room.filter_button.setChecked(True)
        assert room.facets.loaded.isVisible()
        assert room.facets.loaded.text() == "The numbers count the 300 data sets loaded so far."
        press(room, "Use as it is")
        assert room.facets.loaded.isVisible()
        room.load_rest()
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert not room.facets.loaded.isVisible()


def test_the_portal_is_asked_for_recent_changes_and_anew_when_earlier_ones_are_wanted(qtbot, room):
    packages = [package(f"satz-{n}", f"Datensatz {n}", metadata_modified=f"2026-{1 + n % 10:02d}-15T00:00:00")
                for n in range(400)]  # fmt: skip
    with CkanServer(packages) as large:
        use_portal(room, large.url)
        room.narrowing.set_since(date(2026, 10, 1))
        search(qtbot, room)
        assert "metadata_modified:[2026-" in large.requests[-1]["fq"]
        assert room.model.rowCount() == 40
        assert room.banner.state == HIDDEN
        room.narrowing.set_since(date(2026, 10, 10))
        assert (room.model.rowCount(), room.banner.state) == (40, HIDDEN)
        room.narrowing.set_since(None)
        assert room.banner.state == STALE
        assert "only for what was changed since" in room.banner.text
        room.narrowing.set_since(date(2026, 10, 1))
        assert room.banner.state == HIDDEN
        room.narrowing.set_since(date(2026, 9, 1))
        press(room, "Search here")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
        assert room.model.rowCount() == 80
        assert room.banner.state == HIDDEN


def test_cancel_keeps_what_has_arrived_and_offers_the_rest(qtbot, room, portal):
    with Chaos(portal.url, [{"match": "start=100", "fault": "hang", "n": 1}]) as proxy:
        use_portal(room, proxy.url)
        QTest.keyClick(room.words, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: room.model.rowCount() == 100, timeout=10_000)
        assert room.banner.state == WORKING
        press(room, "Cancel")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=5_000)
        assert room.model.rowCount() == 100
        assert room.banner.state == PARTLY
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 121


def test_a_new_search_drops_the_pages_of_the_old_one(qtbot, room, portal):
    with Chaos(portal.url, [{"match": "start=0", "fault": "pass", "delay": 0.6, "n": 1}]) as proxy:
        use_portal(room, proxy.url)
        QTest.keyClick(room.words, Qt.Key.Key_Return)
        search(qtbot, room, "baumkataster")
        qtbot.waitUntil(lambda: not room.workbench.tasks.running(), timeout=15_000)
    assert room.model.rowCount() == 1


def test_another_catalogue_makes_the_hits_stale_until_searched_again(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room)
    room.portals.choose("sample")
    assert room.banner.state == STALE
    press(room, "Search here")
    assert room.model.rowCount() == 6
    assert room.banner.state == HIDDEN


def test_a_catalogue_left_before_it_answers_is_not_said_to_have_nothing(qtbot, room, portal):
    with Chaos(portal.url, [{"match": "start=0", "fault": "pass", "delay": 0.5}]) as proxy:
        use_portal(room, proxy.url)
        QTest.keyClick(room.words, Qt.Key.Key_Return)
        room.portals.choose("sample")
        qtbot.waitUntil(lambda: not room.workbench.tasks.running(), timeout=15_000)
    assert not room.searching.is_running
    assert room.banner.state == EMPTY
    assert "Nothing is contacted" in room.banner.text
    assert room.model.rowCount() == 0


def test_a_look_at_the_shelf_does_not_turn_a_failed_search_into_an_empty_one(qtbot, room, portal):
    portal.strict = False  # a portal that fails is taken for one of another kind first
    use_portal(room, portal.url)
    portal.faults[0], portal.faults_stay = (500, {}, b""), True
    search(qtbot, room, "Baum")
    assert room.banner.state == FAILED
    room.shelf_button.setChecked(True)
    room.shelf_button.setChecked(False)
    assert "Nothing was found" not in room.banner.text


def test_a_rest_that_does_not_come_can_be_loaded_again(qtbot, room):
    packages = [package(f"satz-{number}", f"Datensatz {number}") for number in range(450)]
    with CkanServer(packages) as large:
        use_portal(room, large.url)
        search(qtbot, room)
        large.faults[300], large.faults_stay = (500, {}, b""), True
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
        assert room.banner.state == FAILED
        room.shelf_button.setChecked(True)
        room.shelf_button.setChecked(False)
        assert room.banner.text == "300 of 450 data sets loaded."
        large.faults.clear()
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 450
    assert room.banner.state == HIDDEN


def test_pages_of_a_catalogue_that_was_left_stay_marked_as_its_own(qtbot, room, portal):
    with Chaos(portal.url, [{"match": "start=100", "fault": "pass", "delay": 0.5}]) as proxy:
        use_portal(room, proxy.url)
        QTest.keyClick(room.words, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: room.model.rowCount() == 100, timeout=10_000)
        room.portals.choose("sample")
        assert room.banner.state == STALE
        said = room.banner.text
        room.portals.choose(proxy.url)
        assert room.banner.state == WORKING
        room.portals.choose("sample")
        qtbot.waitUntil(lambda: not room.searching.is_running, timeout=15_000)
    assert room.model.rowCount() == 121
    assert (room.banner.state, room.banner.text) == (STALE, said)


def test_words_are_not_applied_again_to_what_a_portal_found_with_them(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room)
    room.portals.choose("sample")
    room.words.setText("gibtesnicht")
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 121
    assert room.banner.state == STALE


def test_words_stay_applied_to_a_list_when_a_portal_is_chosen(room, portal):
    use_portal(room, portal.url)
    room.open_sample()
    room.words.setText("Baumkataster")
    room.search()
    assert room.model.rowCount() == 1
    room.portals.choose(portal.url)
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 1
    assert "Sample catalogue" in room.banner.text


# --- filters ---------------------------------------------------------------------------------------
def test_chips_filter_what_was_found_and_can_be_taken_off(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room)
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.loadable_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 1
    assert room.summary.text() == "121 hits · 1 shown by the filters"
    QTest.mouseClick(room.open_chip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(room.loadable_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 121


def test_the_area_of_the_dock_filters_and_the_chip_takes_it_off(room):
    room.open_sample()
    assert not room.area_chip.isVisible()
    room.workbench.area.choose(AreaKind.MUNICIPALITY, "05916000")
    titles = [room.model.index(row).data() for row in range(room.model.rowCount())]
    assert room.area_chip.text() == "Area: Herne"
    assert "Baustellen (Beispiel)" in titles
    assert "Baumkataster (Beispiel)" not in titles
    QTest.mouseClick(room.area_chip, Qt.MouseButton.LeftButton)
    assert room.model.rowCount() == 6


def test_filters_that_leave_nothing_say_so_and_can_be_removed(qtbot, room):
    with CkanServer([package("a", "Plan", resource("Plan", "PDF", "https://x.example/a.pdf"))]) as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
        QTest.mouseClick(room.loadable_chip, Qt.MouseButton.LeftButton)
        assert room.banner.text == "1 hit, but none passes the filters."
        press(room, "Remove filters")
        assert room.model.rowCount() == 1


# --- foreign text ----------------------------------------------------------------------------------
def test_foreign_text_is_shown_as_text(qtbot, room):
    evil = "<img src='file:///etc/hostname'><b>fett</b>"
    notes = "<script>alert(1)</script> [x](javascript:alert(1))"
    with CkanServer([package("x", evil, resource(evil, "WFS", "javascript:alert(1)"), notes=notes)]) as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
    select(room, evil)
    assert evil in room.detail.page.toPlainText()
    assert "javascript" not in room.detail.page.toHtml()
    labels = {label.text(): label.textFormat() for label in room.detail.findChildren(QLabel)}
    assert all(shown == Qt.TextFormat.PlainText for text, shown in labels.items() if "<" in text)


def test_a_portal_added_by_the_address_of_an_organisation_is_narrowed_to_it(qtbot, room, workbench):
    packages = [package("a", "A"), package("b", "B", organization={"name": "stadt-herne", "title": "Stadt Herne"})]
    with CkanServer(packages, strict=False) as portal:  # the page itself is looked at, too
        use_portal(room, f"{portal.url}/organization/stadt-herne")
        assert own_portals(workbench) == [f"{portal.url}/organization/stadt-herne"]
        search(qtbot, room)
        assert room.model.rowCount() == 1
        assert room.model.index(0).data() == "B"


@pytest.mark.parametrize(
    "address",
    [
        "/vsicurl/https://evil.example/a.gpkg",
        "file:///etc/passwd",
        "PG:host=x",
        "url='https://evil.example' authcfg=abc1234",
        "sample:sample-points",
    ],
)
def test_an_address_that_is_no_web_address_cannot_be_added_or_opened(qtbot, room, address):
    with CkanServer([package("x", "Böse", resource("Daten", "WFS", address))]) as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
    select(room, "Böse")
    assert room.actions_row.add_button.text() == "Open in &browser"  # the page of the data set in its portal
    assert not room.model.dataset_at(room.list.currentIndex()).is_loadable
    assert "no web address" in room.detail.resources.item(0).text()
    QTest.keyClick(room.list, Qt.Key.Key_Return)
    assert layers() == []
    assert not room.workbench.tasks.running()


# --- onto the map ----------------------------------------------------------------------------------
def _portal_with(map_url: str, **more) -> CkanServer:
    by = {"license": "http://dcat-ap.de/def/licenses/dl-by-de/2.0", "licenseAttributionByText": "© Stadt Bochum"}
    return CkanServer([package("baum", "Baumkataster", resource("Bäume", "WFS", map_url + TREES, **by), **more)])


def test_a_double_click_puts_a_complete_layer_on_the_map_with_its_origin(qtbot, room, map_server):
    with _portal_with(map_server.url) as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
        select(room, "Baumkataster")
        QTest.mouseDClick(
            room.list.viewport(), Qt.MouseButton.LeftButton, pos=room.list.visualRect(room.model.index(0)).center()
        )
        (layer,) = added(qtbot, room)
    assert layer.name() == "Baumkataster: Bäume"
    assert sum(1 for _ in layer.getFeatures()) == 2502
    assert room.banner.state == HIDDEN
    assert room.workbench.messages.recent[-1].sentence.startswith("Complete: 2,502 objects.")
    origin = read_origin(layer)
    assert origin.licence == "Datenlizenz Deutschland – Namensnennung – Version 2.0"
    assert origin.attribution == "© Stadt Bochum"
    assert origin.publisher == "Stadt Bochum"
    assert origin.parameters["objects received"] == "2502"
    assert origin.fetched_at is not None
    assert layer.metadata().licenses() == [origin.licence]
    top = QgsProject.instance().layerTreeRoot().children()[0]
    assert [top.name(), top.children()[0].name()] == ["Ruhr Smart City", "Data"]


def test_a_short_layer_is_never_shown_as_complete_and_the_rest_can_be_loaded(qtbot, room, map_server):
    tree = QgsLayerTreeView(room.workbench.main_window)
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), tree)
    tree.setModel(model)
    # the third page fails for good (four tries by Qt and QGIS), the look behind the end works
    rule = {"match": "STARTINDEX=2000&COUNT=1000", "fault": "status", "code": 503}
    with Chaos(map_server.url.rsplit("/", 1)[0], [rule]) as proxy, _portal_with(f"{proxy.url}/ows") as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
        select(room, "Baumkataster")
        QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
        (layer,) = added(qtbot, room)
        assert is_short(layer)
        (sign,) = tree.indicators(QgsProject.instance().layerTreeRoot().findLayer(layer.id()))
        assert "service has more" in sign.toolTip()
        assert "INCOMPLETE" in layer.name()
        assert room.banner.state == PARTLY
        assert "2,000 objects loaded, but the service has more." in room.banner.text
        assert read_origin(layer).parameters["objects received"] == "2000"
        proxy.rules = []
        press(room, "Load the rest")
        qtbot.waitUntil(lambda: room.banner.state == HIDDEN, timeout=30_000)
    (whole,) = layers()
    assert whole.name() == "Baumkataster: Bäume"
    assert not is_short(whole)


@pytest.mark.parametrize("fault", ["reset", "html", "empty", "garble", "hang"])
def test_a_service_that_fails_is_said_in_place_and_adds_nothing(qtbot, room, map_server, fault):
    rule = {"match": "GetCapabilities", "fault": fault}
    with Chaos(map_server.url.rsplit("/", 1)[0], [rule]) as proxy, _portal_with(f"{proxy.url}/ows") as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
        select(room, "Baumkataster")
        QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
        assert added(qtbot, room) == []
        assert room.banner.state == FAILED
        assert "Baumkataster" in room.banner.text
        proxy.rules = []
        press(room, "Try again")
        assert len(added(qtbot, room)) == 1


def test_of_a_service_with_several_layers_the_user_chooses(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "baumkataster")
    select(room, "Baumkataster Bochum")
    seen = []

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append([dialog.list.item(row).text() for row in range(dialog.list.count())])
        QTest.keyClicks(dialog.filter, "orts")
        assert [dialog.list.item(row).isHidden() for row in range(2)] == [True, False]
        dialog.filter.clear()
        dialog.list.selectAll()
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        QTest.mouseClick(ok, Qt.MouseButton.LeftButton)

    _when_open(choose)
    QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    assert sorted(layer.name() for layer in added(qtbot, room, 2)) == [
        "Baumkataster Bochum: Bäume",
        "Baumkataster Bochum: Ortsteile",
    ]
    assert seen == [["Bäume  (ms:baeume)", "Ortsteile  (ms:ortsteile)"]]


def test_escape_in_the_choice_adds_nothing(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "baumkataster")
    select(room, "Baumkataster Bochum")
    _when_open(lambda: QTest.keyClick(QApplication.activeModalWidget(), Qt.Key.Key_Escape))
    QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: room.banner.state == HIDDEN, timeout=15_000)
    assert layers() == []


def _when_open(act) -> None:
    """Call `act` as soon as the layer choice is open."""
    timer = QTimer(QApplication.instance())
    timer.setInterval(50)

    def look() -> None:
        if isinstance(QApplication.activeModalWidget(), LayerChoice):
            timer.stop()
            timer.deleteLater()
            act()

    timer.timeout.connect(look)
    timer.start()


def test_a_map_service_comes_as_a_picture_layer(qtbot, room, map_server):
    url = f"{map_server.url}?SERVICE=WMS&REQUEST=GetMap&LAYERS=baeume"
    with CkanServer([package("karte", "Baumkarte", resource("Karte", "wms dienst", url))]) as portal:
        use_portal(room, portal.url)
        search(qtbot, room)
        select(room, "Baumkarte")
        QTest.keyClick(room.list, Qt.Key.Key_Return)
        (layer,) = added(qtbot, room)
    assert layer.providerType() == "wms"
    assert layer.crs().authid() == "EPSG:25832"
    # the catalogue names no licence, the service does
    assert read_origin(layer).licence.startswith("Datenlizenz Deutschland")
    assert read_origin(layer).attribution == "© Stadt Bochum"


def test_the_sample_catalogue_works_without_any_network(qtbot, room):
    press(room, "Sample catalogue")
    for title in ("Gemeinden der Metropole Ruhr (schematisch)", "Beispiel-Messpunkte"):
        select(room, title)
        QTest.mouseClick(room.actions_row.add_button, Qt.MouseButton.LeftButton)
    assert [layer.featureCount() for layer in layers()] == [53, 53]
    assert all(read_origin(layer).licence == "Creative Commons Zero (CC0 1.0)" for layer in layers())
    assert not room.workbench.tasks.running()


def test_the_list_of_geo_services_is_searched_without_any_network(qtbot, room):
    press(room, "List of geo services")
    assert room.model.rowCount() > 15
    search(qtbot, room, "laerm")
    assert room.model.index(0).data() == "Umgebungslärm NRW"


class Opened(QObject):
    """Takes what would go to the browser."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list = []

    @pyqtSlot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString())


def test_what_cannot_be_loaded_opens_in_the_browser(qtbot, room, portal):
    opened = Opened()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, opened, "take")
    try:
        use_portal(room, portal.url)
        search(qtbot, room, "Haushaltsplan 1900")
        select(room, "Haushaltsplan 1900")
        assert room.actions_row.add_button.text() == "Open in &browser"
        QTest.keyClick(room.list, Qt.Key.Key_Return)
    finally:
        for scheme in ("http", "https"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert len(opened.urls) == 1
    assert opened.urls[0].endswith("/datensatz-000.pdf")


# --- portals of one's own --------------------------------------------------------------------------
def test_a_portal_can_be_added_and_removed_and_is_remembered(qtbot, room, workbench, portal):
    use_portal(room, f"{portal.url}/#/suche")
    assert own_portals(workbench) == [portal.url]
    assert workbench.settings.portal.value() == portal.url
    again = CatalogueRoom(workbench)
    qtbot.addWidget(again)
    assert again.portals.choice().url == portal.url
    again.close_room()
    QTest.mouseClick(room.portals.remove, Qt.MouseButton.LeftButton)
    assert own_portals(workbench) == []
    assert not room.portals.remove.isVisible()


def test_what_an_own_portal_turned_out_to_be_is_kept_with_hits_and_choice_as_they_are(qtbot, room, workbench, portal):
    portal.strict = False  # the page itself is looked at, too
    page = f"{portal.url}/dataset/irgendwas"
    use_portal(room, page)
    assert workbench.shared["sources"].by_url(page).kind is None
    search(qtbot, room, "baumkataster")
    assert own_portals(workbench) == [portal.url]
    assert room.portals.choice().source.kind is PortalKind.CKAN
    assert room.portals.choice().title == portal.url.split("://")[1]
    assert workbench.settings.portal.value() == portal.url
    assert room.model.rowCount() == 1
    search(qtbot, room, "gibtesnicht")
    assert "gibtesnicht" in room.banner.text


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_page_of_a_portal_that_is_in_the_list_gives_that_one_and_that_is_said(
    qtbot, room, workbench, portal, is_hidden
):
    portal.strict = False  # the page itself is looked at, too
    sources = workbench.shared["sources"]
    listed = sources.add(new_source(portal.url, "Herne", PortalKind.CKAN))
    sources.set_hidden(listed.key, is_hidden)
    use_portal(room, f"{portal.url}/dataset/irgendwas")
    search(qtbot, room, "baumkataster")
    assert own_portals(workbench) == [portal.url]
    assert room.portals.choice().source == listed
    assert room.model.rowCount() == 1
    assert "belongs to the catalogue “Herne”" in workbench.messages.recent[-1].sentence
    search(qtbot, room, "gibtesnicht")
    assert "gibtesnicht" in room.banner.text


def test_a_portal_added_to_the_list_appears_in_the_room_and_nothing_else_changes(room, workbench):
    chosen = room.portals.choice().key
    workbench.shared["sources"].add(new_source("https://neu.example.org"))
    titles = [room.portals.combo.itemText(row) for row in range(room.portals.combo.count())]
    assert "neu.example.org" in titles
    assert room.portals.choice().key == chosen


def test_an_unencrypted_address_and_the_theme_are_said(qtbot, room, portal):
    use_portal(room, portal.url)
    search(qtbot, room, "baumkataster")
    select(room, "Baumkataster Bochum")
    assert "Not encrypted (http)" in room.detail.resources.item(0).text()
    assert "Themes: Environment" in room.detail.page.toPlainText()


@pytest.mark.parametrize("address", ["file:///etc", "PG:dbname=x", "https://anna:geheim@x.example"])
def test_an_address_that_is_none_is_refused_in_place(room, workbench, address):
    use_portal(room, address)
    assert room.banner.state == FAILED
    assert own_portals(workbench) == []
    assert "geheim" not in room.banner.text


# --- manners ---------------------------------------------------------------------------------------
def test_the_room_fits_320_pixels(room):
    assert room.minimumSizeHint().width() <= 320
    room.open_sample()
    select(room, "Baumkataster (Beispiel)")
    use_portal(room, "http://127.0.0.1:9")
    QTest.mouseClick(room.portals.add_toggle, Qt.MouseButton.LeftButton)
    assert room.portals.remove.isVisible()
    assert room.portals.address.isVisible()
    assert room.minimumSizeHint().width() <= 320


def test_an_address_can_be_read_while_it_is_written_in_a_narrow_dock_with_large_letters(room, qtbot):
    font = room.font()
    font.setPointSizeF(font.pointSizeF() * 1.5)
    room.setFont(font)
    room.resize(320, 760)
    QTest.mouseClick(room.portals.add_toggle, Qt.MouseButton.LeftButton)
    letters = room.fontMetrics().horizontalAdvance("x") * 14
    qtbot.waitUntil(lambda: room.width() == 320 and room.portals.address.width() >= letters)
    button = room.portals.findChild(QPushButton, "portal_address_add")
    assert button.width() >= button.sizeHint().width()


def test_every_control_has_a_name_for_screen_readers_and_a_stable_object_name(room):
    room.open_sample()
    select(room, "Baumkataster (Beispiel)")
    for widget in room.findChildren(QWidget):
        takes_focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()
        if not takes_focus or widget.objectName().startswith("qt_") or isinstance(widget, QLabel):
            continue
        has_text = isinstance(widget, QAbstractButton) and widget.text()
        has_buddy = any(label.buddy() is widget for label in room.findChildren(QLabel))
        assert widget.accessibleName() or has_text or has_buddy, widget
        assert widget.objectName() or not isinstance(widget, QAbstractButton), widget


def test_mnemonics_are_unique(room):
    texts = [one.text() for one in room.findChildren(QAbstractButton)] + [
        one.text() for one in room.findChildren(QLabel)
    ]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text.replace("&&", "")]
    assert sorted(keys) == sorted(set(keys))


def test_nothing_overlaps_in_a_low_dock_with_a_banner(room):
    room.open_sample()
    select(room, "Baumkataster (Beispiel)")
    room.banner.show_partly("Text " * 20, ("Load the rest", room.load_rest), ("Use as it is", room.banner.clear))
    assert room.minimumSizeHint().height() <= 640


def test_wide_rooms_show_the_detail_beside_the_list(room):
    room.resize(1000, 600)
    assert room.splitter.orientation() == Qt.Orientation.Horizontal
    room.resize(330, 600)
    assert room.splitter.orientation() == Qt.Orientation.Vertical


def test_closing_the_room_while_a_search_hangs_leaves_nothing_behind(qtbot, workbench, portal):
    with Chaos(portal.url, [{"match": "", "fault": "hang"}]) as proxy:
        room = CatalogueRoom(workbench)
        use_portal(room, proxy.url)
        QTest.keyClick(room.words, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(proxy.log), timeout=10_000)
        room.close_room()
        room.deleteLater()
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert workbench.messages.problems() == []


def test_the_demo_catalogue_leads_to_its_services(map_server):
    urls = [one["url"] for entry in demo_packages(map_server.url, map_server.url) for one in entry["resources"]]
    assert urls[0].startswith(map_server.url)


def test_the_arrow_key_leads_from_the_search_line_into_the_hits(room):
    room.activateWindow()
    room.open_sample()
    room.list.setCurrentIndex(QModelIndex())
    room.words.setFocus()
    QTest.keyClick(room.words, Qt.Key.Key_Down)
    assert room.focusWidget() is room.list
    assert room.list.currentIndex().row() == 0
    QTest.keyClick(room.list, Qt.Key.Key_Down)
    room.words.setFocus()
    QTest.keyClick(room.words, Qt.Key.Key_Down)
    assert room.list.currentIndex().row() == 1  # what was chosen stays chosen


def test_the_arrow_key_stays_in_the_search_line_while_there_are_no_hits(room):
    room.activateWindow()
    room.words.setFocus()
    QTest.keyClick(room.words, Qt.Key.Key_Down)
    assert room.focusWidget() is room.words
