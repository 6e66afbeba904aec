# SPDX-License-Identifier: GPL-2.0-or-later
"""What the paging engine asks of a service, whatever its protocol."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import MappingProxyType
from typing import Callable, Tuple

from ruhr_smartcity_plugin.core.catalogue.download.page import FeaturePage
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.pages import PageRequest
from ruhr_smartcity_plugin.core.progress import Progress

Bounds = Tuple[float, float, float, float]  # xmin, ymin, xmax, ymax in the CRS that is asked for, x east or longitude

# Turns a GML or Esri JSON answer into GeoJSON; raises ValueError for what is none.
Converter = Callable[[bytes], bytes]

# Pages from a cache may be of another day than the rest.
FRESH = MappingProxyType({"Cache-Control": "no-cache", "Pragma": "no-cache"})
DEFAULT_PAGE = 2_000
# Pages are parsed while the user works: reading one of this size holds the interpreter for some 35 ms (measured).
PAGE_BYTES = 4_000_000


@dataclass(frozen=True)
class Span:
    """A stretch of a service's objects: `size` from the one at `start`, within `box` if there is one."""

    start: int
    size: int
    box: Bounds | None = None

    def split(self, parts: int) -> Tuple[Span, ...]:
        """Return the stretch in at most so many pieces, in order."""
        step = max(1, -(-self.size // parts))
        end = self.start + self.size
        return tuple(Span(start, min(step, end - start), self.box) for start in range(self.start, end, step))


class Feed(ABC):
    """The objects of one layer.

    `page_size` is what to ask for first, `cap` what the service states to give at most per answer. `is_exact` says
    that `stated` counts all there is and cannot be a limit. `area` is where objects are wanted, None for anywhere.
    `bounds` is where its objects can lie: the area, or what the service says of it, which may be out of date.
    """

    page_size: int = DEFAULT_PAGE
    cap: int | None = None
    is_exact: bool = False
    can_start: bool = True
    can_tile: bool = False
    area: Bounds | None = None
    bounds: Bounds | None = None

    def __init__(self, service: str) -> None:
        self.service = service

    @abstractmethod
    def count(self, progress: Progress) -> int | None:
        """Ask for the number of objects; None if the service states none. Raises NetworkError."""

    def may_be_limit(self, stated: int | None) -> bool:
        """Answer whether the stated number may be a limit, although it should count all."""
        del stated
        return False

    @abstractmethod
    def request(self, span: Span) -> PageRequest:
        """Return the request for a stretch of objects."""

    @abstractmethod
    def read(self, answer: Answer) -> FeaturePage:
        """Return the objects in an answer; ValueError if it is none."""

    def counts_in_links(self, page: FeaturePage) -> bool:
        """Answer whether pages can be asked for by their place; else by the link in the page before."""
        del page
        return True

    def follow(self, address: str) -> PageRequest:
        """Return the request for the page a link leads to."""
        return PageRequest(address, None, FRESH, service=self.service)

    def sorted(self, page: FeaturePage) -> bool:
        """Ask in a fixed order from now on, each time by another field; False, and in none, if there is no more."""
        del page
        return False

    def unpack(self, answer: Answer | RuhrError) -> FeaturePage | RuhrError:
        """Return the page in an outcome, or the error: the one that came, or one for an unreadable answer."""
        from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
        from ruhr_smartcity_plugin.translation import tr

        if isinstance(answer, RuhrError):
            return answer
        try:
            return self.read(answer)
        except RuhrError as error:  # the page says itself what is wrong with it
            return error
        except (ValueError, RecursionError) as error:
            sentence = tr("The service “{service}” sent damaged objects, which were discarded.")
            return UnexpectedContentError(sentence.format(service=self.service), f"{type(error).__name__}: {error}")
