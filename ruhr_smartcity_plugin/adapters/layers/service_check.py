# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of services in tasks: one at a time per host, remembered for an hour and kept in the cache folder."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Callable, Dict, Tuple

from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck, check_service
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import host_of
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

FRESH = timedelta(hours=1)
_MOST_KEPT = 500
_MOST_WAITING = 50


@dataclass(frozen=True)
class Place:
    """Where a service is to be asked, as what; `note` is what the user should know of that address."""

    kind: ServiceKind
    url: str
    note: str = ""


# Asked in the task before the service is.
Find = Callable[[Progress], Place]
_Wish = Tuple[ServiceKind, str, str, "Find | None"]  # kind, address, name for sentences


class ServiceChecks(QObject):
    """Runs checks and remembers them; lives in the main thread. Contacts nobody before it is asked to.

    `http` makes the client for an address. `cache_dir` is asked when first needed, since the user may choose another
    folder.
    """

    changed = pyqtSignal(str)  # address whose state is new, or whose check has begun or was stopped
    failed = pyqtSignal(object)  # an error nobody foresaw

    def __init__(
        self,
        tasks: TaskBoard,
        http: Callable[[str], HttpClient],
        cache_dir: Callable[[], Path],
        parent: QObject | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        super().__init__(parent)
        self._tasks, self._http, self._cache_dir, self._now = tasks, http, cache_dir, now
        self._known: Dict[str, ServiceCheck] | None = None
        self._running: Dict[str, Tuple[str, QgsTask]] = {}  # host: address, task
        self._waiting: deque[_Wish] = deque(maxlen=_MOST_WAITING)

    def last(self, url: str) -> ServiceCheck | None:
        """Return the last result for an address, however old; None if it was never checked."""
        return self._results().get(url)

    def is_fresh(self, url: str) -> bool:
        """Answer whether the address was checked within the last hour."""
        last = self.last(url)
        return last is not None and abs(self._now() - last.checked_at) < FRESH

    def is_running(self, url: str) -> bool:
        """Answer whether the address is being checked or waits for its turn."""
        running = any(address == url for address, _task in self._running.values())
        return running or any(one[1] == url for one in self._waiting)

    def check(self, kind: ServiceKind, url: str, name: str = "", find: Find | None = None) -> None:
        """Check an address now, or as soon as the check before it at the same host has ended.

        `find` tells where the service known by this address is today; it is asked in the task.
        """
        if not url or self.is_running(url):
            return
        self._waiting.append((kind, url, name, find))
        self.changed.emit(url)
        self._start_next()

    def check_if_stale(self, kind: ServiceKind, url: str, name: str = "", find: Find | None = None) -> None:
        """Check an address unless it was checked within the last hour; for use with the user's consent."""
        if not self.is_fresh(url):
            self.check(kind, url, name, find)

    def forget_waiting(self) -> None:
        """Drop what has not begun: the user looks at something else."""
        dropped, self._waiting = list(self._waiting), deque(maxlen=_MOST_WAITING)
        for one in dropped:
            self.changed.emit(one[1])

    def stop(self, url: str) -> None:
        """Stop the check of an address."""
        self._waiting = deque((one for one in self._waiting if one[1] != url), maxlen=_MOST_WAITING)
        for address, task in list(self._running.values()):
            if address == url and not sip.isdeleted(task):
                task.cancel()
        self.changed.emit(url)

    def close(self) -> None:
        """Stop everything."""
        self._waiting.clear()
        for _address, task in list(self._running.values()):
            if not sip.isdeleted(task):
                task.cancel()

    def _start_next(self) -> None:
        for wish in list(self._waiting):
            kind, url, name, find = wish
            host = host_of(url) or url
            if host in self._running:
                continue
            self._waiting.remove(wish)
            self._running[host] = (url, self._run(Place(kind, url), name, host, find))

    def _run(self, known: Place, name: str, host: str, find: Find | None) -> QgsTask:
        url, http = known.url, self._http

        def work(progress: Progress) -> ServiceCheck:
            place = find(progress) if find is not None else known
            found = check_service(http(place.url), place.kind, place.url, service=name, progress=progress)
            return replace(found, url=url, note=place.note)  # known by the address it is listed with

        def done(found: ServiceCheck) -> None:
            if not sip.isdeleted(self):
                self._results()[url] = found
                self._end(host, url)
                self._keep()

        def failed(error: BaseException) -> None:
            if sip.isdeleted(self):
                return
            self._end(host, url)
            if not isinstance(error, CancelledError):
                self.failed.emit(error)

        title = tr("Checking “{service}”").format(service=name or host)
        return self._tasks.run(title, work, publish=done, failed=failed)

    def _end(self, host: str, url: str) -> None:
        self._running.pop(host, None)
        self.changed.emit(url)
        self._start_next()

    # --- what is kept ------------------------------------------------------------------------------
    def _path(self) -> Path:
        return self._cache_dir() / "service_states.json"

    def _results(self) -> Dict[str, ServiceCheck]:
        if self._known is None:
            self._known = _read(self._path())
        return self._known

    def _keep(self) -> None:
        newest = sorted(self._results().values(), key=lambda one: one.checked_at)[-_MOST_KEPT:]
        # An address with a key inside is remembered in memory only.
        records = [one.to_record() for one in newest if redact(one.url) == one.url]
        path = self._path()

        def work(_progress: Progress) -> None:
            try:
                write_kept_json(path, {"checks": records})
            except StoreError:
                return  # a state that is not kept is asked for again; nothing the user would have to do

        self._tasks.run(tr("Keeping the state of the services"), work)


def _read(path: Path) -> Dict[str, ServiceCheck]:
    """Return the kept results; empty where there is no usable file. At most 500 short records."""
    try:
        rows = read_json(path)["checks"] if path.is_file() else []
        found = [ServiceCheck.from_record(row) for row in rows[-_MOST_KEPT:]]
    except (InputError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {one.url: one for one in found}
