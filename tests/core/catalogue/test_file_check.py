# SPDX-License-Identifier: GPL-2.0-or-later
"""What files are by their first bytes, and letters of shapefiles by all of them."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from ruhr_smartcity_plugin.core.catalogue.file_check import kinds_of_bytes, require_plain_markup, require_whole
from ruhr_smartcity_plugin.core.catalogue.file_check_dbf import judge_encoding, to_one_encoding
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import InputError, TruncatedError


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (b'{"type":"FeatureCollection","features":[', ["GeoJSON", "JSON"]),
        (b'{"features":[],"type" : "FeatureCollection"}', ["GeoJSON", "JSON"]),
        (b'\xef\xbb\xbf{"type": "Feature"}', ["GeoJSON", "JSON"]),
        (b'{"help": "x", "success": true, "result": {}}', ["JSON"]),
        (b'{"currentVersion": 11.1, "layers": []}', ["ArcGIS REST", "JSON"]),
        (b'{"tilejson": "3.0.0"}', ["Vector Tiles", "JSON"]),
        (b"SQLite format 3\0" + bytes(52) + b"GPKG", ["GeoPackage"]),
        (b"SQLite format 3\0" + bytes(56), []),
        (b"\x00\x00\x27\x0a" + bytes(96), ["Shapefile"]),
        (b"II*\0\x08", ["GeoTIFF"]),
        (b"MM\0+\x08", ["GeoTIFF"]),
        (b"%PDF-1.7", ["PDF"]),
        (b"\x89PNG\r\n\x1a\n", ["Image"]),
        (b'<?xml version="1.0"?>\n<!-- x > y --><kml xmlns="http://www.opengis.net/kml/2.2">', ["KML"]),
        (b'<wfs:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2">', ["GML", "XML"]),
        (b'<WMS_Capabilities version="1.3.0">', ["WMS"]),
        (b'<Capabilities xmlns="http://www.opengis.net/wmts/1.0">', ["WMTS"]),
        (b"<!DOCTYPE html><html>", ["HTML"]),
        (b'<html lang="de"><head>', ["HTML"]),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', ["ATOM"]),
        (b"<rdf:RDF xmlns:rdf='x'>", ["RDF"]),
        (b"<irgendwas/>", ["XML"]),
        ("Straße;Nr\r\nAm Bühl;3\r\nHof;4\r\n".encode("cp1252"), ["CSV", "Text"]),
        (b"a\tb\n1\t2\n", ["CSV", "Text"]),
        (b"Nur ein Satz.\nUnd noch einer.\n", ["Text"]),
        (b"\x00\x01\x02\x03", []),
        (b"", []),
        (zip_of("a.shp"), ["ZIP"]),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), ["Excel", "ZIP"]),
        (zip_of("doc.kml"), ["KML", "ZIP"]),
        (zip_of("agency.txt", "stops.txt"), ["GTFS", "ZIP"]),
    ],
)
def test_the_first_bytes_tell(head, names):
    assert [kind.value for kind in kinds_of_bytes(head[:4096])] == names


def test_hostile_markup_is_judged_in_no_time():
    kinds_of_bytes(b"<" * 4096)
    kinds_of_bytes(b"<!--" * 1024)
    kinds_of_bytes(b"{" * 4096)


@pytest.mark.parametrize(
    "start",
    [b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a/>', b"<?xml?><!doctype a[\n<!ELEMENT a ANY>]><a/>",
     b" " * 5000 + b"<!ENTITY % x 'y'>",
     *('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(name)
       for name in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"))],
)  # fmt: skip
def test_entities_refuse_a_file(start):
    with pytest.raises(InputError, match="entities"):
        require_plain_markup(start)


@pytest.mark.parametrize(
    "start",
    [b"<!--" + b"<a/>" * 16 * 1024 + b"--><!DOCTYPE a [<!ENTITY x 'y'>]><a/>", b"<?a" + b" " * 64 * 1024, b"", b"a",
     b"PK\x03\x04", b"<?xml version='1.0'?>" + b"<!---->" * 10_000,
     '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a [<!ENTITY x "y">]><a/>'.encode("cp037")],
)  # fmt: skip
def test_a_file_that_could_declare_entities_behind_what_is_looked_at_is_refused(start):
    with pytest.raises(InputError, match="no XML data"):
        require_plain_markup(start)


@pytest.mark.parametrize(
    "start",
    [b'<?xml version="1.0"?><kml><!-- ENTITY --></kml>', b"\xef\xbb\xbf\r\n<a", "<ä/>".encode(),
     '<?xml version="1.0"?>\n<!-- ä --><gml:a/>'.encode("utf-16"),
     b'<!DOCTYPE kml PUBLIC "a" "http://x.example/kml.dtd"><!-- <b> --><kml>'],
)  # fmt: skip
def test_plain_markup_passes(start):
    require_plain_markup(start)


@pytest.mark.parametrize(
    ("body", "kind", "whole"),
    [
        (b'{"a": [1]}\n', ServiceKind.GEOJSON, True),
        (b'{"a": [1', ServiceKind.GEOJSON, False),
        (b"<kml><a/></kml>\n", ServiceKind.KML, True),
        (b"<kml:kml><a/></kml:kml><!-- end -->", ServiceKind.KML, True),
        (b"<kml><a/></a>", ServiceKind.KML, False),
        (b"<kml><a", ServiceKind.KML, False),
        (b"anything", ServiceKind.CSV, True),
    ],
)
def test_text_that_ends_in_the_middle_is_noticed(body, kind, whole):
    if whole:
        require_whole(body, kind)
        return
    with pytest.raises(TruncatedError):
        require_whole(body, kind)


# --- letters -----------------------------------------------------------------------------------------
def table(*values: bytes, width: int = 20) -> bytes:
    """Return a dBASE table with one text column (by hand: 32 bytes head, 32 per column, end mark, rows)."""
    head = struct.pack("<B3BIHH20x", 3, 126, 1, 1, len(values), 65, 1 + width)
    column = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([width, 0]) + bytes(14)
    return head + column + b"\r" + b"".join(b" " + value.ljust(width) for value in values) + b"\x1a"


@pytest.mark.parametrize(
    ("values", "encoding", "mixed"),
    [
        ((b"Hof", b"Weg"), "UTF-8", 0),
        (("Königsallee".encode(), b"Weg"), "UTF-8", 0),
        (("Königsallee".encode("cp1252"), b"Weg"), "CP1252", 0),
        (("Königsallee".encode("cp850"), "Straße".encode("cp850")), "CP850", 0),
        (("Königsallee".encode(), "Bühl".encode("cp1252"), "Äcker".encode()), "cp1252", 1),
        ((), "UTF-8", 0),
    ],
)
def test_the_encoding_of_a_table_is_judged_by_its_letters(values, encoding, mixed):
    judged = judge_encoding(table(*values))
    assert (judged.encoding, judged.mixed_rows) == (encoding, mixed)


def test_a_letter_cut_by_the_column_is_no_other_encoding():
    assert judge_encoding(table("Straßenübergang zur ö".encode()[:20])).encoding == "UTF-8"


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
@pytest.mark.parametrize("width", [20, 9])
def test_a_letter_at_the_end_of_a_value_is_not_taken_for_half_a_letter_of_utf_8(encoding, width):
    values = [text.encode(encoding) for text in ("Am Schloß", "Weiß", "Görresweg", "Eiscafé", "Hof")]
    judged = judge_encoding(table(*values, width=width))
    assert (judged.encoding, judged.mixed_rows) == (encoding.upper(), 0)


def test_a_mixed_table_keeps_the_last_letter_of_values_that_are_not_utf_8():
    mixed = table("Königsallee".encode(), "Am Schloß".encode("cp1252"), "Café".encode("cp1252"), "Hügel".encode())
    assert judge_encoding(mixed).mixed_rows == 2
    one, lost = to_one_encoding(mixed)
    assert one == table(*(text.encode("cp1252") for text in ("Königsallee", "Am Schloß", "Café", "Hügel")))
    assert lost == 0


def test_a_mixed_table_becomes_one_and_keeps_its_size():
    mixed = table("Königsallee".encode(), "Bühl".encode("cp1252"))
    one, lost = to_one_encoding(mixed)
    assert (len(one), lost) == (len(mixed), 0)
    assert one == table("Königsallee".encode("cp1252"), "Bühl".encode("cp1252"))


def test_letters_that_a_mixed_table_cannot_keep_are_counted():
    """Windows-1252 has neither the Polish ł nor the Turkish ş; half a letter ends the column."""
    mixed = table("Wałęsa? Weg".encode(), "Aydınlı-Şerif-Weß".encode()[:20], "Bühl".encode("cp1252"), width=20)
    one, lost = to_one_encoding(mixed)
    assert one == table(b"Wa??sa? Weg", b"Ayd?nl?-?erif-We?", "Bühl".encode("cp1252"))
    assert lost == 6


@pytest.mark.parametrize("body", [b"", b"\x03" * 20, b"\x03" * 40, bytes(100)])
def test_a_broken_table_does_not_stop_the_judge(body):
    assert judge_encoding(body).mixed_rows == 0
