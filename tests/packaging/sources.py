# SPDX-License-Identifier: GPL-2.0-or-later
"""The source files the shape tests look at, parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "ruhr_smartcity_plugin"


def shipped() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def tests() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def scripts() -> list[Path]:
    return sorted((ROOT / "scripts").glob("*.py"))


def ui_files() -> list[Path]:
    return sorted((ROOT / "resources").rglob("*.ui"))


@cache
def tree(path: Path) -> ast.Module:
    """Return the module as Python 3.9 reads it; the shipped code must run there."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path), feature_version=(3, 9))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def calls(path: Path, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions or methods with one of these names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and called_name(node) in names:
            yield node


def called_name(call: ast.Call) -> str:
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Yield every import statement with the module it names, wherever it stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def outside_functions(path: Path) -> Iterator[ast.AST]:
    """Yield the nodes that run when the module is imported (class bodies, defaults and decorators included)."""
    waiting: list[ast.AST] = [tree(path)]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            waiting += [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
