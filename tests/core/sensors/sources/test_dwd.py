# SPDX-License-Identifier: GPL-2.0-or-later
"""Station files of the German weather service, in the shapes its Climate Data Center publishes."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.sources.dwd import (
    is_station_list,
    parse_product,
    parse_station_list,
    read_zip,
)

TEN_MINUTES = """STATIONS_ID;MESS_DATUM;  QN;PP_10;TT_10;TM5_10;RF_10;TD_10;eor
       1303;202607010000;    3;-999   ;  18.4;  16.9;  71.2;  13.1;eor
       1303;202607010010;    3;-999   ;  18.2;-999   ;  72.0;  13.1;eor
       1303;202607010020;    3;-999   ;-999   ;  16.5;  72.9;  13.2;eor
"""
STATIONS = """Stations_id von_datum bis_datum Stationshoehe geoBreite geoLaenge Stationsname Bundesland Abgabe
----------- --------- --------- ------------- --------- --------- ------------------- ---------- ------
01303 19350101 20261123            150     51.4041    6.9677 Essen-Bredeney       Nordrhein-Westfalen   Frei
05064 20040601 20261123             37     51.2897    6.4437 Tönisvorst         Nordrhein-Westfalen   Frei
13670 20070601 20261123             33     51.5088    6.7018 Duisburg-Baerl       Nordrhein-Westfalen
00078 19610101 20261123             64     52.4853    7.9125 Alfhausen            Niedersachsen  Frei
"""
GEOGRAPHY = """Stations_id;Stationshoehe;Geogr.Breite;Geogr.Laenge;von_datum;bis_datum;Stationsname
1303; 152.00; 51.4000; 6.9600;19350101;19931231;Essen-Bredeney
1303; 150.00; 51.4041; 6.9677;19940101;        ;Essen-Bredeney
"""


def moments(batch):
    return batch.times_ms.astype("datetime64[ms]").astype(str).tolist()


def zipped(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text.encode("latin-1"))
    content.seek(0)
    return content


def test_a_station_list_has_no_fixed_widths_and_names_with_blanks():
    found = parse_station_list(STATIONS)
    assert list(found) == ["01303", "05064", "13670", "00078"]
    assert (found["01303"].name, found["01303"].height_m) == ("Essen-Bredeney", 150.0)
    assert found["13670"].point_4326 == (6.7018, 51.5088)
    assert found["05064"].name == "Tönisvorst"
    assert found["00078"].state == "Niedersachsen"
    assert is_station_list("zehn_now_tu_Beschreibung_Stationen.txt")


def test_a_zip_gives_station_streams_and_values_without_those_that_are_none():
    found = read_zip("10minutenwerte_TU_01303_akt.zip", zipped(
        produkt_zehn_min_tu_20260701_20260702_01303=TEN_MINUTES, Metadaten_Geographie_01303=GEOGRAPHY))
    station = found.station
    assert (station.id, station.name, station.point_4326) == ("01303", "Essen-Bredeney", (6.9677, 51.4041))
    assert station.properties == {"height_m": 150.0}
    assert [one.id for one in station.datastreams] == ["TT_10", "TM5_10", "RF_10", "TD_10"]  # no pressure was measured
    temperature = found.batches["TT_10"]
    assert temperature.values.tolist() == [18.4, 18.2]
    assert temperature.times_ms.astype("datetime64[ms]").tolist()[1].isoformat() == "2026-07-01T00:10:00"
    streams = {one.id: one for one in station.datastreams}
    assert (streams["TT_10"].observed_property.name, streams["TT_10"].unit.symbol) == ("air_temperature", "°C")
    assert streams["TT_10"].statistic == "mean"
    assert streams["TM5_10"].observed_property.name == "TM5_10"  # unknown stays unknown


def test_the_list_stands_over_the_geography():
    found = read_zip("a.zip", zipped(produkt_x=TEN_MINUTES, Metadaten_Geographie_01303=GEOGRAPHY),
                     parse_station_list(STATIONS.replace("51.4041", "51.4049")))
    assert found.station.point_4326 == (6.9677, 51.4049)


def test_hours_and_days():
    hours = parse_product("h", "STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor\n"
                               "       1303;2026070112;    3;  25.1;  48.0;eor\n")
    assert moments(hours.batches["TT_TU"]) == ["2026-07-01T12:00:00.000"]
    days = parse_product("d", "STATIONS_ID;MESS_DATUM;QN_3;  FX;QN_4; RSK;RSKF; TMK; TXK; TNK;eor\n"
                              "1303;20260701;   10;  12.1;    3;   0.0;   0;  21.5;  28.0;  14.9;eor\n")
    assert {one.id: one.statistic for one in days.station.datastreams} == {
        "FX": "max", "RSK": "sum", "TMK": "mean", "TXK": "max", "TNK": "min"}
    assert moments(days.batches["TXK"]) == ["2026-07-01T00:00:00.000"]


def test_energy_becomes_power():
    text = "STATIONS_ID;MESS_DATUM;QN;DS_10;GS_10;SD_10;LS_10;eor\n" + "".join(
        f"1303;2026070112{minute:02d};3;5.0;36.0;0.1;-999;eor\n" for minute in (0, 10, 20))
    found = parse_product("s", text)
    assert found.batches["GS_10"].values.tolist() == pytest.approx([600.0] * 3)  # 36 J/cm² in ten minutes
    assert next(one for one in found.station.datastreams if one.id == "GS_10").unit.symbol == "W/m²"


def test_broken_rows_are_passed_and_foreign_files_refused():
    found = parse_product("x", TEN_MINUTES + "       1303;2026070100\n       1303;abc;3;1;2;3;4;5;eor\n")
    assert len(found.batches["TT_10"]) == 2
    assert np.isfinite(found.batches["RF_10"].values).all()
    for content in (io.BytesIO(b"no zip"), zipped(readme="nothing here"), zipped(produkt_x="<html>")):
        with pytest.raises(InputError):
            read_zip("a.zip", content)
    with pytest.raises(InputError):
        parse_product("x", "STATIONS_ID;MESS_DATUM;QN;TT_10;eor\n")


def test_a_damaged_zip_is_refused():
    whole = zipped(produkt_x=TEN_MINUTES).getvalue()
    broken = whole[:60] + bytes([whole[60] ^ 0xFF]) + whole[61:]
    with pytest.raises(InputError):
        read_zip("a.zip", io.BytesIO(broken))
