# SPDX-License-Identifier: GPL-2.0-or-later
"""What the project dialog asks of a tab, and the base of those that build their page when it is first shown."""

from __future__ import annotations

from typing import FrozenSet, Protocol, Sequence, Tuple

from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.findings import Finding


class Tab(Protocol):
    """One page of the dialog. `fields` are the names of findings it shows; see `Finding.field`."""

    name: str
    title: str
    page: QWidget
    fields: FrozenSet[str]

    def show(self, bundle: ProjectBundle, register: OpenRegister) -> None:
        """Show a project."""

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle with what was edited here."""

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the findings about this tab's fields, and no others, at the fields."""

    def jump(self, finding: Finding) -> bool:
        """Put the cursor into the field of a finding. Answers whether the field is here."""

    def enter(self) -> None:
        """The page is about to be seen."""


class LazyTab:
    """A tab that costs nothing until it is seen: what nobody has seen, nobody has edited.

    A subclass builds its page in `_build`, shows in `_fill`, reads in `_read`, marks in `_mark`, and jumps in `_go`.
    """

    name = ""

    def __init__(self, title: str, fields: FrozenSet[str], parent: QWidget) -> None:
        self.title, self.fields = title, fields
        self.page = QWidget(parent)
        self.page.setObjectName(f"tab_{self.name}")
        self.is_built = False
        self._shown: Tuple[ProjectBundle, OpenRegister] | None = None
        self._findings: Tuple[Finding, ...] = ()

    def enter(self) -> None:
        """Build the page, if that was not done yet."""
        if self.is_built:
            return
        self._build()
        self.is_built = True
        if self._shown is not None:
            self._fill(*self._shown)
        self._mark(self._findings)

    def show(self, bundle: ProjectBundle, register: OpenRegister) -> None:
        """Show a project, now or when the page is built."""
        self._shown = (bundle, register)
        if self.is_built:
            self._fill(bundle, register)

    def apply(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return the bundle with what was edited here."""
        return self._read(bundle) if self.is_built else bundle

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show these findings at the fields."""
        self._findings = tuple(findings)
        if self.is_built:
            self._mark(self._findings)

    def jump(self, finding: Finding) -> bool:
        """Put the cursor into the field of a finding."""
        if finding.field not in self.fields:
            return False
        self.enter()
        self._go(finding)
        return True

    def _build(self) -> None:
        raise NotImplementedError

    def _fill(self, bundle: ProjectBundle, register: OpenRegister) -> None:
        raise NotImplementedError

    def _read(self, bundle: ProjectBundle) -> ProjectBundle:
        raise NotImplementedError

    def _mark(self, findings: Sequence[Finding]) -> None:
        raise NotImplementedError

    def _go(self, finding: Finding) -> None:
        raise NotImplementedError
