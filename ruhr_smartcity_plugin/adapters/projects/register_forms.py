# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms of the register's tables for plain QGIS: aliases, lists of codes, tabs, defaults, constraints, relations.

They are shipped inside each register, see `furnishing`. Technical columns are hidden: ids come by default values,
versions, times and tombstones by triggers of the file.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsAttributeTableConfig,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsField,
    QgsFieldConstraints,
    QgsRelation,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType

from ruhr_smartcity_plugin.adapters.projects.form_labels import column_label, table_title
from ruhr_smartcity_plugin.adapters.projects.register_styles import value_map
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.detail_rules import NEEDED
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Organisation, Project, ProjectInternal
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

HIDDEN = ("fid", *TECHNICAL_FIELDS)
# Tables that are looked at, not edited.
READ_ONLY = ("change", "vocabulary")
# Which column names a row of another table: table, column to show.
_NAMED_BY: Dict[str, Tuple[str, str]] = {
    "lead_uuid": ("organisation", "name"), "organisation_uuid": ("organisation", "name"),
    "programme_uuid": ("funding_programme", "title"), "project_uuid": ("project", "title"),
    "from_uuid": ("project", "title"), "to_uuid": ("project", "title"), "indicator_uuid": ("indicator", "name"),
}
_CODES: Dict[Tuple[str, str], str] = {
    ("project_field", "field"): "VFIELD", ("project_technology", "technology"): "VTECH",
    ("funding_programme", "level"): "VLEVEL", ("funding_programme", "kind"): "VFKIND", ("strategy", "state"): "VSTRAT",
}
_LONG = ("summary", "description", "challenge", "solution", "result", "status_reason", "transfer_note", "risk",
         "lessons_learned", "obstacles", "internal_note", "text", "areas", "eligible", "method", "traffic_light_note")
_DEFAULTS = {"visibility": "'KOM'", "review_state": "'ENT'", "as_of": "to_date(now())", "consent": "false"}
_PROJECT_TABS: Tuple[Tuple[str, Tuple[str, ...]], ...] = (
    ("overview", ("title", "short_title", "code", "summary", "description", "challenge", "solution", "result",
                  "main_field", "kind", "lead_uuid", "website", "visibility", "review_state", "as_of", "next_review")),
    ("time", ("phase", "status", "status_reason", "progress_percent", "start_planned", "start_planned_precision",
              "start_actual", "start_actual_precision", "end_planned", "end_planned_precision", "end_actual",
              "end_actual_precision")),
    ("means", ("funded", "programme_short", "operating_model", "open_source", "repository_url", "licence",
               "transferability", "transfer_note", "seeks_partners", "spatial_effect", "image_url", "image_credit")),
)
_RELATION_TABS: Tuple[Tuple[str, Tuple[str, ...]], ...] = (
    ("places", ("site_point", "site_line", "site_area")),
    ("people", ("project_municipality", "project_organisation", "contact")),
    ("course", ("milestone", "indicator", "indicator_value")),
    ("links", ("project_field", "project_technology", "project_dataset", "project_sensor", "document",
               "project_relation")),
    ("internal", ("project_internal", "funding", "comment")),
)
# The first of these columns that says something stands for a row in lists.
_SHOWN_AS = ("title", "name", "label", "address", "text_de", "function", "mail", "text", "technology", "dataset_id",
             "service_url", "field", "ags", "organisation_uuid", "to_uuid", "programme_uuid", "role", "date")
# What the file itself writes into a row that says nothing of it.
_WRITTEN_BY_FILE = (("project", "code"), ("comment", "author"), ("comment", "written_at"))


def relation_tables() -> Tuple[Tuple[str, str, str], ...]:
    """Return the relations of the register: the table whose rows point, the column, and the table pointed at."""
    children = [(one.name, one.owner, "project") for one in CHILD_TABLES]
    codes = [(table, "project_uuid", "project") for table, _attribute, _column in CODE_TABLES]
    others = [("project_internal", "project_uuid", "project"), ("comment", "project_uuid", "project"),
              ("project_organisation", "organisation_uuid", "organisation"),
              ("contact", "organisation_uuid", "organisation"), ("indicator_value", "indicator_uuid", "indicator"),
              ("project", "lead_uuid", "organisation")]
    return (*children, *codes, *others)


def relation_of(table: str, column: str, layers: Mapping[str, QgsVectorLayer], target: str) -> QgsRelation:
    """Return a relation between two layers of a project, with an id that stays the same."""
    relation = QgsRelation()
    relation.setId("_".join(("ruhr", table, column)))
    relation.setName(table_title(table))
    relation.setReferencingLayer(layers[table].id())
    relation.setReferencedLayer(layers[target].id())
    relation.addFieldPair(column, "uuid")
    return relation


