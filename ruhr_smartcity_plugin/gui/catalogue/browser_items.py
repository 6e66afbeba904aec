# SPDX-License-Identifier: GPL-2.0-or-later
"""The items of the browser tree. Children of data sets are asked for in a thread, when somebody opens them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Callable, List, Sequence, Tuple
from urllib.parse import quote

from qgis.core import (
    Qgis,
    QgsDataCollectionItem,
    QgsDataItem,
    QgsErrorItem,
    QgsLayerItem,
    QgsMessageLog,
    QgsMimeDataUtils,
)

from ruhr_smartcity_plugin.gui.catalogue.browser_site import BrowserSite
from ruhr_smartcity_plugin.gui.catalogue.dragging import uri_of
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
    from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
    from ruhr_smartcity_plugin.core.catalogue.shelf_record import ShelfItem as KeptEntry

KEY = "ruhr_smartcity"
MOST_CHILDREN = 500


class RuhrItem(QgsDataCollectionItem):
    """A folder of the tree. An error while its children are made becomes a child with a sentence.

    `is_fast`: its children are made on the main thread at once; they come from memory or a small shipped file.
    """

    is_fast = False

    def __init__(self, parent: QgsDataItem | None, name: str, path: str, site: BrowserSite, icon: str = "") -> None:
        super().__init__(parent, one_line(name), path, KEY)
        self.site = site
        if icon:
            self.setIconName(icon)
        fertile = Qgis.BrowserItemCapability.Fertile
        self.setCapabilitiesV2(fertile | Qgis.BrowserItemCapability.Fast if self.is_fast else fertile)

    def make_children(self) -> Sequence[QgsDataItem]:
        """Return the children; named errors are welcome."""
        raise NotImplementedError

    def createChildren(self) -> List[QgsDataItem]:
        try:
            return list(self.make_children()) or [self.said(tr("Nothing here."))]
        except Exception as error:  # noqa: BLE001 (border: called by QGIS, mostly in a thread)
            return [self.failed(error)]

    def failed(self, error: Exception) -> QgsDataItem:
        """Return a child that says what went wrong; the details go to the log."""
        from ruhr_smartcity_plugin.adapters.messages import LOG_TAG, message_of

        message = message_of(error)
        # Not the plugin's messages: they live in the main thread.
        QgsMessageLog.logMessage(f"{message.sentence}\n{message.detail}".strip(), LOG_TAG, message.level, False)
        return self.said(message.sentence)

    def said(self, sentence: str) -> QgsDataItem:
        """Return a child that only says something."""
        # With the sentence in its path: QGIS keeps an item of the same path when a node is asked again.
        return QgsErrorItem(self, sentence, self.path_of(f"said {sentence}"))

    def said_last(self, sentence: str) -> QgsDataItem:
        """Return a child that only says something, below all others: the tree sorts by name."""
        item = self.said(sentence)
        item.setSortKey("zzzz")
        return item

    def path_of(self, key: str) -> str:
        """Return the path of a child; keys are foreign text."""
        return f"{self.path()}/{quote(key, safe='')}"


class RootItem(RuhrItem):
    """“Ruhr Smart City”: catalogues, geo services, what the user keeps, and the open project register."""

    is_fast = True

    def __init__(self, site: BrowserSite) -> None:
        super().__init__(None, tr("Ruhr Smart City"), f"{KEY}:", site)
        self.setSortKey(" 9 ruhr")

    def make_children(self) -> Sequence[QgsDataItem]:
        from ruhr_smartcity_plugin.gui.catalogue.browser_catalogue import CataloguesItem

        site = self.site
        site.look()
        found: List[QgsDataItem] = [
            CataloguesItem(self, tr("Catalogues"), self.path_of("catalogues"), site, "/mIconCloud.svg"),
            OperatorsItem(self, tr("Geo services"), self.path_of("services"), site, "/mIconWms.svg"),
        ]
        register = site.offered("register")
        if site.offered("shelf") is not None:
            found.append(ShelfItem(self, tr("Kept"), self.path_of("shelf"), site, "/mIconFavorites.svg"))
        if register is not None and register.store is not None:
            found.append(RegisterItem(self, tr("Project register"), self.path_of("register"), site))
        for place, item in enumerate(found):
            item.setSortKey(place)
        return found


class OperatorsItem(RuhrItem):
    """The geo services by who runs them."""

    is_fast = True

    def make_children(self) -> Sequence[QgsDataItem]:
        services = self.site.services()
        operators = sorted({one.publisher for one in services}, key=str.casefold)
        return [
            GroupItem(self, name or tr("Unknown operator"), self.path_of(name), self.site,
                      tuple(one for one in services if one.publisher == name))
            for name in operators
        ]  # fmt: skip


class GroupItem(RuhrItem):
    """A list of data sets under one name."""

    is_fast = True

    def __init__(
        self, parent: QgsDataItem, name: str, path: str, site: BrowserSite, datasets: Tuple[Dataset, ...]
    ) -> None:
        super().__init__(parent, name, path, site)
        self._datasets = datasets

    def make_children(self) -> Sequence[QgsDataItem]:
        return dataset_items(self, self._datasets, self.site)


class DatasetItem(RuhrItem):
    """One data set; its services are asked for their layers when it is opened."""

    def __init__(self, parent: QgsDataItem, path: str, site: BrowserSite, dataset: Dataset) -> None:
        icon = "/mIconVector.svg" if dataset.is_loadable else "/mActionFileNew.svg"
        super().__init__(parent, dataset.title, path, site, icon)
        self.dataset = dataset
        self.setToolTip(plain_tip(dataset.title, dataset.publisher, dataset.licence_state.text()))

    @property
    def distribution(self) -> Distribution | None:
        """The resource to add: the first that can be put on the map."""
        return next((one for one in self.dataset.distributions if one.is_loadable), None)

    def hasDragEnabled(self) -> bool:
        """Answer whether it can be dragged to the map."""
        return self.dataset.is_loadable

    def mimeUris(self) -> List[QgsMimeDataUtils.Uri]:
        """Return what is dragged."""
        return [uri_of(self.dataset)]

    def make_children(self) -> Sequence[QgsDataItem]:
        from ruhr_smartcity_plugin.adapters.layers.loading import read_service
        from ruhr_smartcity_plugin.core.errors import RuhrError

        items: List[QgsDataItem] = []
        for number, one in enumerate(self.dataset.distributions):
            path = self.path_of(f"{number}-{one.key}")
            if source_maker(one) is None:
                items.append(ResourceItem(self, path, self.site, self.dataset, number))
                continue
            try:
                description = read_service(
                    self.site.http(one.url), one.kind, one.url, service=self.dataset.title, progress=self.site
                ).preferring(one.crs)
                layers = _wanted(description, one)
                items += [
                    LayerLeaf.made(self, f"{path}/{quote(layer.name, safe='')}", number, description, layer)
                    for layer in layers[:MOST_CHILDREN]
                ]
                if len(layers) > MOST_CHILDREN:
                    more = tr("{count} more layers: add the service in the room “Data” and choose there.")
                    items.append(self.said_last(more.format(count=len(layers) - MOST_CHILDREN)))
            except RuhrError as error:  # the other resources are still of use
                items.append(self.failed(error))
        return items


class ResourceItem(RuhrItem):
    """A resource without layers of its own in the tree: a file, a web page. It is added through the data room."""

    def __init__(self, parent: QgsDataItem, path: str, site: BrowserSite, dataset: Dataset, number: int) -> None:
        distribution = dataset.distributions[number]
        title = f"{distribution.title} ({distribution.kind.title})"
        super().__init__(parent, title, path, site, "/mActionFileNew.svg")
        self.dataset, self.distribution, self._number = dataset, distribution, number
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.NoCapabilities)
        self.setState(Qgis.BrowserItemState.Populated)
        self.setToolTip(plain_tip(distribution.title, distribution.problem or distribution.url))

    def hasDragEnabled(self) -> bool:
        """Answer whether it can be dragged to the map."""
        return self.distribution.is_loadable

    def mimeUris(self) -> List[QgsMimeDataUtils.Uri]:
        """Return what is dragged."""
        return [uri_of(self.dataset, self._number)]


class LayerLeaf(QgsLayerItem):
    """One layer of a service, as QGIS's own provider shows it in its windows; dragged, it is added the careful way."""

    def __init__(
        self, parent: DatasetItem, path: str, uri: str, provider: str, number: int, layer: ServiceLayer
    ) -> None:
        is_picture = provider == "wms"
        kind = Qgis.BrowserLayerType.Raster if is_picture else Qgis.BrowserLayerType.Vector
        super().__init__(parent, one_line(layer.title), path, uri, kind, provider)
        self.site, self.dataset = parent.site, parent.dataset
        self._number, self._layer = number, layer.name
        self.distribution = naming_layer(self.dataset.distributions[number], layer)
        self.setState(Qgis.BrowserItemState.Populated)
        self.setIconName("/mIconWms.svg" if is_picture else "/mIconVector.svg")
        self.setToolTip(plain_tip(layer.title, layer.name, layer.abstract[:400]))

    @classmethod
    def made(
        cls, parent: DatasetItem, path: str, number: int, description: ServiceDescription, layer: ServiceLayer
    ) -> LayerLeaf:
        """Return the leaf of a layer of one of the data set's resources."""
        source = description.source_of(layer)
        provider, make_uri = source_maker(parent.dataset.distributions[number])
        uri = make_uri(source, authcfg=parent.site.login_for(source.url))
        return cls(parent, path, uri, provider, number, layer)

    def mimeUris(self) -> List[QgsMimeDataUtils.Uri]:
        """Return what is dragged."""
        return [uri_of(self.dataset, self._number, self._layer)]


