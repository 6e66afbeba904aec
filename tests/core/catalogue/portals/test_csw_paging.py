# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers that count, page and link wrongly: each list is complete or known to be short."""

from __future__ import annotations

from typing import Callable, List

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.portals.csw import CswPortal
from ruhr_smartcity_plugin.core.catalogue.portals.csw_request import MANNERS, filter_of, records_document
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import AddressRefusedError, CancelledError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback, Reply, Seen
from tests.support.pycsw_records import online, record
from tests.support.xml_reader import read_xml

CAPABILITIES = (
    '<csw:Capabilities xmlns:csw="c" xmlns:ows="o" version="2.0.2"><ows:ServiceIdentification><ows:Title>Katalog Süd'
    '</ows:Title></ows:ServiceIdentification><ows:OperationsMetadata><ows:Operation name="GetRecords"/>'
    "</ows:OperationsMetadata></csw:Capabilities>"
)
TOTAL = 25


def xml(text: str, status: int = 200) -> Reply:
    return Reply(status, text, content_type="application/xml; charset=utf-8")


def answer(keys: List[str], attributes: str, more: str = "") -> Reply:
    records = "".join(record(key, f"Satz {key}").split("?>", 1)[1] for key in keys) + more
    return xml(
        f'<csw:GetRecordsResponse xmlns:csw="c"><csw:SearchResults {attributes}>{records}</csw:SearchResults>'
        "</csw:GetRecordsResponse>"
    )


def no_services(seen: Seen) -> bool:
    return "dc:type" in seen.value("CONSTRAINT")


def search(page: Callable[[int], Reply], **limits: object) -> SearchResult:
    """Search a server that answers `page(start)`; start counts from 0."""

    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        if no_services(seen):
            return answer([], 'numberOfRecordsMatched="0" nextRecord="0"')
        return page(int(seen.value("STARTPOSITION")) - 1)

    with Loopback({"/csw": route}) as server:
        return portal(f"{server.url}/csw").search(PortalQuery(), page_rows=10, **limits)


def portal(address: str) -> CswPortal:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)
    return CswPortal(HttpClient(session, limits=limits), address, read_xml=read_xml)


def keys(start: int, rows: int = 10) -> List[str]:
    return [f"k{number:02d}" for number in range(start, min(start + rows, TOTAL))]


def test_a_server_that_states_no_count_is_read_to_the_end_it_names():
    def page(start: int) -> Reply:
        following = start + 11 if start + 10 < TOTAL else 0
        return answer(keys(start), f'nextRecord="{following}"')

    found = search(page)
    assert len(found.datasets) == TOTAL
    assert found.completeness.verdict is Verdict.COMPLETE
    assert found.is_complete


def test_a_server_that_states_nothing_at_all_is_read_until_an_empty_page():
    found = search(lambda start: answer(keys(start), ""))
    assert len(found.datasets) == TOTAL
    assert found.completeness.verdict is Verdict.COMPLETE


def test_a_server_that_says_the_end_too_early_is_asked_on():
    found = search(lambda start: answer(keys(start), f'numberOfRecordsMatched="{TOTAL}" nextRecord="0"'))
    assert len(found.datasets) == TOTAL
    assert found.is_complete


def test_a_server_that_repeats_its_first_page_is_known_to_be_short():
    found = search(lambda _start: answer(keys(0), f'numberOfRecordsMatched="{TOTAL}" nextRecord="11"'))
    assert len(found.datasets) == 10
    assert found.completeness.verdict is Verdict.SHORT
    assert "10 of 25" in found.completeness.sentence()
    assert not found.is_complete


def test_a_server_that_repeats_its_first_page_and_counts_nothing_proves_nothing():
    found = search(lambda _start: answer(keys(0), 'nextRecord="11"'))
    assert len(found.datasets) == 10
    assert found.completeness.verdict is Verdict.UNPROVEN
    assert not found.is_complete


