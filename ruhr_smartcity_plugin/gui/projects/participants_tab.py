# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Participants": the leading organisation and the partners, chosen from the register or typed anew."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Dict, List, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QHeaderView, QTreeWidgetItem

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectOrganisation
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.projects.field_editors import make_editor
from ruhr_smartcity_plugin.translation import tr


class ParticipantsTab:
    """Fills and reads the widgets of the tab. `form` is the dialog that loaded the .ui file."""

    def __init__(self, form: Any, changed: Callable[[], None]) -> None:
        self._form, self._changed = form, changed
        self._organisations: Dict[str, Organisation] = {}
        self._partners: List[ProjectOrganisation] = []
        self._new_lead = Organisation()
        self._lead_kind = make_editor("lead_kind", form.lead_kind)
        self._role = make_editor("partner_role", form.partner_role)
        form.label_lead_kind.setText(tr("Kind of organisation"))
        form.label_partners.setText(tr("Partners and other participa&nts"))
        form.partners.setHeaderLabels([tr("Organisation"), tr("Role")])
        form.partners.header().setStretchLastSection(False)
        form.partners.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        form.add_partner.setText(tr("Add"))
        form.remove_partner.setText(tr("Remove"))
        form.add_partner.setAccessibleName(tr("Add partner"))
        form.remove_partner.setAccessibleName(tr("Remove partner"))
        form.partner_choice.setAccessibleName(tr("Organisation"))
        form.partner_role.setAccessibleName(tr("Role of the organisation"))
        for widget in (form.lead_uuid, form.partner_choice):
            widget.setEditable(True)
            widget.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            widget.lineEdit().setPlaceholderText(tr("Choose or type a name"))
            widget.completer().setFilterMode(Qt.MatchFlag.MatchContains)
            widget.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        form.lead_uuid.editTextChanged.connect(lambda _text: self._lead_edited())
        self._lead_kind.on_change(changed)
        form.add_partner.clicked.connect(lambda _on=False: self._add_partner())
        form.remove_partner.clicked.connect(lambda _on=False: self._remove_partner())

    def show(self, bundle: ProjectBundle, known: Tuple[Organisation, ...]) -> None:
        """Show the participants of a project; `known` are the organisations of the register."""
        self._organisations = {one.uuid: one for one in (*known, *bundle.organisations)}
        self._partners = list(bundle.partners)
        for widget in (self._form.lead_uuid, self._form.partner_choice):
            widget.clear()
            for one in sorted(self._organisations.values(), key=lambda one: one.name.casefold()):
                widget.addItem(one.name, one.uuid)
            widget.setCurrentIndex(-1)
            widget.clearEditText()
        lead = bundle.lead
        if lead is not None:
            self._form.lead_uuid.setCurrentIndex(self._form.lead_uuid.findData(lead.uuid))
        self._lead_edited()
        self._list_partners()

    def lead_uuid(self) -> str:
        """Return the id of the leading organisation; a typed name becomes a new organisation. Empty if none."""
        name = _name_in(self._form.lead_uuid)
        known = self._find(name)
        if known is not None or not name:
            return known.uuid if known else ""
        # The same id while the name is being typed: one organisation, not one per key press.
        self._new_lead = replace(self._new_lead, name=name, kind=self._lead_kind.value())
        return self._new_lead.uuid

    def partners(self) -> Tuple[ProjectOrganisation, ...]:
        """Return the partners as edited."""
        return tuple(self._partners)

    def organisations(self, lead_uuid: str) -> Tuple[Organisation, ...]:
        """Return every organisation the project names."""
        named = dict.fromkeys([lead_uuid, *(one.organisation_uuid for one in self._partners)])
        known = {self._new_lead.uuid: self._new_lead, **self._organisations}
        return tuple(known[uuid] for uuid in named if uuid in known)

    def _find(self, name: str) -> Organisation | None:
        return next((one for one in self._organisations.values() if one.name.casefold() == name.casefold()), None)

    def _lead_edited(self) -> None:
        known = self._find(_name_in(self._form.lead_uuid))
        # The kind of an organisation the register knows is not changed by a project that names it.
        self._form.lead_kind.setEnabled(known is None)
        if known is not None:
            self._lead_kind.set_value(known.kind)
        self._changed()

    def _add_partner(self) -> None:
        name, role = _name_in(self._form.partner_choice), self._role.value()
        if not name:
            return
        partner = self._find(name) or Organisation(name=name)
        self._organisations[partner.uuid] = partner
        if not any(one.organisation_uuid == partner.uuid and one.role == role for one in self._partners):
            self._partners.append(ProjectOrganisation(organisation_uuid=partner.uuid, role=role))
        self._form.partner_choice.setCurrentIndex(-1)
        self._form.partner_choice.clearEditText()
        self._list_partners()
        self._changed()

    def _remove_partner(self) -> None:
        row = self._form.partners.indexOfTopLevelItem(self._form.partners.currentItem())
        if row >= 0:
            del self._partners[row]
            self._list_partners()
            self._changed()

    def _list_partners(self) -> None:
        self._form.partners.clear()
        for one in self._partners:
            organisation = self._organisations.get(one.organisation_uuid)
            QTreeWidgetItem(self._form.partners, [organisation.name if organisation else one.organisation_uuid,
                                                  load_vocabulary().text("VROLE", one.role)])


def _name_in(widget: QComboBox) -> str:
    return " ".join(widget.currentText().split())