def set_up_form(layer: QgsVectorLayer, table: str, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Give a layer on a table its form. `layers`: the layers it may name, by table. Raises LayerError."""
    for index, one in enumerate(layer.fields()):
        name = one.name()
        layer.setFieldAlias(index, _label(table, one))
        layer.setEditorWidgetSetup(index, _widget(layer, table, index, layers))
        if name == "uuid":
            layer.setDefaultValueDefinition(index, QgsDefaultValue("uuid('WithoutBraces')"))
        elif name in _DEFAULTS and table not in READ_ONLY:
            layer.setDefaultValueDefinition(index, QgsDefaultValue(_DEFAULTS[name]))
        elif name == "done" and one.type() == QMetaType.Type.Bool:
            layer.setDefaultValueDefinition(index, QgsDefaultValue("false"))
        if table not in READ_ONLY and name not in HIDDEN:
            _require(layer, table, index)
    shown = [one.name() for one in layer.fields() if table in READ_ONLY or one.name() not in HIDDEN]
    layer.setDisplayExpression(_display(table, layer))
    _lay_out(layer, table, shown)
    _hide_columns(layer, shown)
    if table in READ_ONLY:
        layer.setReadOnly(True)
    elif not layer.setSubsetString('"deleted" = 0'):  # what was deleted stays as a tombstone, for others to see
        raise LayerError(tr("QGIS could not open the register “{name}” as a map layer.").format(name=layer.name()),
                         table)


def add_relation_tabs(layer: QgsVectorLayer, table: str, ids: Mapping[Tuple[str, str], str]) -> None:
    """Add tabs with the tables whose rows point at this one. `ids`: those of the relations, by table and column."""
    form = layer.editFormConfig()
    children = [(child, ids[child, column]) for child, column, target in relation_tables()
                if target == table and child != "project"]
    tabs = _RELATION_TABS if table == "project" else (("belonging", tuple(child for child, _id in children)),)
    for key, wanted in tabs:
        tab = QgsAttributeEditorContainer(_tab_title(key), form.invisibleRootContainer())
        tab.setType(Qgis.AttributeEditorContainerType.Tab)
        for child, relation_id in children:
            if child in wanted:
                relation = QgsAttributeEditorRelation(relation_id, tab)
                relation.setRelationWidgetTypeId("relation_editor")
                relation.setLabel(table_title(child))
                tab.addChildElement(relation)
        form.addTab(tab)
    layer.setEditFormConfig(form)


def _widget(layer: QgsVectorLayer, table: str, index: int,
            layers: Mapping[str, QgsVectorLayer]) -> QgsEditorWidgetSetup:
    field = layer.fields()[index]
    name, codes = field.name(), _codes_of(table, field.name())
    if name in HIDDEN:
        return QgsEditorWidgetSetup("Hidden", {})
    if codes:
        return QgsEditorWidgetSetup("ValueMap", {"map": [*_nothing(name), *value_map(codes)]})
    if (table, name) == ("comment", "field"):
        return QgsEditorWidgetSetup("ValueMap", {"map": [*_nothing(name), *_fields_of_a_project()]})
    if name == "ags":
        towns = sorted((one.name, one.ags) for one in load_region().municipalities)
        return QgsEditorWidgetSetup("ValueMap", {"map": [{title: ags} for title, ags in towns]})
    if name in _NAMED_BY and _NAMED_BY[name][0] in layers:
        target, shown = _NAMED_BY[name]
        other = layers[target]
        return QgsEditorWidgetSetup("ValueRelation", {
            "Layer": other.id(), "LayerName": other.name(), "LayerSource": other.source(), "LayerProviderName": "ogr",
            "Key": "uuid", "Value": shown, "AllowNull": True, "OrderByValue": True, "UseCompleter": True,
            "FilterExpression": "not coalesce(\"deleted\", false)"})
    if field.type() == QMetaType.Type.Bool:
        answers: List[Dict[str, Any]] = [{tr("Unknown"): "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"}, {tr("Yes"): "true"},
                                         {tr("No"): "false"}]
        return QgsEditorWidgetSetup("ValueMap", {"map": answers[1:] if name in ("consent", "done") else answers})
    if field.type() == QMetaType.Type.QDateTime:
        return QgsEditorWidgetSetup("DateTime", {
            "display_format": "dd.MM.yyyy HH:mm", "calendar_popup": True, "allow_null": True,
            "field_iso_format": False})
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": name in _LONG, "UseHtml": False})


def _nothing(name: str) -> List[Dict[str, str]]:
    # QGIS's own mark for NULL in value maps.
    return [] if name in ("visibility", "review_state") else [{"–": "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"}]


def _codes_of(table: str, name: str) -> str:
    if (table, name) in _CODES:
        return _CODES[table, name]
    if name == "visibility":
        return "VVIS"
    records = {"project": Project, "project_internal": ProjectInternal, "organisation": Organisation,
               **{one.name: one.record for one in CHILD_TABLES}}
    found = [one.codes for one in columns_of(records[table]) if one.name == name] if table in records else []
    return found[0] if found else ""


def _label(table: str, field: QgsField) -> str:
    """Return what a column is called; a day says how it is typed: as text, as ISO 8601 writes it.

    QGIS's edit for days turns "15.03.2027" into the year 320 where a day stood before, and into today's day in March
    where none stood: without a word, for it moves on by itself and once more at the point.
    """
    label = column_label(table, field.name())
    is_day = field.type() == QMetaType.Type.QDate and table not in READ_ONLY
    return tr("{label} (YYYY-MM-DD)").format(label=label) if is_day else label


def _fields_of_a_project() -> List[Dict[str, str]]:
    names = (one.name for one in columns_of(Project) if one.name not in TECHNICAL_FIELDS)
    return [{label: name} for label, name in sorted((field_label(one), one) for one in names
                                                    if not one.endswith("_precision"))]


def _require(layer: QgsVectorLayer, table: str, index: int) -> None:
    """Without what the table itself demands nothing can be saved; of the rest, a draft may be saved without."""
    field, rules = layer.fields()[index], QgsFieldConstraints
    demanded = rules.Constraint.ConstraintNotNull
    is_hard = field.constraints().constraintOrigin(demanded) == rules.ConstraintOrigin.ConstraintOriginProvider
    if not is_hard and field.name() not in _wanted(table):
        return
    strength = rules.ConstraintStrength.ConstraintStrengthHard if is_hard else (
        rules.ConstraintStrength.ConstraintStrengthSoft)
    layer.setFieldConstraint(index, demanded, strength)
    if field.type() == QMetaType.Type.QString:  # blanks say nothing, either
        layer.setConstraintExpression(index, "".join(("trim(coalesce(\"", field.name(), "\", '')) <> ''")), tr(
            "“{field}” is missing.").format(field=_label(table, field)))
        layer.setFieldConstraint(index, rules.Constraint.ConstraintExpression, strength)


def _wanted(table: str) -> Sequence[str]:
    """Return what a row should say that a table takes without it, too."""
    if table == "project":
        return REQUIRED
    return [NEEDED[one.attribute] for one in CHILD_TABLES if one.name == table and one.attribute in NEEDED]


def _display(table: str, layer: QgsVectorLayer) -> str:
    names = {one.name() for one in layer.fields()}
    wanted = [one for one in _SHOWN_AS if one in names]
    if table in ("project", "organisation", "funding_programme", "change"):
        return _said(table, wanted[0])
    texts = [_said(table, one) for one in wanted]
    said = ["".join(("nullif(", one, ", '')")) for one in texts] or [
        "".join(("'", table_title(table), "'"))]
    return texts[0] if len(texts) == 1 else "".join(("coalesce(", ", ".join((*said, "'–'")), ")"))


def _said(table: str, name: str) -> str:
    column = "".join(('"', name, '"'))
    is_code = name == "ags" or name in _NAMED_BY or bool(_codes_of(table, name))
    return "".join(("represent_value(", column, ")")) if is_code else column


def _lay_out(layer: QgsVectorLayer, table: str, shown: Sequence[str]) -> None:
    form = layer.editFormConfig()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    form.clearTabs()
    tabs: Iterable[Tuple[str, Sequence[str]]] = _PROJECT_TABS if table == "project" else (("record", shown),)
    for key, names in tabs:
        tab = QgsAttributeEditorContainer(_tab_title(key), form.invisibleRootContainer())
        tab.setType(Qgis.AttributeEditorContainerType.Tab)
        for name in names:
            index = layer.fields().indexOf(name)
            if index >= 0:
                tab.addChildElement(QgsAttributeEditorField(name, index, tab))
        form.addTab(tab)
    for place, name in _WRITTEN_BY_FILE:
        if place == table:
            form.setReadOnly(layer.fields().indexOf(name), True)
    form.setSuppress(QgsEditFormConfig.FeatureFormSuppress.SuppressOff)
    layer.setEditFormConfig(form)


def _tab_title(key: str) -> str:
    return {"overview": tr("Overview"), "time": tr("Time and status"), "means": tr("Means and transfer"),
            "record": tr("Details"), "places": tr("Places"), "people": tr("Participants"),
            "course": tr("Steps and effect"), "links": tr("Links and technology"), "internal": tr("INTERN"),
            "belonging": tr("Belonging to it")}[key]


def _hide_columns(layer: QgsVectorLayer, shown: Sequence[str]) -> None:
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name != "" and column.name not in shown
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)
