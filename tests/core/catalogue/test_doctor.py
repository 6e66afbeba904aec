# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Ailment, diagnose, same_service
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import CatalogueAnswer, Examination, LayerFacts
from ruhr_smartcity_plugin.core.catalogue.doctor.report import ReportRow, report_csv, report_html
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck, ServiceState
from ruhr_smartcity_plugin.core.origin import Origin

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
FACTS = LayerFacts("id1", "Bäume", "WFS", ServiceKind.WFS, "http://geo.example/wfs", "ms:baeume", has_licence=True)
LAYERS = ("ms:baeume", "ms:strassen")


def check(state: ServiceState, moved_to: str = "", reason: str = "") -> ServiceCheck:
    return ServiceCheck(FACTS.url, state, 40, NOW, moved_to, reason)


def ailments(facts: LayerFacts, found: Examination) -> list:
    return [one.ailment for one in diagnose(facts, found).findings]


def test_a_layer_that_works_is_healthy():
    diagnosis = diagnose(FACTS, Examination(check(ServiceState.OK), LAYERS))
    assert diagnosis.is_healthy
    assert diagnosis.repair is None


def test_a_dead_service_is_healed_by_the_catalogue_before_a_preset():
    found = Examination(
        check(ServiceState.DEAD, reason="No answer."),
        catalogue=CatalogueAnswer("https://neu.example/wfs?SERVICE=WFS&REQUEST=GetCapabilities"),
        preset_urls=("https://liste.example/wfs",),
    )
    repair = diagnose(FACTS, found).repair
    assert (repair.url, repair.layer) == ("https://neu.example/wfs", "ms:baeume")
    found = replace(found, catalogue=None)
    assert diagnose(FACTS, found).repair.url == "https://liste.example/wfs"


@pytest.mark.parametrize("is_same", [True, False])
def test_a_listed_service_with_a_layer_of_the_name_is_a_guess_unless_the_layer_was_made_from_it(is_same):
    found = Examination(check(ServiceState.DEAD), preset_urls=("https://liste.example/wfs",), is_preset_same=is_same)
    repair = diagnose(FACTS, found).repair
    assert (repair.url, repair.is_guess) == ("https://liste.example/wfs", not is_same)
    assert ("a guess" in repair.reason) is not is_same


def test_a_service_that_was_too_slow_is_not_called_dead():
    silent = replace(check(ServiceState.DEAD, reason="It did not answer within 10 s."), timed_out=True)
    diagnosis = diagnose(FACTS, Examination(silent, preset_urls=("https://liste.example/wfs",)))
    (finding,) = diagnosis.findings
    assert (finding.ailment, finding.sentence) == (Ailment.SILENT, "It did not answer within 10 s.")
    assert finding.ailment.title == "no answer in time"
    assert diagnosis.repair.url == "https://liste.example/wfs"


def test_a_dead_service_nobody_knows_another_address_of_gets_no_proposal():
    found = Examination(check(ServiceState.DEAD), preset_urls=("http://geo.example/wfs?service=WFS",))
    diagnosis = diagnose(FACTS, found)
    assert [one.ailment for one in diagnosis.findings] == [Ailment.DEAD]
    assert diagnosis.repair is None


def test_a_moved_service_is_followed_and_keeps_what_distinguishes_it():
    facts = replace(FACTS, url="http://geo.example/ows?map=baum.map")
    found = Examination(check(ServiceState.MOVED, "https://neu.example/ows"), LAYERS)
    assert diagnose(facts, found).repair.url == "https://neu.example/ows?map=baum.map"


@pytest.mark.parametrize("address", ["file:///etc/passwd", "javascript:1", ""])
def test_a_redirect_to_no_web_address_is_no_proposal(address):
    assert diagnose(FACTS, Examination(check(ServiceState.MOVED, address), LAYERS)).repair is None


