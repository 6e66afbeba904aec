# SPDX-License-Identifier: GPL-2.0-or-later
"""One quiet line in the room: what waits for somebody. Each part leads to its projects."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, List, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE
from ruhr_smartcity_plugin.core.projects.filters import YES, Facet, Perspective
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.reminders import (
    Reminders,
    as_still_valid,
    count_reminders,
    dated_as_before,
)
from ruhr_smartcity_plugin.gui.projects.field_edit_dialog import named_conflict
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

_STALE, _MINE, _REVIEW, _CONTACTS = "stale", "mine", "review", "contacts"
_MOST_BUTTONS = 3


class ReminderLine(QLabel):
    """Not to be seen while nothing waits. Its text is made of our own words and numbers only."""

    def __init__(self, room: ProjectsRoom) -> None:
        super().__init__(room)
        self.setObjectName("reminders")
        self._room = room
        self._overdue: Tuple[str, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse
                                     | Qt.TextInteractionFlag.LinksAccessibleByKeyboard)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.linkActivated.connect(self.follow)
        self.hide()

    def refresh(self) -> None:
        """Count anew for the open register; contacts are counted in a task."""
        register = self._room.register
        store = register.store
        self._overdue = ()
        self._show()
        if store is None or register.is_past:
            return

        def publish(overdue: Tuple[str, ...]) -> None:
            if self._room.register.store is store:
                self._overdue = overdue
                self._show()

        register.read(tr("Counting reminders"), lambda: store.overdue_contacts(date.today()),
                      publish=self._room.alive(publish), failed=self._room.workbench.messages.fail)

    def _show(self) -> None:
        register, settings = self._room.register, self._room.workbench.settings
        if register.store is None or register.is_past:
            self.hide()
            return
        perspective = Perspective(date.today(), settings.editor_name(), settings.home_municipality.value(),
                                  register.organisations)
        parts = _parts(count_reminders(register.entries, perspective, may_review=register.store.may_review,
                                       overdue_contacts=len(self._overdue)))
        self.setText(" · ".join(f'<a href="{name}">{text}</a>' for name, text in parts))
        self.setAccessibleName(" · ".join(text for _name, text in parts))
        self.setVisible(bool(parts))

    def follow(self, name: str) -> None:
        """Show the projects of a part of the line, and no others."""
        if name == _CONTACTS:
            self._show_contacts()
            return
        self._room.show_all()
        content = self._room.content
        if name in (_STALE, _MINE):
            content.switch(Facet.STALE, YES, True)
        if name == _MINE:
            content.switch(Facet.MINE, YES, True)
        if name == _REVIEW:
            content.switch(Facet.REVIEW, "EIN", True)

    def _show_contacts(self) -> None:
        room, register = self._room, self._room.register
        ways = {one.uuid: (one.title, lambda uuid=one.uuid: room.edit_project(uuid)) for one in register.entries}
        ways.update({one.uuid: (one.name, lambda uuid=one.uuid: room.masters.show(ORGANISATION_TABLE, uuid))
                     for one in register.organisations})
        found = [ways[uuid] for uuid in dict.fromkeys(self._overdue) if uuid in ways]
        text = tr("The retention of %n contact(s) is over. Delete them where they stand:", "", len(self._overdue))
        room.banner.show_partly(text, *found[:_MOST_BUTTONS])


def _parts(found: Reminders) -> List[Tuple[str, str]]:
    parts = []
    if found.stale:
        parts.append((_STALE, tr("%n project(s) to check again", "", found.stale)))
    if found.stale_mine:
        parts.append((_MINE, tr("%n of them yours", "", found.stale_mine)))
    if found.to_review:
        parts.append((_REVIEW, tr("%n for you to review", "", found.to_review)))
    if found.contacts:
        parts.append((_CONTACTS, tr("%n contact(s) to delete", "", found.contacts)))
    return parts


def mark_still_valid(room: ProjectsRoom) -> None:
    """Date the statements of the selected projects today, all or none: somebody has checked them. It can be undone."""
    entries, store, register = room.views.selected(), room.register.store, room.register
    if not entries or store is None or room.say_if_read_only():
        return

    def save(bundles: Tuple[ProjectBundle, ...]) -> None:
        today = date.today()
        changed = [one for one in bundles if as_still_valid(one, today) != one]
        if not changed:
            room.banner.show_done(tr("All of them are dated today already."))
            return
        register.save_all(store, [(as_still_valid(one, today), one.project.version) for one in changed],
                          tr("Checked: still valid"), failed=failed, publish=room.alive(lambda _nothing: said(changed)))

    def said(before: Sequence[ProjectBundle]) -> None:
        room.banner.show_done(tr("%n project(s) found to be still valid, and dated today.", "", len(before)),
                              (tr("Undo"), lambda: undo(before)))

    def undo(before: Sequence[ProjectBundle]) -> None:
        register.fetch_some(store, [one.project.uuid for one in before], failed=failed,
                            publish=room.alive(lambda now: restore(before, now)))

    def restore(before: Sequence[ProjectBundle], now: Tuple[ProjectBundle, ...]) -> None:
        register.save_all(store, dated_as_before(before, now), tr("Taken back: {field}").format(
            field=field_label("as_of")), failed=failed, publish=room.alive(lambda _nothing: room.banner.show_done(
                tr("Taken back for %n project(s).", "", len(before)))))

    titles = {one.uuid: one.title for one in entries}
    failed = room.alive(lambda error: room.show_problem(named_conflict(error, titles)))
    register.fetch_some(store, [one.uuid for one in entries], publish=room.alive(save), failed=failed)
