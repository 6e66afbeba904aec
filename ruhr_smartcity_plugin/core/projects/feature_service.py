# SPDX-License-Identifier: GPL-2.0-or-later
"""What a feature service can be asked, whichever protocol it speaks, and what became of records sent to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Dict, List, Mapping, Protocol, Sequence, Tuple

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.projects.feature_layers import FeatureLayer
from ruhr_smartcity_plugin.core.projects.feature_writing import Write

Asked = Sequence[Tuple[str, Mapping[str, Sequence[Any]]]]  # (table, column -> allowed values)
Found = Dict[str, List[Dict[str, Any]]]  # rows by table


class FeatureService(Protocol):
    """A service with the layers of a register. Every call is at least one request.

    Raises NetworkError of all kinds; after an error of `write` only reading tells what was done.
    """

    title: str
    layers: Mapping[str, FeatureLayer]
    read_only_reason: str

    def rows(self, asked: Asked) -> Found:
        """Return the rows of several tables whose columns hold one of the values, deleted ones too."""

    def all_rows(self, table: str) -> List[Dict[str, Any]]:
        """Return every row of a table. Raises StoreError if the service gives fewer than it says it has."""

    def write(self, writes: Sequence[Write]) -> None:
        """Send writes, each exactly once. Raises WriteRefusedError if the service says it did not carry them out."""


class WriteRefusedError(StoreError):
    """The service itself says that it did not write."""


class SaveState(Enum):
    """What is known of a record that was to be saved."""

    SAVED = "saved"
    NOT_SAVED = "not saved"
    CONFLICT = "conflict"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True)
class SaveResult:
    """One record: what became of it, and why."""

    uuid: str
    title: str
    state: SaveState
    reason: str = ""


class RecordsNotSavedError(StoreError):
    """Some of several records were not saved; `results` say which, and what became of the others."""

    def __init__(self, sentence: str, detail: str = "", *, results: Tuple[SaveResult, ...]) -> None:
        super().__init__(sentence, detail)
        self.results = results
