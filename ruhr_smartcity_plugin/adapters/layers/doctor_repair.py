# SPDX-License-Identifier: GPL-2.0-or-later
"""Heals a layer by a new source, keeps name, style and place in the tree, and can take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from qgis.core import (
    Qgis,
    QgsDataProvider,
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_LAYER_KEYS = {"WFS": "typename", "OAPIF": "typename", "wms": "layers", "wcs": "identifier", "sensorthings": "entity"}


@dataclass(frozen=True)
class NewSource:
    """A source that was tried and holds what the layer needs."""

    facts: LayerFacts
    source: str


@dataclass(frozen=True)
class Healed:
    """What a layer was before, to be taken back."""

    layer_id: str
    name: str
    source: str
    provider: str
    was_alive: bool


def healed_source(provider: str, source: str, repair: Repair) -> str:
    """Return a provider's source string with the repair's address and layer in it; everything else stays.

    Raises
    ------
    AddressRefusedError
        The new address is no plain web address.
    """
    url = checked_address(repair.url)
    if provider in ("WFS", "OAPIF"):
        uri = QgsDataSourceUri(source)
        for key, value in (("url", url), ("typename", repair.layer)):
            uri.removeParam(key)
            uri.setParam(key, value)
        return uri.uri(False)
    parts = dict(QgsProviderRegistry.instance().decodeUri(provider, source))
    parts["url"] = url
    key = _LAYER_KEYS.get(provider)
    if key is not None and repair.layer:
        is_list = isinstance(parts.get(key), (list, tuple))
        parts[key] = repair.layer.split(",") if is_list else repair.layer
    return QgsProviderRegistry.instance().encodeUri(provider, parts)


def try_repair(
    facts: LayerFacts, source: str, fields: Tuple[str, ...], repair: Repair, progress: Progress
) -> NewSource:
    """Open the healed source beside the layer and compare. For use in a task: it waits for the service.

    `fields` are the names the layer has now (none for pictures).

    Raises
    ------
    LayerError
        It does not open, or lacks fields the layer's style or forms may need. The layer is untouched.
    """
    new = healed_source(facts.provider, source, repair)
    if fields or facts.provider in ("WFS", "OAPIF", "arcgisfeatureserver", "sensorthings"):
        trial: QgsMapLayer = QgsVectorLayer(new, facts.name, facts.provider)
    else:
        trial = QgsRasterLayer(new, facts.name, facts.provider)
    stop_if_cancelled(progress)
    if not trial.isValid():
        sentence = tr("The proposed source of “{layer}” does not open; the layer was left as it is.")
        raise LayerError(sentence.format(layer=quotable(facts.name)), trial.error().summary())
    if fields and isinstance(trial, QgsVectorLayer):
        lost = sorted(set(fields) - {one.name() for one in trial.fields()})
        if lost:
            sentence = tr("The proposed source of “{layer}” lacks the fields {fields}; the layer was left as it is.")
            names = quotable(", ".join(lost), 120)
            raise LayerError(sentence.format(layer=quotable(facts.name), fields=names))
    return NewSource(facts, new)


def field_names(layer: QgsMapLayer) -> Tuple[str, ...]:
    """Return the names of a vector layer's own fields, as far as they are known (a dead layer may know none)."""
    if not isinstance(layer, QgsVectorLayer):
        return ()
    origin = Qgis.FieldOrigin.Provider
    fields = layer.fields()
    return tuple(one.name() for index, one in enumerate(fields) if fields.fieldOrigin(index) == origin)


def heal(layer: QgsMapLayer, new: NewSource, *, was_alive: bool = True) -> Healed:
    """Give the layer its new source. Main thread; the service was just proven to answer.

    `was_alive` False says that the old source did not answer, so that it must not be asked again.

    Raises
    ------
    LayerError
        The layer does not work with it after all; it has its old source again.
    """
    is_alive = was_alive and layer.isValid()
    before = Healed(layer.id(), layer.name(), layer.source(), layer.providerType(), is_alive)
    layer.setDataSource(new.source, layer.name(), new.facts.provider, QgsDataProvider.ProviderOptions())
    if not layer.isValid():
        take_back(layer, before)
        sentence = tr("“{layer}” does not work with the proposed source; it has its old one again.")
        raise LayerError(sentence.format(layer=quotable(layer.name())), layer.error().summary())
    layer.triggerRepaint()
    return before


def take_back(layer: QgsMapLayer, before: Healed) -> None:
    """Give the layer its old source again. A source that did not work is not asked: that could freeze QGIS."""
    if before.was_alive:
        layer.setDataSource(before.source, before.name, before.provider, QgsDataProvider.ProviderOptions())
        layer.triggerRepaint()
        return
    document, context = QDomDocument("layer"), QgsReadWriteContext()
    node = document.createElement("maplayer")
    document.appendChild(node)
    layer.writeLayerXml(node, document, context)
    _set_text(document, node, "datasource", before.source)
    _set_text(document, node, "provider", before.provider)
    # An empty source is invalid at once; reading the old one without resolving then leaves an "unavailable layer",
    # as QGIS shows it when a project with a dead service is opened.
    layer.setDataSource("", before.name, before.provider, QgsDataProvider.ProviderOptions())
    layer.readLayerXml(node, context, QgsMapLayer.ReadFlag.FlagDontResolveLayers)


def _set_text(document: QDomDocument, node: object, name: str, text: str) -> None:
    old = node.firstChildElement(name)
    new = document.createElement(name)
    attributes = old.attributes()
    for index in range(attributes.count()):
        attribute = attributes.item(index).toAttr()
        new.setAttribute(attribute.name(), attribute.value())
    new.appendChild(document.createTextNode(text))
    node.replaceChild(new, old)
