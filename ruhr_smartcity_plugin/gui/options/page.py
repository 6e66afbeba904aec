# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in QGIS's options dialog."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import List

from qgis.gui import QgsFileWidget, QgsOptionsPageWidget
from qgis.PyQt import sip, uic
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import QCompleter, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.cache import Emptied, cache_bytes, empty_cache, files_in_use
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.projects.geocoding import QUERY, geocoder_presets, is_template
from ruhr_smartcity_plugin.core.region.boundary_service import load_preset
from ruhr_smartcity_plugin.gui.options.factory import OPTIONS_KEY
from ruhr_smartcity_plugin.gui.options.fields import Field
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_FIELDS = ("central_list", "sensor_services", "sensor_authcfg", "sensor_tasking", "boundaries_url", "geocoder_url",
           "inactivity_s", "total_s", "max_answer_mb", "cache_folder", "cache_max_mb", "register_path", "user_name",
           "expert")
_SWITCHES = ("sensor_tasking", "expert")  # name themselves
_ADDRESSES = ("central_list", "sensor_services", "boundaries_url", "geocoder_url")
_MEGABYTE = 1024 * 1024


class RuhrOptionsPage(QgsOptionsPageWidget):
    """All settings of the plugin; nothing is written before `apply`."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # QGIS finds the page to show by this name.
        self.setObjectName(OPTIONS_KEY)
        self._workbench = workbench
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.form = uic.loadUi(str(resource("ui", "options_page.ui")), QWidget(self))
        layout.addWidget(self.form)
        self._prepare_widgets()
        self.fields: List[Field] = [self._field(name) for name in _FIELDS]
        self.form.empty_cache.clicked.connect(lambda _checked=False: self._empty_cache())
        self.form.help.clicked.connect(lambda _checked=False: workbench.open_help("options"))
        self._measure_cache()

    def apply(self) -> None:
        """Write what the user changed; what cannot be used keeps its old value, and a warning says so.

        The OK button of QGIS's dialog asks `isValid` first; a dialog accepted by a script does not.
        """
        for field in self.fields:
            problem = self._problem(field)
            if problem:
                self._workbench.messages.warn(problem)
            else:
                field.save()

    def isValid(self) -> bool:
        """Say in place which entry cannot be used; QGIS keeps its dialog open meanwhile."""
        for field in self.fields:
            problem = self._problem(field)
            if problem:
                self.banner.show_failed(problem)
                field.widget.setFocus()
                return False
        self.banner.clear()
        return True

    def _prepare_widgets(self) -> None:
        form = self.form
        form.cache_folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        form.cache_folder.setDialogTitle(tr("Folder of the cache"))
        form.cache_folder.lineEdit().setPlaceholderText(tr("In the QGIS profile"))
        form.register_path.setStorageMode(QgsFileWidget.StorageMode.GetFile)
        form.register_path.setDialogTitle(tr("GeoPackage of the project register"))
        form.register_path.setFilter(tr("GeoPackage") + " (*.gpkg)")
        form.user_name.setPlaceholderText(self._workbench.settings.editor_name())
        form.boundaries_url.setPlaceholderText(load_preset().url)
        form.sensor_services.setPlaceholderText("https://")
        form.geocoder_url.setPlaceholderText("https://…?q=" + QUERY)
        presets = QCompleter([one.url for one in geocoder_presets()], form.geocoder_url)
        presets.setFilterMode(Qt.MatchFlag.MatchContains)
        form.geocoder_url.setCompleter(presets)
        share = r"\\server\share\list.json"
        form.central_list.setPlaceholderText(tr("https://… or {share}").format(share=share))
        for name in (one for one in _FIELDS if one not in _SWITCHES):
            label = getattr(form, f"{name}_label").text().replace("&", "")
            getattr(form, name).setAccessibleName(label)

    def _field(self, name: str) -> Field:
        return Field(getattr(self._workbench.settings, name), getattr(self.form, name))

    def _problem(self, field: Field) -> str:
        name = field.widget.objectName()
        if name in _ADDRESSES:
            return self._address_problem(field)
        if name == "total_s" and self.form.total_s.value() < self.form.inactivity_s.value():
            return tr("The time limit for a whole answer is shorter than that for silence. Make it at least as long.")
        if name == "cache_folder" and field.read() and not Path(field.read()).is_absolute():
            return tr("Give the cache folder with its full path.")
        return ""

    def _address_problem(self, field: Field) -> str:
        value = field.read()
        if field.widget is self.form.geocoder_url and value and not is_template(value):
            return tr("“{address}” cannot be used for addresses: put {placeholder} where the address belongs.").format(
                address=quotable(value, 80), placeholder=QUERY)
        for address in [value] if isinstance(value, str) else value:
            if not address or is_web_address(address):
                continue
            text = tr("“{address}” cannot be used. An address starts with http:// or https:// and holds no user "
                      "name or password; store log-ins in QGIS and choose them here.")
            if field.widget is self.form.central_list:
                if _is_file(address):
                    continue
                text = tr("“{address}” cannot be used. Enter a web address with http:// or https:// and without user "
                          "name and password, or the full path of a file.")
            return text.format(address=quotable(address, 80))
        return ""

    def _measure_cache(self) -> None:
        cache_dir = self._workbench.cache_dir()
        self.form.cache_size.setText(tr("The size is being measured …"))
        self._workbench.tasks.run(tr("Measuring the cache"), lambda _progress: cache_bytes(cache_dir),
                                  publish=self._show_size, failed=self._failed)

    def _show_size(self, size: int) -> None:
        if sip.isdeleted(self):
            return
        megabytes = QLocale().toString(size / _MEGABYTE, "f", 1)
        self.form.cache_size.setText(tr("{size} MB in use").format(size=megabytes))

    def _empty_cache(self) -> None:
        cache_dir, in_use = self._workbench.cache_dir(), files_in_use(self._workbench.project)
        self.form.empty_cache.setEnabled(False)
        self._workbench.tasks.run(tr("Emptying the cache"), lambda progress: empty_cache(cache_dir, in_use, progress),
                                  publish=self._show_emptied, failed=self._failed)

    def _show_emptied(self, emptied: Emptied) -> None:
        text = tr("The cache is empty.")
        if emptied.kept:
            text = tr("The cache was emptied; %n file(s) in use stayed.", "", emptied.kept)
        self._workbench.messages.inform(text)
        if sip.isdeleted(self):
            return
        self.form.empty_cache.setEnabled(True)
        self.form.cache_size.setText(text)

    def _failed(self, error: BaseException) -> None:
        message = self._workbench.messages.fail(error, is_shown=not sip.isdeleted(self))
        if not sip.isdeleted(self):
            self.form.empty_cache.setEnabled(True)
            self.banner.show_failed(message)


def _is_file(address: str) -> bool:
    # Both kinds of paths, so that options made for Windows can be looked at elsewhere.
    return "://" not in address and (Path(address).is_absolute() or PureWindowsPath(address).is_absolute())
