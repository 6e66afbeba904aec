# SPDX-License-Identifier: GPL-2.0-or-later
"""Which licence counts for a data set whose resources state their own, and how its source is to be named."""

from __future__ import annotations

from typing import Any, Iterable, Mapping

from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.texts import list_of

_STRICTEST_FIRST = (LicenceState.CLOSED, LicenceState.CONDITIONS, LicenceState.UNKNOWN, LicenceState.OPEN)


def licence_that_counts(own: Licence, distributions: Iterable[Distribution]) -> Licence:
    """Return the licence of the resources where they state one, else the data set's `own`.

    DCAT-AP.de keeps the licence at the resource; the data set's own field is often empty or wrong. If resources
    differ, the strictest counts, so that the list never calls something open that is not; one that is stated but not
    known may be strict.
    """
    stated = [one.licence for one in distributions if one.licence.name]
    return min(stated, key=lambda licence: _STRICTEST_FIRST.index(licence.state)) if stated else own


def stated_or_own(stated: Licence, own: Licence) -> Licence:
    """Return what a resource states, known or not, or what its data set does if the resource states nothing."""
    return stated if stated.name else own


def attribution_of(record: Mapping[str, Any]) -> str:
    """Return how a record of DCAT-AP.de wants its source to be named; lists may be JSON in a string.

    >>> attribution_of({"licenseAttributionByText": '["© Stadt Bochum", "© RVR"]'})
    '© Stadt Bochum; © RVR'
    """
    return "; ".join(list_of(record.get("licenseAttributionByText")))
