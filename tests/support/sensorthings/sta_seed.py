# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the tables and fills them: twelve stations, two properties, 72 hours up to 2026-07-20 12:00 UTC.

Synthetic values by formula. Station 12 has been silent for ten hours, station 5 misses six hours, station 8 has a
Feature as location (as Hamburg's service has).
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta, timezone

import sta_site  # noqa: F401 (configures Django)
from django import setup

END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)
HOURS = 72
STATIONS = (  # name, longitude, latitude, how urban (0–1)
    ("Bochum Innenstadt", 7.2162, 51.4818, 1.0),
    ("Bochum Kemnader See", 7.2560, 51.4200, 0.1),
    ("Dortmund Hafen", 7.4390, 51.5280, 0.8),
    ("Duisburg Ruhrort", 6.7320, 51.4560, 0.9),
    ("Essen Kronprinzenstraße", 7.0140, 51.4500, 1.0),
    ("Gelsenkirchen Bismarck", 7.1080, 51.5330, 0.8),
    ("Hagen Höing", 7.4860, 51.3620, 0.5),
    ("Hamm Süden", 7.8190, 51.6680, 0.5),
    ("Mülheim an der Ruhr Styrum", 6.8660, 51.4460, 0.7),
    ("Oberhausen Sterkrade", 6.8470, 51.5220, 0.7),
    ("Schwerte Mitte", 7.5650, 51.4430, 0.4),
    ("Xanten Bislicher Insel", 6.4870, 51.6520, 0.0),
)


def _day_course(hour: int) -> float:
    """Return 1 in the afternoon (14 UTC), −1 at night; hour 0 of the series is 13 UTC."""
    return math.cos((hour + 13 - 14) / 24 * 2 * math.pi)


def temperature(hour: int, urban: float) -> float:
    """Return a summer day's course in °C; the town cools less at night."""
    phase = _day_course(hour)
    return round(21 + 6.5 * phase + urban * (1.5 - phase) + 0.6 * math.sin(hour * 1.7), 1)


def humidity(hour: int, urban: float) -> float:
    """Return the course of relative humidity in %."""
    return round(min(98.0, 62 - 20 * _day_course(hour) - 6 * urban), 1)


def seed() -> None:
    setup()
    from django.core.management import call_command

    from sensorthings.versions.v1_1.backends.django import models as sta

    call_command("migrate", verbosity=0)
    sensor = sta.Sensor.objects.create(
        name="Synthetic sensor", description="computed", encoding_type=sta.Sensor.HTML, metadata="none")
    cf = "http://mmisw.org/ont/cf/parameter/"
    air = sta.ObservedProperty.objects.create(
        name="Lufttemperatur", definition=f"{cf}air_temperature", description="2 m")
    water = sta.ObservedProperty.objects.create(
        name="Relative Luftfeuchte", definition=f"{cf}relative_humidity", description="2 m")
    properties = (
        (air, {"name": "degree Celsius", "symbol": "°C", "definition": "ucum:Cel"}, temperature),
        (water, {"name": "percent", "symbol": "%", "definition": "ucum:%"}, humidity),
    )
    for number, (name, longitude, latitude, urban) in enumerate(STATIONS, start=1):
        point = {"type": "Point", "coordinates": [longitude, latitude]}
        if number == 8:
            point = {"type": "Feature", "properties": {}, "geometry": point}
        thing = sta.Thing.objects.create(name=name, description="synthetic", properties={"synthetic": True})
        place = sta.Location.objects.create(name=name, description="synthetic", location=point)
        place.things.add(thing)
        feature = sta.FeatureOfInterest.objects.create(
            name=name, description="synthetic", encoding_type=sta.FeatureOfInterest.GEOJSON, feature=point)
        for observed, unit, formula in properties:
            stream = sta.Datastream.objects.create(
                name=f"{observed.name} {name}", description="synthetic", unit_of_measurement=unit, thing=thing,
                observation_type=sta.Datastream.OM_MEASUREMENT, sensor=sensor, observed_property=observed)
            sta.Observation.objects.bulk_create([
                sta.Observation(
                    phenomenon_time_begin=END - timedelta(hours=HOURS - 1 - hour),
                    result_time=END - timedelta(hours=HOURS - 1 - hour),
                    result=formula(hour, urban), datastream=stream, feature_of_interest=feature)
                for hour in hours_of(number)
            ])


def hours_of(number: int) -> list:
    """Return the hours a station has values for."""
    if number == 12:
        return list(range(HOURS - 10))
    if number == 5:
        return [hour for hour in range(HOURS) if not 30 <= hour < 36]
    return list(range(HOURS))


if __name__ == "__main__":
    seed()
