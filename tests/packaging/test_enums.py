# SPDX-License-Identifier: GPL-2.0-or-later
"""Enums are written with their class (`Qt.AlignmentFlag.AlignLeft`): Qt 6 knows no other way.

No published linter finds them all, so the names are resolved against the QGIS that runs the tests.
"""

from __future__ import annotations

import ast
import enum
import importlib
from pathlib import Path

from tests.packaging import sources
from tests.packaging.sources import ROOT, place


def unscoped_enums(path: Path, tree: ast.Module) -> list[str]:
    """Return the places in `tree` that take an enum member from anything but its enum class."""
    known = _imported_from_qgis(tree)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = _resolve(node.value, known)
            if owner is not None and _is_loose_member(owner, node.attr):
                found.append(f"{place(path, node)}: {ast.unparse(node)}")
        elif isinstance(node, ast.ClassDef):
            bases = [base for base in (_resolve(base, known) for base in node.bases) if base is not None]
            for inner in ast.walk(node):
                if isinstance(inner, ast.Attribute) and getattr(inner.value, "id", "") in ("self", "cls"):
                    text = f"{place(path, inner)}: {ast.unparse(inner)}"
                    found += [text for base in bases if _is_loose_member(base, inner.attr)]
    return found


def _imported_from_qgis(tree: ast.Module) -> dict[str, object]:
    known = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "qgis":
            module = importlib.import_module(node.module)
            for alias in node.names:
                known[alias.asname or alias.name] = getattr(module, alias.name, None)
    return known


def _resolve(node: ast.AST, known: dict[str, object]) -> object | None:
    """Return what a dotted name stands for, None if it is not one of QGIS's."""
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, known)
        return getattr(owner, node.attr, None) if owner is not None else None
    return None


def _is_loose_member(owner: object, name: str) -> bool:
    """Whether `owner.name` is an enum member and `owner` is not its enum."""
    if not isinstance(owner, type):
        return False
    member = getattr(owner, name, None)
    kind = type(member)
    is_member = isinstance(member, enum.Enum) or (isinstance(member, int) and kind not in (int, bool))
    return is_member and owner is not kind


def test_every_enum_is_scoped():
    assert not [text for path in sources.shipped() for text in unscoped_enums(path, sources.tree(path))]


def test_every_enum_in_the_tests_is_scoped():
    assert not [text for path in sources.tests() for text in unscoped_enums(path, sources.tree(path))]


def test_the_check_finds_the_forms_that_linters_miss():
    text = """
from qgis.core import Qgis, QgsTask, QgsWkbTypes
from qgis.PyQt.QtCore import Qt, QMetaType
from qgis.PyQt.QtWidgets import QDialog, QMessageBox
a = Qt.AlignLeft, QMessageBox.Yes, QgsTask.CanCancel, Qgis.Critical, QgsWkbTypes.Point, QMetaType.QString
class D(QDialog):
    def go(self):
        return self.Accepted
b = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, QMessageBox.StandardButton.Yes, QgsTask.Flag.CanCancel
c = Qgis.MessageLevel.Critical, QMetaType.Type.QString, QDialog.DialogCode.Accepted, Qgis.WkbType.Point
"""
    found = [line.split(": ")[1] for line in unscoped_enums(ROOT / "x.py", ast.parse(text))]
    assert sorted(found) == [
        "QMessageBox.Yes", "QMetaType.QString", "Qgis.Critical", "QgsTask.CanCancel", "QgsWkbTypes.Point",
        "Qt.AlignLeft", "self.Accepted",
    ]  # fmt: skip