class ShelfItem(RuhrItem):
    """What the user keeps: favourites and collections."""

    is_fast = True

    def make_children(self) -> Sequence[QgsDataItem]:
        shelf = self.site.offered("shelf")
        path, kept = self.path_of("0-favourites"), tuple(shelf.favourites)
        return [
            KeptItem(self, tr("Favourites"), path, self.site, kept),
            *(
                KeptItem(self, one.name, self.path_of(f"{number}-{one.name}"), self.site, tuple(one.items), one.name)
                for number, one in enumerate(shelf.collections, 1)
            ),
        ]


class KeptItem(RuhrItem):
    """Entries of the shelf, looked up in the lists and the index, which know where they are today.

    `collection` is the name of theirs; empty for the favourites.
    """

    def __init__(
        self, parent: QgsDataItem, name: str, path: str, site: BrowserSite, kept: Tuple[KeptEntry, ...],
        collection: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent, name, path, site, "/mIconFavorites.svg")
        self._kept, self._collection = kept, collection

    def make_children(self) -> Sequence[QgsDataItem]:
        finder, items = self.site.offered("finder"), []
        listed = {(one.portal_root, one.key): one for one in self.site.listed()}
        for number, one in enumerate(self._kept):
            found = listed.get((one.portal_root, one.key))
            if found is None and finder is not None:
                found = finder.dataset(one.portal_root, one.key)
            path = self.path_of(f"{number}-{one.key}")
            if found is not None:
                items.append(DatasetItem(self, path, self.site, found))
            else:
                items.append(AbsentItem(self, path, self.site, one, self._collection))
        return items


