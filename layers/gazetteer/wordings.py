"""Location wordings read against the gazetteer of a case: every reading, each with its derivation in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.errors import LocalityError
from geo.localities import georeference, read_locality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.localities import Assumptions, Georeference, Locality, Match
    from layers.gazetteer.case_gazetteer import CaseGazetteer


def read_wording(
    text: str | Locality,
    gazetteer: CaseGazetteer,
    *,
    assumptions: Assumptions | None = None,
    offers: bool = True,
) -> list[Georeference]:
    """Return every reading of a wording: each origin that it can mean, each clause, each distance; none is chosen.

    Readings that come to the same position and radius are one.

    Parameters
    ----------
    text : str or Locality
        A wording in English, Arabic or Russian, as in "27 km NW of al-Tanf"; or one that `read_locality` has read.
    gazetteer : CaseGazetteer
        Where its origins are looked up.
    assumptions : Assumptions, optional
        What words without a number are taken to mean, such as "near".
    offers : bool
        Whether an error names the places with the most similar names; without, many wordings are read sooner.

    Raises
    ------
    LocalityError
        If it has no reading, or names no place that is certain.
    CoordinateError
        If it is coordinates that cannot be read, or that can be read in two ways.
    """
    places = gazetteer if offers else _CertainOnly(gazetteer)
    locality = read_locality(text) if isinstance(text, str) else text
    try:
        found = georeference(locality, places, assumptions=assumptions)
    except LocalityError:
        found = _origin_by_origin(locality, places, assumptions)
        if not found:
            raise
    distinct = {(one.position, one.locality.kind): one for one in reversed(found)}
    return list(reversed(distinct.values()))


def _origin_by_origin(
    locality: Locality, places: CaseGazetteer | _CertainOnly, assumptions: Assumptions | None
) -> list[Georeference]:
    """Return the readings from those origins that have one: of ten zones, one may be too small to lie 10 km inside."""
    found: list[Georeference] = []
    notes: list[str] = []
    for clause in (replace(locality, others=(), unread=()), *locality.others):
        if len(clause.origins) != 1:
            continue
        origins = [match for match in places.find(clause.origins[0]) if match.certain]
        for origin in origins if len(origins) > 1 else []:
            try:
                found += georeference(clause, _OneOrigin(places, origin), assumptions=assumptions)
            except LocalityError as error:
                notes.append(f"{origin.name} ({origin.place_id}) was left out: {error}")
    return [replace(one, derivation=one.derivation.assuming(*notes)) for one in found]


class _CertainOnly:
    """A gazetteer that offers nothing: where no name is certain, it finds nothing."""

    def __init__(self, gazetteer: CaseGazetteer) -> None:
        self._gazetteer = gazetteer

    def find(self, name: str) -> Sequence[Match]:
        """Return what a name certainly means."""
        return self._gazetteer.certain(name)


class _OneOrigin:
    """A gazetteer in which one of the meanings of a name is the only one."""

    def __init__(self, places: CaseGazetteer | _CertainOnly, origin: Match) -> None:
        self._places = places
        self._origin = origin

    def find(self, name: str) -> Sequence[Match]:
        """Return the one meaning, of a name that has it; all meanings of any other."""
        found = self._places.find(name)
        only = [match for match in found if match.place_id == self._origin.place_id]
        return only or found


def derivation_text(reading: Georeference) -> str:
    """Return how a reading came about, in one paragraph: its origins, its sources in metres, and what was assumed.

    Examples
    --------
    >>> from geo.position import Position
    >>> from layers.gazetteer import CaseGazetteer
    >>> from layers.records import Place
    >>> here = Position(lat=33.5, lon=38.6, uncertainty_m=1500)
    >>> gazetteer = CaseGazetteer([Place(id="tanf", name="Al-Tanf garrison", kind="garrison", position=here)])
    >>> [reading] = read_wording("near the garrison", gazetteer)
    >>> print(derivation_text(reading))
    near a place, from Al-Tanf garrison (tanf). Uncertainty 11500 m: position of the origin 1500 m, nearness 10000 m; sum of the contributions (Wieczorek et al. 2004). Assumed: the gazetteer gives no extent of Al-Tanf garrison: it is taken as a point with the uncertainty of its position; 'near' is taken to reach 10 km beyond the place.
    """
    return " ".join(_sentences(reading))


def _sentences(reading: Georeference) -> Iterator[str]:
    derivation = reading.derivation
    origins = " and ".join(
        match.name if match.name == match.place_id else f"{match.name} ({match.place_id})"
        for match in reading.origins
    )
    yield f"{derivation.method}{', from ' if origins else ''}{origins}."
    parts = ", ".join(f"{source} {metres:.0f} m" for source, metres in derivation.contributions)
    yield f"Uncertainty {reading.position.uncertainty_m or 0:.0f} m: {parts}; {derivation.formula}."
    if derivation.assumptions:
        yield f"Assumed: {'; '.join(derivation.assumptions)}."
