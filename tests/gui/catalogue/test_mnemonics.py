# SPDX-License-Identifier: GPL-2.0-or-later
"""Each window of the data room, in both languages: no two fields answer to the same key."""

from __future__ import annotations

from collections import Counter
from typing import Callable, Dict, List

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAbstractButton, QDialog, QGroupBox, QLabel, QTabBar

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources
from ruhr_smartcity_plugin.adapters.translator import install_translator
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from ruhr_smartcity_plugin.gui.catalogue.download_dialog import DownloadDialog
from ruhr_smartcity_plugin.gui.catalogue.notes_dialog import NotesDialog
from ruhr_smartcity_plugin.gui.catalogue.publish_dialog import PublishDialog
from ruhr_smartcity_plugin.gui.catalogue.service_form import ServiceForm
from ruhr_smartcity_plugin.gui.catalogue.source_form import SourceForm
from ruhr_smartcity_plugin.gui.catalogue.sources_dialog import SourcesDialog
from ruhr_smartcity_plugin.gui.catalogue.synonyms_dialog import SynonymsDialog
from ruhr_smartcity_plugin.gui.catalogue.table_review import TableReview
from scripts import translations


def _layer() -> QgsVectorLayer:
    return QgsProject.instance().addMapLayer(QgsVectorLayer("Point?crs=EPSG:25832&field=art:string", "Bäume", "memory"))


WINDOWS: Dict[str, Callable[..., QDialog]] = {
    "catalogues": lambda bench, folder: SourcesDialog(bench, CatalogueSources(folder)),
    "catalogue": lambda bench, _folder: SourceForm(bench, None),
    "geo service": lambda bench, _folder: ServiceForm(bench, None),
    "project check": lambda bench, _folder: DoctorDialog(bench),
    "source notes": lambda bench, _folder: NotesDialog(bench),
    "synonyms": lambda bench, _folder: SynonymsDialog(bench),
    "publish": lambda bench, _folder: PublishDialog(bench, _layer()),
    "download": lambda bench, folder: DownloadDialog(
        "Bäume", bench.area.area, bench.canvas.extent(), QgsCoordinateReferenceSystem("EPSG:25832"), str(folder)
    ),
    "table": lambda bench, _folder: TableReview(
        bench, TableSource("a.csv", content=b"Nr;Ostwert;Nordwert\n1;375880;5704850\n2;x;y\n"), "a"
    ),
}


@pytest.fixture(params=["en", "de"])
def language(request, qgis_app):
    translations.release()
    undo = install_translator(request.param)
    yield request.param
    undo()


def _texts(window: QDialog) -> List[str]:
    found = [one.text() for one in window.findChildren(QAbstractButton)]
    found += [one.text() for one in window.findChildren(QLabel) if one.buddy() is not None]
    found += [one.title() for one in window.findChildren(QGroupBox)]
    found += [bar.tabText(at) for bar in window.findChildren(QTabBar) for at in range(bar.count())]
    return [text for text in found if "&" in text.replace("&&", "")]


@pytest.mark.parametrize("name", WINDOWS)
def test_no_two_fields_of_a_window_answer_to_the_same_key(workbench, language, name, qtbot, tmp_path):
    window = WINDOWS[name](workbench, tmp_path)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    texts = sorted(_texts(window), key=_key)
    assert texts
    times = Counter(map(_key, texts))
    assert not [text for text in texts if times[_key(text)] > 1]


def _key(text: str) -> str:
    plain = text.replace("&&", "")
    return plain[plain.index("&") + 1].casefold()
