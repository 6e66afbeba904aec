# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers that are no GeoJSON, turned into it by GDAL in memory; and the field types a WFS declares."""

from __future__ import annotations

import re
import uuid
from typing import Dict, List, Mapping, Sequence

from osgeo import gdal

from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType
from ruhr_smartcity_plugin.core.catalogue.file_check import require_plain_markup, require_whole
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.xml_element import Element

_XSD_TYPES = {
    **dict.fromkeys(
        ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "unsignedInt"),
        FieldType.INTEGER,
    ),
    **dict.fromkeys(("double", "float", "decimal"), FieldType.REAL),
    "date": FieldType.DATE,
    "dateTime": FieldType.TIME,
    "boolean": FieldType.BOOLEAN,
    "string": FieldType.TEXT,
}
_FEATURE = b'"type": "Feature",'
# A member, also one that only points elsewhere; `featureMembers` may be there for none.
_MEMBER = re.compile(
    rb"<(?:[\w.\-]+:)?(?:member|featureMember)[\s/>]|<(?:[\w.\-]+:)?featureMembers(?:\s[^>]*)?>\s*<(?!/)"
)
# What a service writes behind the last object it could read.
_BROKEN_OFF = re.compile(rb"<(?:[\w.\-]+:)?(?:truncatedResponse|(?:Service)?ExceptionReport)[\s/>]")
_EMPTY = b'{"type": "FeatureCollection", "features": []}'


def gml_to_geojson(body: bytes) -> bytes:
    """Return the objects of a GML answer as GeoJSON, all attributes as text, the id as `gml_id`.

    As text, since GDAL would take "05911000" for a number and drop the zero.

    Raises
    ------
    ValueError
        It declares entities, ends in the middle or with an exception, or GDAL cannot read it or finds no object where
        there are members.
    """
    try:
        require_plain_markup(body)
        require_whole(body, ServiceKind.GML)
    except RuhrError as error:
        raise ValueError(error.sentence) from error
    # The plain look first: the pattern alone takes 55 ms for 4 MB (measured).
    if (b"truncatedResponse" in body or b"ExceptionReport" in body) and _BROKEN_OFF.search(body):
        raise ValueError("the service broke off among the objects")
    has_members = _MEMBER.search(body) is not None
    if b"FeatureCollection" in body[:4000] and not has_members:
        return _EMPTY
    document = _converted(body, "gml", ["GML"], ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO", "EXPOSE_GML_ID=YES"])
    if has_members and _FEATURE not in document:
        raise ValueError("members, but no object among them")
    return document


def esri_to_geojson(body: bytes) -> bytes:
    """Return the objects of an Esri JSON answer as GeoJSON; ValueError where GDAL cannot read it."""
    return _converted(body, "json", ["ESRIJSON"], [])


def _converted(body: bytes, ending: str, drivers: Sequence[str], options: Sequence[str]) -> bytes:
    name = f"/vsimem/ruhr_{uuid.uuid4().hex}"
    source, target = f"{name}.{ending}", f"{name}.geojson"
    gdal.FileFromMemBuffer(source, body)
    failures: List[str] = []
    gdal.PushErrorHandler(lambda level, _number, text: failures.append(text) if level >= gdal.CE_Failure else None)
    # Values that are links to a code list, as INSPIRE has them, would be lost otherwise.
    wanted = {"GML_FIELDTYPES": "ALWAYS_STRING", "GML_ATTRIBUTES_TO_OGR_FIELDS": "YES" if b":href=" in body else "NO"}
    before = {name: gdal.GetThreadLocalConfigOption(name) for name in wanted}
    _configure(wanted)
    try:
        gdal.ErrorReset()
        read = gdal.OpenEx(source, gdal.OF_VECTOR, allowed_drivers=list(drivers), open_options=list(options))
        if read is None or read.GetLayerCount() == 0:
            raise ValueError(f"not readable: {gdal.GetLastErrorMsg()}")
        expected = read.GetLayer(0).GetFeatureCount()
        written = gdal.VectorTranslate(
            target, read, format="GeoJSON", layers=[read.GetLayer(0).GetName()], layerCreationOptions=["RFC7946=NO"]
        )
        if written is None or failures:  # a damaged page may lose objects and still be written
            raise ValueError(f"not convertible: {'; '.join(failures[:3])}")
        written = read = None  # closes the files
        document = _bytes_of(target)
        # Texts may hold the mark as well, so that more of them prove nothing, but fewer do.
        if document.count(_FEATURE) < expected:
            raise ValueError(f"fewer than {expected} objects are readable")
        return document
    except RuntimeError as error:  # where another plugin has switched GDAL's exceptions on
        raise ValueError(str(error)) from error
    finally:
        _configure(before)
        gdal.PopErrorHandler()
        for path in (source, target):
            if gdal.VSIStatL(path) is not None:  # QGIS's Processing has GDAL raise for what is not there
                gdal.Unlink(path)


def _configure(options: Mapping[str, str | None]) -> None:
    for name, value in options.items():
        gdal.SetThreadLocalConfigOption(name, value)


def _bytes_of(path: str) -> bytes:
    size = gdal.VSIStatL(path).size
    file = gdal.VSIFOpenL(path, "rb")
    try:
        return bytes(gdal.VSIFReadL(1, size, file))
    finally:
        gdal.VSIFCloseL(file)


def is_flat(schema: Element) -> bool:
    """Answer whether a schema describes one type without inner ones, so that all its fields are those of the layer."""
    return sum(one.name == "complexType" for one in schema.walk()) == 1


def declared_types(schema: Element) -> Dict[str, FieldType]:
    """Return the types of the flat fields in the answer to DescribeFeatureType."""
    found = {}
    for one in schema.walk():
        name, kind = one.attributes.get("name", ""), one.attributes.get("type", "").rsplit(":", 1)[-1]
        if one.name == "element" and name and not kind:
            base = next((part.attributes.get("base", "") for part in one.walk() if part.name == "restriction"), "")
            kind = base.rsplit(":", 1)[-1]
        if one.name == "element" and kind in _XSD_TYPES:
            found[name] = _XSD_TYPES[kind]
    return found
