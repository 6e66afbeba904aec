# SPDX-License-Identifier: GPL-2.0-or-later
"""Archives from catalogues: what is in them is found, what could do harm is refused, nothing is left half-written."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile

import pytest

from ruhr_smartcity_plugin.core.catalogue import archive
from ruhr_smartcity_plugin.core.catalogue.archive import read_members, unpack
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, StoreFullError
from tests.support.stopped import STOPPED


def packed(tmp_path, files, name="a.zip"):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for inner, body in files.items():
            made.writestr(inner, body)
    return path


# --- what is found -----------------------------------------------------------------------------------
def test_a_shapefile_is_one_data_set_with_its_companions_whatever_their_case(tmp_path):
    path = packed(tmp_path, {"D/Wege.SHP": b"s", "D/Wege.DBF": b"d", "D/wege.shx": b"x", "D/Wege.prj": b"p",
                             "D/Wege.shp.xml": b"<m/>", "lies.txt": b"t"})  # fmt: skip
    (member,) = read_members(path)
    assert (member.kind, member.name) == (ServiceKind.SHP, "D/Wege.SHP")
    assert set(member.names) == {"D/Wege.SHP", "D/Wege.DBF", "D/wege.shx", "D/Wege.prj"}
    folder = tmp_path / "out"
    folder.mkdir()
    assert unpack(path, member, folder) == folder / "Wege.shp"
    assert sorted(os.listdir(folder)) == ["Wege.dbf", "Wege.prj", "Wege.shp", "wege.shx"]


def test_several_data_sets_are_listed_and_metadata_beside_them_are_not(tmp_path):
    path = packed(tmp_path, {"b.geojson": b"{}", "a.gpkg": b"g", "meta.xml": b"<m/>", "datapackage.json": b"{}",
                             "__MACOSX/._a.gpkg": b"x", ".git/x.csv": b"x", "~$b.xlsx": b"x"})  # fmt: skip
    assert [one.name for one in read_members(path)] == ["a.gpkg", "b.geojson"]


def test_xml_and_json_alone_count_as_data(tmp_path):
    assert [one.kind for one in read_members(packed(tmp_path, {"a.xml": b"<x/>"}))] == [ServiceKind.XML]


def test_a_timetable_is_its_stops(tmp_path):
    path = packed(tmp_path, {"stops.txt": b"stop_id", "routes.txt": b"r", "shapes.csv": b"x"})
    assert [(one.kind, one.names) for one in read_members(path)] == [(ServiceKind.GTFS, ("stops.txt",))]


PRODUCT = b"STATIONS_ID;MESS_DATUM;  TMK;eor\r\n" + b"".join(
    b"        555;202401%02d;   %d.5;eor\r\n" % (day, day) for day in range(1, 29))


def test_tables_with_the_ending_of_texts_are_data_where_nothing_else_is(tmp_path):
    """In the shape of the German weather service: a product, tables that describe it, and a text to read."""
    words = b"Die Werte sind gepr\xfcft, soweit das geht, und frei, auch zur Weitergabe.\nMit Quelle.\n\nDank, Gruss\n"
    files = {"Metadaten_Geo.txt": b"Stations_id;Hoehe;Name\n555;80;Bochum\n", "liesmich.txt": words,
             "produkt_klima_tag.txt": PRODUCT, "Metadaten.html": b"<html>", "m.xml": b"<m/>"}
    assert [(one.name, one.kind, one.size_bytes) for one in read_members(packed(tmp_path, files))] == [
        ("produkt_klima_tag.txt", ServiceKind.CSV, len(PRODUCT)), ("Metadaten_Geo.txt", ServiceKind.CSV, 37)]
    beside = packed(tmp_path, {**files, "stationen.csv": b"a;b\n1;2\n"}, "b.zip")
    assert [one.name for one in read_members(beside)] == ["stationen.csv"]


def test_texts_to_read_alone_are_no_data(tmp_path):
    for text in (b"", b"Hinweise\n\nBitte beachten.\n", b"eine Zeile; zwei Teile"):
        with pytest.raises(InputError, match="no data"):
            read_members(packed(tmp_path, {"liesmich.txt": text}))


# --- what is refused ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    ["../x.geojson", "a/../../x.geojson", "/etc/x.geojson", "C:/x.geojson", "C:x.geojson", "a\\..\\x.geojson",
     "\\\\host\\share\\x.geojson", "CON.geojson", "a/nul.geojson", "com1.geojson", "LPT9.geojson", "a./x.geojson",
     "x.geojson.", "x.geojson ", "a//x.geojson", "x\n.geojson", "x|y.geojson", "x?.geojson", "x" * 300 + ".geojson"],
)  # fmt: skip
def test_names_that_leave_the_folder_or_cannot_be_written_refuse_the_archive(tmp_path, name):
    path = packed(tmp_path, {name: b"{}", "ok.geojson": b"{}"})
    with pytest.raises(InputError, match="file name"):
        read_members(path)


def test_a_link_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        info = zipfile.ZipInfo("x.geojson")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(info, "/etc/passwd")
    with pytest.raises(InputError, match="file name"):
        read_members(path)


def test_the_same_name_twice_is_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("x.geojson", b"{}")
        made.writestr("X.GeoJSON", b"{}")
    with pytest.raises(InputError, match="twice"):
        read_members(path)


def test_a_bomb_is_refused_by_its_directory(tmp_path):
    path = packed(tmp_path, {"x.geojson": bytes(80_000_000)})
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="80 MB in 1 files"):
        read_members(path)


def test_many_and_much_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    with pytest.raises(InputError, match="4 files"):
        read_members(packed(tmp_path, {f"{number}.geojson": b"{}" for number in range(4)}))
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    with pytest.raises(InputError, match="allowed"):
        read_members(packed(tmp_path, {"a.geojson": b"{}" * 20}))


def test_a_directory_that_lies_about_the_size_ends_the_unpacking_and_leaves_nothing(tmp_path):
    path = packed(tmp_path, {"x.geojson": os.urandom(5000)})
    body = bytearray(path.read_bytes())
    place = body.index(b"PK\x01\x02")
    body[place + 24 : place + 28] = struct.pack("<I", 100)  # the size stated in the central directory
    path.write_bytes(bytes(body))
    (member,) = read_members(path)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(InputError, match="damaged"):
        unpack(path, member, folder)
    assert os.listdir(folder) == []


def test_an_encrypted_archive_says_so(tmp_path):
    path = packed(tmp_path, {"x.geojson": b"{}"})
    body = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.index(mark) + offset] |= 1
    path.write_bytes(bytes(body))
    with pytest.raises(InputError, match="encrypted"):
        read_members(path)


@pytest.mark.parametrize("kept", [0, 10, 60, -10])
def test_a_cut_archive_is_refused(tmp_path, kept):
    path = packed(tmp_path, {"x.geojson": os.urandom(2000)})
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(InputError, match="damaged"):
        read_members(path)


def test_flipped_bytes_are_noticed_by_the_check_sum(tmp_path):
    path = packed(tmp_path, {"x.geojson": os.urandom(20_000)})
    body = bytearray(path.read_bytes())
    body[5000] ^= 0xFF
    path.write_bytes(bytes(body))
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(InputError, match="damaged"):
        unpack(path, read_members(path)[0], folder)
    assert os.listdir(folder) == []


def test_cancelling_leaves_nothing(tmp_path):
    path = packed(tmp_path, {"x.geojson": b"{}"})
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(CancelledError):
        unpack(path, read_members(path)[0], folder, STOPPED)
    assert os.listdir(folder) == []


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch):
    path = packed(tmp_path, {"x.geojson": b"{}" * 100})
    (member,) = read_members(path)
    folder = tmp_path / "out"
    folder.mkdir()

    class Full(io.FileIO):
        def write(self, _data):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Path, "open", lambda self, mode="r": Full(str(self), "w"))
    with pytest.raises(StoreFullError, match="No space left"):
        unpack(path, member, folder)
    assert os.listdir(folder) == []
