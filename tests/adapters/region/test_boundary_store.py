# SPDX-License-Identifier: GPL-2.0-or-later
"""The cached boundaries on a full disk: what was there stays whole, nothing half appears.

A limit on the size of files stands for the full disk: the kernel refuses the write in the same place.
"""

from __future__ import annotations

import pytest
from osgeo import gdal
from qgis.core import QgsGeometry

from ruhr_smartcity_plugin.adapters.region.boundary_pages import Boundary
from ruhr_smartcity_plugin.adapters.region.boundary_store import boundaries_path, count_boundaries, write_boundaries
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.region.schematic import schematic_areas
from tests.support.disk import full_disk


def boundaries(corners: int = 0) -> list:
    """The schematic areas, with `corners` more points on each edge to make them heavy."""
    made = []
    for area in schematic_areas():
        geometry = QgsGeometry.fromWkt(area.wkt())
        if corners:
            geometry = geometry.densifyByCount(corners)
        geometry.convertToMultiType()
        made.append(Boundary(area.ags, area.name, "2026-07-01", geometry))
    return made


@pytest.fixture(params=[False, True], ids=["GDAL returns codes", "another plugin made GDAL raise"])
def gdal_mode(request, qgis_app):
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if request.param else gdal.DontUseExceptions)()
    yield
    (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_what_is_written_can_be_counted(tmp_path, gdal_mode):
    path = boundaries_path(tmp_path)
    assert count_boundaries(path) == 0
    write_boundaries(path, boundaries(), fetched_at="2026-11-22T12:00:00+00:00", source_url="https://example.org")
    assert count_boundaries(path) == 53
    write_boundaries(path, boundaries()[:10], fetched_at="2026-11-22T13:00:00+00:00", source_url="https://example.org")
    assert count_boundaries(path) == 10


def test_a_full_disk_leaves_no_half_file(tmp_path, gdal_mode):
    path = boundaries_path(tmp_path)
    with full_disk(60_000), pytest.raises(StoreError, match="free space"):
        write_boundaries(path, boundaries(200), fetched_at="now", source_url="")
    assert list(path.parent.iterdir()) == []


def test_a_full_disk_keeps_the_boundaries_that_were_there(tmp_path, gdal_mode):
    path = boundaries_path(tmp_path)
    write_boundaries(path, boundaries(), fetched_at="before", source_url="")
    with full_disk(path.stat().st_size + 20_000), pytest.raises(StoreError):
        write_boundaries(path, boundaries(400)[:5] * 9, fetched_at="after", source_url="")
    assert count_boundaries(path) == 53
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    assert {feature.GetField("fetched_at") for feature in dataset.GetLayer(0)} == {"before"}


def test_a_file_that_is_no_geopackage_counts_as_empty(tmp_path, gdal_mode):
    path = boundaries_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_text("hello", encoding="utf-8")
    assert count_boundaries(path) == 0