def test_a_renamed_layer_gets_the_most_similar_name_and_none_without_one():
    found = Examination(check(ServiceState.OK), ("ms:baeume_2026", "ms:strassen"))
    diagnosis = diagnose(FACTS, found)
    assert [one.ailment for one in diagnosis.findings] == [Ailment.RENAMED]
    assert (diagnosis.repair.layer, diagnosis.repair.is_guess) == ("ms:baeume_2026", True)
    assert diagnosis.repair.reason.startswith("a guess")
    nothing = diagnose(FACTS, Examination(check(ServiceState.OK), ("ms:kanal",)))
    assert nothing.repair is None
    assert [one.ailment for one in nothing.findings] == [Ailment.RENAMED]


@pytest.mark.parametrize(
    ("gone", "offered"),
    [
        ("STR_DEN", ["STR_NGT", "IND_DEN"]),
        ("laermden", ["laermngt"]),
        ("tiefe_hw", ["tiefe_mw"]),
        ("dop_2021", ["dop_2020"]),
        ("dop20rgb", ["dop10rgb"]),
        ("59", ["58"]),
        ("wms_pet_typisch", ["wms_pet_extrem"]),
        ("baeume", ["baeume_ost", "baeume_west"]),
        ("baeume,strassen", ["baeume", "strecken"]),
        ("baeume,baum", ["baeume"]),
    ],
)
def test_another_data_set_beside_the_one_that_is_gone_is_not_guessed(gone, offered):
    facts = replace(FACTS, kind=ServiceKind.WMS, provider="wms", layer=gone)
    diagnosis = diagnose(facts, Examination(check(ServiceState.OK), tuple(offered)))
    assert [one.ailment for one in diagnosis.findings] == [Ailment.RENAMED]
    assert diagnosis.repair is None


@pytest.mark.parametrize(
    ("gone", "offered", "now"),
    [
        ("dop_2021", ["dop_2020", "DOP2021"], "DOP2021"),
        ("strassennamen", ["Strassen_Namen", "strassen"], "Strassen_Namen"),
        ("ms:Bäume", ["geo:baeume", "ms:kanal"], "geo:baeume"),
        ("baum_standort", ["baum_standorte"], "baum_standorte"),
        ("raeume", ["baeume"], "baeume"),
    ],
)
def test_a_name_that_is_only_alike_is_a_guess_and_what_is_stated_is_none(gone, offered, now):
    found = Examination(check(ServiceState.MOVED, "https://neu.example/wfs"), tuple(offered))
    repair = diagnose(replace(FACTS, layer=gone), found).repair
    assert (repair.layer, repair.is_guess) == (now, True)
    assert not diagnose(replace(FACTS, layer=now), found).repair.is_guess


def test_another_namespace_is_no_other_name():
    assert not ailments(FACTS, Examination(check(ServiceState.OK), ("geo:baeume",)))


def test_of_several_layers_only_the_missing_one_is_replaced():
    facts = replace(FACTS, kind=ServiceKind.WMS, provider="wms", layer="strassen,baeume")
    found = Examination(check(ServiceState.OK), ("strassen", "baeume_neu"))
    assert diagnose(facts, found).repair.layer == "strassen,baeume_neu"


def test_https_is_proposed_where_it_works():
    diagnosis = diagnose(FACTS, Examination(check(ServiceState.OK), LAYERS, https_works=True))
    assert [one.ailment for one in diagnosis.findings] == [Ailment.HTTP_ONLY]
    assert diagnosis.repair.url == "https://geo.example/wfs"


@pytest.mark.parametrize("state", [ServiceState.DEAD, ServiceState.NO_SERVICE])
@pytest.mark.parametrize("timed_out", [False, True])
def test_a_service_that_answers_by_https_only_is_healed_by_it_before_the_catalogue(state, timed_out):
    found = Examination(replace(check(state), timed_out=timed_out), https_works=True,
                        catalogue=CatalogueAnswer("https://neu.example/wfs"))  # fmt: skip
    diagnosis = diagnose(FACTS, found)
    assert (diagnosis.repair.url, diagnosis.repair.layer) == ("https://geo.example/wfs", "ms:baeume")
    assert not diagnosis.repair.is_guess
    (said,) = (one.sentence for one in diagnosis.findings if one.ailment is Ailment.HTTP_ONLY)
    assert "by https only" in said


