# SPDX-License-Identifier: GPL-2.0-or-later
"""The shape of the code: what no reviewer should have to look for."""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from tests.packaging import sources
from tests.packaging.sources import PACKAGE, ROOT, calls, imports, outside_functions, place, tree

# Rings, innermost first: a ring may import itself and what stands before it.
FORBIDDEN_IN_CORE = ("qgis", "PyQt5", "PyQt6", "osgeo", "processing")
FORBIDDEN_RINGS = {
    "core": ("adapters", "algorithms", "gui", "plugin"),
    "adapters": ("algorithms", "gui", "plugin"),
    "algorithms": ("gui", "plugin"),
    "gui": ("algorithms", "plugin"),
}
HEAVY = ("shapely", "scipy", "pandas", "matplotlib", "geopandas", "rasterio")
MOST_LINES_OF_A_MODULE = 450
MOST_LINES_OF_A_FUNCTION = 60


def test_there_is_something_to_look_at():
    assert len(sources.shipped()) > 10


def test_every_file_names_its_licence_on_top():
    scripts = [*(ROOT / "scripts").glob("*.sh"), ROOT / ".ci" / "run", ROOT / "Makefile"]
    files = [*sources.shipped(), *sources.tests(), *sources.scripts(), *scripts]
    assert not [
        str(path.relative_to(ROOT))
        for path in files
        if "SPDX-License-Identifier: GPL-2.0-or-later" not in "".join(path.read_text("utf-8").splitlines(True)[:3])
    ]


