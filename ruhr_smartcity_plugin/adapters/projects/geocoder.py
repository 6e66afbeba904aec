# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks the address service the user has chosen. Nothing is asked as long as none is chosen."""

from __future__ import annotations

from dataclasses import replace

from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.projects.geocoding import AddressAnswer, read_answer, search_url, service_name

_MOST_BYTES = 1024 * 1024
_LONGEST_S = 20.0


def find_address(client: HttpClient, template: str, text: str, progress: Progress = SILENT) -> AddressAnswer:
    """Return what the service knows of an address. For use inside tasks.

    Raises InputError for an unusable text or template, NetworkError as `HttpClient.get_json` does, and
    UnexpectedContentError for an answer without places.
    """
    url, service = search_url(template, text), service_name(template)
    # One person waits for one address: a small answer, soon, and asked once.
    limits = replace(client.limits, max_bytes=_MOST_BYTES, total_s=min(_LONGEST_S, client.limits.total_s),
                     inactivity_s=min(_LONGEST_S, client.limits.inactivity_s), attempts=1)
    answer = client.with_limits(limits).get_json(url, service=service, progress=progress)
    return read_answer(answer, service)
