# SPDX-License-Identifier: GPL-2.0-or-later
"""The icon set: complete, one style, readable on light and dark, nothing but drawing in the files."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from qgis.PyQt.QtGui import QColor, QIcon

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
# The twelve fields of action of the register, by their codes.
FIELDS = "DAT MIT FUE SIC INF MOB WIR BIL BAU ENU GES VER".split()  # noqa: SIM905 (reads like the register's page)
NAMES = ["icon", "catalogue", "projects", "sensors", "analyses", "exchange", "region", "warning", "offline", "sample"]
# QGIS's themes "default" and "Night Mapping".
BACKGROUNDS = ("#ffffff", "#323232")


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.1."""
    channels = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
                for value in QColor(colour).getRgbF()[:3]]  # fmt: skip
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), channels))


@pytest.mark.parametrize("name", [*NAMES, "pick_location", *(f"field_{code}" for code in FIELDS)])
def test_each_icon_is_there_and_draws_something_at_16_pixels(name):
    image = QIcon(str(ICONS / f"{name}.svg")).pixmap(16, 16).toImage()
    drawn = sum(image.pixelColor(x, y).alpha() > 60 for x in range(image.width()) for y in range(image.height()))
    assert drawn > 20


def test_no_two_fields_look_alike():
    images = [QIcon(str(ICONS / f"field_{code}.svg")).pixmap(24, 24).toImage() for code in FIELDS]
    for index, one in enumerate(images):
        for other in images[index + 1 :]:
            differing = sum(one.pixel(x, y) != other.pixel(x, y) for x in range(24) for y in range(24))
            assert differing > 100


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_each_icon_keeps_the_style(path):
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    assert {element.tag.split("}")[1] for element in root.iter()} <= {"svg", "title", "path", "circle", "ellipse", "g"}
    colours = set(re.findall(r'(?:stroke|fill)="(#[0-9a-f]{6})"', path.read_text()))
    for colour in colours:
        for background in BACKGROUNDS:
            light, dark = sorted((luminance(colour), luminance(background)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 3, f"{colour} on {background}"
