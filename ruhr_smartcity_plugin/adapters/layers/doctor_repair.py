# SPDX-License-Identifier: GPL-2.0-or-later
"""Heals a layer by a new source, keeps name, style and place in the tree, and can take it back."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Callable, Mapping, Tuple

from qgis.core import (
    Qgis,
    QgsDataProvider,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ruhr_smartcity_plugin.adapters.layers.doctor_source import has_login, healed_source
from ruhr_smartcity_plugin.adapters.layers.loading_providers import prepare_providers
from ruhr_smartcity_plugin.core.catalogue.doctor.diagnosis import Repair
from ruhr_smartcity_plugin.core.catalogue.doctor.facts import LayerFacts
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

_OWN = "ruhr_smartcity/"
_VECTORS = ("WFS", "OAPIF", "arcgisfeatureserver", "sensorthings")


@dataclass(frozen=True)
class NewSource:
    """A source that was tried and holds what the layer needs; `old` is the one it was made from.

    `finish` writes what the new source says of itself into the layer; `note` is a sentence for the user.
    """

    facts: LayerFacts
    source: str
    old: str
    finish: Callable[[QgsMapLayer], None] | None = None
    note: str = ""


@dataclass(frozen=True)
class Healed:
    """What a layer was before, to be taken back; `healed` is the source it has now.

    `metadata` and `properties` are what it said of itself, where that has changed.
    """

    layer_id: str
    source: str
    provider: str
    was_alive: bool
    healed: str
    metadata: QgsLayerMetadata | None = None
    properties: Mapping[str, object] = field(default_factory=dict)

    def since(self, first: Healed | None) -> Healed:
        """Return what takes back an earlier healing together with this one; this one if another source came between."""
        if first is None or first.healed != self.source:
            return self
        said = self if first.metadata is None else first
        return replace(first, healed=self.healed, metadata=said.metadata, properties=said.properties)


@dataclass(frozen=True)
class Shape:
    """What a style and a form hang on: the layer's own fields and its kind of geometry, as far as they are known."""

    fields: Tuple[str, ...] = ()
    geometry: Qgis.GeometryType | None = None


def why_not_changed(layer: QgsMapLayer) -> str:
    """Return why the source of a layer must not be changed now; "" if nothing stands against it.

    A new source throws away edits that were not saved, and a layer embedded from another project is read from there
    again whenever this one is opened.
    """
    if layer.isEditable():
        text = tr("“{layer}” is being edited. Save or discard the edits first; the layer was left as it is.")
        return text.format(layer=quotable(layer.name()))
    project = layer.project()
    if project is not None and project.layerIsEmbedded(layer.id()):
        text = tr("“{layer}” is embedded from another project. Change it there; the layer was left as it is.")
        return text.format(layer=quotable(layer.name()))
    return ""


def try_repair(facts: LayerFacts, source: str, shape: Shape, repair: Repair, progress: Progress) -> NewSource:
    """Open the healed source beside the layer and compare. For use in a task: it waits for the service.

    `shape` is what the layer has now (nothing for pictures).

    Raises
    ------
    LayerError
        It does not open, or lacks fields or the kind of geometry the layer's style or forms need. The layer is
        untouched.
    """
    new = healed_source(facts.provider, source, repair)
    prepare_providers()
    kind = QgsVectorLayer if shape.fields or facts.provider in _VECTORS else QgsRasterLayer
    trial: QgsMapLayer = kind(new, facts.name, facts.provider)
    stop_if_cancelled(progress)
    if not trial.isValid():
        if has_login(facts.provider, source) and not has_login(facts.provider, new):
            sentence = tr(
                "The proposed source of “{layer}” is on another server, to which the log-in was not sent. "
                "The layer was left as it is; if you trust that server, add the layer anew with a log-in."
            )
        else:
            sentence = tr("The proposed source of “{layer}” does not open; the layer was left as it is.")
        raise LayerError(sentence.format(layer=quotable(facts.name)), trial.error().summary())
    if isinstance(trial, QgsVectorLayer):
        require_shape(facts, shape, trial)
    return NewSource(facts, new, source)


