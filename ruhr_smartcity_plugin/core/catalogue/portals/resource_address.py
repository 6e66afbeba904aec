# SPDX-License-Identifier: GPL-2.0-or-later
"""The address of a resource, or why there is none to use."""

from __future__ import annotations

from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import AddressRefusedError
from ruhr_smartcity_plugin.translation import tr


def usable_address(address: str) -> Tuple[str, str]:
    """Return the address to open and ""; or "" and the sentence that says why it is not opened."""
    if not address:
        return "", tr("The catalogue gives no address.")
    try:
        return checked_address(address), ""
    except AddressRefusedError as error:
        return "", error.sentence


def web_address(address: str) -> str:
    """Return a web address ready to be opened, or "" for anything else."""
    return usable_address(address)[0] if address else ""