def repeated_and_damaged(attributes: str, good: int = 9) -> Reply:
    """Return a first page of which some rows are no records, as it is given to every question."""
    whole = answer(keys(0, good), attributes)
    rows = '<gmd:MD_Metadata xmlns:gmd="g"/>' * (10 - good)
    return xml(whole.body.replace("</csw:SearchResults>", f"{rows}</csw:SearchResults>"))


@pytest.mark.parametrize("attributes", ['numberOfRecordsMatched="500"', 'nextRecord="11"', ""])
def test_a_first_page_repeated_with_a_damaged_row_is_asked_for_twice_and_never_whole(attributes):
    asked = []
    found = search(lambda start: asked.append(start) or repeated_and_damaged(attributes))
    assert len(asked) == 2
    assert len(found.datasets) == 9
    assert found.completeness.verdict is not Verdict.COMPLETE


def test_damaged_rows_alone_and_no_count_end_the_search_without_proof():
    found = search(lambda _start: repeated_and_damaged('nextRecord="11"', good=0))
    assert (found.datasets, found.unreadable) == ((), 10)
    assert found.completeness.verdict is Verdict.UNPROVEN


def test_pages_that_overlap_count_each_record_once():
    found = search(lambda start: answer(keys(max(0, start - 2), 12), f'numberOfRecordsMatched="{TOTAL}"'))
    assert len(found.datasets) == TOTAL
    assert found.is_complete


def test_a_server_that_skips_a_record_is_known_to_be_short():
    def page(start: int) -> Reply:
        return answer([one for one in keys(start) if one != "k13"], f'numberOfRecordsMatched="{TOTAL}"')

    found = search(page)
    # The list is asked on by the rows received, so k20 comes twice and k13 never.
    assert len(found.datasets) == TOTAL - 1
    assert found.completeness.verdict is Verdict.SHORT


@pytest.mark.parametrize("count", ["0", "3", "-1", "viele"])
def test_a_count_below_what_came_is_no_count(count):
    found = search(lambda start: answer(keys(start), f'numberOfRecordsMatched="{count}"'))
    assert len(found.datasets) == TOTAL
    assert found.completeness.verdict is Verdict.COMPLETE


def test_a_count_of_the_page_alone_is_looked_behind_where_the_service_names_what_follows():
    def page(start: int) -> Reply:
        if start >= TOTAL:
            return xml("<ExceptionReport><Exception><ExceptionText>start</ExceptionText></Exception></ExceptionReport>")
        found = keys(start)
        return answer(found, f'numberOfRecordsMatched="{len(found)}" nextRecord="{start + len(found) + 1}"')

    result = search(page)
    assert len(result.datasets) == TOTAL
    # Of the last page nobody knows whether it is: the service names another one, and fails there.
    assert not result.is_complete


@pytest.mark.parametrize(("total", "asked"), [(25, [0, 10, 20]), (20, [0, 10, 20]), (5, [0, 5])])
def test_a_service_that_names_a_page_behind_its_last_one_and_fails_there_is_complete(total, asked):
    starts: List[int] = []

    def page(start: int) -> Reply:
        starts.append(start)
        if start >= total:
            return xml("<ExceptionReport/>", status=400)
        found = keys(start)[: total - start]
        return answer(found, f'numberOfRecordsMatched="{total}" nextRecord="{start + len(found) + 1}"')

    result = search(page)
    assert len(result.datasets) == total
    assert result.is_complete
    assert starts == asked  # a last page that is smaller than the others is not looked behind


def test_an_empty_catalogue_is_complete():
    found = search(lambda _start: answer([], 'numberOfRecordsMatched="0" nextRecord="0"'))
    assert found.datasets == ()
    assert found.is_complete


def test_a_record_nobody_can_read_is_counted():
    def page(start: int) -> Reply:
        if start == 20:
            records = "".join(record(key, key).split("?>", 1)[1] for key in keys(20, 4))
            broken = '<gmd:MD_Metadata xmlns:gmd="g"/>'
            return xml(
                '<csw:GetRecordsResponse xmlns:csw="c"><csw:SearchResults numberOfRecordsMatched="25">'
                f"{records}{broken}</csw:SearchResults></csw:GetRecordsResponse>"
            )
        return answer(keys(start), 'numberOfRecordsMatched="25"')

    found = search(page)
    assert (len(found.datasets), found.unreadable, found.is_complete) == (24, 1, True)


