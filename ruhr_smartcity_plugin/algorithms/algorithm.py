# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms of the provider have in common: the border where named errors become Processing's."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError


class RuhrAlgorithm(QgsProcessingAlgorithm):
    """Subclasses implement `compute` and raise named errors there, never `QgsProcessingException`."""

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