def test_modules_and_functions_stay_readable():
    long_modules = [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path in sources.shipped()
        if (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES_OF_A_MODULE
    ]
    long_functions = [
        f"{place(path, node)}: {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for path in sources.shipped()
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
        and not _is_table(node)
    ]
    assert not long_modules + long_functions


def _is_table(function: ast.FunctionDef) -> bool:
    """Whether a function only returns a table; it is a function because texts are translated late."""
    last = function.body[-1]
    return len(function.body) <= 2 and isinstance(last, ast.Return) and isinstance(last.value, (ast.Dict, ast.Tuple))


def test_qt_comes_only_through_qgis():
    assert not [
        f"{place(path, node)}: {name}"
        for path in [*sources.shipped(), *sources.tests()]
        for node, name in imports(path)
        if name.split(".")[0] in ("PyQt5", "PyQt6", "PySide2", "PySide6")
    ]


def test_nothing_uses_what_qt_6_dropped():
    found = [f"{place(path, node)}: exec_()" for path in sources.shipped() for node in calls(path, "exec_")]
    for path in sources.shipped():
        for node, name in imports(path):
            names = [alias.name for alias in node.names]
            found += [f"{place(path, node)}: {name}.{n}" for n in names if n in ("QRegExp", "QTextCodec", "QWebView")]
        found += [
            f"{place(path, node)}: QVariant.{node.attr}"
            for node in ast.walk(tree(path))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "QVariant"
        ]
    assert not found


def test_no_compiled_resources():
    assert not [*ROOT.glob("resources/**/*.qrc"), *PACKAGE.rglob("*_rc.py"), *PACKAGE.rglob("ui_*.py")]


def test_each_file_keeps_to_its_ring():
    found = []
    for ring, forbidden in FORBIDDEN_RINGS.items():
        for path in sorted((PACKAGE / ring).rglob("*.py")):
            for node, name in imports(path):
                if any(_below(name, f"ruhr_smartcity_plugin.{outer}") for outer in forbidden):
                    found.append(f"{place(path, node)}: {ring} imports {name}")
                if ring == "core" and name.split(".")[0] in FORBIDDEN_IN_CORE:
                    found.append(f"{place(path, node)}: core imports {name}")
    assert not found


def _below(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_import_linter_keeps_its_contracts():
    lint_imports = Path(sys.executable).parent / "lint-imports"
    answer = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_imports_are_absolute():
    assert not [
        place(path, node)
        for path in sources.shipped()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def test_heavy_packages_are_imported_where_they_are_used():
    assert not [
        f"{place(path, node)}: {name}"
        for path in sources.shipped()
        for node in outside_functions(path)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and not _for_type_checking(path, node)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.split(".")[0] in HEAVY
    ]


def _for_type_checking(path: Path, node: ast.AST) -> bool:
    return any(
        isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test) and node in ast.walk(block)
        for block in tree(path).body
    )


def test_the_code_runs_with_python_39():
    """QGIS 3.40 on macOS carries Python 3.9: the parser refuses newer syntax, these are what it lets through."""
    found = []
    for path in sources.shipped():
        module = tree(path)
        if module.body[1:] and "from __future__ import annotations" not in path.read_text("utf-8"):
            found.append(f"{path.relative_to(ROOT)}: annotations are evaluated")
        found += [f"{place(path, node)}: union at run time" for node in _run_time_unions(module)]
        found += [
            f"{place(path, call)}: {keyword.arg}= came with Python 3.10"
            for call in calls(path, "zip", "dataclass")
            for keyword in call.keywords
            if keyword.arg in ("strict", "slots", "kw_only")
        ]
        found += [
            f"{place(path, node)}: {alias.name} is newer than Python 3.9"
            for node in ast.walk(module)
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for alias in node.names
            if alias.name in ("pairwise", "StrEnum", "UTC", "tomllib", "Self", "TypeAlias", "ParamSpec")
        ]
    assert not found


def _run_time_unions(module: ast.Module) -> list[ast.AST]:
    """Return `X | None` and `isinstance(x, A | B)` outside annotations."""
    annotations = set()
    for node in ast.walk(module):
        for name in ("annotation", "returns"):
            annotation = getattr(node, name, None)
            annotations |= set(ast.walk(annotation)) if annotation is not None else set()
    unions = [n for n in ast.walk(module) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.BitOr)]
    found = [n for n in unions if any(isinstance(s, ast.Constant) and s.value is None for s in (n.left, n.right))]
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("isinstance", "issubclass"):
            found += [n for n in ast.walk(node.args[1]) if n in unions]
    return [node for node in found if node not in annotations]


def test_texts_are_literals_that_pylupdate_can_read():
    found = []
    for path in sources.shipped():
        for call in calls(path, "tr"):
            if isinstance(call.func, ast.Attribute):
                found.append(f"{place(path, call)}: use the one tr() of ruhr_smartcity_plugin.translation")
            elif not call.args or not isinstance(call.args[0], ast.Constant) or not isinstance(call.args[0].value, str):
                if path != PACKAGE / "translation.py":
                    found.append(f"{place(path, call)}: the text is not a literal")
            elif "%n" in call.args[0].value and len(call.args) + len(call.keywords) < 3:
                found.append(f"{place(path, call)}: a plural needs tr(text, comment, n)")
    assert not found


def test_nothing_is_translated_at_import_time():
    assert not [
        place(path, node)
        for path in sources.shipped()
        for node in outside_functions(path)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr"
    ]


@pytest.mark.parametrize("name", ["setSubsetString", "setFilterExpression", "execute", "executescript", "executeSql"])
def test_no_text_is_glued_into_a_query(name):
    assert not [
        place(path, call)
        for path in sources.shipped()
        for call in calls(path, name)
        if call.args and _is_glued(call.args[0])
    ]


def _is_glued(text: ast.AST) -> bool:
    if isinstance(text, ast.JoinedStr):
        return True
    if isinstance(text, ast.BinOp) and isinstance(text.op, (ast.Add, ast.Mod)):
        return True
    return isinstance(text, ast.Call) and getattr(text.func, "attr", "") == "format"


def test_forms_hold_layout_only():
    for path in sources.ui_files():
        root = ElementTree.parse(path).getroot()
        assert not list(root.iter("connection")), f"{path.name}: connect in Python"
        assert not list(root.iter("include")), f"{path.name}: no compiled resources"
        headers = {header.text for header in root.iter("header")}
        assert not [header for header in headers if header and header.endswith(".h")], f"{path.name}: {headers}"


def test_no_test_waits_by_sleeping():
    assert not [
        place(path, call)
        for path in sources.tests()
        for call in calls(path, "sleep")
        if "time" in ast.dump(call.func) or isinstance(call.func, ast.Name)
    ]


def test_no_test_is_skipped():
    marks = ("skip", "skipif", "xfail", "importorskip")
    assert not [
        f"{place(path, node)}: {node.attr}"
        for path in sources.tests()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in marks and "pytest" in ast.dump(node.value)
    ]


def test_nobody_names_a_place_on_somebodys_machine():
    banned = ("/root/", "/home/", "/work" + "/")
    files = [*sources.shipped(), *sources.scripts(), ROOT / "Makefile", ROOT / "metadata.txt"]
    assert not [f"{p.name}: {b}" for p in files for b in banned if b in p.read_text(encoding="utf-8")]
