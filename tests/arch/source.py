"""Our own files, as the rules about the code see them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ("bkn_portal", "coaching", "mentoring")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(*, migrations: bool = False, tests: bool = False) -> list[Path]:
    """Our Python files."""
    folders = [*PACKAGES, *(["tests"] if tests else [])]
    found = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [path for path in found if migrations or "migrations" not in path.parts]


@cache
def templates() -> list[Path]:
    """Our templates of any kind: HTML, mail texts and subjects."""
    return [path for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def name(path: Path) -> str:
    """The path as a reader of a failure knows it."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[FunctionNode]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, FunctionNode))
