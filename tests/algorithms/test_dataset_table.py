# SPDX-License-Identifier: GPL-2.0-or-later
"""The row of a data set in the table of ``ruhr:searchcatalogue``."""

from __future__ import annotations

from ruhr_smartcity_plugin.algorithms.catalogue.dataset_table import table_fields, table_row
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify


def test_the_formats_of_a_row_are_all_of_each_resource_loadable_ones_first_each_once():
    url = "https://x.example/download/7"
    resources = (
        Distribution("1", "Hinweise", "https://x.example/a.pdf", (ServiceKind.PDF,)),
        Distribution("2", "Baum", url, classify(url, "gml, shape")),
        Distribution("3", "Baum", "https://x.example/b.shp", (ServiceKind.SHP,)),
    )
    row = table_row(Dataset("a", "Baumkataster", "P", distributions=resources), table_fields())
    assert row["formats"] == "Shapefile, GML, PDF"
