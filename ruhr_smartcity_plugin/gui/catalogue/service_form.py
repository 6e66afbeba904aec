# SPDX-License-Identifier: GPL-2.0-or-later
"""The form for one geo service of the user's own list: address, layers, licence, source note."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Tuple

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsAuthConfigSelect, QgsCheckableComboBox, QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.safety import may_keep_login, pasted_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.catalogue.source_list import checked_service
from ruhr_smartcity_plugin.core.catalogue.themes import all_themes
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.asking_form import AskingForm
from ruhr_smartcity_plugin.gui.catalogue.form_choices import fill_checks, licence_choices, tick
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import FoundServices

_NAME = Qt.ItemDataRole.UserRole
_KINDS = (
    ServiceKind.WMS,
    ServiceKind.WMTS,
    ServiceKind.WFS,
    ServiceKind.OAPIF,
    ServiceKind.WCS,
    ServiceKind.ARCGIS,
    ServiceKind.STA,
    ServiceKind.XYZ,
    ServiceKind.VECTOR_TILES,
)


class ServiceForm(AskingForm):
    """Adds or changes one geo service; what the service says about itself can be asked for.

    A service of the shipped or the central list is changed by an entry of one's own, which stands in for it.
    """

    def __init__(
        self,
        workbench: Workbench,
        row: Mapping[str, Any] | None,
        parent: QWidget | None = None,
        *,
        is_own: bool = True,
        authcfg: str = "",
    ) -> None:
        title = tr("Add a geo service") if row is None else tr("Geo service")
        super().__init__(workbench, "RuhrServiceForm", title, parent)
        self._row: Dict[str, Any] = dict(row or {})
        self._authcfg = authcfg
        self._answered: Tuple[str, str] | None = None  # address and kind that were asked in this form
        self._make_fields()
        self._show()
        self.check.clicked.connect(lambda _on=False: self.ask_service())
        self.fit()
        if not is_own:
            self.banner.show_empty(tr("This entry is not your own. What you change is kept in your own list and stands "
                                      "in for it; “Remove” brings the other one back."))  # fmt: skip

    def _make_fields(self) -> None:
        self.address = self.line("address", tr("&Address:"))
        self.address.setPlaceholderText("https://")
        self.kind = QComboBox(self)
        self.kind.setObjectName("kind")
        for kind in _KINDS:
            self.kind.addItem(kind.title, kind.name)
        self.row(tr("&Kind:"), self.kind, self.ask_button())
        self.login = QgsAuthConfigSelect(self)
        self.login.setObjectName("login")
        self.row(tr("Log-in:"), self.login)
        self.title = self.line("title", tr("&Name:"))
        self.publisher = self.line("publisher", tr("&Publisher:"))
        self.layers = QListWidget(self)
        self.layers.setObjectName("layers")
        self.layers.setFixedHeight(self.fontMetrics().lineSpacing() * 6)
        self.row(tr("&Layers:"), self.layers)
        hint = QLabel(tr("With none ticked, you choose when you open the service."), self)
        hint.setWordWrap(True)
        self.form.addRow("", hint)
        self.crs = QgsProjectionSelectionWidget(self)
        self.crs.setObjectName("crs")
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.crs.setNotSetText(tr("as the service offers it"))
        for combo in self.crs.findChildren(QComboBox):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.row(tr("Coordinate &system:"), self.crs)
        self.licence = QComboBox(self)
        self.licence.setObjectName("licence")
        self.licence.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for title, key in [(tr("unknown"), ""), *licence_choices()]:
            self.licence.addItem(title, key)
        self.row(tr("L&icence:"), self.licence)
        self.attribution = self.line("attribution", tr("Source n&ote:"))
        self.themes = QgsCheckableComboBox(self)
        self.themes.setObjectName("themes")
        self.themes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fill_checks(self.themes, ((title, code.casefold()) for title, code in all_themes()))
        self.row(tr("T&hemes:"), self.themes)
        self.tags: QLineEdit = self.line("tags", tr("Ke&ywords:"))
        self.tags.setPlaceholderText(tr("separated by commas"))
        self.notes = QPlainTextEdit(self)
        self.notes.setObjectName("notes")
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(self.fontMetrics().lineSpacing() * 4)
        self.row(tr("&Description:"), self.notes)

    def _show(self) -> None:
        row = self._row
        if not row:
            self.crs.setCrs(QgsCoordinateReferenceSystem())
            return
        self.address.setText(row["url"])
        if self.kind.findData(row["kind"]) < 0:  # a file, say
            self.kind.addItem(ServiceKind[row["kind"]].title, row["kind"])
        self.kind.setCurrentIndex(self.kind.findData(row["kind"]))
        self.login.setConfigId(row.get("authcfg", ""))
        self.title.setText(row["title"])
        self.publisher.setText(row["publisher"])
        self._offer_layers((name, name) for name in row["layers"])
        self.crs.setCrs(QgsCoordinateReferenceSystem(row["crs"]))
        if row["licence"] and self.licence.findData(row["licence"]) < 0:  # another wording stays as it is
            self.licence.addItem(row["licence"], row["licence"])
        self.licence.setCurrentIndex(max(0, self.licence.findData(row["licence"])))
        self.attribution.setText(row["attribution"])
        tick(self.themes, (one.casefold() for one in row["themes"]))
        self.tags.setText(", ".join(row["tags"]))
        self.notes.setPlainText(row["notes"])

    def _offer_layers(self, offered: Iterable[Tuple[str, str]]) -> None:
        """List layers by name and title; what is ticked stays so, even where the service no longer has it."""
        ticked = self.ticked() or list(self._row.get("layers", ()))
        titles = {**{name: name for name in ticked}, **dict(offered)}
        self.layers.clear()
        for name, title in titles.items():
            text = name if title == name else tr("{title} ({name})").format(title=title, name=name)
            item = QListWidgetItem(text, self.layers)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in ticked else Qt.CheckState.Unchecked)

    def ticked(self) -> List[str]:
        """Return the names of the layers that are ticked, in the order of the list."""
        items = (self.layers.item(at) for at in range(self.layers.count()))
        return [one.data(_NAME) for one in items if one.checkState() == Qt.CheckState.Checked]

    # --- the row ---------------------------------------------------------------------------------------
    def service(self) -> Dict[str, Any]:
        """Return the service as the form says, as a row of a list of services.

        Raises
        ------
        AddressRefusedError, InputError
            The address cannot be used.
        """
        url, kind = pasted_address(self.address.text().strip()), self.kind.currentData()
        typed: Dict[str, Any] = {
            "url": url,
            "kind": kind,
            "authcfg": self.login.configId(),
            "title": self.title.text().strip() or url.split("://", 1)[-1],
            "publisher": self.publisher.text().strip(),
            "layers": self.ticked(),
            "crs": self.crs.crs().authid() if self.crs.crs().isValid() else "",
            "licence": self.licence.currentData(),
            "attribution": self.attribution.text().strip(),
            "themes": self._chosen_themes(),
            "tags": [one.strip() for one in self.tags.text().split(",") if one.strip()],
            "notes": self.notes.toPlainText().strip(),
        }
        if self._answered == (url, kind):
            typed.update(date_checked=date.today().isoformat(), unverified=False)
        elif (url, kind) != (self._row.get("url"), self._row.get("kind")):
            typed.update(date_checked="", unverified=True)  # nobody has seen this address answer
        if url != self._row.get("url"):
            typed.update(editions=[])  # they are of the other address
        return checked_service({"source": tr("own entry"), **self._row, **typed}, keeps_login=True)

    def _chosen_themes(self) -> List[str]:
        """Return the ticked themes, those of the row in its order, and its ones the list has no name for."""
        offered = [self.themes.itemData(row) for row in range(self.themes.count())]
        ticked = self.themes.checkedItemsData()
        had = self._row.get("themes", ())
        stay = [one for one in had if one.casefold() in ticked or one.casefold() not in offered]
        return stay + [one for one in ticked if one not in [kept.casefold() for kept in stay]]

    def require_usable(self) -> None:
        """Raise RuhrError where the address cannot be used."""
        self.service()

    # --- asking ----------------------------------------------------------------------------------------
    def ask_service(self) -> None:
        """Ask the service what it offers; what stands in the form already is not overwritten."""
        try:
            url = pasted_address(self.address.text().strip())
        except RuhrError as error:
            self.fail(error)
            return
        # The log-in of a catalogue at the same host serves a service that has none of its own.
        shared = self._authcfg if may_keep_login(self._row.get("url", ""), url) else ""
        client = self.workbench.http(self.login.configId() or shared, url)

        def work(progress: Progress) -> FoundServices:
            from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
            from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import find_services

            return find_services(client, url, read_xml=read_xml, progress=progress)

        self.ask(work, self._take, self.ask_service)

    def _take(self, services: FoundServices) -> None:
        wanted, found = ServiceKind[self.kind.currentData()], services.descriptions
        service = next((one for one in found if one.kind is wanted), found[0])
        if service.kind is not ServiceKind.VECTOR_TILES:  # they are opened by their style, which says more
            self.address.setText(service.url)
        self.kind.setCurrentIndex(self.kind.findData(service.kind.name))
        self._answered = (pasted_address(self.address.text().strip()), service.kind.name)
        for line, text in ((self.title, service.title), (self.publisher, service.provider),
                           (self.attribution, service.attribution)):  # fmt: skip
            if not line.text().strip():
                line.setText(text)
        licence = service.licence()
        if not self.licence.currentData() and self.licence.findData(licence.key) > 0:
            self.licence.setCurrentIndex(self.licence.findData(licence.key))
        if not self.notes.toPlainText().strip():
            self.notes.setPlainText(service.abstract)
        self._offer_layers((one.name, one.title) for one in service.layers)
        self._say(service, services)

    def _say(self, service: ServiceDescription, services: FoundServices) -> None:
        offered = {one.name for one in service.layers}
        gone = [name for name in self.ticked() if name not in offered]
        texts = [tr("It answers as: {kind}.").format(kind=service.kind.title)]
        texts.append(tr("%n layers are offered.", "", len(service.layers)))
        others = [one.kind.title for one in services.descriptions if one is not service]
        if others:
            texts.append(tr("It also answers as: {kinds}.").format(kinds=", ".join(others)))
        if gone:
            texts.append(tr("It no longer has: {layers}.").format(layers=", ".join(gone)))
        texts += [one.left_out(service.title).sentence for one in services.failures]
        if gone or services.failures:
            self.banner.show_partly(" ".join(texts))
        else:
            self.banner.show_empty(" ".join(texts))
