# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Participants": lead, partners and contacts; organisations are chosen from the register or typed anew."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.gui.projects.field_form import FieldForm
from ruhr_smartcity_plugin.gui.projects.form_tab import FormTab
from ruhr_smartcity_plugin.translation import tr

_KIND = next(one for one in columns_of(Organisation) if one.name == "kind")


class ParticipantsTab(FormTab):
    """Asks for the kind of a leading organisation that the register does not know yet."""

    def _built(self) -> None:
        self._lead_form = FieldForm((_KIND,), self._choices, lambda _name: self._edited(), self.page, prefix="lead_",
                                    labels={"kind": tr("Kind of organisation")}, hint=lambda _name: "")
        self.layout.insertWidget(1, self._lead_form)
        self._kind = self._lead_form.editors["kind"]
        QWidget.setTabOrder(self.forms[0].editors["seeks_partners"].widget, self._kind.widget)
        self._dialog.lead_kind = self._kind.widget
        self._lead: Any = self.forms[0].editors["lead_uuid"]
        self._lead.on_change(self._show_kind)

    def _fill(self, bundle: ProjectBundle, register: OpenRegister) -> None:
        super()._fill(bundle, register)
        self._filling = True
        try:
            lead = bundle.lead
            self._kind.set_value(lead.kind if lead is not None else "")
            self._show_kind()
        finally:
            self._filling = False

    def _read(self, bundle: ProjectBundle) -> ProjectBundle:
        return self._choices.complete(super()._read(bundle), self._kind.value())

    def _show_kind(self) -> None:
        known = self._choices.organisation(self._lead.value())
        # The kind of an organisation the register knows is not changed by a project that names it.
        self._kind.widget.setEnabled(known is None)
        if known is not None:
            self._kind.set_value(known.kind)
