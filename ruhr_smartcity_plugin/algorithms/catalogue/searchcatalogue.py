# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:searchcatalogue``: the data sets of a portal as a table."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsRectangle,
)

from ruhr_smartcity_plugin.algorithms.algorithm import RuhrAlgorithm
from ruhr_smartcity_plugin.algorithms.catalogue.given_area import given_area
from ruhr_smartcity_plugin.core.errors import IncompleteError, InputError, RuhrError
from ruhr_smartcity_plugin.translation import tr

# QGIS reads this module whenever it starts: what only a run needs is imported in the methods of the run.
if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
    from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalQuery, SearchResult
    from ruhr_smartcity_plugin.core.catalogue.portals.selection import Selection

AUTO = "auto"
#: Static strings of the parameter PORTAL_TYPE; a public contract.
PORTAL_TYPES = (AUTO, "ckan", "dkan", "opendatasoft", "csw", "records", "dcat", "ogc")
# Share of the progress bar for the network; the rest is writing.
_FETCHED = 0.95


class SearchCatalogueAlgorithm(RuhrAlgorithm):
    """All data sets of a portal that fit, page by page until the last one."""

    room = "catalogue"
    PORTAL, PORTAL_TYPE, QUERY, AGS, THEME = "PORTAL", "PORTAL_TYPE", "QUERY", "AGS", "THEME"
    FORMAT, OPEN_ONLY, EXTENT, LIMIT = "FORMAT", "OPEN_ONLY", "EXTENT", "LIMIT"
    AUTHCFG, OUTPUT, MATCHED = "AUTHCFG", "OUTPUT", "MATCHED"

    # --- what Processing asks ---------------------------------------------------------------------
    def createInstance(self) -> SearchCatalogueAlgorithm:
        return SearchCatalogueAlgorithm()

    def name(self) -> str:
        return "searchcatalogue"

    def displayName(self) -> str:
        return tr("Search a catalogue")

    def tags(self) -> List[str]:
        return [
            *("catalogue", "portal", "open data", "metadata", "search", "CKAN", "DKAN", "Opendatasoft", "CSW", "DCAT"),
            *("Katalog", "Datenportal", "offene Daten", "Metadaten", "Suche", "GeoNetwork"),
        ]

    def shortDescription(self) -> str:
        return tr("Which data sets does a portal have on this topic and this town? As a table, complete.")

    def shortHelpString(self) -> str:
        return "\n\n".join(
            (
                tr(
                    "Lists the data sets of an open data portal, a metadata catalogue, a DCAT-AP file or a single geo "
                    "service in a table: title, publisher, municipality, licence, formats, date, address."
                ),
                tr(
                    "Method: the portal is asked for the words; all pages are fetched. Municipality, theme, format, "
                    "licence and area are then checked for each data set. MATCHED is the number of data sets "
                    "that fulfil all conditions; LIMIT only shortens the table."
                ),
                tr(
                    "Limits: which words hit is up to the portal; catalogues that come as one document are searched "
                    "for parts of words. A municipality counts where key, publisher, title or extent name it; "
                    "data sets of which nobody knows the municipality are left out and counted. The date is that of "
                    "the entry, not of the data. If a page is missing, the run fails: a short table never looks "
                    "like a whole one."
                ),
                tr(
                    "Example: PORTAL = opendata.ruhr, QUERY = Baumkataster, AGS = 05911000, FORMAT = WFS, "
                    "OPEN_ONLY = yes lists the open tree registers of Bochum that QGIS can load as WFS."
                ),
            )
        )

    def initAlgorithm(self, configuration: Dict[str, Any] | None = None) -> None:
        self._add_portal()
        self._add_conditions()
        self.add(
            QgsProcessingParameterAuthConfig(self.AUTHCFG, tr("Log-in"), None, True),
            tr("For entries that are not public. It is sent to the host of the portal only."),
        )
        table = QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Data sets found"), table), "")
        self.addOutput(QgsProcessingOutputNumber(self.MATCHED, tr("Number of data sets that fulfil all conditions")))

    def _add_portal(self) -> None:
        self.add(
            QgsProcessingParameterString(self.PORTAL, tr("Portal")),
            tr("Address of a portal or a service, or a DCAT-AP file (RDF/XML, JSON-LD, Turtle)."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.PORTAL_TYPE, tr("Kind of portal"), list(PORTAL_TYPES), False, AUTO, False, True
            ),
            tr("“auto” finds it out with a few requests."),
        )

    def _add_conditions(self) -> None:
        text, number = QgsProcessingParameterString, QgsProcessingParameterNumber
        self.add(text(self.QUERY, tr("Search words"), "", False, True), tr("Empty lists everything."))
        self.add(
            text(self.AGS, tr("Municipality"), "", False, True),
            tr("AGS (8 digits), key of a district (5 digits) or name; several are separated by commas."),
        )
        self.add(
            text(self.THEME, tr("Theme"), "", False, True),
            tr("Code of DCAT such as ENVI or TRAN, or the portal's own name of a theme; several with commas."),
        )
        self.add(
            text(self.FORMAT, tr("Format"), "", False, True),
            tr("For example WFS, WMS, GeoJSON; several with commas. At least one resource must have one of them."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.OPEN_ONLY, tr("Open licences only"), False),
            tr("Leaves out restricted, closed and unknown licences."),
        )
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Area"), None, True),
            tr("Data sets without known extent count by their municipality, and stay if that is unknown, too."),
        )
        self.add(
            number(self.LIMIT, tr("Most rows"), Qgis.ProcessingNumberParameterType.Integer, 0, False, 0),
            tr("0 writes all."),
        )

    # --- before the run (main thread) -------------------------------------------------------------
    def checkParameterValues(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Tuple[bool, str]:
        is_fine, sentence = super().checkParameterValues(parameters, context)
        if not is_fine:
            return is_fine, sentence
        try:
            self._require_address(parameters, context)
            self._selection(parameters, context)
        except RuhrError as error:
            return False, error.sentence
        return True, ""

    def _require_address(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> None:
        """Raise unless a portal is given. Whether a file is there is looked at in the run: a share may be slow."""
        from ruhr_smartcity_plugin.core.catalogue.portals.dcat import is_path

        if not is_path(self._given(parameters, context)):
            self._address(parameters, context)

    def _given(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        given = self.parameterAsString(parameters, self.PORTAL, context).strip()
        if not given:
            raise InputError(tr("No portal is given. Enter its address or the path of a file."))
        return given

    def _address(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> str:
        """Return the path of the file, or the address with its scheme."""
        from ruhr_smartcity_plugin.core.catalogue.portals.dcat import is_path, local_file
        from ruhr_smartcity_plugin.core.catalogue.safety import checked_address

        given = self._given(parameters, context)
        path = local_file(given)
        if path is not None:
            return str(path)
        if is_path(given):
            raise InputError(tr("The file “{name}” cannot be found. Correct the path.").format(name=given[:200]))
        return checked_address(given if "://" in given else f"https://{given}")

    def _selection(self, parameters: Dict[str, Any], context: QgsProcessingContext) -> Selection:
        from ruhr_smartcity_plugin.core.catalogue.portals.selection import (
            Selection,
            read_kinds,
            read_themes,
            read_towns,
        )
        from ruhr_smartcity_plugin.core.region.municipalities import load_region

        towns, districts = read_towns(self.parameterAsString(parameters, self.AGS, context))
        box = self._box(parameters, context, "EPSG:4326")
        metres = self._box(parameters, context, "EPSG:25832")
        return Selection(
            towns=towns,
            districts=districts,
            themes=read_themes(self.parameterAsString(parameters, self.THEME, context)),
            kinds=read_kinds(self.parameterAsString(parameters, self.FORMAT, context)),
            open_only=self.parameterAsBoolean(parameters, self.OPEN_ONLY, context),
            extent_4326=box,
            extent_towns=frozenset(load_region().area_of_extent(metres).ags) if metres else frozenset(),
        )

    def _box(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, crs: str
    ) -> Tuple[float, float, float, float] | None:
        area = given_area(self, parameters, self.EXTENT, context)
        if area is None:
            return None
        box, own = area
        try:
            way = QgsCoordinateTransform(own, QgsCoordinateReferenceSystem(crs), context.transformContext())
            box = way.transformBoundingBox(box)
        except QgsCsException:
            box = QgsRectangle()
        if box.isNull() or not box.isFinite():
            raise InputError(tr("The area cannot be used: it has no extent in degrees. Choose another one."))
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    # --- the run (any thread) ---------------------------------------------------------------------
    def compute(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Dict[str, Any]:
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
        from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
        from ruhr_smartcity_plugin.core.progress import stop_if_cancelled

        selection = self._selection(parameters, context)
        query = PortalQuery(
            self.parameterAsString(parameters, self.QUERY, context).strip(), extent_4326=selection.extent_4326
        )
        progress = FeedbackProgress(feedback, 0.0, _FETCHED)
        with self._kind_doubted(parameters, context, feedback):
            portal = self._portal(parameters, context, feedback)
            result = portal.search(query, progress=progress)
        stop_if_cancelled(progress)
        _require_all(result, portal.title)
        found = [with_towns(one) for one in result.datasets]
        matched = [one for one in found if selection.accepts(one)]
        _tell(result.unreadable, found, selection, len(matched), feedback)
        limit = self.parameterAsInt(parameters, self.LIMIT, context)
        destination = self._write(matched[:limit] if limit else matched, parameters, context, portal, query)
        return {self.OUTPUT: destination, self.MATCHED: len(matched)}

    @contextmanager
    def _kind_doubted(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Iterator[None]:
        """Name the chosen kind where the portal does not answer as one of that kind would."""
        from ruhr_smartcity_plugin.core.errors import AccessDeniedError, HttpStatusError, UnexpectedContentError

        try:
            yield
        except (HttpStatusError, UnexpectedContentError) as error:
            chosen = self.parameterAsEnumString(parameters, self.PORTAL_TYPE, context) or AUTO
            if chosen != AUTO and not isinstance(error, AccessDeniedError):
                told = tr("If the portal is not of the kind “{kind}”, choose “auto”: the kind is then found out.")
                feedback.pushWarning(told.format(kind=chosen))
            raise

    def _portal(
        self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Portal:
        from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
        from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
        from ruhr_smartcity_plugin.algorithms.feedback import FeedbackProgress
        from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
        from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind

        address = self._address(parameters, context)
        chosen = self.parameterAsEnumString(parameters, self.PORTAL_TYPE, context) or AUTO
        authcfg = self.parameterAsString(parameters, self.AUTHCFG, context)
        client = new_algorithm_client(authcfg, address if authcfg else "")
        kind = None if chosen == AUTO else PortalKind(chosen)
        portal = open_portal(client, address, kind, read_xml=read_xml, progress=FeedbackProgress(feedback, 0.0, 0.0))
        told = tr("Portal: {title} ({kind}), {root}")
        feedback.pushInfo(told.format(title=portal.title, kind=portal.kind.title, root=portal.root))
        return portal

    def _write(
        self,
        datasets: List[Dataset],
        parameters: Dict[str, Any],
        context: QgsProcessingContext,
        portal: Portal,
        query: PortalQuery,
    ) -> str:
        from ruhr_smartcity_plugin.algorithms.analyses.result_layer import ResultLayer, origin_of_result
        from ruhr_smartcity_plugin.algorithms.catalogue.dataset_table import table_fields, table_row
        from ruhr_smartcity_plugin.algorithms.output import ResultSink
        from ruhr_smartcity_plugin.core.origin import Origin

        fields = table_fields()
        no_crs = QgsCoordinateReferenceSystem()
        with ResultSink(self, parameters, context, fields, Qgis.WkbType.NoGeometry, no_crs, self.OUTPUT) as sink:
            for one in datasets:
                sink.add(table_row(one, fields))
        method = tr("Search of a catalogue (ruhr:searchcatalogue)")
        source = Origin(title=portal.title, source_url=portal.root if "://" in portal.root else "")
        origin = origin_of_result(tr("Data sets found"), method, {self.QUERY: query.text}, [source])
        ResultLayer.expect(sink.destination, context, ResultLayer(None, origin))
        if context.willLoadLayerOnCompletion(sink.destination):
            context.layerToLoadOnCompletionDetails(sink.destination).groupName = tr("Data")
        return sink.destination


def _require_all(result: SearchResult, portal: str) -> None:
    """Raise `IncompleteError` unless every hit the portal counted has been seen."""
    if result.is_complete:
        return
    from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits

    done = result.completeness
    words = {"portal": portal, "received": group_digits(done.received)}
    if done.expected is None:
        sentence = tr("“{portal}” gave only a part of its data sets ({received}), so no table was written.")
    else:
        sentence = tr("“{portal}” gave {received} of {expected} data sets, so no table was written.")
        words["expected"] = group_digits(done.expected)
    cause = result.error.sentence if result.error is not None else done.cause
    detail = result.error.detail if result.error is not None else ""
    whole = " ".join(part for part in (sentence.format(**words), cause) if part)
    raise IncompleteError(whole, detail, expected=done.expected, received=done.received)


def _tell(
    unreadable: int, found: List[Dataset], selection: Selection, matched: int, feedback: QgsProcessingFeedback
) -> None:
    """Tell what was found and what was left out."""
    feedback.pushInfo(tr("The portal gave %n data set(s).", "", len(found)))
    feedback.pushInfo(tr("%n data set(s) left after all conditions.", "", matched))
    nameless = sum(1 for one in found if selection.lacks_town(one))
    if nameless:
        feedback.pushInfo(tr("%n data set(s) left out because the municipality is not known.", "", nameless))
    if unreadable:
        feedback.pushWarning(tr("%n record(s) of the portal could not be read and are missing.", "", unreadable))
