# SPDX-License-Identifier: GPL-2.0-or-later
"""All objects of a service, page by page: several at once, failed ones again and smaller, and a count of the rest."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Iterable, Iterator, List, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, group_digits, judge
from ruhr_smartcity_plugin.core.catalogue.download.feed import Feed, Span
from ruhr_smartcity_plugin.core.catalogue.download.gaps import judge_gaps
from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage
from ruhr_smartcity_plugin.core.catalogue.download.page_source import (
    SMALLEST_PAGE,
    Outcome,
    PageSource,
    fitting_size,
    is_refusal,
)
from ruhr_smartcity_plugin.core.catalogue.download.sameness import Edges, FirstObjects
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging
from ruhr_smartcity_plugin.core.catalogue.download.tiles import Tiling, quarters, strips_around
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    HttpStatusError,
    RuhrError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.pages import MOST_PARALLEL
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# How often what failed is asked again, each time in so many smaller pieces.
_HEALING = (1, 4, 8, 8)
_MOST_HEALING_REQUESTS = 96
_MOST_PAGES = 100_000
_MOST_IDLE = 8


class Paging:
    """One download of all objects of a feed into a staging file."""

    def __init__(
        self,
        client: HttpClient,
        feed: Feed,
        staging: Staging,
        *,
        parallel: int = MOST_PARALLEL,
        progress: Progress = SILENT,
    ) -> None:
        self._source = PageSource(client, feed, parallel, progress)
        self._feed, self._staging, self._progress = feed, staging, progress
        self._stated: int | None = None
        self._failed: List[Span] = []
        self._error: RuhrError | None = None
        self._end: int | None = None  # where an empty page showed the end
        self._empty: List[Span] = []
        self._matched: int | None = None  # the total that the latest page states
        self._reached = 0  # behind the last object any page brought
        self._n_doubles = 0
        self._is_ordered = False
        self._edges = Edges()
        self._n_idle = 0  # pages in a row that brought nothing new
        self._known_until = 0  # behind it such pages are a sign that there is no more
        self._n_errors = 0  # requests in a row that failed
        self._n_planned = 0
        self._is_proven = False
        self._goes_on_at: int | None = None  # where an object was found behind as many as the service states
        self._is_unchecked = False  # asking for that object failed
        self._is_linked_on = False  # a page that reaches the stated number leads to another one
        self._is_blind = False  # read by tiles, in which objects without a geometry are not found

    def run(self) -> Completeness:
        """Fetch all there is and judge it.

        Raises
        ------
        NetworkError
            Nothing could be fetched at all.
        StoreError
            The staging file cannot be written.
        CancelledError
            The user stopped it.
        """
        self._progress.report(0.0, tr("Asking for the number of objects"))
        self._stated = self._ask_count()
        first = self._first_page()
        if self._stated is None:
            self._stated = first.matched
        self._is_linked_on = bool(first.following) and self._stated is not None and len(first) >= self._stated
        if self._may_have_more(first):
            self._fetch_rest(first, len(first))
        if self._has_object_behind():
            self._goes_on_at = self._reached
            self._fetch_rest(first, self._reached)
        self._settle_count()
        return self._judge()

    # --- the parts --------------------------------------------------------------------------------
    def _ask_count(self) -> int | None:
        try:
            return self._feed.count(self._progress)
        except AccessDeniedError:
            raise
        except (HttpStatusError, UnexpectedContentError) as error:
            self._error = error
            return None

    def _first_page(self) -> FeaturePage:
        size = min(self._feed.page_size, self._feed.cap or self._feed.page_size)
        page, size, n_bytes = self._source.first(size)
        self._error = None
        self._keep(page, Span(0, size))
        self._asked, self._n_first = size, len(page)
        self._first = FirstObjects(page)
        self._size = fitting_size(size, len(page), n_bytes, self._feed.cap)
        return page

    def _is_exact(self) -> bool:
        """Answer whether the stated number counts all there is."""
        is_disproved = self._is_linked_on or self._goes_on_at is not None
        return self._feed.is_exact and not is_disproved and not self._feed.may_be_limit(self._stated)

    def _may_have_more(self, first: FeaturePage) -> bool:
        if self._stated is not None and self._trusts_count():
            return len(first) < self._stated
        if not len(first):
            self._end, self._is_proven = 0, not self._stated
            return bool(self._stated)
        return True

    def _trusts_count(self) -> bool:
        """Answer whether the stated number can be no limit: services cap the number they state, too."""
        if self._is_exact():
            return True
        if self._goes_on_at is not None or self._is_linked_on:
            return False
        stated = self._stated
        return stated is not None and stated != self._feed.cap and bool(stated % 100) and stated >= self._reached

    def _has_object_behind(self) -> bool:
        """Ask for the object behind the last one, where only a number that may be a limit says that all are here."""
        received = self._received()
        is_sure = self._is_exact() and bool(received % 100)  # some services count their page only
        if is_sure or not self._feed.can_start or self._is_proven or self._failed:
            return False
        if not received or self._stated != received or not self._trusts_count():
            return False
        outcome, _n_bytes = self._source.one(Span(self._reached, 1))
        is_known = self._repeats(outcome, self._reached)
        if is_known and not self._first.begin(outcome):  # its pages overlap, perhaps
            outcome, _n_bytes = self._source.one(Span(self._reached, SMALLEST_PAGE))
            is_known = self._repeats(outcome, self._reached)
        if isinstance(outcome, FeaturePage):
            return bool(len(outcome)) and not is_known
        if not isinstance(outcome, (HttpStatusError, UnexpectedContentError)):
            self._error, self._is_unchecked = outcome, True
        return False

    def _fetch_rest(self, first: FeaturePage, start: int) -> None:
        if first.following and not self._feed.counts_in_links(first):
            self._follow(first.following)
        elif self._feed.can_start:
            self._run_pages(start)
            if self._n_doubles and not self._is_ordered and self._received() != self._stated:
                # The service gives its objects in another order each time: once more, in a fixed one.
                self._is_proven = False
                if self._in_order(Span(0, self._size)) is not None:
                    self._known_until = self._reached  # in another order much is known already
                    self._run_pages(0)
        if self._is_short() or not (self._feed.can_start or self._is_proven):
            self._tile()

    def _follow(self, address: str) -> None:
        """Go from page to page by the links: the service says nothing else of where a page begins."""
        seen = set()
        while address and address not in seen and not self._is_hopeless():
            seen.add(address)
            outcome = self._source.linked(address)
            if isinstance(outcome, RuhrError):
                self._error = outcome
                self._failed.append(Span(self._reached, self._size))
                return
            self._keep(outcome, Span(self._reached, len(outcome)))
            address = outcome.following
        self._is_proven = not address

    def _run_pages(self, start: int) -> None:
        following = self._starts_where_asked(start)
        if following is None:
            return
        self._go_on(following)
        self._heal()
        self._is_proven = self._end is not None and not self._failed and not self._is_shuffled()

    def _is_shuffled(self) -> bool:
        """Answer whether objects came on other pages again: what the service gave in their places may be missing."""
        return self._received() < self._reached

    def _go_on(self, start: int | None) -> None:
        """Fetch all pages from a place on, also behind empty ones that turn out not to be the end."""
        while start is not None:
            for span, outcome in self._source.stream(self._spans(start)):
                self._take(span, outcome)
            start = self._left_at()

    def _left_at(self) -> int | None:
        """Return where to go on when all that was asked for is there; None if the end is known or nobody knows it."""
        lost = [span for span in self._empty if span.start < self._reached]
        self._failed += lost
        self._empty = [span for span in self._empty if span.start >= self._reached]
        self._end = min((span.start for span in self._empty), default=None)
        is_beyond = self._stated is not None and self._reached >= self._stated + (not self._is_linked_on)
        is_beyond = is_beyond and not self._trusts_count()
        return self._reached if self._end is None and (lost or (is_beyond and not self._is_hopeless())) else None

    def _is_hopeless(self) -> bool:
        """Answer whether nothing new has come for so long that nothing will."""
        return max(self._n_idle, self._n_errors) >= _MOST_IDLE or self._n_planned >= _MOST_PAGES

    def _starts_where_asked(self, start: int) -> int | None:
        """Fetch pages from a place on and return where to go on; None if the service does not heed the start.

        The first of them tells, while the next ones are on their way if the service states more. If it does not begin
        there, the service is asked once more in a fixed order.
        """
        has_more = self._stated is not None and self._stated > start
        pages = self._source.stream(islice(self._spans(start), None if has_more else 1))
        span, outcome = next(pages, (Span(start, self._size), None))
        if outcome is None:
            outcome, _n_bytes = self._source.one(span)
        if is_refusal(outcome) or self._repeats(outcome, start):
            pages.close()
            is_refused = isinstance(outcome, RuhrError)
            self._error = outcome if is_refused else self._error
            outcome = self._in_order(span)
            if outcome is None and is_refused:
                outcome, span = self._behind(span)
            if outcome is None:
                return None
            if start and self._is_ordered:  # the first page came in another order
                self._ask_again([Span(0, start)], self._failed)
        if isinstance(outcome, FeaturePage) and 0 < len(outcome) < span.size:
            # The cap lies between the first page's size and this one's.
            pages.close()
            self._size = len(outcome)
            self._keep(outcome, span)
            return span.start + len(outcome)
        self._take(span, outcome)
        following = span.start + span.size
        for span, outcome in pages:  # none where it was closed
            self._take(span, outcome)
            following = span.start + span.size
        return following

    def _behind(self, refused: Span) -> Tuple[FeaturePage | None, Span]:
        """Return the page behind a refused one, and its stretch, if it comes: then only the refused one is broken."""
        span = Span(refused.start + refused.size, refused.size)
        outcome, _n_bytes = self._source.one(span)
        if isinstance(outcome, RuhrError) or self._repeats(outcome, span.start):
            return None, span
        self._failed.append(refused)
        return outcome, span

    def _in_order(self, span: Span) -> FeaturePage | None:
        """Return the page of a stretch in a fixed order, which holds from now on; None, and no order, without one."""
        while self._feed.sorted(FeaturePage()):
            outcome, _n_bytes = self._source.one(span)
            if isinstance(outcome, RuhrError) or self._repeats(outcome, span.start):
                continue
            self._is_ordered, self._error = True, None
            self._failed.clear()
            self._edges.clear()
            self._empty, self._end = [], None
            if not self._staging.has_ids:
                self._staging.clear()  # what came before cannot be told apart from what comes now
            return outcome
        return None

    def _repeats(self, outcome: Outcome, start: int) -> bool:
        """Answer whether a page holds nothing but what came before it."""
        if start == 0 or not isinstance(outcome, FeaturePage) or not len(outcome):
            return False
        known = self._staging.knows(outcome)
        if not known and self._first.return_in(outcome):
            self._staging.distrust_ids()  # the service makes new ones with every answer
            return True
        return known == len(outcome) or (known > 0 and self._first.begin(outcome))

    def _spans(self, start: int) -> Iterator[Span]:
        """Give the stretches from a place on, as far as the service states objects.

        Where its number may be a limit, one object behind them is asked for, too.
        """
        is_sure = self._stated is not None and self._trusts_count()
        is_ahead = self._stated is not None and self._stated > start and self._stated >= self._reached
        end = self._stated if is_sure or is_ahead else None
        while self._end is None and self._n_idle < _MOST_IDLE and not (end is None and self._is_hopeless()):
            if end is not None and start >= end:
                if not is_sure:
                    yield Span(start, 1)
                return
            size = self._size if end is None else min(self._size, end - start)
            self._n_planned += 1
            yield Span(start, size)
            start += size

    def _take(self, span: Span, outcome: Outcome) -> None:
        if isinstance(outcome, RuhrError):
            self._error = outcome
            self._failed.append(span)
            self._n_errors += 1
            return
        self._n_errors = 0
        self._keep(outcome, span)
        lacking = span.size - len(outcome)
        if lacking <= 0:
            return
        if not len(outcome) and not self._is_before_end(span.start):
            self._empty.append(span)
            self._end = span.start if self._end is None else min(self._end, span.start)
            return
        # Short although more should follow: a smaller cap than the first page showed, or a lost page.
        self._failed.append(Span(span.start + len(outcome), lacking))

    def _is_before_end(self, start: int) -> bool:
        return start < self._reached or (self._stated is not None and self._trusts_count() and start < self._stated)

    def _keep(self, page: FeaturePage, span: Span) -> None:
        new = self._staging.add(page)
        self._n_doubles += len(page) - new
        self._matched = page.matched if page.matched is not None else self._matched
        if new or not len(page):
            self._n_idle = 0
        elif span.start >= self._known_until:
            self._n_idle += 1
        end = span.start + len(page)
        if page.following and self._stated is not None and end >= self._stated:
            self._is_linked_on = True
        if len(page):
            self._reached = max(self._reached, span.start + len(page))
            self._edges.note(span.start, page)
        received = self._staging.n_objects
        total = max(self._stated or 0, received, 1)
        share = received / total if self._stated else 0.5
        self._progress.report(0.95 * share, tr("{count} objects received").format(count=group_digits(received)))
        stop_if_cancelled(self._progress)

    def _heal(self) -> None:
        """Ask again for what failed, in smaller pieces each time, as long as that helps."""
        n_requests = 0
        for parts in _HEALING:
            again = [piece for span in self._failed for piece in span.split(parts)]
            if not again or n_requests + len(again) > _MOST_HEALING_REQUESTS:
                break
            n_requests += len(again)
            self._ask_again(again)
        behind = [span for span in self._failed if span.start >= self._reached]  # what a short last page left
        if behind and n_requests:
            self._ask_again(behind, [span for span in self._failed if span not in behind])
        if n_requests and not self._failed:
            self._error = None

    def _ask_again(self, spans: List[Span], others: Iterable[Span] = ()) -> None:
        self._failed = list(others)
        for span, outcome in self._source.stream(spans):
            self._take(span, outcome)
        if self._end is not None:  # an empty answer: whatever would lie behind it does not exist
            self._failed = [span for span in self._failed if span.start < self._end]

    def _is_short(self) -> bool:
        received = self._received()
        if self._stated is not None and received < self._stated:
            return True
        return bool(self._failed) or not (self._is_proven or (self._stated == received and self._trusts_count()))

    def _tile(self) -> None:
        """Fetch by ever smaller tiles of the extent: the last way with services that cannot page."""
        if not self._feed.can_tile or self._feed.bounds is None:
            return
        tiling, before = Tiling(self._source, self._staging), self._received()
        limit = max(self._n_first, 1)
        tiling.run(quarters(self._feed.bounds), limit, self._asked)
        if tiling.error is None and not tiling.is_capped and self._feed.area is None and not self._meets_count():
            # The stated extent may be an old one.
            tiling.run(strips_around(self._feed.bounds), limit, self._asked)
        received = self._received()
        if tiling.error is not None:
            self._error = tiling.error
        elif not tiling.is_capped and received >= max(self._stated or 0, self._reached):
            self._failed.clear()
            self._error = None
            # What has no geometry lies in no tile: if they brought more than the pages, some of these may be missing.
            is_met = received == self._stated and self._trusts_count()
            self._is_proven = is_met or self._feed.area is not None or received == before
            self._is_blind = not self._is_proven

    def _meets_count(self) -> bool:
        return self._stated is not None and self._trusts_count() and self._received() >= self._stated

    def _settle_count(self) -> None:
        """Look at the count once more: data may change while they are fetched."""
        if self._stated is None or (self._is_proven and not self._trusts_count()):
            return
        again = self._source.count_again() if self._matched is None else self._matched
        if again is None or again == self._stated:
            return
        self._stated = again
        if self._feed.can_start and self._trusts_count() and self._received() < again:
            self._go_on(self._reached)
            self._heal()

    def _received(self) -> int:
        """Return the number of objects kept.

        Objects without ids that are equal in all are taken for doubles of overlapping pages. In a fixed order equal
        ones stand side by side: those that a page's end parts are counted if the service's own number says so.
        """
        staging = self._staging
        is_as_stated = not staging.has_ids and self._is_ordered and staging.n_rows == self._stated
        if is_as_stated and staging.n_rows - staging.n_objects <= self._edges.parted():
            return staging.n_rows
        return staging.n_objects

    def _judge(self) -> Completeness:
        received, stated = self._received(), self._stated
        if self._is_exact() and stated is not None:
            found = Completeness(stated, received, Proof.STATED if received == stated else Proof.NONE)
        elif self._failed:
            found = judge_gaps(stated, received, 0 if self._n_doubles else self._reached, self._failed)
        else:
            # False: there are no objects behind the last one; None: nobody knows.
            has_more = (self._goes_on_at is not None and received <= self._goes_on_at) or None
            has_more = False if self._is_proven else has_more
            found = judge(stated, received, cap=self._feed.cap, has_more=has_more)
            if self._is_unchecked:
                found = replace(found, proof=Proof.NONE)
        if found.proof in (Proof.STATED, Proof.PROBED):
            return found
        if self._error is None and self._is_blind:
            cause = tr("It was read area by area; objects without a geometry are not found that way.")
        elif self._error is None and self._feed.can_start and self._is_shuffled():
            cause = tr("Its pages repeat objects, so that others may be missing.")
        else:
            cause = self._error.sentence if self._error is not None else ""
        return replace(found, cause=cause)
