# SPDX-License-Identifier: GPL-2.0-or-later
"""Spellings and judgements after the licence list of DCAT-AP.de and the spellings seen in portals of the region."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState, all_licences, recognise_licence

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
        ("official-work", "officialWork", OPEN),
        ("http://dcat-ap.de/def/licenses/officialWork", "officialWork", OPEN),
        ("other-open", "other-open", OPEN),
        ("other-closed", "other-closed", CLOSED),
        ("Andere geschlossene Lizenz / nicht offen", "other-closed", CLOSED),
        ("http://dcat-ap.de/def/licenses/other-commercial", "other-commercial", CLOSED),
        ("app_commercial", "other-commercial", CLOSED),
        ("app_freeware", "other-freeware", CLOSED),
        ("http://dcat-ap.de/def/licenses/cc-nc/3_0", "cc-by-nc", CONDITIONS),
        ("notspecified", "", UNKNOWN),
        ("", "", UNKNOWN),
        ("   ", "", UNKNOWN),
        ("Nutzungsbedingungen siehe Webseite", "", UNKNOWN),
        ("Namensnennung, nicht kommerziell", "", UNKNOWN),
        # written out, with what restricts it
        ("Creative Commons Attribution-NoDerivs 4.0", "cc-by-nd", CONDITIONS),
        ("Creative Commons Attribution-NoDerivatives 4.0 International", "cc-by-nd", CONDITIONS),
        ("Creative Commons Namensnennung - Nicht kommerziell - Keine Bearbeitungen 4.0", "cc-by-nc-nd", CONDITIONS),
        ("Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 4.0", "cc-by-sa/4.0", OPEN),
        ("Creative Commons BY-SA 4.0", "cc-by-sa/4.0", OPEN),
        ("Creative Commons Namensnennung 4.0 International", "cc-by/4.0", OPEN),
        # a name that the words beside it contradict
        ("CC BY (non-commercial use only)", "", UNKNOWN),
        ("CC-BY 4.0 (nicht kommerziell)", "", UNKNOWN),
        ("CC BY 4.0, Bearbeitung nicht gestattet", "", UNKNOWN),
        ("CC BY 4.0, Weitergabe unter gleichen Bedingungen", "", UNKNOWN),
        ("Datenlizenz Deutschland Namensnennung 2.0, keine kommerzielle Nutzung", "", UNKNOWN),
        ("CC BY 4.0, nur mit Genehmigung der Stadt", "", UNKNOWN),
        # a name that is denied
        ("Nutzung unter Creative Commons Namensnennung ausgeschlossen", "", UNKNOWN),
        ("This is not public domain data", "", UNKNOWN),
        ("Die Daten stehen nicht unter CC BY.", "", UNKNOWN),
        ("dl-de/by-2-0 gilt nicht", "", UNKNOWN),
        ("ODbL 1.0 gilt nicht", "", UNKNOWN),
        ("CC BY 4.0 (nicht gültig)", "", UNKNOWN),
        # a name that is kept for some
        ("dl-de/by-2-0 nur für Behörden", "", UNKNOWN),
        ("intern; dl-de-by-2.0", "", UNKNOWN),
        ("CC BY 4.0 nur für Forschungszwecke", "", UNKNOWN),
        ("Nur für den internen Gebrauch (CC BY)", "", UNKNOWN),
        ("CC-BY only for academic use", "", UNKNOWN),
        ("CC BY 4.0, for internal use only", "", UNKNOWN),
        ("dl-de/by-2-0. Die kommerzielle Nutzung ist ausgeschlossen.", "", UNKNOWN),
        # words that restrict nothing
        ("dl-de/zero-2-0: Nutzung kommerziell wie nicht-kommerziell erlaubt", "dl-zero-de/2.0", OPEN),
        ("Lizenz (dl-zero-de/2.0). Die Verwendung des Wappens ist nicht gestattet.", "dl-zero-de/2.0", OPEN),
        ("dl-de/by-2-0. Die kommerzielle Nutzung ist nicht ausgeschlossen.", "dl-by-de/2.0", OPEN),
        ("CC BY 4.0 – Veränderungen nicht eingeschränkt", "cc-by/4.0", OPEN),
        ("ODbL 1.0. Not for navigation", "odbl", OPEN),
        ("dl-de/by-2-0, international nutzbar, nur für die Darstellung bis 1:5000", "dl-by-de/2.0", OPEN),
        ("Für kommerzielle und nicht kommerzielle Nutzung: dl-de/by-2-0", "dl-by-de/2.0", OPEN),
        ("CC BY 4.0. Die Haftung ist ausgeschlossen.", "cc-by/4.0", OPEN),
        ("CC BY 4.0, Haftung ist ausgeschlossen", "cc-by/4.0", OPEN),
        ("Soweit nicht anders angegeben: CC BY 4.0", "cc-by/4.0", OPEN),
        # closed, in German too
        ("Alle Rechte vorbehalten", "other-closed", CLOSED),
        ("© Stadt Herne, alle Rechte vorbehalten.", "other-closed", CLOSED),
        ("geschlossene Lizenz", "other-closed", CLOSED),
        # versions: as stated, or none
        ("Datenlizenz Deutschland – Namensnennung – V2.0", "dl-by-de/2.0", OPEN),
        ("Datenlizenz Deutschland – Namensnennung – Version 2", "dl-by-de/2.0", OPEN),
        ("Datenlizenz Deutschland Namensnennung 2", "dl-by-de/2.0", OPEN),
        ("Datenlizenz Deutschland – Namensnennung – Version 1.0", "dl-by-de/1.0", OPEN),
        ("Datenlizenz Deutschland – Namensnennung", "dl-by-de", OPEN),
        ("Datenlizenz Deutschland – Namensnennung (2021)", "dl-by-de", OPEN),
        ("dl-de-by", "dl-by-de", OPEN),
        ("Datenlizenz Deutschland Zero", "dl-zero-de/2.0", OPEN),  # there is no other version
        ("CC BY 4", "cc-by/4.0", OPEN),
        # the EU's list of licences
        ("http://publications.europa.eu/resource/authority/licence/CC_BY_4_0", "cc-by/4.0", OPEN),
        ("http://publications.europa.eu/resource/authority/licence/CC_BYSA_4_0", "cc-by-sa/4.0", OPEN),
        ("http://publications.europa.eu/resource/authority/licence/CC_BYNC_4_0", "cc-by-nc", CONDITIONS),
        ("http://publications.europa.eu/resource/authority/licence/CC0", "cc-zero", OPEN),
        ("http://publications.europa.eu/resource/authority/licence/ODC_BL", "odbl", OPEN),
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
    assert "No licence stated" not in licence.advice()
    assert recognise_licence("").advice().startswith("No licence stated")


def test_a_version_that_the_entry_states_elsewhere_counts():
    assert recognise_licence("cc-by", "https://creativecommons.org/licenses/by/4.0/").key == "cc-by/4.0"
    assert recognise_licence("dl-de-by", "Datenlizenz Deutschland Namensnennung 2.0").key == "dl-by-de/2.0"


def test_the_address_is_that_of_the_stated_version():
    licence = recognise_licence("http://creativecommons.org/licenses/by-sa/3.0/")
    assert licence.url == "https://creativecommons.org/licenses/by-sa/3.0/"


@pytest.mark.parametrize(
    ("stated", "key", "url"),
    [
        ("http://creativecommons.org/licenses/by-sa/3.0/de/", "cc-by-sa", "by-sa/3.0/de/"),
        ("CC BY-SA 3.0 DE", "cc-by-sa", "by-sa/3.0/de/"),
        ("CC BY-NC 3.0 Deutschland", "cc-by-nc", "by-nc/3.0/de/"),
        ("https://creativecommons.org/licenses/by/3.0/de/deed.de", "cc-by-de/3.0", "by/3.0/de/"),
        ("CC BY 3.0 DE", "cc-by-de/3.0", "by/3.0/de/"),
        ("http://dcat-ap.de/def/licenses/cc-by-de/3.0", "cc-by-de/3.0", "by/3.0/de/"),
        ("https://creativecommons.org/licenses/by/3.0/", "cc-by/3.0", "by/3.0/"),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", "cc-by/4.0", "by/4.0/"),
        ("https://creativecommons.org/licenses/by/4.0/de", "cc-by/4.0", "by/4.0/"),
    ],
)
def test_a_version_of_german_law_keeps_its_own_address(stated, key, url):
    licence = recognise_licence(stated)
    assert (licence.key, licence.url) == (key, f"https://creativecommons.org/licenses/{url}")


def test_data_are_published_only_under_addresses_of_the_official_list():
    """`URI` of ckanext-dcatde's dcat_license_mapping.json (6445a1c), without the licences of software and of Berlin."""
    official = {
        "cc-by", "cc-by/4.0", "cc-by-de/3.0", "cc-by-nc", "cc-by-nc-de/3.0", "cc-by-nc/4.0", "cc-by-nd",
        "cc-by-nd/3.0", "cc-by-nd/4.0", "cc-by-sa", "cc-by-sa/4.0", "ccpdm/1.0", "cc-zero", "dl-by-de/1.0",
        "dl-by-de/2.0", "dl-by-nc-de/1.0", "dl-zero-de/2.0", "geonutz/20130319", "odbl", "odby", "odcpddl",
        "officialWork", "other-closed", "other-commercial", "other-freeware", "other-open",
    }  # fmt: skip
    offered = {one.key for one in all_licences()}
    assert offered <= official
    assert all(recognise_licence(f"http://dcat-ap.de/def/licenses/{one}").key == one for one in offered)


