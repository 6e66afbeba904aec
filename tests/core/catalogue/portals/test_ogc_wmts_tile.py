# SPDX-License-Identifier: GPL-2.0-or-later
"""The tile of a WMTS that is asked for as a trial: which one it is, and its address."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wmts_tile import read_grid, tile_address, trial_tiles
from ruhr_smartcity_plugin.core.catalogue.vector_tile import is_vector_tile
from ruhr_smartcity_plugin.core.errors import LayerError
from tests.support.xml_reader import read_xml

URL = "https://x.example/wmts/1.0.0/WMTSCapabilities.xml"
REST = (
    '<ResourceURL format="image/png" resourceType="tile" '
    'template="https://x.example/{Style}/{Jahr}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png"/>'
)
KVP = (
    '<OperationsMetadata><Operation name="GetTile"><DCP><HTTP><Get href="https://x.example/ows?map=a"/></HTTP></DCP>'
    "</Operation></OperationsMetadata>"
)


def document(*, kvp: str = "", limits: str = "", height: str = "4096") -> object:
    matrices = "".join(
        f"<TileMatrix><Identifier>{name}</Identifier><ScaleDenominator>{scale}</ScaleDenominator>"
        "<TopLeftCorner>280000 5900000</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight>"
        f"<MatrixWidth>4096</MatrixWidth><MatrixHeight>{height}</MatrixHeight></TileMatrix>"
        for name, scale in (("grob", "5000000"), ("50", "50000"), ("fein", "1000"))
    )
    text = (
        f'<Capabilities version="1.0.0">{kvp}<Contents><Layer><Identifier>dop</Identifier><TileMatrixSetLink>'
        f"<TileMatrixSet>utm32</TileMatrixSet>{limits}</TileMatrixSetLink>{REST}</Layer><TileMatrixSet>"
        "<Identifier>utm32</Identifier><SupportedCRS>urn:ogc:def:crs:EPSG::25832</SupportedCRS>"
        f"{matrices}</TileMatrixSet></Contents></Capabilities>"
    )
    return read_xml(text.encode(), "x")


def test_the_tile_at_a_place_and_a_coarse_one():
    """By hand: 1:50,000 is 14 m per pixel, 3,584 m per tile; (375000 - 280000) / 3584 = 26.5, 195000 / 3584 = 54.4."""
    grid = read_grid(document(), "dop", "utm32")
    tiles = trial_tiles(grid, 375000.0, 5705000.0, metres_per_unit=1.0, inverted=False)
    assert [(one.name, column, row) for one, column, row in tiles] == [("50", 26, 54), ("grob", 0, 0)]
    assert grid.crs == "EPSG:25832"


def test_north_first_is_read_the_other_way_round():
    grid = read_grid(document(), "dop", "utm32")
    [(_, column, row), *_rest] = trial_tiles(grid, 5_903_584.0, 270_000.0, metres_per_unit=1.0, inverted=True)
    assert (column, row) == (1, 2)


def test_no_tile_outside_the_limits_is_asked_for():
    limits = (
        "<TileMatrixSetLimits><TileMatrixLimits><TileMatrix>50</TileMatrix><MinTileRow>1</MinTileRow>"
        "<MaxTileRow>7</MaxTileRow><MinTileCol>30</MinTileCol><MaxTileCol>40</MaxTileCol></TileMatrixLimits>"
        "</TileMatrixSetLimits>"
    )
    grid = read_grid(document(limits=limits), "dop", "utm32")
    assert trial_tiles(grid, 375000.0, 5705000.0, metres_per_unit=1.0, inverted=False)[0][1:] == (30, 7)


@pytest.mark.parametrize(
    ("kvp", "expected"),
    [
        ("", "https://x.example/farbe/2025/utm32/50/54/26.png"),
        (KVP, "https://x.example/ows?map=a&SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=dop&FORMAT=image%2Fpng&"
              "STYLE=farbe&TILEMATRIXSET=utm32&TILEMATRIX=50&TILEROW=54&TILECOL=26&JAHR=2025"),
    ],
)  # fmt: skip
def test_the_address_of_a_tile_with_style_and_dimension(kvp, expected):
    root = document(kvp=kvp)
    grid = read_grid(root, "dop", "utm32")
    tile = trial_tiles(grid, 375000.0, 5705000.0, metres_per_unit=1.0, inverted=False)[0]
    parts = {"style": "farbe", "format": "image/png", "dimensions": "Jahr=2025"}
    assert tile_address(root, URL, "dop", grid, parts, tile) == expected


@pytest.mark.parametrize(("layer", "grid"), [("weg", "utm32"), ("dop", "weg")])
def test_a_layer_or_grid_that_is_gone_is_said(layer, grid):
    with pytest.raises(LayerError):
        read_grid(document(), layer, grid)


@pytest.mark.parametrize("height", ["", "viele", "1e400"])
def test_a_grid_without_numbers_is_a_sentence(height):
    with pytest.raises(LayerError):
        read_grid(document(height=height), "dop", "utm32")


@pytest.mark.parametrize(
    ("body", "expected"),
    [(b"", True), (b"\x1a\x00", True), (b"\x1a\x02x\x02\x1a\x01x", True), (b"\x1a\x80\x01" + bytes(128), True),
     (b"\x1a\x80\x01" + bytes(127), False), (b"\x1a", False), (b"\x1a\xff\xff", False), (b"\x0a\x00", False)],
)  # fmt: skip
def test_only_whole_layers_are_a_vector_tile(body, expected):
    assert is_vector_tile(body) is expected