@pytest.mark.parametrize(
    ("found", "url"),
    [
        (Examination(check(ServiceState.OK), https_works=True), "https://geo.example/rest/FeatureServer/3"),
        (
            Examination(check(ServiceState.MOVED, "https://neu.example/rest/FeatureServer/3")),
            "https://neu.example/rest/FeatureServer/3",
        ),
    ],
)
def test_a_layer_that_has_an_address_but_no_name_is_healed_too(found, url):
    address = "http://geo.example/rest/FeatureServer/3"
    facts = replace(FACTS, provider="arcgisfeatureserver", kind=ServiceKind.ARCGIS, url=address, layer="")
    repair = diagnose(facts, found).repair
    assert (repair.url, repair.layer) == (url, "")


def test_moved_and_renamed_are_healed_together():
    found = Examination(check(ServiceState.MOVED, "https://neu.example/wfs"), ("ms:baeume_2026",))
    repair = diagnose(FACTS, found).repair
    assert (repair.url, repair.layer) == ("https://neu.example/wfs", "ms:baeume_2026")


def test_what_the_layer_itself_tells_is_found_without_asking():
    facts = replace(FACTS, url="", path="/weg/baum.gpkg", path_exists=False, short_sentence="3 of 9 loaded.",
                    place_sentence="Axes swapped.", has_open_login=True, has_licence=False)  # fmt: skip
    assert set(ailments(facts, Examination())) == {
        Ailment.MISSING_FILE, Ailment.INCOMPLETE, Ailment.WRONG_PLACE, Ailment.OPEN_LOGIN, Ailment.NO_LICENCE
    }  # fmt: skip


def test_a_copy_older_than_the_catalogue_is_stale():
    origin = Origin("Bäume", fetched_at=datetime(2026, 1, 1, tzinfo=timezone.utc))
    facts = replace(FACTS, url="", path="/x/baum.gpkg", origin=origin)
    assert ailments(facts, Examination(catalogue=CatalogueAnswer(modified=NOW))) == [Ailment.STALE]
    older = CatalogueAnswer(modified=datetime(2025, 1, 1, tzinfo=timezone.utc))
    assert not ailments(facts, Examination(catalogue=older))
    assert ailments(facts, Examination(catalogue=CatalogueAnswer(is_gone=True))) == [Ailment.GONE]


def test_the_date_of_an_entry_is_not_taken_for_that_of_the_data():
    """Portals touch entries when they harvest: tariffs of 2016 were flagged as of 2025 (facts/domain.md, 1.5, 7)."""
    origin = Origin("Tarife", fetched_at=datetime(2026, 1, 1, tzinfo=timezone.utc))
    facts = replace(FACTS, url="", path="/x/psa_2016.csv", origin=origin)
    (finding,) = diagnose(facts, Examination(catalogue=CatalogueAnswer(entry_modified=NOW))).findings
    assert finding.ailment is Ailment.STALE
    assert "entry was changed" in finding.sentence
    assert "does not say" in finding.sentence
    old = datetime(2016, 1, 1, tzinfo=timezone.utc)
    assert not ailments(facts, Examination(catalogue=CatalogueAnswer(modified=old, entry_modified=NOW)))
    (of_data,) = diagnose(facts, Examination(catalogue=CatalogueAnswer(data_date=NOW, entry_modified=NOW))).findings
    assert "data of 2026-11-22" in of_data.sentence
    answer = Examination(catalogue=CatalogueAnswer(modified=NOW))
    (written,) = diagnose(facts, answer, date_text=lambda moment: f"{moment:%d.%m.%Y}").findings
    assert "data of 22.11.2026" in written.sentence


def test_a_data_set_that_is_gone_is_not_called_newer():
    gone = Examination(catalogue=CatalogueAnswer(is_gone=True))
    (finding,) = diagnose(replace(FACTS, url="", path="/x/b.gpkg", origin=Origin("Bäume")), gone).findings
    assert finding.ailment.title == "no longer in the catalogue"


