# SPDX-License-Identifier: GPL-2.0-or-later
"""Spellings and judgements after the licence list of DCAT-AP.de and the spellings seen in portals of the region."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState, recognise_licence

OPEN, CONDITIONS, CLOSED, UNKNOWN = tuple(LicenceState)


@pytest.mark.parametrize(
    ("stated", "key", "state"),
    [
        ("http://dcat-ap.de/def/licenses/dl-by-de/2.0", "dl-by-de/2.0", OPEN),
        ("http://dcat-ap.de/def/licenses/dl-by-de/2_0", "dl-by-de/2.0", OPEN),
        ("https://www.dcat-ap.de/def/licenses/DL-BY-DE/2.0/", "dl-by-de/2.0", OPEN),
        ("dl-de-by-2.0", "dl-by-de/2.0", OPEN),
        ("dl-de/by-2-0", "dl-by-de/2.0", OPEN),
        ("DL-DE-BY-2.0", "dl-by-de/2.0", OPEN),
        ("https://www.govdata.de/dl-de/by-2-0", "dl-by-de/2.0", OPEN),
        ("Datenlizenz Deutschland – Namensnennung – Version 2.0", "dl-by-de/2.0", OPEN),
        ("Datenlizenz Deutschland Namensnennung 2.0 (dl-de/by-2-0)", "dl-by-de/2.0", OPEN),
        ("dl-de-zero-2.0", "dl-zero-de/2.0", OPEN),
        ("https://www.govdata.de/dl-de/zero-2-0", "dl-zero-de/2.0", OPEN),
        ("http://dcat-ap.de/def/licenses/dl-by-nc-de/1.0", "dl-by-nc-de/1.0", CONDITIONS),
        ("dl-de-by-nc-1.0", "dl-by-nc-de/1.0", CONDITIONS),
        ("Datenlizenz Deutschland Namensnennung nicht kommerziell 1.0", "dl-by-nc-de/1.0", CONDITIONS),
        ("cc-by", "cc-by", OPEN),
        ("CC BY 4.0", "cc-by/4.0", OPEN),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", "cc-by/4.0", OPEN),
        ("http://creativecommons.org/licenses/by-sa/4.0/", "cc-by-sa/4.0", OPEN),
        ("http://creativecommons.org/licenses/by-nc/4.0/", "cc-by-nc", CONDITIONS),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode", "cc-by-nc-nd", CONDITIONS),
        ("http://dcat-ap.de/def/licenses/cc-by-nd/4.0", "cc-by-nd", CONDITIONS),
        ("Creative Commons Namensnennung, keine Bearbeitung (CC BY-ND 4.0)", "cc-by-nd", CONDITIONS),
        ("Lizenz: CC BY-NC-SA", "cc-by-nc-sa", CONDITIONS),
        ("CC0-1.0", "cc-zero", OPEN),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc-zero", OPEN),
        ("odc-odbl", "odbl", OPEN),
        ("http://dcat-ap.de/def/licenses/geonutz/20130319", "geonutz/20130319", OPEN),
        ("official-work", "officialwork", OPEN),
        ("http://dcat-ap.de/def/licenses/officialWork", "officialwork", OPEN),
        ("other-open", "other-open", OPEN),
        ("other-closed", "other-closed", CLOSED),
        ("Andere geschlossene Lizenz / nicht offen", "other-closed", CLOSED),
        ("http://dcat-ap.de/def/licenses/other-commercial", "other-commercial", CLOSED),
        ("notspecified", "", UNKNOWN),
        ("", "", UNKNOWN),
        ("   ", "", UNKNOWN),
        ("Nutzungsbedingungen siehe Webseite", "", UNKNOWN),
        ("Namensnennung, nicht kommerziell", "", UNKNOWN),
    ],
)
def test_spelling(stated, key, state):
    licence = recognise_licence(stated)
    assert (licence.key, licence.state) == (key, state)


def test_not_specified_does_not_hide_a_later_statement():
    assert recognise_licence("notspecified", None, "cc-by").key == "cc-by"


def test_the_first_known_statement_wins():
    assert recognise_licence("cc-by-nc/4.0", "cc-by/4.0").state is CONDITIONS


def test_an_unknown_wording_is_kept_and_never_judged_open():
    licence = recognise_licence("Lizenz der Stadt Musterdorf")
    assert licence.name == "Lizenz der Stadt Musterdorf"
    assert licence.state is UNKNOWN
    assert "Ask the publisher" in licence.advice()


def test_each_state_has_words_and_advice():
    for stated in ("cc-by", "cc-zero", "cc-by-nc", "other-closed", ""):
        licence = recognise_licence(stated)
        assert licence.state.text()
        assert licence.advice().endswith(".")
