# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms of the provider have in common: the border where named errors become Processing's."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDefinition,
)
from qgis.PyQt.QtGui import QIcon

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


class RuhrAlgorithm(QgsProcessingAlgorithm):
    """Subclasses implement `compute` and raise named errors there, never `QgsProcessingException`.

    `room` is the capability an algorithm belongs to: the id of its group in the toolbox, and the name of its icon.
    """

    room = ""

    def group(self) -> str:
        return {"catalogue": tr("Data"), "projects": tr("Projects"), "sensors": tr("Sensors"),
                "analyses": tr("Analyses")}[self.room]

    def groupId(self) -> str:
        return self.room

    def icon(self) -> QIcon:
        return QIcon(str(resource("icons", f"{self.room}.svg")))

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(help_text)
        self.addParameter(parameter)

    def compute(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """Do the work in any thread and return the outputs."""
        raise NotImplementedError

    def processAlgorithm(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        """Run `compute`; called by Processing.

        QGIS never releases the traceback of an exception that leaves this method, and with it all that the frames
        hold: open files, layer sources. So the exception is made here, after the frames of `compute` are gone.
        """
        try:
            return self.compute(parameters, context, feedback)
        except CancelledError as error:
            feedback.pushInfo(error.sentence)
            return {}
        except RuhrError as error:
            sentence, detail = error.sentence, error.detail
        if detail:
            feedback.pushDebugInfo(detail)
        raise QgsProcessingException(sentence)
