# SPDX-License-Identifier: GPL-2.0-or-later
"""What a portal answers page by page, as the room keeps it."""

from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.catalogue.town_extents import town_boxes_4326
from ruhr_smartcity_plugin.gui.catalogue.live_hits import LiveHits
from tests.support.finder import BOCHUM, entry


def test_the_town_of_a_live_hit_is_read_from_its_extent_as_in_the_index():
    live = LiveHits("Portal", PortalQuery("karte"))
    live.take_page((replace(entry("a", "Karte"), extent_4326=town_boxes_4326()[BOCHUM]),), 1)
    query = FindQuery(facets={Facet.MUNICIPALITY: frozenset({BOCHUM})})
    (hit,) = live.finder.find(query).hits
    assert (hit.municipalities, hit.municipality_evidence) == (frozenset({BOCHUM}), "extent")