def require_shape(facts: LayerFacts, shape: Shape, trial: QgsVectorLayer) -> None:
    """Raise `LayerError` where the trial lacks fields or the kind of geometry of the layer."""
    lost = sorted(set(shape.fields) - {one.name() for one in trial.fields()})
    if lost:
        sentence = tr("The proposed source of “{layer}” lacks the fields {fields}; the layer was left as it is.")
        raise LayerError(sentence.format(layer=quotable(facts.name), fields=quotable(", ".join(lost), 120)))
    unknown = Qgis.GeometryType.Unknown
    if shape.geometry not in (None, unknown) and trial.geometryType() not in (shape.geometry, unknown):
        sentence = tr("The proposed source of “{layer}” holds another kind of geometry; the layer was left as it is.")
        raise LayerError(sentence.format(layer=quotable(facts.name)))


def shape_of(layer: QgsMapLayer) -> Shape:
    """Return the shape of a layer: the fields of its source without joined and virtual ones; empty for a dead one."""
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return Shape()
    origin = Qgis.FieldOrigin.Provider
    fields = layer.fields()
    own = tuple(one.name() for index, one in enumerate(fields) if fields.fieldOrigin(index) == origin)
    return Shape(own, layer.geometryType())


def heal(layer: QgsMapLayer, new: NewSource, *, was_alive: bool = True) -> Healed:
    """Give the layer its new source. Main thread; the service was just proven to answer.

    `was_alive` False says that the old source did not answer, so that it must not be asked again.

    Raises
    ------
    LayerError
        The layer is being edited, embedded, or was changed since; or it does not work with the new source after all.
        It has its old source.
    """
    reason = why_not_changed(layer)
    if not reason and layer.source() != new.old:
        text = tr("The source of “{layer}” was changed since it was checked. Check the layers again.")
        reason = text.format(layer=quotable(layer.name()))
    if reason:
        raise LayerError(reason)
    is_alive = was_alive and layer.isValid()
    provider = layer.providerType()
    layer.setDataSource(new.source, layer.name(), new.facts.provider, QgsDataProvider.ProviderOptions())
    before = Healed(layer.id(), new.old, provider, is_alive, layer.source())
    if not layer.isValid():
        summary = layer.error().summary()
        take_back(layer, before)
        sentence = tr("“{layer}” does not work with the proposed source; it has its old one again.")
        raise LayerError(sentence.format(layer=quotable(layer.name())), summary)
    if new.finish is not None:
        said = {key: layer.customProperty(key) for key in layer.customPropertyKeys() if key.startswith(_OWN)}
        before = replace(before, metadata=layer.metadata().clone(), properties=said)
        new.finish(layer)
    _mark_changed(layer)
    layer.triggerRepaint()
    return before


def may_take_back(layer: QgsMapLayer, before: Healed) -> bool:
    """Answer whether the layer is as healing left it and nobody edits it."""
    return layer.source() == before.healed and not why_not_changed(layer)


def take_back(layer: QgsMapLayer, before: Healed) -> None:
    """Give the layer its old source again. A source that did not work is not asked: that could freeze QGIS."""
    _mark_changed(layer)
    if before.metadata is not None:
        layer.setMetadata(before.metadata)
        for key in [one for one in layer.customPropertyKeys() if one.startswith(_OWN)]:
            layer.removeCustomProperty(key)
        for key, value in before.properties.items():
            layer.setCustomProperty(key, value)
    if before.was_alive:
        layer.setDataSource(before.source, layer.name(), before.provider, QgsDataProvider.ProviderOptions())
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
    layer.setDataSource("", layer.name(), before.provider, QgsDataProvider.ProviderOptions())
    layer.readLayerXml(node, context, QgsMapLayer.ReadFlag.FlagDontResolveLayers)
    if layer.project() is not None:
        layer.resolveReferences(layer.project())  # joins know their layers by id only after reading


def _mark_changed(layer: QgsMapLayer) -> None:
    """Let QGIS ask for saving: it does not for every kind of change to a layer's source."""
    project = layer.project()
    if project is not None:
        project.setDirty(True)


def _set_text(document: QDomDocument, node: object, name: str, text: str) -> None:
    old = node.firstChildElement(name)
    new = document.createElement(name)
    attributes = old.attributes()
    for index in range(attributes.count()):
        attribute = attributes.item(index).toAttr()
        new.setAttribute(attribute.name(), attribute.value())
    new.appendChild(document.createTextNode(text))
    node.replaceChild(new, old)
