# SPDX-License-Identifier: GPL-2.0-or-later
"""The staged plugin in `qgis_process`: no window, a profile of its own, the same ids."""

from __future__ import annotations

import json
import resource
import signal

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from tests.support.processing import box, table
from tests.support.qgis_process import staged_qgis_process

NINE = np.arange(1.0, 10.0).reshape(3, 3)


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory):
    """Return a function that runs qgis_process with only our plugin switched on."""
    return staged_qgis_process(tmp_path_factory.mktemp("profile"))


def save(layer, path):
    options = QgsVectorFileWriter.SaveVectorOptions()
    error, message, _, _ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProject.instance().transformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, message


@pytest.mark.slow
def test_qgis_process_computes_the_hand_made_raster(qgis_process, make_raster, make_areas, tmp_path):
    areas_path, result_path = tmp_path / "areas.gpkg", tmp_path / "result.gpkg"
    save(make_areas([box(0, 10, 20, 30), box(500, 0, 510, 10)]), areas_path)
    raster = make_raster(NINE)
    given = {"AREAS": str(areas_path), "RASTER": raster.source(), "BAND": 1, "STATISTICS": ["count", "mean"]}
    entered = json.dumps({"inputs": {**given, "OUTPUT": str(result_path)}})
    done = qgis_process("run", "ruhr:zonalstatistics", "-", entered=entered)
    assert done.returncode == 0, done.stdout + done.stderr
    answer = json.loads(done.stdout[done.stdout.index("{") :])
    assert answer["results"]["OUTPUT"] == str(result_path)
    layer = QgsVectorLayer(str(result_path), "result", "ogr")
    assert table(layer, "name", "count", "mean") == [("a", 4, 3), ("b", 0, None)]


@pytest.mark.slow
def test_qgis_process_takes_the_statistics_as_words(qgis_process, make_raster, make_areas, tmp_path):
    areas_path, result_path = tmp_path / "areas.gpkg", tmp_path / "result.gpkg"
    save(make_areas([box(0, 10, 20, 30)]), areas_path)
    words = [f"--AREAS={areas_path}", f"--RASTER={make_raster(NINE).source()}", "--STATISTICS=max", "--PREFIX=t_"]
    done = qgis_process("run", "ruhr:zonalstatistics", *words, f"--OUTPUT={result_path}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert table(QgsVectorLayer(str(result_path), "result", "ogr"), "t_max") == [(5,)]


@pytest.mark.slow
def test_qgis_process_says_a_wrong_raster_in_a_sentence(qgis_process, make_areas, tmp_path):
    areas_path = tmp_path / "areas.gpkg"
    save(make_areas([box(0, 10, 20, 30)]), areas_path)
    no_raster = tmp_path / "letter.txt"
    no_raster.write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    entered = json.dumps({"inputs": {"AREAS": str(areas_path), "RASTER": str(no_raster), "OUTPUT": "TEMPORARY_OUTPUT"}})
    done = qgis_process("run", "ruhr:zonalstatistics", "-", entered=entered)
    assert done.returncode != 0
    assert "RASTER" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def full_disk():
    """Let the process write no file beyond 300 KB, as if the disk were full; the signal would end it silently."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["gpkg", "geojson", "shp", "fgb"])
def test_a_full_disk_is_said_and_leaves_no_file(qgis_process, make_raster, make_areas, tmp_path, suffix):
    areas_path, folder = tmp_path / "areas.gpkg", tmp_path / "out"
    folder.mkdir()
    save(make_areas([box(0, 10, 20, 30)] * 5000), areas_path)
    result = folder / f"result.{suffix}"
    given = {"AREAS": str(areas_path), "RASTER": make_raster(NINE).source(), "OUTPUT": str(result)}
    entered = json.dumps({"inputs": given})
    done = qgis_process("run", "ruhr:zonalstatistics", "-", entered=entered, before=full_disk)
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert list(folder.iterdir()) == []


@pytest.mark.slow
def test_qgis_process_names_no_report_that_is_gone_when_it_ends(qgis_process, tmp_path):
    path, report = create_store(tmp_path / "register.gpkg").path, tmp_path / "bericht.html"
    (tmp_path / "liste.csv").write_text("Titel;Kommune\nBaumkataster;Bochum\n", encoding="utf-8")
    words = [f"--STORE={path}", f"--INPUT={tmp_path / 'liste.csv'}"]
    for more, named in (([], ""), ([f"--REPORT={report}"], str(report))):
        done = qgis_process("--json", "run", "ruhr:importprojects", *words, *more)
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(done.stdout[done.stdout.index("{"):])["results"]["REPORT"] == named
    assert "Baumkataster" in report.read_text(encoding="utf-8")
