# SPDX-License-Identifier: GPL-2.0-or-later
"""A client whose calls share one time: many small answers must not add up to a long wait."""

from __future__ import annotations

import math
from dataclasses import replace

from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.limits import Limits
from ruhr_smartcity_plugin.core.network.watch import Watch
from ruhr_smartcity_plugin.core.progress import Progress


class BudgetClient(HttpClient):
    """Gives all calls since `begin` together the total time of one; without `begin`, each has it for itself.

    What is asked for after the time is over ends in `TimedOutError` and is not sent.
    """

    _ends = math.inf

    @classmethod
    def over(cls, client: HttpClient, limits: Limits) -> BudgetClient:
        """Return one over the session of another client."""
        return cls(client.session, limits=limits, wait=client.wait, clock=client._clock)

    def begin(self) -> None:
        """Let the time run from now on."""
        self._ends = self._clock() + self.limits.total_s

    def _watch(self, progress: Progress) -> Watch:
        left_s = self._ends - self._clock()
        return Watch(replace(self.limits, total_s=min(self.limits.total_s, left_s)), progress, self._clock)
