# SPDX-License-Identifier: GPL-2.0-or-later
"""A plugin for tests only: one algorithm that asks an address through the product's HTTP client."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingParameterString,
    QgsProcessingProvider,
)


class Probe(QgsProcessingAlgorithm):
    """URL in, the JSON's text or the error's sentence out."""

    def name(self):
        return "ask"

    def displayName(self):
        return "Ask"

    def createInstance(self):
        return Probe()

    def initAlgorithm(self, configuration=None):
        self.addParameter(QgsProcessingParameterString("URL", "Address"))
        self.addOutput(QgsProcessingOutputString("ANSWER", "Answer"))

    def processAlgorithm(self, parameters, context, feedback):
        from ruhr_smartcity_plugin.adapters.network.session import new_client
        from ruhr_smartcity_plugin.core.errors import NetworkError

        try:
            answer = new_client().get_json(self.parameterAsString(parameters, "URL", context))
        except NetworkError as error:
            raise QgsProcessingException(error.sentence) from error
        return {"ANSWER": repr(answer)}


class Provider(QgsProcessingProvider):
    def id(self):
        return "probe"

    def name(self):
        return "Probe"

    def loadAlgorithms(self):
        self.addAlgorithm(Probe())


class Plugin:
    def initProcessing(self):
        self.provider = Provider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self):
        self.initProcessing()

    def unload(self):
        QgsApplication.processingRegistry().removeProvider(self.provider)


def classFactory(iface):
    return Plugin()