class AbsentItem(RuhrItem):
    """An entry of the shelf nothing here holds, as it came from a live search, say. The data room can fetch it."""

    def __init__(self, parent: QgsDataItem, path: str, site: BrowserSite, kept: KeptEntry, collection: str) -> None:
        name = tr("{title} (not in the local index)").format(title=one_line(kept.title))
        super().__init__(parent, name, path, site, "/mActionFileNew.svg")
        self.kept, self.collection = kept, collection
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.NoCapabilities)
        self.setState(Qgis.BrowserItemState.Populated)
        tip = tr("A double click opens it on the shelf in the room “Data”.")
        self.setToolTip(plain_tip(kept.title, kept.portal, tip))


class RegisterItem(RuhrItem):
    """The open project register. It is opened in its room: its file also holds what is internal."""

    def __init__(self, parent: QgsDataItem, name: str, path: str, site: BrowserSite) -> None:
        super().__init__(parent, f"{name}: {site.offered('register').title}", path, site, "/mIconVector.svg")
        self.setCapabilitiesV2(Qgis.BrowserItemCapability.NoCapabilities)
        self.setState(Qgis.BrowserItemState.Populated)


def dataset_items(parent: RuhrItem, datasets: Sequence[Dataset], site: BrowserSite) -> List[QgsDataItem]:
    """Return one item per data set, each with a path of its own."""
    return [
        DatasetItem(parent, parent.path_of(f"{one.portal_root}|{one.key}"), site, one) for one in datasets
    ]  # fmt: skip


def source_maker(distribution: Distribution) -> Tuple[str, Callable[..., str]] | None:
    """Return provider and maker of source strings for a service QGIS loads directly; None for anything else."""
    from ruhr_smartcity_plugin.adapters.layers import oapif, wfs, wms
    from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind

    if not distribution.url or distribution.sample is not None:
        return None
    return {
        ServiceKind.WMS: (wms.PROVIDER, wms.wms_uri),
        ServiceKind.WFS: (wfs.PROVIDER, wfs.wfs_uri),
        ServiceKind.OAPIF: (oapif.PROVIDER, oapif.oapif_uri),
    }.get(distribution.kind)


def naming_layer(distribution: Distribution, layer: ServiceLayer) -> Distribution:
    """Return the resource with an address that names one layer, so that the data room does not ask which one."""
    from ruhr_smartcity_plugin.core.catalogue.ogc_address import naming_address

    return replace(distribution, url=naming_address(distribution.kind, distribution.url, layer.name))


def one_line(text: str) -> str:
    """Return a name for the tree."""
    return " ".join(text.split()) or "?"


def plain_tip(*texts: str) -> str:
    """Return a tool tip that is never read as rich text."""
    from html import escape

    shown = "<br>".join(escape(" ".join(text.split())) for text in texts if text)
    return f"<qt>{shown}</qt>"


def _wanted(description: ServiceDescription, distribution: Distribution) -> List[ServiceLayer]:
    """Return the layers the list names, if any; else all of the service."""
    named = [description.find_layer(name) for name in distribution.layers]
    return [one for one in named if one is not None] or list(description.layers)
