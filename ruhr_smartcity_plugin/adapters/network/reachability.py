# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a service there? For the System check page."""

from __future__ import annotations

import time
from dataclasses import dataclass

from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, TooLargeError, TruncatedError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_PATIENCE = Limits(inactivity_s=10.0, total_s=15.0, max_bytes=2 * 1024 * 1024, attempts=1)


@dataclass(frozen=True)
class Reachability:
    """What came of asking a service once.

    Attributes
    ----------
    reachable : the service answered, if only by refusing.
    milliseconds : until the whole answer was there, or until the failure.
    sentence : for the user.
    detail : for the log and the copyable report; without secrets.
    """

    reachable: bool
    milliseconds: int
    sentence: str
    detail: str = ""


def check_service(
    url: str, *, service: str = "", client: HttpClient | None = None, progress: Progress = SILENT
) -> Reachability:
    """Ask `url` once, past all caches, and say how it went; run it in a job.

    An answer that is large, empty, or an error status below 500 still proves that network, proxy, certificate and
    service work.

    Raises
    ------
    CancelledError
    """
    asked = Service(url, service)
    asker = client or new_client(limits=_PATIENCE)
    start = time.monotonic()
    error: NetworkError | None = None
    try:
        asker.get(url, service=service, progress=progress, refresh=True)
    except NetworkError as failure:
        error = failure
    milliseconds = round((time.monotonic() - start) * 1000)
    if error is None or isinstance(error, (TooLargeError, TruncatedError)):
        sentence = tr("The service “{service}” answers ({milliseconds} ms).")
        return Reachability(True, milliseconds, sentence.format(service=asked.name, milliseconds=milliseconds))
    answered = isinstance(error, HttpStatusError) and error.status < 500
    return Reachability(answered, milliseconds, error.sentence, error.detail)
