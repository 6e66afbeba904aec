# SPDX-License-Identifier: GPL-2.0-or-later
"""The options page by gestures: found by its key, writes only what changed, names presets, never stores nonsense."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from qgis.core import QgsSettings, QgsVectorLayer
from qgis.gui import QgsOptionsDialogBase
from qgis.PyQt import uic
from qgis.PyQt.QtCore import QSettings, Qt
from qgis.PyQt.QtWidgets import QCheckBox, QLabel, QStackedWidget, QWidget

from ruhr_smartcity_plugin.gui.options.factory import OPTIONS_KEY, RuhrOptionsFactory
from ruhr_smartcity_plugin.gui.options.page import RuhrOptionsPage
from tests.support.workbench import administrator_presets

# The frame QgsOptionsDialogBase asks for: QGIS's own options dialog has the same names.
DIALOG = """<ui version="4.0"><class>D</class><widget class="QDialog" name="D"><layout class="QVBoxLayout">
<item><widget class="QSplitter" name="mOptionsSplitter">
<widget class="QFrame" name="mOptionsListFrame"><layout class="QVBoxLayout"><item>
<widget class="QListWidget" name="mOptionsListWidget"/></item></layout></widget>
<widget class="QFrame" name="mOptionsFrame"><layout class="QVBoxLayout"><item>
<widget class="QStackedWidget" name="mOptionsStackedWidget"><widget class="QWidget" name="general"/></widget></item>
</layout></widget></widget></item><item><widget class="QDialogButtonBox" name="buttonBox"/></item></layout></widget>
</ui>"""


@pytest.fixture
def page(workbench, qtbot):
    made = RuhrOptionsPage(workbench)
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)
    return made


@pytest.fixture
def administrator(tmp_path: Path):
    text = ("[plugins]\nruhr_smartcity\\network-total-s=77\nruhr_smartcity\\expert=true\n"
            "ruhr_smartcity\\central-list=https://a.example/l.json\n")
    with administrator_presets(tmp_path / "qgis_global_settings.ini", text) as path:
        yield path


def stored():
    return {key for key in QgsSettings().allKeys() if key.startswith("plugins/ruhr_smartcity/")}


def test_the_options_dialog_finds_the_page_by_its_key(workbench, qtbot):
    dialog = QgsOptionsDialogBase("ruhr-test")
    qtbot.addWidget(dialog)
    uic.loadUi(StringIO(DIALOG), dialog)
    dialog.initOptionsBase(False, "Options")
    factory = RuhrOptionsFactory(workbench)
    assert factory.key() == OPTIONS_KEY
    page = factory.createWidget(dialog)
    dialog.addPage(factory.title(), factory.title(), factory.icon(), page, factory.path(), factory.key())
    dialog.setCurrentPage(OPTIONS_KEY)
    # QGIS puts each page into a scroll area that takes over the page's name.
    shown = dialog.findChild(QStackedWidget, "mOptionsStackedWidget").currentWidget()
    assert shown.widget() is page
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)


def test_looking_at_the_page_stores_nothing(page):
    before = stored()
    assert page.isValid()
    page.apply()
    assert stored() == before


def test_what_the_user_changes_is_stored_on_apply_only(page, workbench, qtbot):
    settings = workbench.settings
    stations = page.form.sensor_services
    stations.setFocus()
    qtbot.keyClicks(stations, " https://stationen.example.org ")
    qtbot.keyClick(stations, Qt.Key.Key_Return)
    qtbot.keyClicks(stations, "https://stationen.example.org")  # twice the same counts once
    qtbot.keyClicks(page.form.central_list, "https://gis.example.org/kataloge.json")
    page.form.total_s.setValue(240)
    page.form.expert.click()
    qtbot.keyClicks(page.form.user_name, "Anna Beispiel")
    page.form.register_path.setFilePath("/data/register.gpkg")
    assert settings.sensor_services.value() == []
    assert settings.central_list.value() == ""
    assert page.isValid()
    page.apply()
    assert settings.sensor_services.value() == ["https://stationen.example.org"]
    assert settings.central_list.value() == "https://gis.example.org/kataloge.json"
    assert settings.total_s.value() == 240
    assert settings.expert.value() is True
    assert settings.editor_name() == "Anna Beispiel"
    assert settings.register_path.value() == "/data/register.gpkg"
    assert settings.inactivity_s.value() == 30


def test_the_page_shows_what_is_stored(workbench, qtbot):
    workbench.settings.sensor_services.setValue(["https://one.example/v1.1", "https://two.example/v1.1"])
    workbench.settings.cache_folder.setValue("/data/cache")
    page = RuhrOptionsPage(workbench)
    qtbot.addWidget(page)
    assert page.form.sensor_services.toPlainText().splitlines() == ["https://one.example/v1.1",
                                                                    "https://two.example/v1.1"]
    assert page.form.cache_folder.filePath() == "/data/cache"
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)


@pytest.mark.parametrize("address", ["ftp://host/x", "file:///etc/passwd", "/vsicurl/https://x", "daten.example.org",
                                     "https://anna:geheim@host/", "https://host/?authcfg=abc1234", "javascript:1"])
@pytest.mark.parametrize("field", ["central_list", "sensor_services", "boundaries_url"])
def test_what_is_no_plain_web_address_is_refused_in_place(page, field, address):
    widget = getattr(page.form, field)
    widget.setPlainText(address) if hasattr(widget, "setPlainText") else widget.setText(address)
    assert not page.isValid()
    assert page.banner.isVisible()
    assert "http://" in page.banner.text
    assert "geheim" not in page.banner.text


def test_an_address_service_needs_a_place_for_the_address(page, workbench):
    for address in ("https://suche.example/", "https://{query}.example/", "daten.example.org?q={query}",
                    "https://anna:geheim@host/?q={query}"):
        page.form.geocoder_url.setText(address)
        assert not page.isValid(), address
        assert "geheim" not in page.banner.text
    page.form.geocoder_url.setText("https://suche.example/?q={query}")
    assert page.isValid()
    page.apply()
    assert workbench.settings.geocoder_url.value() == "https://suche.example/?q={query}"


@pytest.mark.parametrize("place", [r"\\server\gis\kataloge.json", r"G:\gis\kataloge.json", "/gis/kataloge.json"])
def test_the_central_list_may_lie_on_a_share(page, workbench, place):
    page.form.central_list.setText(place)
    assert page.isValid()
    page.apply()
    assert workbench.settings.central_list.value() == place
    page.form.central_list.setText("kataloge.json")
    assert not page.isValid()
    assert "full path" in page.banner.text


def test_what_cannot_be_used_is_not_stored_even_if_the_dialog_closes(page, workbench):
    workbench.settings.sensor_services.setValue(["https://kept.example"])
    page.form.sensor_services.setPlainText("https://new.example\nftp://x")
    page.form.user_name.setText("Anna Beispiel")
    page.apply()  # without isValid, as when a script accepts the dialog
    assert workbench.settings.sensor_services.value() == ["https://kept.example"]
    assert workbench.settings.user_name.value() == "Anna Beispiel"
    assert ["ftp://x" in one.sentence for one in workbench.messages.problems()] == [True]


def test_a_corrected_address_takes_the_notice_away(page):
    page.form.sensor_services.setPlainText("ftp://x")
    assert not page.isValid()
    page.form.sensor_services.setPlainText("https://x.example")
    assert page.isValid()
    assert not page.banner.isVisible()


def test_time_limits_that_contradict_each_other_are_refused(page):
    page.form.total_s.setValue(10)
    assert not page.isValid()
    page.form.inactivity_s.setValue(10)
    assert page.isValid()


def test_a_relative_cache_folder_is_refused(page):
    page.form.cache_folder.setFilePath("cache")
    assert not page.isValid()


def test_presets_are_shown_as_such_and_stay_the_administrators(administrator, workbench, qtbot):
    page = RuhrOptionsPage(workbench)
    qtbot.addWidget(page)
    page.show()
    assert page.form.total_s.value() == 77
    assert page.form.central_list.text() == "https://a.example/l.json"
    note = page.findChild(QLabel, "total_s_note")
    assert note.isVisible()
    assert "administrator" in note.text()
    assert page.form.total_s.accessibleDescription() == note.text()
    assert not page.findChild(QLabel, "inactivity_s_note").isVisible()
    page.form.total_s.setValue(90)
    page.apply()
    assert workbench.settings.total_s.value() == 90
    own = QSettings(QgsSettings().fileName(), QSettings.Format.IniFormat)
    own.sync()
    assert int(own.value("plugins/ruhr_smartcity/network-total-s")) == 90
    assert not own.contains("plugins/ruhr_smartcity/central-list")  # untouched, so it stays the administrator's
    again = RuhrOptionsPage(workbench)
    qtbot.addWidget(again)
    assert "77" in again.findChild(QLabel, "total_s_note").text()
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)


def test_a_preset_that_is_no_number_is_not_made_the_users_own(workbench, qtbot, tmp_path):
    text = "[plugins]\nruhr_smartcity\\cache-max-mb=lots\n"
    with administrator_presets(tmp_path / "qgis_global_settings.ini", text):
        page = RuhrOptionsPage(workbench)
        qtbot.addWidget(page)
        page.apply()
        own = QSettings(QgsSettings().fileName(), QSettings.Format.IniFormat)
        own.sync()
        assert not own.contains("plugins/ruhr_smartcity/cache-max-mb")
        qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)


def test_the_cache_is_measured_and_emptied_but_not_under_open_layers(workbench, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    (tmp_path / "letter.odt").write_text("the user's own file", encoding="utf-8")
    cache = workbench.cache_dir()
    cache.mkdir(parents=True)
    (cache / "old.bin").write_bytes(b"x" * 3 * 1024 * 1024)
    (cache / "open.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    workbench.project.addMapLayer(QgsVectorLayer(str(cache / "open.csv"), "open", "ogr"))
    page = RuhrOptionsPage(workbench)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.form.cache_size.text().startswith("3"), timeout=5000)
    qtbot.mouseClick(page.form.empty_cache, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.form.empty_cache.isEnabled(), timeout=5000)
    assert sorted(one.name for one in cache.iterdir()) == ["open.csv"]
    assert "1 file" in page.form.cache_size.text()
    assert (tmp_path / "letter.odt").exists()


def test_closing_the_page_while_the_cache_is_measured_is_harmless(workbench, qtbot):
    page = RuhrOptionsPage(workbench)
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)
    assert workbench.messages.problems() == []


def test_the_help_of_the_page_opens(page, workbench, qtbot):
    qtbot.mouseClick(page.form.help, Qt.MouseButton.LeftButton)
    assert workbench.shared["help"] == ["options"]


def test_every_field_has_a_name_a_label_and_is_reached_by_tab(page):
    for field in page.fields:
        assert field.widget.accessibleName() or isinstance(field.widget, QCheckBox)
        label = page.findChild(QLabel, f"{field.widget.objectName()}_label")
        assert isinstance(field.widget, QCheckBox) or label.buddy() is field.widget
    order, widget = [], page.form.central_list
    for _step in range(80):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            order.append(widget)
        widget = widget.nextInFocusChain()
    for field in page.fields:
        assert any(field.widget is one or field.widget.isAncestorOf(one) for one in order), field.widget.objectName()


def test_the_page_fits_320_pixels(page):
    body = page.findChild(QWidget, "body")
    assert body.minimumSizeHint().width() <= 300
