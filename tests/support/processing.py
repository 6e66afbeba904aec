# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests of Processing algorithms say and read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Iterator

from qgis.core import QgsApplication, QgsProcessingFeedback

from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider


@contextmanager
def registered_provider() -> Iterator[RuhrProvider]:
    """Register the plugin's provider; taken back at the end unless the test did so itself."""
    registry = QgsApplication.processingRegistry()
    provider = RuhrProvider()
    assert registry.addProvider(provider), "a provider is still registered: an earlier test left it behind"
    try:
        yield provider
    finally:
        if registry.providerById("ruhr") is not None:
            registry.removeProvider(provider)


class Feedback(QgsProcessingFeedback):
    """Keeps what the algorithm says; cancels when the progress passes `cancel_at` percent."""

    def __init__(self, cancel_at: float | None = None) -> None:
        super().__init__(False)
        self.infos, self.warnings, self.errors = [], [], []
        if cancel_at is not None:
            self.progressChanged.connect(lambda percent: percent >= cancel_at and self.cancel())

    def pushInfo(self, info):
        self.infos.append(info)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: N803 (Processing's parameter name)
        self.errors.append(error)


def box(west, south, east, north) -> str:
    return f"POLYGON (({west} {south}, {east} {south}, {east} {north}, {west} {north}, {west} {south}))"


def table(layer, *names):
    """The attributes of a layer as tuples, None for NULL."""
    rows = []
    for feature in layer.getFeatures():
        values = [feature[name] for name in names]
        rows.append(tuple(None if value is None or str(value) == "NULL" else value for value in values))
    return rows
