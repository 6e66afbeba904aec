# SPDX-License-Identifier: GPL-2.0-or-later
"""The address of one tile of a WMTS 1.0.0 (OGC 07-057r7), by its capabilities: what is asked for as a trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Mapping, Tuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import PIXEL_M, resolved_web_address
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

# A town fills some tiles at this scale; overlays of single quarters are drawn already.
_TRIAL_SCALE = 50_000.0


@dataclass(frozen=True)
class TileMatrix:
    """One zoom level: the corner in the order its CRS gives the axes, sizes in tiles and pixels.

    `limits` are the first and last column and row the layer has; the whole matrix where it states none.
    """

    name: str
    scale: float
    corner: Tuple[float, float]
    tile_pixels: Tuple[int, int]
    limits: Tuple[int, int, int, int]


@dataclass(frozen=True)
class TileGrid:
    """The tile matrix set of one layer. `crs` is an authority id, "" for a system of no known form."""

    name: str
    crs: str
    matrices: Tuple[TileMatrix, ...]


def read_grid(root: Element, layer: str, matrix_set: str) -> TileGrid:
    """Return the grid of a layer from a capabilities document.

    Raises
    ------
    LayerError
        The service no longer offers this layer or this grid.
    """
    contents = root.child("Contents") or Element("")
    offered = _named(contents, "Layer", layer)
    found = next((one for one in contents.each("TileMatrixSet") if one.text_at("Identifier") == matrix_set), None)
    link = next((one for one in offered.each("TileMatrixSetLink") if one.text_at("TileMatrixSet") == matrix_set), None)
    if found is None or link is None:
        sentence = tr("The service does not offer the tiles of the layer “{layer}” any more. Search for it anew.")
        raise LayerError(sentence.format(layer=layer), f"no tile matrix set {matrix_set}")
    limits = {one.text_at("TileMatrix"): one for one in link.walk() if one.name == "TileMatrixLimits"}
    try:
        matrices = tuple(_matrix(one, limits) for one in found.each("TileMatrix"))
    except (ValueError, IndexError, OverflowError) as error:
        sentence = tr("The service describes the tiles of the layer “{layer}” wrongly. Tell its operator.")
        raise LayerError(sentence.format(layer=layer), f"{matrix_set}: {error}") from error
    return TileGrid(matrix_set, authority_id(found.text_at("SupportedCRS")), matrices)


def trial_tiles(
    grid: TileGrid, x: float, y: float, *, metres_per_unit: float, inverted: bool
) -> List[Tuple[TileMatrix, int, int]]:
    """Return matrix, column and row of the tile at a place (east, north in the grid's CRS), and of a coarse one.

    The second is for layers that are empty at that place. `inverted` says that the CRS gives north first. Formulas:
    OGC 07-057r7, 6.1 (pixel = scale denominator * 0.28 mm / metres per unit; rows count from the upper left corner).
    """
    ranked = sorted(grid.matrices, key=lambda one: -one.scale)
    if not ranked:
        return []
    nearest = min(ranked, key=lambda one: abs(one.scale - _TRIAL_SCALE))
    found = [_tile_at(one, x, y, metres_per_unit, inverted) for one in (nearest, ranked[0])]
    return found if found[0] != found[1] else found[:1]


def tile_address(
    root: Element, url: str, layer: str, grid: TileGrid, parts: Mapping[str, str], tile: Tuple[TileMatrix, int, int]
) -> str:
    """Return the address of a tile: by key and value where the service takes that, as QGIS does; "" without any."""
    matrix, column, row = tile
    values = {"style": parts.get("style", ""), "tilematrixset": grid.name, "tilematrix": matrix.name,
              "tilerow": str(row), "tilecol": str(column), **_dimensions(parts)}  # fmt: skip
    kvp = _kvp_address(root, url)
    if kvp:
        keys = {name.upper(): value for name, value in values.items()}
        request = {"SERVICE": "WMTS", "REQUEST": "GetTile", "VERSION": "1.0.0", "LAYER": layer,
                   "FORMAT": parts.get("format", ""), **keys}  # fmt: skip
        split = urlsplit(kvp)
        kept = [(name, value) for name, value in parse_qsl(split.query) if name.upper() not in request]
        return urlunsplit((split.scheme, split.netloc, split.path, urlencode([*kept, *request.items()]), ""))
    template = _rest_template(_named(root.child("Contents") or Element(""), "Layer", layer), parts.get("format", ""))
    return resolved_web_address(url, _filled(template, values))


def _named(contents: Element, kind: str, name: str) -> Element:
    return next((one for one in contents.each(kind) if one.text_at("Identifier") == name), Element(""))


def _matrix(element: Element, limits: Mapping[str, Element]) -> TileMatrix:
    name = element.text_at("Identifier")
    corner = [float(one) for one in element.text_at("TopLeftCorner").split()]
    bounds = (0, int(element.text_at("MatrixWidth")) - 1, 0, int(element.text_at("MatrixHeight")) - 1)
    if name in limits:
        stated = ("MinTileCol", "MaxTileCol", "MinTileRow", "MaxTileRow")
        bounds = tuple(int(limits[name].text_at(one)) for one in stated)
    pixels = int(element.text_at("TileWidth")), int(element.text_at("TileHeight"))
    scale = float(element.text_at("ScaleDenominator"))
    if min(*pixels, scale) <= 0:
        raise ValueError(f"tile matrix {name} has no size")
    return TileMatrix(name, scale, (corner[0], corner[1]), pixels, bounds)


def _tile_at(
    matrix: TileMatrix, x: float, y: float, metres_per_unit: float, inverted: bool
) -> Tuple[TileMatrix, int, int]:
    """Return the tile at a place, or the nearest one the layer has."""
    pixel = matrix.scale * PIXEL_M / metres_per_unit
    left, top = (matrix.corner[1], matrix.corner[0]) if inverted else matrix.corner
    first_column, last_column, first_row, last_row = matrix.limits
    column = int((x - left) / (pixel * matrix.tile_pixels[0]))
    row = int((top - y) / (pixel * matrix.tile_pixels[1]))
    return matrix, max(first_column, min(last_column, column)), max(first_row, min(last_row, row))


def _dimensions(parts: Mapping[str, str]) -> Dict[str, str]:
    pairs = (one.partition("=") for one in parts.get("dimensions", "").split(";") if "=" in one)
    return {name: value for name, _, value in pairs}


def _kvp_address(root: Element, url: str) -> str:
    """Return where tiles are asked for by key and value; a GET without a word on its encoding counts as that."""
    operations = root.child("OperationsMetadata") or Element("")
    tile = next((one for one in operations.each("Operation") if one.attributes.get("name") == "GetTile"), Element(""))
    for get in (one for one in tile.walk() if one.name == "Get" and one.attributes.get("href")):
        encodings = {one.text.strip().upper() for one in get.walk() if one.name == "Value"}
        if not encodings or "KVP" in encodings:
            return resolved_web_address(url, get.attributes["href"])
    return ""


def _rest_template(layer: Element, picture_format: str) -> str:
    tiles = [one.attributes for one in layer.each("ResourceURL") if one.attributes.get("resourceType") == "tile"]
    fitting = (one for one in tiles if one.get("format") == picture_format)
    return next((one.get("template", "") for one in (*fitting, *tiles)), "")


def _filled(template: str, values: Mapping[str, str]) -> str:
    """Fill the places of a template, whatever the case they are written in (the standard and its examples differ)."""
    address = template
    for name, value in values.items():
        place = address.lower().find(f"{{{name.lower()}}}")
        while place >= 0:
            # Names of layers and grids have colons and slashes of their own.
            address = f"{address[:place]}{quote(value, safe=':')}{address[place + len(name) + 2 :]}"
            place = address.lower().find(f"{{{name.lower()}}}", place + 1)
    return address