def test_addresses_of_one_service_are_recognised():
    assert same_service("http://a.example/wms?request=GetMap&layers=x", "https://A.example/wms/")
    assert not same_service("http://a.example/ows?map=a", "http://a.example/ows?map=b")


def test_the_report_has_no_secrets_no_formula_and_no_foreign_markup():
    facts = replace(FACTS, name="=cmd() <b>", url="https://geo.example/wfs?token=canary7")
    row = ReportRow(diagnose(facts, Examination(check(ServiceState.DEAD, reason="tot"))), "")
    table, page = report_csv([row]), report_html([row], "Herne <1>", "22.11.2026")
    assert "canary7" not in table + page
    assert next(iter(list(csv.reader(io.StringIO(table), delimiter=";"))[1:]))[0].startswith("'=")
    assert "<b>" not in page
    assert "&lt;1&gt;" in page
    assert 'lang="en"' in page


def test_a_key_in_an_address_goes_to_no_other_host():
    facts = replace(FACTS, url="http://geo.example/ows?map=baum.map&token=canary")
    same = Examination(check(ServiceState.MOVED, "http://geo.example/neu"), LAYERS)
    assert "token=canary" in diagnose(facts, same).repair.url
    other = Examination(check(ServiceState.MOVED, "https://neu.example/ows"), LAYERS)
    assert diagnose(facts, other).repair.url == "https://neu.example/ows?map=baum.map"


def test_a_report_holds_no_password_anywhere_and_not_the_users_own_folder():
    home = str(Path.home() / "daten" / "baum.gpkg")
    facts = replace(FACTS, url="", path=home, path_exists=False, name="http://anna:canary@geo.example")
    row = ReportRow(diagnose(facts, Examination()), "http://anna:canary@geo.example failed")
    for text in (report_csv([row]), report_html([row], "p", "heute")):
        assert "canary" not in text
        assert "anna" not in text
        assert str(Path.home()) not in text
        assert "~/daten/baum.gpkg" in text


def test_a_copy_that_is_stale_or_gone_is_fetched_again_from_where_the_catalogue_has_it():
    origin = Origin("Bäume", fetched_at=datetime(2026, 1, 1, tzinfo=timezone.utc))
    facts = replace(FACTS, kind=None, url="", path="/x/baum.gpkg", origin=origin, copied_from="https://a.example/b.csv")
    assert diagnose(facts, Examination(catalogue=CatalogueAnswer(modified=NOW))).repair.url == "https://a.example/b.csv"
    moved = Examination(catalogue=CatalogueAnswer("https://neu.example/b.csv", NOW))
    assert diagnose(facts, moved).repair.url == "https://neu.example/b.csv"
    assert diagnose(replace(facts, path_exists=False), Examination()).repair.url == "https://a.example/b.csv"
    assert diagnose(facts, Examination()).repair is None
    assert diagnose(facts, Examination(catalogue=CatalogueAnswer(is_gone=True))).repair is None
    assert diagnose(replace(facts, copied_from="", path_exists=False), Examination()).repair is None


@pytest.mark.parametrize(
    ("listed", "url"),
    [
        ("https://gis.example/rest/services/gruen/FeatureServer", "https://gis.example/rest/services/gruen/FeatureServer/3"),
        ("https://neu.example/rest/services/gruen/FeatureServer", "https://neu.example/rest/services/gruen/FeatureServer/3"),
        ("https://neu.example/rest/services/g/FeatureServer/5", "https://neu.example/rest/services/g/FeatureServer/5"),
    ],
)  # fmt: skip
def test_a_copy_of_one_layer_of_arcgis_is_fetched_from_that_layer_though_the_catalogue_lists_the_service(listed, url):
    came_from = "https://gis.example/rest/services/gruen/FeatureServer/3"
    facts = replace(FACTS, provider="ogr", kind=ServiceKind.ARCGIS, url="", layer="", path="/x/b.gpkg",
                    path_exists=False, origin=Origin("t"), copied_from=came_from)  # fmt: skip
    assert diagnose(facts, Examination(catalogue=CatalogueAnswer(listed))).repair.url == url