def test_a_licence_without_version_is_recognised_but_no_data_are_published_under_it():
    keys = [one.key for one in all_licences()]
    assert "dl-by-de/2.0" in keys
    assert "dl-by-de" not in keys


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("CC BY-SA 4.0", ["Name the source.", "Pass on changed data under the same licence only."]),
        ("odc-odbl", ["Name the source.", "Pass on changed data under the same licence only."]),
        ("CC BY-NC", ["Name the source.", "No commercial use."]),
        ("CC BY-ND", ["Name the source.", "Do not pass on changed data."]),
        ("CC BY-NC-ND", ["Name the source.", "No commercial use.", "Do not pass on changed data."]),
        ("CC BY 4.0", ["Name the source."]),
    ],
)
def test_the_advice_names_each_condition(stated, said):
    assert recognise_licence(stated).advice() == " ".join(said)


def test_each_state_has_words_and_advice():
    for stated in ("cc-by", "cc-zero", "cc-by-nc", "other-closed", ""):
        licence = recognise_licence(stated)
        assert licence.state.text()
        assert licence.advice().endswith(".")


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ("http://dcat-ap.de/def/licenses/cc-by-sa-de/3.0", "by-sa/3.0/de/"),
        ("http://dcat-ap.de/def/licenses/cc-by-de/3.0", "by/3.0/de/"),
        ("cc-by-sa/3.0", "by-sa/3.0/"),
        ("http://dcat-ap.de/def/licenses/cc-by-nd/3.0", "by-nd/3.0/"),
        ("CC BY-ND 3.0", "by-nd/3.0/"),
        ("cc-by-nc-de/3.0", "by-nc/3.0/de/"),
        ("cc-by-nc-nd-4.0", "by-nc-nd/4.0/"),
        ("cc-by/4.0", "by/4.0/"),
        ("cc-by", "by/4.0/"),
    ],
)
def test_the_terms_that_are_linked_are_those_of_the_stated_version(stated, address):
    assert recognise_licence(stated).url == f"https://creativecommons.org/licenses/{address}"
