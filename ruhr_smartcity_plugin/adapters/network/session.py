# SPDX-License-Identifier: GPL-2.0-or-later
"""HTTP clients that go through QGIS, for jobs (`adapters.tasks`) and algorithms, not for the window's main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from ruhr_smartcity_plugin.adapters.network.main_thread import wait
from ruhr_smartcity_plugin.core.network.agent import user_agent
from ruhr_smartcity_plugin.core.network.client import Answer, Content, HttpClient, Limits
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import requests
    from qgis.core import QgsTask

    from ruhr_smartcity_plugin.adapters.settings import Settings, StoredLimits
    from ruhr_smartcity_plugin.adapters.tasks import TaskBoard


def new_session(authcfg: str = "", auth_host: str = "", *, may_hold_window: bool = False) -> requests.Session:
    """Return a `requests.Session` whose transport is QGIS's: its proxy, certificates, cache and network logger.

    Parameters
    ----------
    authcfg : id of an entry in QGIS's authentication database.
    auth_host : the only host (or ``host:port``, or address) that gets the log-in.
    may_hold_window : allow requests on the main thread of the QGIS window, which then stands until the answer.
    """
    import requests

    from ruhr_smartcity_plugin.adapters.network.login import Login
    from ruhr_smartcity_plugin.adapters.network.transport import QgisAdapter

    session = requests.Session()
    session.trust_env = False  # no .netrc, no proxy variables: QGIS decides
    session.headers["User-Agent"] = user_agent()
    adapter = QgisAdapter(Login(authcfg, auth_host), may_hold_window=may_hold_window)
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    return session


def new_client(authcfg: str = "", auth_host: str = "", *, limits: Limits | None = None) -> HttpClient:
    """Return the HTTP client over `new_session`; see there for the log-in."""
    session = new_session(authcfg, auth_host)
    return HttpClient(session, limits=limits or Limits(), wait=wait, login=authcfg)


def new_algorithm_client(authcfg: str = "", auth_host: str = "") -> HttpClient:
    """Return the HTTP client of a Processing algorithm, with the limits the user has set.

    The toolbox, the batch dialog and `qgis_process` run algorithms where they may wait. `processing.run` in QGIS's
    Python console runs them on the main thread: who does that waits by his own wish, as with QGIS's own algorithms.
    """
    from ruhr_smartcity_plugin.adapters.settings import StoredLimits

    session = new_session(authcfg, auth_host, may_hold_window=True)
    return HttpClient(session, limits=limits_of(StoredLimits()), wait=wait, login=authcfg)


def limits_of(settings: Settings | StoredLimits) -> Limits:
    """Return the limits the user or the administrator has set; a value below one counts as one."""
    return Limits(
        inactivity_s=float(max(1, settings.inactivity_s.value())),
        total_s=float(max(1, settings.total_s.value())),
        max_bytes=max(1, settings.max_answer_mb.value()) * 1024 * 1024,
    )


def fetch_async(
    board: TaskBoard,
    url: str,
    on_done: Callable[[Answer], None],
    on_error: Callable[[BaseException], None],
    *,
    client: HttpClient | None = None,
    expect: Content = Content.ANY,
    service: str = "",
) -> QgsTask:
    """Fetch `url` in a task (returned, to cancel); `on_done` or `on_error` is called on the main thread."""
    asker = client or new_client()
    title = tr("Fetching from {service}").format(service=service or url.split("?")[0])
    return board.run(
        title,
        lambda progress: asker.get(url, expect=expect, service=service, progress=progress),
        publish=on_done,
        failed=on_error,
    )
