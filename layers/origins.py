"""Independent origins: how many sources stand behind a claim once those that derive from one another are joined.

Seven links may be one wire report. A source names what it derives from; whatever leads back to one origin is counted once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from layers.agreement.comparing import statement_clock
from layers.errors import RecordError, UnknownIdError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pandas import DataFrame

    from layers.agreement.standing import StatementClock
    from layers.case import Case

ORIGIN_COLUMNS: dict[str, str] = {
    "subject": "id of the incident, or of the claim",
    "sources": "number of distinct sources named by the claims that stand",
    "origins": "number of independent origins among them",
    "roots": "ids of those origins, parted by semicolons",
}
"""The columns of `origins_frame`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginNode:
    """A source and what derives from it.

    Parameters
    ----------
    source : str
        Its id.
    cited : bool
        Whether it is one of those asked about; the others only lead from them to their origin.
    derived : tuple of OriginNode
        Those that derive from it, by id. A source that derives from several stands under each of them; what derives
        from it in turn, only where it stands first.
    """

    source: str
    cited: bool
    derived: tuple[OriginNode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """Where a set of sources comes from.

    Parameters
    ----------
    count : int
        How many independent origins there are.
    roots : tuple of str
        Their ids, in order.
    tree : tuple of OriginNode
        One tree for each root.
    """

    count: int
    roots: tuple[str, ...]
    tree: tuple[OriginNode, ...]


def origins(case: Case, source_ids: Iterable[str], *, as_of: str | None = None) -> Origins:
    """Return the independent origins of some sources.

    Parameters
    ----------
    case : Case
    source_ids : iterable of str
    as_of : str, optional
        EDTF: sources published later are left out. A derivation counts, whenever the origin was published.

    Raises
    ------
    UnknownIdError
        If the case has no such source.
    RecordError
        If sources derive from one another in a circle: then none of them can be the origin, and one is wrong.
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> case = bundled_case("al-tanf")
    >>> found = origins(case, ["indianexpress-2017-06-19", "oir-2017-06-18-release", "usn-2017-06-18"])
    >>> found.count, found.roots
    (1, ('oir-2017-06-18-release',))
    """
    parents = {source.id: source.derives_from for source in case.sources}
    cited = set(source_ids)
    unknown = sorted(cited - set(parents))
    if unknown:
        raise UnknownIdError(f"{case.info.id} has no source {unknown[0]!r}")
    cited &= _published(case, statement_clock(case, as_of=as_of))
    return _origins(cited, parents)


def origins_frame(
    case: Case,
    *,
    by: Literal["incident", "claim"] = "incident",
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> DataFrame:
    """Return the number of sources and of independent origins behind each incident, or each claim on any subject.

    Parameters
    ----------
    by : {"incident", "claim"}
        One row for each of what.
    parties : collection of str, optional
        Ids of the parties whose claims are meant; all by default.
    as_of : str, optional
        EDTF: claims said later and sources published later are left out.

    Returns
    -------
    DataFrame
        With the columns of `ORIGIN_COLUMNS`, in the order of ids.

    Raises
    ------
    RecordError
        If sources derive from one another in a circle.
    TimeError
        If `as_of` is no EDTF.
    """
    import pandas as pd

    return pd.DataFrame(origin_rows(case, by=by, parties=parties, as_of=as_of), columns=list(ORIGIN_COLUMNS))


def origin_rows(
    case: Case,
    *,
    by: Literal["incident", "claim"] = "incident",
    parties: Collection[str] | None = None,
    as_of: str | None = None,
) -> list[dict[str, Any]]:
    """Return the rows of `origins_frame` as plain values; parameters and errors are the same."""
    clock = statement_clock(case, as_of=as_of)
    parents = {source.id: source.derives_from for source in case.sources}
    published = _published(case, clock)
    rows = []
    for subject, cited in _cited(case, clock, by, parties).items():
        known = cited & published
        found = _origins(known, parents)
        values = (subject, len(known), found.count, "; ".join(found.roots))
        rows.append(dict(zip(ORIGIN_COLUMNS, values, strict=True)))
    return rows


def _published(case: Case, clock: StatementClock) -> set[str]:
    return {s.id for s in case.sources if s.published is None or clock.has_come(s.published)}


def _cited(
    case: Case, clock: StatementClock, by: str, parties: Collection[str] | None
) -> dict[str, set[str]]:
    stand = [c for c in clock.standing(case.claims).stand if parties is None or c.party in parties]
    if by == "claim":
        return {claim.id: set(claim.sources) for claim in sorted(stand, key=lambda claim: claim.id)}
    cited: dict[str, set[str]] = {incident.id: set() for incident in case.incidents}
    for claim in stand:
        if claim.subject_kind == "incident":
            cited[claim.subject].update(claim.sources)
    return cited


def _origins(cited: set[str], parents: Mapping[str, tuple[str, ...]]) -> Origins:
    derived: dict[str, set[str]] = {}
    for source in sorted(cited):
        _climb(source, parents, derived, path=())
    roots = tuple(sorted(source for source in cited | set(derived) if not parents[source]))
    shown: set[str] = set()
    tree = tuple(_tree(root, derived, cited, shown) for root in roots)
    return Origins(count=len(roots), roots=roots, tree=tree)


def _climb(
    source: str,
    parents: Mapping[str, tuple[str, ...]],
    derived: dict[str, set[str]],
    *,
    path: tuple[str, ...],
) -> None:
    """Note what derives from what, from a source up to its origins."""
    if source in path:
        circle = " from ".join((*path[path.index(source) :], source))
        raise RecordError(f"sources derive in a circle: {circle}; take out the derivation that is wrong")
    for parent in parents[source]:
        known = source in derived.get(parent, ())
        derived.setdefault(parent, set()).add(source)
        if not known:
            _climb(parent, parents, derived, path=(*path, source))


def _tree(source: str, derived: Mapping[str, set[str]], cited: set[str], shown: set[str]) -> OriginNode:
    children = () if source in shown else sorted(derived.get(source, ()))
    shown.add(source)
    below = tuple(_tree(child, derived, cited, shown) for child in children)
    return OriginNode(source=source, cited=source in cited, derived=below)
