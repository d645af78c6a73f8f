"""The checkout as text and syntax trees, for the tests of its architecture."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("app", "db", "ui")

SQL = re.compile(
    r"^\s*(SELECT\s.+\sFROM\s|SELECT\s+[\w(*]+\s*$|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s"
    r"|WITH\s+(RECURSIVE\s+)?\w+\s*(\(.*\))?\s+AS\s*\(|PRAGMA\s+\w|(CREATE|ALTER|DROP)\s+(TEMP\s+|UNIQUE\s+|VIRTUAL\s+)?"
    r"(TABLE|INDEX|VIEW|TRIGGER)\s|BEGIN\s+(IMMEDIATE|EXCLUSIVE|DEFERRED)|ATTACH\s|VACUUM\b|SAVEPOINT\s"
    r"|(INNER\s+|LEFT\s+)?JOIN\s+\w+\s+ON\s|ORDER\s+BY\s+\w|WHERE\s+\w+(\.\w+)?\s*(=|<|>|IN\b|IS\b|LIKE\b))",
    re.DOTALL,
)
"""How a statement, or a piece of one, begins. Upper case only: the words also occur in English sentences."""


@dataclass(frozen=True)
class Source:
    """One Python file; ``name`` is its path in the checkout, with slashes."""

    path: Path

    @property
    def name(self) -> str:
        """The path from the top of the checkout."""
        return self.path.relative_to(CHECKOUT).as_posix()

    @cached_property
    def text(self) -> str:
        """The whole file."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The file as a syntax tree."""
        return ast.parse(self.text)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function, methods and inner ones as well."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def prose(self) -> set[int]:
        """The identities of the string nodes that are docstrings or stand alone as notes."""
        return {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}

    def strings(self) -> Iterator[tuple[int, str]]:
        """Line and text of every string that is not prose; an f-string counts as its literal parts joined by ``x``."""
        prose = self.prose()
        inside = {id(v) for node in ast.walk(self.tree) if isinstance(node, ast.JoinedStr) for v in node.values}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.JoinedStr):
                parts = [str(v.value) if isinstance(v, ast.Constant) else "x" for v in node.values]
                yield node.lineno, "".join(parts)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose | inside:
                yield node.lineno, node.value

    def imports(self, *, inside_functions: bool = False) -> Iterator[tuple[int, str]]:
        """Line and full name of each imported module; only those inside functions on request."""
        roots: list[ast.AST] = list(self.functions()) if inside_functions else [self.tree]
        for node in (node for root in roots for node in ast.walk(root)):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node.lineno, node.module


def sources(*folders: str) -> list[Source]:
    """Every Python file under the folders, those of caches and environments left out."""
    files = (path for folder in folders for path in sorted((CHECKOUT / folder).rglob("*.py")))
    return [_source(path) for path in files if "__pycache__" not in path.parts]


@cache
def _source(path: Path) -> Source:
    return Source(path)


def forget() -> None:
    """Let go of the trees: they are large, and only the tests of one module share them."""
    _source.cache_clear()
