# SPDX-License-Identifier: GPL-2.0-or-later
"""Cells of workbooks that are numbers stay the numbers they are, beside texts with German numbers."""

from __future__ import annotations

import pytest
from osgeo import ogr

from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import SHEET_CHOICES, read_sheet
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table

ROWS = (("A", 1.234, 12345, "3,5", "1.234"), ("B", 2.345, 950, "4,25", "12.500"), ("C", 3.456, 99, "1.234,5", "950"))


def write_workbook(path, driver):
    book = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = book.CreateLayer("Messung")
    text, real, whole = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger
    for name, kind in zip(("Ort", "Faktor", "Kfz", "Quote", "Einwohner"), (text, real, whole, text, text)):
        layer.CreateField(ogr.FieldDefn(name, kind))
    for row in ROWS:
        feature = ogr.Feature(layer.GetLayerDefn())
        for place, value in enumerate(row):
            feature.SetField(place, value)
        layer.CreateFeature(feature)
    del feature, layer, book  # closes the file


@pytest.mark.parametrize("choices", [SHEET_CHOICES, AS_JUDGED], ids=["opened", "judged anew"])
@pytest.mark.parametrize(("driver", "suffix"), [("XLSX", ".xlsx"), ("ODS", ".ods")])
def test_cells_that_are_numbers_have_a_point(qgis_app, tmp_path, driver, suffix, choices):
    path = tmp_path / f"t{suffix}"
    write_workbook(path, driver)
    judged = judge_table(read_sheet(path, "Messung"), choices)
    assert judged.preview == (("A", 1.234, 12345, 3.5, 1234), ("B", 2.345, 950, 4.25, 12500),
                              ("C", 3.456, 99, 1234.5, 950))
