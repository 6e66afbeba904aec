# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the service of the chosen resource answers: on demand, or with the user's consent by itself."""

from __future__ import annotations

from functools import partial
from typing import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QStyle, QWidget

from ruhr_smartcity_plugin.adapters.layers.service_check import Find, Place, ServiceChecks
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceState
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_refetch import LookUp, resource_of_today
from ruhr_smartcity_plugin.gui.catalogue.portal_wait import PortalWait
from ruhr_smartcity_plugin.gui.icon_button import icon_button, show_instead
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_ICONS = {
    ServiceState.OK: "mIconSuccess.svg",
    ServiceState.SLOW: "mIconWarning.svg",
    ServiceState.LOGIN: "locked.svg",
    ServiceState.DEAD: "mIconCritical.svg",
    ServiceState.MOVED: "mIconWarning.svg",
    ServiceState.NO_SERVICE: "mIconCritical.svg",
}


# Longer than most portals take; a check shows no button to go on without them.
_MOST_WAIT_S = 6.0


class ServiceStateLine(QWidget):
    """Icon, sentence with the time of the check, a button to check or stop, and the consent. Hidden without address.

    The portal is asked for the address of today first, as for adding the resource; a slow one is not waited for long.
    """

    def __init__(
        self, bench: Workbench, checks: ServiceChecks, adding: LayerAdding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("service_state")
        self._bench, self._checks, self._adding = bench, checks, adding
        self._dataset: Dataset | None = None
        self._distribution: Distribution | None = None
        self._icon = QLabel(self)
        self._icon.setObjectName("service_state_icon")
        self.text = QLabel(self)
        self.text.setObjectName("service_state_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.text.setSizePolicy(policy)
        self.check_button = icon_button(self, "check_service", "/mActionRefresh.svg", tr("Check service"))
        self.stop_button = icon_button(self, "stop_check", "/mTaskCancel.svg", tr("Stop checking"))
        self.consent = QCheckBox(tr("Check b&y itself"), self)
        self.consent.setObjectName("check_by_itself")
        self.consent.setToolTip(
            tr(
                "Asks the catalogue for today's address of each resource you choose, and its service whether it "
                "answers, at most once an hour."
            )
        )
        self.consent.setChecked(bench.settings.check_services.value())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for column, widget in enumerate((self._icon, self.text, self.check_button, self.stop_button)):
            grid.addWidget(widget, 0, column)
        grid.addWidget(self.consent, 1, 0, 1, 4)
        self.check_button.clicked.connect(lambda _on=False: self.check())
        self.stop_button.clicked.connect(lambda _on=False: self._checks.stop(self._url()))
        self.consent.toggled.connect(self._consent_changed)
        checks.changed.connect(self._changed)
        self.show_distribution(None, None)

    def show_distribution(self, dataset: Dataset | None, distribution: Distribution | None) -> None:
        """Show what is known of the service of a resource; asks it only with the user's consent."""
        self._dataset, self._distribution = dataset, distribution
        self._checks.forget_waiting()
        if self.consent.isChecked():
            self._check_with(self._checks.check_if_stale)
        self._refresh()

    def check(self) -> None:
        """Ask the service now."""
        self._check_with(self._checks.check)

    def _check_with(self, check: Callable[[ServiceKind, str, str, Find], None]) -> None:
        one = self._distribution
        if one is not None and self._dataset is not None and one.url:
            check(one.kind, one.url, one.title, partial(_place_of_today, self._dataset, one, self._adding.look_up))

    def _url(self) -> str:
        return self._distribution.url if self._distribution is not None else ""

    def _changed(self, url: str) -> None:
        if url == self._url():
            self._refresh()

    def _consent_changed(self, is_given: bool) -> None:
        self._bench.settings.check_services.setValue(is_given)
        if is_given:
            self.show_distribution(self._dataset, self._distribution)

    def _refresh(self) -> None:
        url = self._url()
        self.setVisible(bool(url))
        is_running, last = self._checks.is_running(url), self._checks.last(url)
        buttons = (self.stop_button, self.check_button)
        show_instead(*(buttons if is_running else reversed(buttons)))
        # Consent is offered once the user has seen what a check is.
        self.consent.setVisible(last is not None or self.consent.isChecked())
        if is_running:
            self._say("mTaskRunning.svg", tr("Checking the service …"))
        elif last is None:
            self._say("mIconInfo.svg", tr("Not checked whether the service answers."))
        else:
            when = tr("Checked {time}.").format(time=short_moment(last.checked_at))
            self._say(_ICONS[last.state], " ".join(one for one in (last.sentence(), when, last.note) if one))

    def _say(self, icon: str, text: str) -> None:
        size = self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
        self._icon.setPixmap(QgsApplication.getThemeIcon("/" + icon).pixmap(size, size))
        self.text.setText(text)
        self.setAccessibleName(text)


def _place_of_today(dataset: Dataset, distribution: Distribution, look_up: LookUp, progress: Progress) -> Place:
    """Return where the service of a resource is today, and what is to be said of that. For tasks."""
    wait = PortalWait(most_s=_MOST_WAIT_S)
    today, _is_told = resource_of_today(dataset, distribution, look_up, progress, wait)
    if today.url == distribution.url or today.doubt:
        return Place(today.kind, today.url, today.doubt)
    text = tr("The catalogue names a new address, which was asked: {address}")
    return Place(today.kind, today.url, text.format(address=redact(today.url)))
