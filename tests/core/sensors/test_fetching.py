# SPDX-License-Identifier: GPL-2.0-or-later
"""From sources into the store: only what is new, errors kept with their stream, resumed where they broke."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import requests

from ruhr_smartcity_plugin.core.errors import CancelledError, InputError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.sensors.fetching import failed_sentences, fetch
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping
from ruhr_smartcity_plugin.core.sensors.sources.opening import KINDS, find_kind, known_services, open_source
from ruhr_smartcity_plugin.core.sensors.sources.source import Wish
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.support.loopback import Loopback, Reply

JULY = datetime(2026, 7, 1, tzinfo=timezone.utc)
HERNE = (7.1, 51.4, 7.4, 51.6)


@pytest.fixture
def store(tmp_path):
    with SeriesStore.create(tmp_path / "series.sqlite") as opened:
        yield opened


def client():
    session = requests.Session()
    session.trust_env = False
    return HttpClient(session, limits=Limits(inactivity_s=2.0, total_s=10.0, attempts=1))


def table(tmp_path, rows, name="Rathaus.csv"):
    path = Path(tmp_path) / name
    head = "Zeit (UTC);Lufttemperatur [°F];Feuchte [%]"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return str(path)


def values(store, property_name="air_temperature"):
    return {one.key: store.series(one.id).values.tolist() for one in store.streams(property_name)}


def test_a_file_fetched_twice_is_the_same_and_its_corrections_are_noted(store, tmp_path):
    address = table(tmp_path, ["01.07.2026 12:00;77,0;50", "01.07.2026 13:00;86,0;51"])
    first = fetch(store, open_source(address, "auto"), Wish())
    assert (first.stations, first.streams, first.observations, first.written.new) == (1, 2, 4, 4)
    assert values(store) == {"Lufttemperatur [°F]": [25.0, 30.0]}
    again = fetch(store, open_source(address, "csv"), Wish())
    assert (again.written.new, again.written.same, again.written.corrected) == (0, 4, 0)
    table(tmp_path, ["01.07.2026 12:00;77,0;50", "01.07.2026 13:00;68,0;51", "01.07.2026 14:00;68,0;51"])
    third = fetch(store, open_source(address, "csv"), Wish())
    assert (third.written.new, third.written.corrected) == (2, 1)
    assert values(store)["Lufttemperatur [°F]"] == [25.0, 20.0, 20.0]
    stream = store.streams("air_temperature")[0]
    assert [(one.old, one.new) for one in store.corrections(stream.id)] == [(30.0, 20.0)]
    assert len(store.stations()) == 1


def test_a_folder_of_one_file_per_station_survives_a_broken_one(store, tmp_path):
    for name in ("A.csv", "B.csv"):
        table(tmp_path, ["01.07.2026 12:00;77,0;50", "01.07.2026 13:00;86,0;51"], name)
    (tmp_path / "C.csv").write_text("<html>gone</html>")
    report = fetch(store, open_source(str(tmp_path), "csv"), Wish(), frozenset({"air_temperature"}))
    assert [one.name for one in store.stations()] == ["A", "B"]
    assert [one.property for one in store.streams()] == ["air_temperature"] * 2
    assert not report.is_complete
    assert any("C.csv" in one.item for one in report.findings)


def test_start_end_and_area_hold_for_files_too(store, tmp_path):
    address = table(tmp_path, [f"01.07.2026 {hour:02d}:00;77,0;50" for hour in range(24)])
    mapping = SeriesMapping(x=7.22, y=51.53, crs="EPSG:4326")
    wish = Wish(HERNE, JULY + timedelta(hours=6), JULY + timedelta(hours=12))
    assert fetch(store, open_source(address, "csv", mapping=mapping), wish).observations == 12
    elsewhere = Wish((8.0, 51.0, 9.0, 52.0))
    assert fetch(store, open_source(address, "csv", mapping=mapping), elsewhere).stations == 0


def product(hours):
    return "STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor\n" + "".join(
        f"       1303;20260701{hour:02d};    3;  {20 + hour}.0;  48.0;eor\n" for hour in hours)


def zip_of(text):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("produkt_tu_stunde_x_01303.txt", text)
    return content.getvalue()


LISTED = ("Stations_id von_datum bis_datum Stationshoehe geoBreite geoLaenge Stationsname Bundesland Abgabe\n"
          "01303 19350101 20261123    150     51.4041    6.9677 Essen-Bredeney   Nordrhein-Westfalen  Frei\n"
          "00433 19350101 20261123     48     52.4676   13.4020 Berlin-Tempelhof   Berlin  Frei\n")


def test_a_directory_of_the_weather_service_is_read_for_the_ruhr_only(store):
    page = ('<a href="../">..</a><a href="TU_Stundenwerte_Beschreibung_Stationen.txt">x</a>'
            '<a href="stundenwerte_TU_01303_akt.zip">x</a><a href="stundenwerte_TU_00433_akt.zip">x</a>'
            '<a href="https://evil.example/stundenwerte_TU_01303_akt.zip">x</a>')
    with Loopback(strict=True) as server:
        server.routes.update({
            "/hourly/": Reply(body=page, content_type="text/html"),
            "/hourly/TU_Stundenwerte_Beschreibung_Stationen.txt": Reply(body=LISTED.encode("latin-1"),
                                                                       content_type="text/plain"),
            "/hourly/stundenwerte_TU_01303_akt.zip": Reply(body=zip_of(product(range(5))),
                                                           content_type="application/zip"),
        })
        source = open_source(f"{server.url}/hourly", "dwd", client())
        report = fetch(store, source, Wish(), frozenset({"air_temperature"}))
    assert (report.stations, report.written.new) == (1, 5)
    station, = store.stations()
    assert (station.name, station.height_m) == ("Essen-Bredeney", 150.0)
    assert store.sources()[0].info.attribution == "Deutscher Wetterdienst"


def boxes(count=2):
    return [{"_id": f"box{number}", "name": f"Box {number}", "exposure": "outdoor",
             "currentLocation": {"type": "Point", "coordinates": [7.22, 51.53]},
             "sensors": [{"_id": f"t{number}", "title": "Temperatur", "unit": "°C"}]} for number in range(count)]


def box_values(seen, *, most=10_000):
    begin, end = (datetime.fromisoformat(seen.value(name).replace("Z", "+00:00")) for name in ("from-date", "to-date"))
    moment = begin.replace(minute=0, second=0, microsecond=0)
    found = []
    while moment < end and len(found) < most:
        if moment >= begin:
            found.append({"value": str(20 + moment.hour / 10), "createdAt": moment.isoformat()})
        moment += timedelta(hours=1)
    return found


def test_windows_of_a_service_add_up_and_only_what_is_new_is_asked_for(store):
    with Loopback() as server:
        server.routes.update({"/boxes": boxes(1), "/boxes/box0/data/t0": box_values})
        source = open_source(server.url, "opensensemap", client())
        report = fetch(store, source, Wish(HERNE, JULY, JULY + timedelta(days=20)))
        assert (report.written.new, report.is_complete) == (480, True)
        server.seen.clear()
        report = fetch(store, source, Wish(HERNE, JULY, JULY + timedelta(days=21)))
        assert report.written.new == 24
        asked = [one.value("from-date") for one in server.seen if "data" in one.path]
        assert len(asked) == 1
        assert asked[0].startswith("2026-07-20T23:00")
        earlier = fetch(store, source, Wish(HERNE, JULY - timedelta(days=1), JULY + timedelta(days=1)))
        assert earlier.written.new == 24


def test_one_stream_that_fails_costs_only_itself_and_goes_on_where_it_broke(store):
    def broken(seen):
        return Reply(503) if seen.value("from-date") >= "2026-07-07" else box_values(seen)

    with Loopback() as server:
        server.routes.update({"/boxes": boxes(2), "/boxes/box0/data/t0": box_values, "/boxes/box1/data/t1": broken})
        source = open_source(server.url, "opensensemap", client())
        wish = Wish(HERNE, JULY, JULY + timedelta(days=12))
        report = fetch(store, source, wish)
        assert [key.station for key, _ in report.failures] == ["box1"]
        assert not report.is_complete
        assert report.written.new == 288 + 144
        assert "box1" in failed_sentences(report.failures)[0]
        states = {one.key: store.fetch_state(one.id).state for one in store.streams()}
        assert states == {"t0": "complete", "t1": "broken"}
        server.routes["/boxes/box1/data/t1"] = box_values
        server.seen.clear()
        report = fetch(store, source, wish)
        assert (report.written.new, report.written.same, report.is_complete) == (144, 0, True)


def test_full_windows_are_asked_for_again_until_nothing_is_missing(store, monkeypatch):
    monkeypatch.setattr("ruhr_smartcity_plugin.core.sensors.sources.services.BOX_LIMIT", 50)
    for newest_first in (False, True):
        def answer(seen, newest_first=newest_first):
            found = box_values(seen)
            return found[::-1][:50] if newest_first else found[:50]

        with Loopback() as server:
            name = f"/boxes/box0/data/t{int(newest_first)}"
            box = boxes(1)
            box[0]["sensors"][0]["_id"] = f"t{int(newest_first)}"
            server.routes.update({"/boxes": box, name: answer})
            report = fetch(store, open_source(server.url, "opensensemap", client()),
                           Wish(HERNE, JULY, JULY + timedelta(days=10)))
        assert report.written.new == 240, newest_first


def test_air_services_end_to_end(store):
    def hours(seen):
        rows = [{"mstkey": "63", "kmpkey": int(seen.value("komponente")), "zeitpunkt": f"2026-07-01T{hour:02d}:00",
                 "wert": 20 + hour} for hour in range(1, 4)]
        return rows if seen.value("komponente") == "3" else []

    stations = [{"mstkey": "63", "mstname": "Bottrop-Welheim", "mste32": 362710, "mstn32": 5710690}]
    with Loopback() as server:
        server.routes.update({"/api/station.php": stations, "/api/stundenmittelwerte.php": hours})
        report = fetch(store, open_source(f"{server.url}/api/", "lanuk", client()),
                       Wish(None, JULY - timedelta(days=1), JULY + timedelta(days=1)), frozenset({"no2"}))
    assert (report.streams, report.written.new) == (1, 3)
    assert values(store, "no2") == {"3": [21.0, 22.0, 23.0]}
    asked = next(one for one in server.seen if "stunden" in one.path)
    assert (asked.value("beginn"), asked.value("ende")) == ("2026-06-30T01:00", "2026-07-02T01:00")


def test_citizens_stations_build_up_a_past(store):
    def reading(minute, value):
        return [{"timestamp": f"2026-07-01 12:{minute:02d}:00", "sensor": {"id": 5},
                 "location": {"id": 77, "latitude": "51.53", "longitude": "7.22", "indoor": 0},
                 "sensordatavalues": [{"value_type": "P1", "value": value}]}]

    with Loopback() as server:
        server.routes["/v1/filter/box=51.40000,7.10000,51.60000,7.40000"] = lambda _seen: reading(*readings.pop(0))
        readings = [(0, "12.5"), (0, "12.5"), (5, "13.5")]
        found = [fetch(store, open_source(f"{server.url}/v1/", "sensorcommunity", client()), Wish(HERNE)).written
                 for _ in range(3)]
    assert [(one.new, one.same) for one in found] == [(1, 0), (0, 1), (1, 0)]
    assert values(store, "pm10") == {"5/P1": [12.5, 13.5]}


class Stopping:
    """Cancels after so many questions."""

    def __init__(self, after):
        self.left = after

    def is_cancelled(self):
        self.left -= 1
        return self.left < 0

    def report(self, fraction, text=""):
        pass


def test_what_came_before_it_was_stopped_stays(store):
    with Loopback() as server:
        server.routes.update({"/boxes": boxes(40)})
        for number in range(40):
            server.routes[f"/boxes/box{number}/data/t{number}"] = box_values
        source = open_source(server.url, "opensensemap", client())
        wish = Wish(HERNE, JULY, JULY + timedelta(days=2))
        with pytest.raises(CancelledError):
            fetch(store, source, wish, progress=Stopping(60))
        came = sum(one.n for one in store.streams())
        report = fetch(store, source, wish)
    assert came % 48 == 0
    assert came + report.written.new == 40 * 48


@pytest.mark.parametrize(("address", "kind"), [
    ("https://luftdaten.umweltbundesamt.de/api/air-data/v4/", "uba"), ("https://api.opensensemap.org/", "opensensemap"),
    ("https://data.sensor.community/airrohr/v1/", "sensorcommunity"), ("https://opendata.dwd.de/climate/", "dwd"),
    ("https://bochum.opendata.ruhr/dataset/a/download/x.csv", "csv"), ("https://sta.example.org/v1.1", "sensorthings"),
    ("/data/stundenwerte_TU_01303_akt.zip", "dwd"), ("produkt_tu_stunde_01303.txt", "dwd"), ("Herne.csv", "csv"),
])
def test_the_kind_of_a_source_is_found_out(address, kind):
    assert find_kind(address) == kind


@pytest.mark.parametrize(("address", "kind"), [("", "auto"), ("x.csv", "excel"), ("x.csv", "sensorthings")])
def test_a_source_that_cannot_be_is_said(address, kind):
    with pytest.raises(InputError):
        open_source(address, kind, client())


def test_a_file_that_is_not_there_is_said(store, tmp_path):
    for kind in ("csv", "dwd"):
        with pytest.raises(InputError):
            fetch(store, open_source(str(tmp_path / "gone.csv"), kind), Wish())


def test_each_shipped_service_is_of_a_known_kind_and_checked():
    for one in known_services():
        assert one["kind"] in KINDS
        assert one["source"].startswith("https://")
        assert one["verified"]
