# SPDX-License-Identifier: GPL-2.0-or-later
"""Zips within a zip: what is refused alone is refused there too, and what opens alone opens there."""

from __future__ import annotations

import io
import zipfile

import pytest

from ruhr_smartcity_plugin.adapters.layers.files import contents_of, fetch_file, take_out
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue import archive
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import InputError
from tests.adapters.layers.test_files import leftovers, load, only
from tests.support import geofiles
from tests.support.geofiles import geojson, points, zipped
from tests.support.live_layers import LIMITS, InTask
from tests.support.loopback import Loopback, Reply

FILLING = bytes(archive._RATIO_MATTERS_BYTES)


@pytest.fixture
def kml(tmp_path):
    (tmp_path / "work").mkdir()
    (body,) = geofiles.converted(geojson(points(3)), tmp_path / "work", "KML", ".kml").values()
    return body


def workbook(folder, kind: str, more=None) -> bytes:
    folder.mkdir()
    (made,) = geofiles.converted(geojson(points(3)), folder, kind.upper(), f".{kind}").values()
    out = io.BytesIO(made)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as whole:
        for name, body in (more or {}).items():
            whole.writestr(name, body)
    return out.getvalue()


def take_all(qtbot, folder, body: bytes):
    """Return the kinds of the data sets in a file, unpacked, or the error."""
    with Loopback({"/file": Reply(200, body, {}, "application/octet-stream")}) as server:

        def work(progress):
            client = new_client(limits=LIMITS)
            fetched = fetch_file(client, server.url + "/file", (ServiceKind.UNKNOWN,), folder, progress=progress)
            members = contents_of(fetched)
            first, again = ([take_out(fetched, member, progress) for member in members] for _ in range(2))
            assert first == again
            return [one.kind for one in again]

        return InTask(work).wait(qtbot)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_in_a_zip_opens_unless_it_unpacks_to_too_much(qtbot, tmp_path, kind):
    whole = workbook(tmp_path / "work", kind)
    assert take_all(qtbot, tmp_path / "a", zipped({f"liste.{kind}": whole})) == [ServiceKind[kind.upper()]]
    bomb = workbook(tmp_path / "more", kind, {"xl/media/x.xml": FILLING})
    error = take_all(qtbot, tmp_path / "b", zipped({f"liste.{kind}": bomb}))
    assert isinstance(error, InputError), error
    assert "would unpack to" in error.sentence
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize(
    "inside",
    [{"doc.kml": None}, {"plan.kml": None, "files/symbol.png": b"x"}, {"doc.kml": None, "doc.qml": b"<qgis/>"}],
)
def test_a_kmz_in_a_zip_opens(qtbot, tmp_path, kml, inside):
    kmz = zipped({name: body or kml for name, body in inside.items()})
    for place, files in enumerate(({"plan.kmz": kmz}, {"plan.kmz": kmz, "plan.qml": b"<qgis/>"}, {"doc.kml": kmz})):
        assert only(load(qtbot, tmp_path / str(place), zipped(files))).layer.featureCount() == 3


def test_a_kmz_in_a_zip_is_unpacked_and_leaves_only_its_document(qtbot, tmp_path, kml):
    body = zipped({"plan.kmz": zipped({"doc.kml": kml, "files/symbol.png": b"x"})})
    assert take_all(qtbot, tmp_path / "cache", body) == [ServiceKind.KML]
    assert [
        path.name for path in (tmp_path / "cache").rglob("*") if path.suffix in ("", ".kml") and path.is_file()
    ] == ["doc.kml"]


def test_a_kmz_in_a_zip_that_unpacks_to_too_much_is_refused(qtbot, tmp_path, kml):
    bomb = zipped({"doc.kml": kml.replace(b"</kml>", b" " * archive._RATIO_MATTERS_BYTES + b"</kml>")})
    for place, body in enumerate((bomb, zipped({"plan.kmz": bomb}))):
        error = load(qtbot, tmp_path / str(place), body)
        assert isinstance(error, InputError), error
        assert "would unpack to" in error.sentence
    assert leftovers(tmp_path) == []


def test_entities_of_a_kmz_in_a_zip_are_refused(qtbot, tmp_path):
    root = b'<kml xmlns="http://www.opengis.net/kml/2.2"><n>&x;</n></kml>'
    declared = b'<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    kmz = zipped({"doc.kml": declared + root})
    for place, body in enumerate((kmz, zipped({"plan.kmz": kmz}), zipped({"plan.kml": kmz}))):
        error = load(qtbot, tmp_path / str(place), body)
        assert isinstance(error, InputError), error
        assert "entities" in error.sentence


@pytest.mark.parametrize("name", ["a.kml", "a.kmz", "a.gml", "a.csv", "a.geojson", "a.tif", "a.xlsx", "stops.txt"])
@pytest.mark.parametrize("inside", ["doc.kml", "stops.txt", "a.bin"])
def test_no_other_archive_goes_to_a_reader(qtbot, tmp_path, kml, name, inside):
    packed = zipped({inside: kml})
    if inside == "doc.kml" and name.startswith("a.km"):
        packed = zipped({"doc.kmz": zipped({"doc.kml": kml})})  # one deeper than a KMZ
    assert isinstance(take_all(qtbot, tmp_path / "cache", zipped({name: packed})), InputError)


def test_a_kmz_of_several_documents_is_not_shown_in_part(qtbot, tmp_path, kml):
    kmz = zipped({"doc.kml": kml, "more/b.kml": kml})
    assert len(load(qtbot, tmp_path / "a", kmz)) == 2
    error = load(qtbot, tmp_path / "b", zipped({"plan.kmz": kmz}))
    assert isinstance(error, InputError), error
    assert "Unpack it yourself" in error.sentence
