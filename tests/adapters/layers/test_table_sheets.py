# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables in workbooks and archives: numbers stay the numbers they are, and no table is passed over."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime, timezone

import pytest
from osgeo import ogr

from ruhr_smartcity_plugin.adapters.layers.files import FetchedFile, contents_of, take_out
from ruhr_smartcity_plugin.adapters.layers.table_layer_sheets import SHEET_CHOICES, read_sheet
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED
from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource

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


def write_cells(path, driver, rows):
    """Write cells one by one, numbers as numbers: what stands above the head makes texts of all columns in GDAL."""
    book = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = book.CreateLayer("Messung")
    for name in (*rows[0], *[""] * (len(rows[-1]) - len(rows[0]))):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for row in rows[1:]:
        feature = ogr.Feature(layer.GetLayerDefn())
        for place, value in enumerate(row):
            feature.SetField(place, f"number:{value}" if isinstance(value, float) else value)
        layer.CreateFeature(feature)
    del feature, layer, book
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    if driver == "ODS":
        parts["content.xml"] = re.sub(
            r'<table:table-cell office:value-type="string">\s*<text:p>number:([\d.]+)</text:p>',
            r'<table:table-cell office:value-type="float" office:value="\1"><text:p>\1</text:p>', parts["content.xml"])
    else:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts["xl/sharedStrings.xml"])
        for place, text in enumerate(texts):
            if text.startswith("number:"):
                parts["xl/worksheets/sheet1.xml"] = re.sub(
                    rf't="s">\s*<v>{place}</v>', f"><v>{text[7:]}</v>", parts["xl/worksheets/sheet1.xml"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


@pytest.mark.parametrize(("driver", "suffix"), [("XLSX", ".xlsx"), ("ODS", ".ods")])
@pytest.mark.parametrize("title", [(), ("Liste",), ("Liste", "Stand: 01.03.2024")])
def test_a_title_above_the_head_takes_no_point_from_the_numbers(qgis_app, tmp_path, driver, suffix, title):
    path = tmp_path / f"t{suffix}"
    above = [(one,) for one in title]
    write_cells(path, driver, [*above, ("Park", "km", "Quote", "Kfz"), ("A", 1.234, "3,5", "1.234"),
                               ("B", 12.345, "4,25", "12.500"), ("C", "-", "1,5", "950")])
    judged = judge_table(read_sheet(path, "Messung"))
    assert judged.preview == (("A", 1.234, 3.5, 1234), ("B", 12.345, 4.25, 12500), ("C", 0.0, 1.5, 950))


@pytest.mark.parametrize(("driver", "suffix"), [("XLSX", ".xlsx"), ("ODS", ".ods")])
def test_numbers_keep_their_point_beside_typed_ones_in_their_own_column(qgis_app, tmp_path, driver, suffix):
    path = tmp_path / f"t{suffix}"
    write_cells(path, driver, [("Park", "km"), ("A", 1.234), ("B", "3,5"), ("C", 12.345), ("D", "1.234,5")])
    assert [row[1] for row in judge_table(read_sheet(path, "Messung")).preview] == [1.234, 3.5, 12.345, 1234.5]


def test_a_table_with_the_ending_of_a_text_is_taken_out_of_an_archive(tmp_path):
    rows = "".join(f"{number};{number},5;2024010{number}\n" for number in range(1, 9))
    path = tmp_path / "tageswerte.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("produkt_klima_tag.txt", "STATIONS_ID;TMK;MESS_DATUM\n" + rows)
    fetched = FetchedFile(path, tmp_path, ServiceKind.ZIP, "https://example.org", datetime.now(timezone.utc))
    (member,) = contents_of(fetched)
    local = take_out(fetched, member)
    assert local.kind is ServiceKind.CSV
    assert judge_table(TableSource(local.path.name, local.path)).preview[0] == (1, 1.5, 20240101)
