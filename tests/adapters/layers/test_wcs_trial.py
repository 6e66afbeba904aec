# SPDX-License-Identifier: GPL-2.0-or-later
"""What a coverage service sends is decoded as a grid, and as nothing that names other files or addresses."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.adapters.layers.preview import make_preview
from ruhr_smartcity_plugin.adapters.layers.wcs import checked_wcs
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.geofiles import geotiff
from tests.support.loopback import Loopback, Reply, Seen

BOCHUM = (370000.0, 5700000.0, 380000.0, 5710000.0)
ABOUT = (
    '<CoverageDescription version="1.0.0" xmlns="http://www.opengis.net/wcs"><CoverageOffering><name>h</name>'
    "<lonLatEnvelope><pos>7.1 51.4</pos><pos>7.3 51.5</pos></lonLatEnvelope>"
    "<supportedCRSs><requestResponseCRSs>EPSG:25832</requestResponseCRSs></supportedCRSs>"
    "<supportedFormats><formats>GeoTIFF</formats></supportedFormats></CoverageOffering></CoverageDescription>"
)
CAPABILITIES = (
    '<WCS_Capabilities version="1.0.0" xmlns="http://www.opengis.net/wcs"><ContentMetadata><CoverageOfferingBrief>'
    "<name>h</name><label>H</label></CoverageOfferingBrief></ContentMetadata></WCS_Capabilities>"
)


def service(body: bytes) -> Loopback:
    def answer(seen: Seen) -> Reply:
        documents = {"DescribeCoverage": ABOUT, "GetCapabilities": CAPABILITIES}
        text = documents.get(seen.value("REQUEST"))
        return Reply(200, text, content_type="text/xml") if text else Reply(200, body, content_type="image/tiff")

    return Loopback({"/wcs": answer})


def naming(address: str) -> bytes:
    """Return a virtual raster of GDAL's: it holds no pixels, but says where they are to be read."""
    return (
        '<VRTDataset rasterXSize="64" rasterYSize="64"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f"<SourceFilename>{address}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        "</VRTDataset>"
    ).encode()


@pytest.mark.parametrize("is_preview", [False, True])
def test_a_virtual_raster_that_names_a_file_of_this_computer_is_refused(qgis_app, tmp_path, is_preview):
    picture = tmp_path / "geheim.tif"
    picture.write_bytes(geotiff(tmp_path))
    client = new_client(limits=Limits(3, 10))
    with service(naming(str(picture))) as server:
        url = f"{server.url}/wcs"
        one = Distribution("r", "R", url, (ServiceKind.WCS,))
        source = LayerSource(ServiceKind.WCS, url, "h", "H", "", "1.0.0")

        def look() -> object:
            shown = Dataset("k", "T", "P")
            return make_preview(client, shown, one, BOCHUM) if is_preview else checked_wcs(client, source, BOCHUM)

        with pytest.raises(UnexpectedContentError, match="damaged"):
            look()


def test_a_geotiff_is_taken(qgis_app, tmp_path):
    with service(geotiff(tmp_path)) as server:
        source = LayerSource(ServiceKind.WCS, f"{server.url}/wcs", "h", "H", "", "1.0.0")
        found = checked_wcs(new_client(limits=Limits(3, 10)), source, BOCHUM)
    assert (found.crs, found.parts["format"]) == ("EPSG:25832", "GeoTIFF")
