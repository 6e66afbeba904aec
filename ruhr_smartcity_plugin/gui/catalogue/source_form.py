# SPDX-License-Identifier: GPL-2.0-or-later
"""The form for one catalogue: address, what it speaks, log-in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Tuple

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QWidget

from ruhr_smartcity_plugin.core.catalogue.portals.ckan import CkanPortal, group_of, organisation_of, part_address
from ruhr_smartcity_plugin.core.catalogue.portals.opening import root_of
from ruhr_smartcity_plugin.core.catalogue.portals.parts import NO_PARTS, Parts
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.safety import pasted_address
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.core.errors import InputError, NetworkError, RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.asking_form import AskingForm
from ruhr_smartcity_plugin.gui.catalogue.portal_parts import fill_parts
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def source_address(text: str, kind: PortalKind | None) -> str:
    """Return the address to keep for what the user pasted: the portal's root where its kind is known.

    A DCAT file may be a file on this computer.

    Raises
    ------
    AddressRefusedError, InputError
        It is no web address (and no file that exists).
    """
    text = text.strip()
    path = Path(text)
    if path.is_absolute():
        if not path.is_file():
            raise InputError(tr("The file “{name}” does not exist.").format(name=path.name), text)
        return str(path)
    address = pasted_address(text)
    return root_of(CatalogueSource(address, "", address, kind)) or address


class SourceForm(AskingForm):
    """Adds or changes one catalogue; of shipped and central ones only the log-in and the index can be changed."""

    def __init__(self, workbench: Workbench, source: CatalogueSource | None, parent: QWidget | None = None) -> None:
        title = tr("Add a catalogue") if source is None else tr("Catalogue")
        super().__init__(workbench, "RuhrSourceForm", title, parent)
        self._source = source
        self._make_fields()
        self._show(source)
        self.check.clicked.connect(lambda _on=False: self.find_kind())
        self.browse.clicked.connect(lambda _on=False: self._choose_file())
        self.fit()

    def _make_fields(self) -> None:
        self.address = QLineEdit(self)
        self.address.setObjectName("address")
        self.address.setPlaceholderText(tr("e.g. {example}").format(example="opendata.example.org"))
        self.browse = icon_button(self, "browse", "/mActionFileOpen.svg", tr("Choose a DCAT file on this computer"))
        self.row(tr("&Address:"), self.address, self.browse)
        self.kind = QComboBox(self)
        self.kind.setObjectName("kind")
        self.kind.addItem(tr("find out by itself"), None)
        for kind in PortalKind:
            title = tr("single OGC service") if kind is PortalKind.OGC else kind.title
            self.kind.addItem(title, kind.value)
        self.row(tr("&Kind:"), self.kind, self.ask_button())
        self.organisation = self._part_box("part_organisation", tr("Organisation:"))
        self.group = self._part_box("part_group", tr("Group:"))
        self.name = self.line("title", tr("&Name:"))
        self.operator = self.line("operator", tr("&Operator:"))
        self.login = QgsAuthConfigSelect(self)
        self.login.setObjectName("login")
        self.row(tr("Log-in:"), self.login)
        self.indexed = QCheckBox(tr("Take up into the &index for the search as you type"), self)
        self.indexed.setObjectName("indexed")
        self.form.addRow("", self.indexed)

    def _part_box(self, name: str, label: str) -> QComboBox:
        """Make a box for a part of a CKAN portal; it is shown once the portal has named its parts."""
        box = QComboBox(self)
        box.setObjectName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        self.row(label, box)
        self._show_row(box, False)
        box.activated.connect(lambda _row: self._narrow())
        return box

    def _show_row(self, field: QWidget, shown: bool) -> None:
        for widget in (field, self.form.labelForField(field)):
            widget.setVisible(shown)

    def _narrow(self) -> None:
        """Narrow the address to the chosen parts; what it says is what will be searched."""
        parts = (self.organisation.currentData() or "", self.group.currentData() or "")
        self.address.setText(part_address(self.address.text(), *parts))

    def _show(self, source: CatalogueSource | None) -> None:
        self.indexed.setChecked(source is None or source.is_indexed)
        if source is None:
            return
        self.address.setText(source.url)
        self.name.setText(source.title)
        self.operator.setText(source.operator)
        self.login.setConfigId(source.authcfg)
        self.kind.setCurrentIndex(max(0, self.kind.findData(source.kind.value if source.kind else None)))
        is_own = source.owner is SourceOwner.OWN
        for widget in (self.address, self.name, self.operator):
            widget.setReadOnly(not is_own)
        for widget in (self.kind, self.browse):
            widget.setEnabled(is_own)

    def source(self) -> CatalogueSource:
        """Return the catalogue as the form says.

        Raises
        ------
        AddressRefusedError, InputError
            The address cannot be used.
        """
        kind = self._chosen_kind()
        url = source_address(self.address.text(), kind)
        if not url.startswith(("http://", "https://")):
            kind = PortalKind.DCAT
        title = self.name.text().strip() or url.split("://", 1)[-1]
        base = self._source or CatalogueSource(url, title, url, owner=SourceOwner.OWN)
        if base.owner is not SourceOwner.OWN:
            return replace(base, authcfg=self.login.configId(), is_indexed=self.indexed.isChecked())
        return replace(
            base,
            url=url,
            title=title,
            kind=kind,
            operator=self.operator.text().strip(),
            authcfg=self.login.configId(),
            is_indexed=self.indexed.isChecked(),
        )

    def _chosen_kind(self) -> PortalKind | None:
        value = self.kind.currentData()
        return PortalKind(value) if value else None

    def find_kind(self) -> None:
        """Ask the address what it speaks; the answer is set into the form."""
        try:
            url = source_address(self.address.text(), None)
        except RuhrError as error:
            self.fail(error)
            return
        client = self.workbench.http(self.login.configId(), url)

        def work(progress: Progress) -> Tuple[PortalKind, str, Parts]:
            from ruhr_smartcity_plugin.core.catalogue.portals.detection import detect_kind

            kind, address = detect_kind(client, url, progress=progress)
            return kind, address, _parts(client, kind, address, progress)

        self.ask(work, self._take_kind, self.find_kind)

    def _take_kind(self, found: Tuple[PortalKind, str, Parts]) -> None:
        kind, address, parts = found
        self.address.setText(address)
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        is_own = self._source is None or self._source.owner is SourceOwner.OWN
        for box, offered, chosen in ((self.organisation, parts.organisations, organisation_of(address)),
                                     (self.group, parts.groups, group_of(address))):  # fmt: skip
            fill_parts(box, offered, chosen)
            self._show_row(box, bool(offered) and is_own)
        title = self.kind.currentText()
        self.banner.show_empty(tr("It answers as: {kind}.").format(kind=title))
        self.grow()

    def _choose_file(self) -> None:
        filters = tr("DCAT files") + " (*.rdf *.xml *.jsonld *.json *.ttl)"
        path, _chosen = QFileDialog.getOpenFileName(self, tr("Choose a DCAT file"), "", filters)
        if path:
            self.address.setText(path)
            self.kind.setCurrentIndex(self.kind.findData(PortalKind.DCAT.value))

    def require_usable(self) -> None:
        """Raise RuhrError where the address cannot be used."""
        self.source()


def _parts(client: HttpClient, kind: PortalKind, address: str, progress: Progress) -> Parts:
    """Return the parts to choose from; none where the portal is of another kind or does not count them."""
    if kind is not PortalKind.CKAN:
        return NO_PARTS
    try:
        return CkanPortal(client, address).parts(progress=progress)
    except NetworkError:  # it answered as CKAN before, and can be searched as a whole
        return NO_PARTS
