# SPDX-License-Identifier: GPL-2.0-or-later
"""A save that came too late: mine and what somebody else saved meanwhile are brought together."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.store import ProjectStore
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def resolve_save(store: ProjectStore, base: ProjectBundle, mine: ProjectBundle, workbench: Workbench,
                 parent: QWidget, *, save: Callable[[ProjectBundle], None],
                 failed: Callable[[BaseException], None]) -> None:
    """Merge `mine`, which was made of `base`, with what the store holds now, and hand the result to `save`.

    Only what both have changed differently is asked, in a `ConflictDialog`; closing it leaves everything as it is.
    The result carries the version it is to be saved on. `failed` gets the error if there is nothing to merge with.
    """
    def decide(other: ProjectBundle | None) -> None:
        if sip.isdeleted(parent):
            return
        if other is None:
            failed(StoreError(tr("The project is not in the register any more. Save yours as a copy.")))
            return
        case = ConflictCase(base if base.project.version else None, mine, other)
        if case.is_decided:
            save(_merged(case))
            return
        dialog = ConflictDialog([case], workbench, parent, needs_all=True)
        dialog.applied.connect(apply)
        dialog.show()

    def apply(cases: Tuple[ConflictCase, ...]) -> None:
        if cases[0].merged().is_deleted:
            failed(StoreError(tr("The project stays deleted, as the other side has decided. Close this window.")))
            return
        save(_merged(cases[0]))

    workbench.tasks.run(tr("Reading the other version"), lambda _progress: store.find(mine.project.uuid),
                        publish=decide, failed=failed)


def _merged(case: ConflictCase) -> ProjectBundle:
    bundle = case.merged().bundle
    return replace(bundle, project=replace(bundle.project, deleted=False))
