# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "Effect": what was reached, in words and in measured values."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.details import Indicator, IndicatorValue
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.form_tab import Fields, FormTab
from ruhr_smartcity_plugin.gui.projects.record_table import TableSpec
from ruhr_smartcity_plugin.translation import tr


class EffectTab(FormTab):
    """The values are those of the selected indicator, and go with it."""

    def __init__(self, dialog: Any, choices: Choices, changed: Callable[[], None]) -> None:
        parts = (
            Fields(("result",)),
            TableSpec("indicators", Indicator, ("name", "baseline", "target", "unit"), tr("Add indicator")),
            TableSpec("indicator_values", IndicatorValue, ("date", "value", "value_source"), tr("Add value"),
                      title=tr("Measured values of the selected indicator"), scope="indicator_uuid"),
            Fields(("transferability", "transfer_note"), tr("Transfer to others")),
            Fields(("lessons_learned", "obstacles"), tr("Lessons")),
        )
        super().__init__("effect", tr("Effect, indicators"), parts, dialog, choices, changed)

    def _built(self) -> None:
        values = self.tables["indicator_values"]
        self.tables["indicators"].selected.connect(lambda uuid: values.set_scope(uuid or None))

    def _read(self, bundle: ProjectBundle) -> ProjectBundle:
        read = super()._read(bundle)
        kept = {one.uuid for one in read.indicators}
        return replace(read, indicator_values=tuple(
            one for one in read.indicator_values if one.indicator_uuid in kept))

    def _go(self, finding: Any) -> None:
        if finding.field == "indicator_values":
            values = self.tables["indicator_values"].records()
            owner = next((one.indicator_uuid for one in values if one.uuid == finding.item), "")
            self.tables["indicators"].select(owner)
        super()._go(finding)
