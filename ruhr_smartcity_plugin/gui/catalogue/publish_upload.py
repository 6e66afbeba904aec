# SPDX-License-Identifier: GPL-2.0-or-later
"""The last page of publishing: to which portal, for which organisation, under which name; then the steps."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Callable, List, Tuple

from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.catalogue.publish_layer import LayerExport
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_package import package_name
from ruhr_smartcity_plugin.core.catalogue.publishing.ckan_upload import CkanUpload, LocalFile, UploadState
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.rules import can_be_published
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import AccessDeniedError, CancelledError, RuhrError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.questions import confirm
from ruhr_smartcity_plugin.gui.states import Action, StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class PublishUpload(QWidget):
    """Uploads what the other pages describe. `make_export` gives (export, driver, ending) of the chosen fields."""

    def __init__(
        self,
        workbench: Workbench,
        record: Callable[[], PublishedRecord],
        make_export: Callable[[], Tuple[LayerExport, str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workbench, self._record, self._make_export = workbench, record, make_export
        self._task: QgsTask | None = None
        self._state: UploadState | None = None
        self._is_closed = False
        layout = QVBoxLayout(self)
        intro = QLabel(tr("Uploads the file and the description to a CKAN portal of your town. Everything stays a "
                          "private draft until it was read back; only then it is made public."), self)  # fmt: skip
        intro.setWordWrap(True)
        layout.addWidget(intro)
        self.banner = StateBanner(self)
        self.banner.is_expert = workbench.settings.expert.value
        layout.addWidget(self.banner)
        layout.addLayout(self._make_form())
        layout.addLayout(self._make_buttons())
        layout.addStretch(1)
        self._fill_portals()
        sources = workbench.shared.get("sources")
        if sources is not None:
            sources.changed.connect(self._sources_changed)
        self._refresh()

    def _make_form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.portal = QComboBox(self)
        self.portal.setObjectName("upload_portal")
        self.portal.currentIndexChanged.connect(lambda _row: self._other_portal())
        self.portal.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(tr("&Portal:"), self.portal)
        line = QHBoxLayout()
        self.organisation = QComboBox(self)
        self.organisation.setObjectName("upload_organisation")
        self.organisation.setAccessibleName(tr("Organisation"))
        self.organisation.currentIndexChanged.connect(lambda _row: self._refresh())
        self.ask_button = QPushButton(tr("&Ask the portal"), self)
        self.ask_button.setObjectName("upload_ask")
        self.ask_button.clicked.connect(lambda _on=False: self.ask_organisations())
        line.addWidget(self.organisation, 1)
        line.addWidget(self.ask_button)
        form.addRow(tr("Organisation:"), line)
        self.name = QLineEdit(self)
        self.name.setObjectName("upload_name")
        self.name.setToolTip(tr("The last part of the data set's address in the portal"))
        self.name.textChanged.connect(lambda _text: self._refresh())
        form.addRow(tr("Short name:"), self.name)
        return form

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.upload_button = QPushButton(tr("&Upload …"), self)
        self.upload_button.setObjectName("upload_start")
        self.upload_button.clicked.connect(lambda _on=False: self.start())
        self.withdraw_button = QPushButton(tr("Delete the upl&oad …"), self)
        self.withdraw_button.setObjectName("upload_withdraw")
        self.withdraw_button.clicked.connect(lambda _on=False: self.withdraw())
        line.addWidget(self.upload_button)
        line.addWidget(self.withdraw_button)
        line.addStretch(1)
        return line

    # --- choices -----------------------------------------------------------------------------------
    def _fill_portals(self) -> None:
        """Offer the portals of the list as it is now; what was chosen stays chosen if it is still among them."""
        sources, chosen = self._workbench.shared.get("sources"), self.source()
        found = [one for one in (sources.all() if sources is not None else ()) if one.kind is PortalKind.CKAN]
        with_login = [one for one in found if one.authcfg]
        before = [self.portal.itemData(row) for row in range(self.portal.count())]
        if with_login and with_login == before:
            return
        same = (row for row, one in enumerate(with_login) if chosen is not None and one.key == chosen.key)
        self.portal.blockSignals(True)
        self.portal.clear()
        for source in with_login:
            self.portal.addItem(source.title, source)
        self.portal.setCurrentIndex(next(same, 0 if with_login else -1))
        self.portal.blockSignals(False)
        if self.source() != chosen:
            self._portal_changed()
        if with_login and not before:
            self.banner.clear()
        elif not with_login:
            text = tr("No CKAN portal with a log-in is in your list. Add the log-in of your portal there first.")
            self.banner.show_empty(text, *self._manage_action())

    def _manage_action(self) -> List[Action]:
        manage = self._workbench.shared.get("open_sources_dialog")
        return [(tr("Manage catalogues"), manage)] if manage else []

    def _sources_changed(self) -> None:
        if self._task is None:  # else it is done after the upload
            chosen = self.source()
            self._fill_portals()
            if chosen is not None and self.source() not in (None, chosen):
                self._forget_answer()

    def source(self) -> CatalogueSource | None:
        """Return the chosen portal."""
        return self.portal.currentData()

    def propose_name(self) -> None:
        """Fill in a short name made from the title, unless the user has written one or it is in use."""
        if not self.name.isModified() and self._task is None:
            self.name.setText(package_name(self._record().title))

    def _other_portal(self) -> None:
        self._portal_changed()
        self._forget_answer()

    def _forget_answer(self) -> None:
        """Take back what was said of a portal or a log-in that is no longer chosen."""
        if not self._is_closed:
            self.banner.clear()

    def _portal_changed(self) -> None:
        self.organisation.clear()
        self._state = None
        self._refresh()

    def _refresh(self) -> None:
        is_busy = self._task is not None
        source = self.source()
        has_all = source is not None and bool(self.organisation.currentData()) and bool(self.name.text().strip())
        for field in (self.portal, self.organisation, self.name):
            field.setEnabled(not is_busy)
        self.ask_button.setEnabled(source is not None and not is_busy)
        self.upload_button.setEnabled(has_all and not is_busy and not self._is_closed)
        self.withdraw_button.setEnabled(self._kept_state() is not None and not is_busy)

    def ask_organisations(self) -> None:
        """Ask the portal for which organisations the log-in may publish."""
        upload = self._upload()

        def show(rows: Tuple[Tuple[str, str], ...]) -> None:
            self.organisation.clear()
            for key, title in rows:
                self.organisation.addItem(title, key)
            if rows:
                self.banner.clear()
            else:
                self.banner.show_failed(tr("This log-in may not publish for any organisation of the portal."))

        self._run(tr("Asking the portal for your organisations"), lambda p: upload.organisations(p), show)

    # --- upload ------------------------------------------------------------------------------------
    def start(self) -> None:
        """Ask once more, export the layer and upload it, or go on where an upload ended."""
        record = self._record()
        if not can_be_published(record, is_upload=True):
            self.banner.show_failed(tr("The description is not complete yet. Mend the fields marked as errors first."))
            return
        self.banner.clear()  # of the last try
        if not self._confirmed(record):
            return
        export, driver, ending = self._make_export()
        kept = self._kept_state()
        self.name.setText(self._short_name())
        self.name.setModified(True)  # the upload's own from now on; Qt takes a text that is set for none of the user's
        state = UploadState(self._short_name(), "") if kept is None else kept
        state = replace(state, owner_org=self.organisation.currentData())
        upload, folder, state_path = self._upload(), self._folder(), self._state_path()

        def work(progress: Progress) -> UploadState:
            path = folder / f"{state.name}.{ending}"
            try:
                export.write(path, driver, progress)
                return upload.run(record, (LocalFile(path, record.distributions[0]),), state, progress)
            finally:  # the file is written anew for every try; no copy of the data stays in the profile
                with suppress(OSError):
                    path.unlink(missing_ok=True)

        self._run(tr("Uploading “{title}”").format(title=record.title), work,
                  lambda done: self._uploaded(done, upload.root, state_path),
                  tr("Stopped. What was sent stays a private draft; “Upload” goes on from there."))  # fmt: skip

    def _confirmed(self, record: PublishedRecord) -> bool:
        text = tr("Publish “{title}” on {portal}? The file and its description will be visible for everybody.")
        question = text.format(title=record.title, portal=self.portal.currentText())
        return confirm(self, tr("Publish"), question, tr("Publish"))

    def _uploaded(self, state: UploadState, root: str, state_path: Path) -> None:
        _forget_file(state_path)
        self._state = state
        page = f"{root}/dataset/{state.name}"
        if state.is_file_compared:
            text = tr("Published and read back: {address}")
        else:
            text = tr("Published: {address}. The description was read back; the file itself could not be compared.")
        text = text.format(address=page)
        self.banner.show_empty(text, (tr("Open in browser"), lambda: QDesktopServices.openUrl(QUrl(page))))

    def withdraw(self) -> None:
        """Delete the upload from the portal, after asking."""
        state = self._kept_state()
        if state is None:  # the name was changed meanwhile
            self._refresh()
            return
        question = tr("Delete “{name}” from the portal? Only what was uploaded from here is deleted.")
        if not confirm(self, tr("Delete the upload"), question.format(name=state.name), tr("Delete")):
            return
        upload, state_path = self._upload(), self._state_path()

        def done(_nothing: object) -> None:
            _forget_file(state_path)
            self._state = None
            self.banner.show_empty(tr("The upload was deleted from the portal."))

        self._run(tr("Deleting the upload"), lambda progress: upload.withdraw(state, progress), done,
                  tr("Stopped. Press “Delete the upload” once more to be sure that it is gone."))  # fmt: skip

    # --- rest --------------------------------------------------------------------------------------
    def _upload(self) -> CkanUpload:
        source, path = self.source(), self._state_path()
        client = self._workbench.http(source.authcfg, source.url)
        return CkanUpload(client, source.url, source.title, lambda state: write_kept_json(path, state.to_record()))

    def _folder(self) -> Path:
        return self._workbench.workspace_dir() / "publish"

    def _short_name(self) -> str:
        """Return the name as CKAN takes it, and as it may stand in a file's name."""
        text = self.name.text().strip()
        return text if re.fullmatch(r"[a-z0-9_\-]{2,100}", text) else package_name(text)

    def _state_path(self) -> Path:
        """Return where the state of this name on this portal is kept; two portals may have the same name."""
        source = self.source()
        portal = hashlib.sha256(portal_root(source.url).encode("utf-8")).hexdigest()[:12] if source else "none"
        return self._folder() / f"{self._short_name()}.{portal}.upload.json"

    def _kept_state(self) -> UploadState | None:
        """Return how far the upload of this name is, also from an earlier day; None if there is none."""
        if not self.name.text().strip() or self.source() is None:
            return None
        if self._state is not None and self._state.name == self._short_name():
            return self._state
        path = self._state_path()
        if not path.exists():
            return None
        try:
            state = UploadState.from_record(read_json(path))
        except (RuhrError, KeyError, TypeError, AttributeError):
            return None
        return state if state.name == self._short_name() else None

    def close_for(self, reason: str) -> None:
        """Take no further upload, for a reason; what runs goes on."""
        self._is_closed = True
        self.banner.show_partly(reason)
        self._refresh()

    def _run(self, text: str, work: Callable[[Progress], object], done: Callable[[object], None],
             stopped: str = "") -> None:  # fmt: skip
        """Run a step; `stopped` is what to say if the user stops it, "" if nothing has happened then."""

        def publish(result: object) -> None:
            if not sip.isdeleted(self):
                self._task = None
                done(result)
                self._fill_portals()
                self._refresh()

        def failed(error: BaseException) -> None:
            if sip.isdeleted(self):
                return
            self._task = None
            if isinstance(error, CancelledError):
                self.banner.clear()
                if stopped:
                    self.banner.show_partly(stopped)
            else:
                manage = self._manage_action() if isinstance(error, AccessDeniedError) else []
                self.banner.show_failed(self._workbench.messages.fail(error, is_shown=True), *manage)
            self._fill_portals()
            self._refresh()

        self._task = self._workbench.tasks.run(text, work, publish=publish, failed=failed)
        self._task.progressChanged.connect(lambda percent: self._progressed(int(percent)))
        self.banner.show_working(text, self.stop)
        self._refresh()

    def _progressed(self, percent: int) -> None:
        if not sip.isdeleted(self) and self._task is not None:
            self.banner.set_percent(percent)

    def stop(self) -> None:
        """Stop what runs; an upload can be gone on with."""
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()


def _forget_file(state_path: Path) -> None:
    with suppress(OSError):  # a file that stays is only an upload that is found finished
        state_path.unlink(missing_ok=True)
