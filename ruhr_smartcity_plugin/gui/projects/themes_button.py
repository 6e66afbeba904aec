# SPDX-License-Identifier: GPL-2.0-or-later
"""The button below the filters that chooses the list of themes: a shipped one, one's own, or none."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.projects.theme_lists import ThemeList, shipped_theme_lists, template_text
from ruhr_smartcity_plugin.gui.projects.list_content import ListContent
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.translation import tr


class ThemesButton(QPushButton):
    """Shows which list is chosen; its menu chooses another, reads one's own and saves a template for it."""

    def __init__(self, content: ListContent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("theme_list")
        self._content = content
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.show_title()

    def show_title(self) -> None:
        """Name the list that is chosen."""
        chosen = self._content.themes
        name = chosen.title if chosen else tr("fields of action only")
        self.setText(tr("Themes: {name}").format(name=name).replace("&", "&&"))

    def _fill(self) -> None:
        menu, own = self.menu(), self._content.own_themes
        menu.clear()
        self._offer("", tr("Fields of action only"))
        for one in (*shipped_theme_lists(), *([own] if own else [])):
            self._offer(one.name, one.title)
        menu.addSeparator()
        read = menu.addAction(tr("&Read own themes …"))
        read.setObjectName("read_themes")
        read.triggered.connect(lambda _on=False: self._read())
        save = menu.addAction(tr("&Save template …"))
        save.setObjectName("save_themes")
        save.triggered.connect(lambda _on=False: self._save())

    def _offer(self, name: str, title: str) -> None:
        chosen: ThemeList | None = self._content.themes
        action = self.menu().addAction(title.replace("&", "&&"))
        action.setObjectName(f"themes_{name or 'none'}")
        action.setCheckable(True)
        action.setChecked(name == (chosen.name if chosen else ""))
        action.triggered.connect(lambda _on=False: self._choose(name))

    def _choose(self, name: str) -> None:
        self._content.choose_themes(name)
        self.show_title()

    def _read(self) -> None:
        self._close_filters()
        path, _filter = QFileDialog.getOpenFileName(
            self._content.parent(), tr("Read own themes"), "", tr("Tables (*.csv *.txt *.xlsx *.ods)"))
        if path:
            self._content.read_themes(Path(path))

    def _save(self) -> None:
        self._close_filters()
        name = tr("themes.csv")
        path = ask_where_to_save(self._content.parent(), tr("Save template"), name, tr("Tables (*.csv)"))
        if path:
            try:
                write_kept(path, template_text(self._content.themes).encode("utf-8"))
            except Exception as error:  # noqa: BLE001 (border: a slot)
                self._content.failed.emit(error)

    def _close_filters(self) -> None:
        self.parentWidget().hide()  # a window of files beside a popup gets no mouse