def test_a_limit_ends_the_search_early():
    found = search(lambda start: answer(keys(start), f'numberOfRecordsMatched="{TOTAL}"'), limit=10)
    assert (len(found.datasets), found.next_start, found.is_complete) == (10, 10, False)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<html><body>Anmeldung</body></html>", "web page"),
        ('<WMS_Capabilities version="1.3.0"><Service/></WMS_Capabilities>', "catalogue service"),
        ('<csw:Capabilities xmlns:csw="c" version="3.0.0"><a/><OperationsMetadata/></csw:Capabilities>', "3.0.0"),
        ("<csw:Capabilities", "broken answer"),
        (
            '<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>Kein Dienst</ows:ExceptionText>'
            "</ows:Exception></ows:ExceptionReport>",
            "Kein Dienst",
        ),
    ],
)
def test_what_is_no_catalogue_service_is_one_sentence(body, expected):
    with Loopback({"/csw": xml(body)}) as server, pytest.raises(UnexpectedContentError, match=expected):
        portal(f"{server.url}/csw").search(PortalQuery())


def test_records_of_another_form_are_said_to_be_so():
    body = (
        '<csw:GetRecordsResponse xmlns:csw="c"><csw:SearchResults numberOfRecordsMatched="1"><csw:Record/>'
        "</csw:SearchResults></csw:GetRecordsResponse>"
    )
    with pytest.raises(UnexpectedContentError, match="ISO 19139"):
        search(lambda _start: xml(body))


def test_an_exception_on_the_second_page_is_said_with_the_servers_reason():
    def page(start: int) -> Reply:
        if start:
            return xml(
                '<ows:ExceptionReport xmlns:ows="o"><ows:Exception><ows:ExceptionText>Index defekt</ows:ExceptionText>'
                "</ows:Exception></ows:ExceptionReport>"
            )
        return answer(keys(0), f'numberOfRecordsMatched="{TOTAL}"')

    found = search(page)
    assert len(found.datasets) == 10
    assert "Index defekt" in found.error.sentence


def test_a_server_that_cannot_sort_is_asked_without():
    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        if seen.value("SORTBY"):
            return Reply(400, "no sorting", content_type="text/plain")
        return answer([] if no_services(seen) else keys(0), 'numberOfRecordsMatched="10"')

    with Loopback({"/csw": route}) as server:
        one = portal(f"{server.url}/csw")
        assert len(one.search(PortalQuery()).datasets) == 10
        refused = [seen for seen in server.seen if seen.value("SORTBY")]
    assert len(refused) == 1, "asked once, then remembered"


def test_a_server_that_cannot_be_asked_for_services_is_read_without_them():
    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        document = seen.body.decode()
        if no_services(seen) or "dc:type" in document:
            return Reply(400, "Invalid PropertyName", content_type="text/plain")
        return answer(keys(0), 'numberOfRecordsMatched="10"')

    with Loopback({"/csw": route}) as server:
        assert portal(f"{server.url}/csw").search(PortalQuery()).is_complete


@pytest.mark.parametrize(("count", "pages", "has_services"), [(30, 30, True), (31, 1, False), (None, 30, False)])
def test_services_of_thirty_pages_are_read_and_of_more_not_even_begun(count, pages, has_services):
    asked: List[int] = []

    def service(number: int) -> str:
        link = online("https://x.example/wms?SERVICE=WMS")
        coupled = '<srv:operatesOn uuidref="k00"/>'
        return record(f"s{number}", "Dienst", hierarchy="service", online=[link], service=coupled).split("?>", 1)[1]

    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        if not no_services(seen):
            return answer(["k00"], 'numberOfRecordsMatched="1"')
        number = int(seen.value("STARTPOSITION"))  # pages of one row
        asked.append(number)
        stated = f'numberOfRecordsMatched="{count}"' if count else f'nextRecord="{number + 1}"'
        return answer([], stated, service(number))

    with Loopback({"/csw": route}) as server:
        (dataset,) = portal(f"{server.url}/csw").search(PortalQuery()).datasets
    assert len(asked) == pages
    assert bool(dataset.distributions) is has_services


