# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer``: a complete local copy of a layer of a service."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ruhr_smartcity_plugin.algorithms.algorithm import RuhrAlgorithm
from ruhr_smartcity_plugin.algorithms.catalogue.given_area import given_area
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

# QGIS reads this module whenever it starts: what only a run needs is imported in the methods of the run.
SERVICES = ("auto", "wfs", "oapif", "arcgis", "file")


class DownloadLayerAlgorithm(RuhrAlgorithm):
    """All objects of a layer in a GeoPackage, or an error that says how many are missing."""

    room = "catalogue"
    URL, TYPENAME, SERVICE, EXTENT, CRS = "URL", "TYPENAME", "SERVICE", "EXTENT", "CRS"
    AUTHCFG, ALLOW_INCOMPLETE, OUTPUT = "AUTHCFG", "ALLOW_INCOMPLETE", "OUTPUT"
    EXPECTED, RECEIVED, SOURCE_NOTE = "EXPECTED", "RECEIVED", "SOURCE_NOTE"

    # --- what Processing asks ---------------------------------------------------------------------
    def createInstance(self) -> DownloadLayerAlgorithm:
        return DownloadLayerAlgorithm()

    def name(self) -> str:
        return "downloadlayer"

    def displayName(self) -> str:
        return tr("Download a layer completely")

    def tags(self) -> List[str]:
        return [
            *("download", "wfs", "ogc api features", "oapif", "arcgis", "offline", "copy", "complete", "geojson"),
            *("Herunterladen", "vollständig", "Kopie", "Geodienst"),
        ]

    def shortDescription(self) -> str:
        return tr("Copies all objects of a WFS, OGC API Features or ArcGIS layer into a GeoPackage, and counts them.")

    def shortHelpString(self) -> str:
        return "\n\n".join(
            (
                tr(
                    "Makes a local copy of a layer: a GeoPackage with a spatial index, whose metadata name source, "
                    "licence and date. The copy is complete, or the run fails and says how many objects are missing."
                ),
                tr(
                    "Method: the service is asked for its number of objects, which then come in pages, up to four at "
                    "once. Pages that fail, come short or twice are asked for again, in smaller pieces, in a fixed "
                    "order, or by tiles of the extent; objects that came twice are kept once. The number the service "
                    "states is compared with what was received. Where it states none, or one that may be its own "
                    "limit, only an empty answer behind the last object counts as proof. What is not proven to be "
                    "complete counts as incomplete."
                ),
                tr(
                    "EXPECTED is -1 where nobody knows how many objects there are. With ALLOW_INCOMPLETE an "
                    "incomplete copy is saved, too; a warning says what is missing, and so do EXPECTED and RECEIVED."
                ),
                tr(
                    "Example: URL = address of the WFS of the tree register, TYPENAME = ms:baeume, EXTENT = Bochum, "
                    "CRS = EPSG:25832. An existing file is replaced only when the new one is whole."
                ),
            )
        )

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self.add(
            QgsProcessingParameterString(self.URL, tr("Address of the service or file")),
            tr("Any address of the service will do: of its capabilities, its landing page, a collection, or a file."),
        )
        self.add(
            QgsProcessingParameterString(self.TYPENAME, tr("Layer (type name or collection)"), "", False, True),
            tr("May be left empty if the service has one layer only, or the address names it."),
        )
        services = QgsProcessingParameterEnum(
            self.SERVICE, tr("Kind of service"), list(SERVICES), False, SERVICES[0], True, True
        )
        self.add(services, tr("“auto” tells it by the address, or by asking."))
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Only objects in this extent"), None, True),
            tr("Objects whose box touches the extent are copied; the others are not fetched."),
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("Coordinate reference system"), None, True),
            tr("Left empty, the service is asked for EPSG:25832, or for what it offers instead."),
        )
        self.add(QgsProcessingParameterAuthConfig(self.AUTHCFG, tr("Log-in"), "", True), "")
        self.add(
            QgsProcessingParameterBoolean(self.ALLOW_INCOMPLETE, tr("Save an incomplete copy as well"), False),
            tr("Without it, nothing is saved if objects are missing."),
        )
        self.add(QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Copy (GeoPackage)")), "")
        self.addOutput(QgsProcessingOutputNumber(self.EXPECTED, tr("Objects in the service (-1: unknown)")))
        self.addOutput(QgsProcessingOutputNumber(self.RECEIVED, tr("Objects in the copy")))
        self.addOutput(QgsProcessingOutputString(self.SOURCE_NOTE, tr("Source note")))

    def supportedOutputVectorLayerExtensions(self) -> List[str]:
        return ["gpkg"]

    # --- the run (any thread) ---------------------------------------------------------------------
    def compute(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.adapters.layers.download import Wanted, download_layer
        from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
        from ruhr_smartcity_plugin.algorithms.catalogue.families import load_families
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
        from ruhr_smartcity_plugin.core.catalogue.safety import checked_address

        url = checked_address(self.parameterAsString(parameters, self.URL, context))
        target = self._target(parameters, context)
        service = self.parameterAsEnumString(parameters, self.SERVICE, context) or SERVICES[0]
        wanted = Wanted(
            url,
            self.parameterAsString(parameters, self.TYPENAME, context).strip(),
            kind_of(service, url),
            *self._area(parameters, context),
            crs=self._crs(parameters, context),
        )
        client = new_algorithm_client(self.parameterAsString(parameters, self.AUTHCFG, context), url)
        allows = self.parameterAsBool(parameters, self.ALLOW_INCOMPLETE, context)
        done = download_layer(
            client, wanted, Path(target), allow_incomplete=allows, progress=FeedbackProgress(feedback)
        )
        is_whole = done.completeness.verdict is Verdict.COMPLETE
        (feedback.pushInfo if is_whole else feedback.pushWarning)(done.completeness.sentence())
        for note in done.notes:
            feedback.pushWarning(note)
        load_families(context, target)
        return {
            self.OUTPUT: target,
            self.EXPECTED: done.expected,
            self.RECEIVED: done.completeness.received,
            self.SOURCE_NOTE: done.origin.source_note(),
        }

    def _target(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        target = self.parameterAsOutputLayer(parameters, self.OUTPUT, context)
        if Path(target).suffix.lower() != ".gpkg":
            raise InputError(tr("The copy can only be saved as a GeoPackage. Choose a file name that ends with .gpkg."))
        return target

    def _crs(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if crs.isValid() and not crs.authid():
            raise InputError(
                tr("The coordinate reference system has no number such as EPSG:25832. Choose one from QGIS's list.")
            )
        return crs.authid()

    def _area(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> tuple:
        """Return the extent and the system it is in; None where none was given."""
        area = given_area(self, parameters, self.EXTENT, context)
        if area is None or area[0].isNull():
            return None, ""
        box, crs = area
        if not crs.authid():  # a system of somebody's own
            crs = QgsCoordinateReferenceSystem("EPSG:25832")
            box = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
        numbers = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        return numbers, crs.authid()


def kind_of(service: str, url: str) -> Any:
    """Return the kind of service a parameter value stands for."""
    from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, kind_of_address

    if service == "file":
        found = kind_of_address(url)
        services = (ServiceKind.WFS, ServiceKind.OAPIF, ServiceKind.ARCGIS, ServiceKind.UNKNOWN)
        return ServiceKind.JSON if found in services else found
    kinds = {"wfs": ServiceKind.WFS, "oapif": ServiceKind.OAPIF, "arcgis": ServiceKind.ARCGIS}
    return kinds.get(service, ServiceKind.UNKNOWN)
