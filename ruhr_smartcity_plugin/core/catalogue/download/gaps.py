# SPDX-License-Identifier: GPL-2.0-or-later
"""What stretches that could not be fetched say of a layer."""

from __future__ import annotations

from typing import Sequence

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.download.feed import Span


def judge_gaps(stated: int | None, received: int, reached: int, failed: Sequence[Span]) -> Completeness:
    """Return the judgement on a layer with gaps.

    `reached` is the place behind the last object that came, 0 where places say nothing as pages repeat objects.
    """
    known = max(stated or 0, reached)
    is_certain = any(span.start < reached for span in failed) or known > received
    return Completeness(known if known > received else stated, received, Proof.NONE, at_least=is_certain)