def test_a_service_list_that_breaks_off_is_an_error_not_a_list_without_services():
    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        if no_services(seen):
            start = int(seen.value("STARTPOSITION")) - 1
            return answer(keys(0), 'numberOfRecordsMatched="25"') if start == 0 else xml("<broken")
        return answer(keys(0), 'numberOfRecordsMatched="10"')

    with Loopback({"/csw": route}) as server, pytest.raises(UnexpectedContentError):
        portal(f"{server.url}/csw").search(PortalQuery())


def test_foreign_parameters_of_the_address_stay():
    def route(seen: Seen) -> Reply:
        assert seen.value("mandant") == "ruhr"
        return xml(CAPABILITIES) if seen.value("REQUEST") == "GetCapabilities" else answer([], "")

    with Loopback({"/csw": route}) as server:
        address = f"{server.url}/csw?mandant=ruhr&service=CSW&request=GetCapabilities"
        assert portal(address).search(PortalQuery()).datasets == ()


def test_no_other_than_web_addresses_are_taken():
    with pytest.raises(AddressRefusedError):
        portal("file:///etc/passwd")


def test_user_text_cannot_leave_its_place_in_the_filter():
    found = filter_of(PortalQuery('</ogc:Literal><x a="1">'))
    assert "&lt;/ogc:Literal&gt;&lt;x" in found
    root = read_xml(records_document(found, 0, 10, MANNERS[2]), "Test")
    assert "x" not in {one.name for one in root.walk()}


def test_a_record_without_a_box_stays_and_one_elsewhere_goes_as_the_server_is_not_asked_for_the_box():
    boxes = {"bochum": (7.1, 51.41, 7.35, 51.53), "wien": (16.2, 48.1, 16.6, 48.3), "ohne": None}
    rows = "".join(record(key, key, box=box).split("?>", 1)[1] for key, box in boxes.items())

    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        assert "BBOX" not in seen.value("CONSTRAINT")
        return answer([], 'numberOfRecordsMatched="0"') if no_services(seen) else answer(
            [], 'numberOfRecordsMatched="3" nextRecord="0"', rows)  # fmt: skip

    with Loopback({"/csw": route}) as server:
        found = portal(f"{server.url}/csw").search(PortalQuery(extent_4326=(7.0, 51.0, 7.5, 52.0)))
    assert sorted(one.title for one in found.datasets) == ["bochum", "ohne"]
    assert found.is_complete


def test_a_reading_of_the_services_that_was_broken_off_goes_on_where_it_was():
    starts: List[str] = []

    class StopsOnThe2ndPage:
        def is_cancelled(self) -> bool:
            return len(starts) == 2

        def report(self, fraction: float, text: str = "") -> None:
            del fraction, text

    def route(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetCapabilities":
            return xml(CAPABILITIES)
        if seen.value("REQUEST") == "GetRecordById":
            one = record(seen.value("ID"), "Bäume").split("?>", 1)[1]
            return xml(f'<csw:GetRecordByIdResponse xmlns:csw="c">{one}</csw:GetRecordByIdResponse>')
        start = int(seen.value("STARTPOSITION"))
        starts.append(seen.value("STARTPOSITION"))
        following = start + 10 if start + 10 <= TOTAL else 0
        return answer(keys(start - 1), f'numberOfRecordsMatched="{TOTAL}" nextRecord="{following}"')

    with Loopback({"/csw": route}) as server:
        asked = portal(f"{server.url}/csw")
        with pytest.raises(CancelledError):
            asked.dataset("a", progress=StopsOnThe2ndPage())
        assert asked.dataset("a").key == "a"
    assert starts == ["1", "11", "11", "21"]  # the first page once
