# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands with the projects in an exported file: whether it is internal, the licence, and whom to name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict

from ruhr_smartcity_plugin.core.projects.file_mark import INTERNAL_MARK


@dataclass(frozen=True)
class ExportNotes:
    """`licence` is a name or an address, `attribution` the text that names the source; empty for none."""

    internal: bool = False
    licence: str = ""
    attribution: str = ""

    def members(self) -> Dict[str, str]:
        """Return the notes as members of a JSON document; what is empty is left out."""
        named = {"marking": INTERNAL_MARK if self.internal else "", "licence": self.licence.strip(),
                 "attribution": self.attribution.strip()}
        return {name: text for name, text in named.items() if text}
