"""Check that imports go down, `geo <- layers <- maps`, and never back. Exit code 1 where one does not."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ABOVE = {"geo": {"layers", "maps"}, "layers": {"maps"}}


def imported_packages(path: Path) -> set[str]:
    """Return the top-level packages that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def upward_imports() -> list[str]:
    """Return a line for each module that imports a room above its own."""
    return [
        f"{path.relative_to(ROOT)} imports {', '.join(sorted(wrong))}; imports go geo <- layers <- maps"
        for room, above in ABOVE.items()
        for path in sorted((ROOT / room).rglob("*.py"))
        if (wrong := imported_packages(path) & above)
    ]


if __name__ == "__main__":
    faults = upward_imports()
    print("\n".join(faults) or "imports go down: geo <- layers <- maps")
    sys.exit(bool(faults))
