"""Formats whose files hold one layer or table each: which files to write, in a folder or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from layers.errors import CaseFileError
from layers.exports import is_folder
from layers.exports.readme import write_readme
from layers.files import make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from layers.case import Case

T = TypeVar("T")


def write_each(
    case: Case,
    out: Path,
    parts: Iterable[tuple[str, T]],
    *,
    ending: str,
    layer: str | None,
    write_part: Callable[[Path, T], Path],
    about: Callable[[str], str],
) -> list[Path]:
    """Write one file a part and a README into a folder, or the only part into the file that is named.

    Parameters
    ----------
    parts : iterable of (str, T)
        Each part's name, which becomes its file's, and what it holds.
    ending : str
        Of the files in a folder.
    layer : str or None
        The one part that is wanted.
    write_part : callable
        Writes a part to a path, whole.
    about : callable
        Says what a part is, by its name, for the README.

    Raises
    ------
    CaseFileError
        If a file is named, but no layer or an unknown one is; or if something cannot be written.
    """
    found = dict(parts)
    if layer is not None:
        found = {name: part for name, part in found.items() if name == layer or name.startswith(f"{layer}_")}
        if not found:
            raise CaseFileError(
                f"{case.info.id} has nothing to write as layer {layer!r}; see `contested export --help`"
            )
    if is_folder(out):
        folder = make_folder(out)
        files = [write_part(folder / f"{name}{ending}", part) for name, part in found.items()]
        return [*files, write_readme(case, folder, {f"{name}{ending}": about(name) for name in found})]
    if len(found) != 1:
        raise CaseFileError(
            f"{out}: a {ending} file holds one layer; name a folder instead, or one of them: --layer {' or '.join(found)}"
        )
    make_folder(out.parent)
    return [write_part(out, part) for part in found.values()]
