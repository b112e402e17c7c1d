"""Incidents that may be one: near each other in place and time, told with the reasons, never joined unasked."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from geo.errors import ContestedError
from geo.geodesy import distance_m
from geo.names import fold
from layers.formats.flat import EXTERNAL_IDS, NAMES
from layers.gpkg.reading import search_boxes
from layers.locating import locate
from layers.times import bounds

if TYPE_CHECKING:
    from datetime import datetime

    from geo.position import Position
    from layers.formats.flat import FlatBatch
    from layers.gpkg.store import GeoPackageStore
    from layers.records import Incident

Grid: TypeAlias = "dict[tuple[int, int], list[tuple[str, str]]]"

LAT, LON, EARLIEST, LATEST = map(
    NAMES.index, ("where_position_lat", "where_position_lon", "earliest", "latest")
)
_CELLS_A_DEGREE = 4

NEAR_M, FAR_M = 1_000.0, 25_000.0
"""Positions are near each other within the sum of their radii, but at least within the first and at most the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """An incident of a file, the incident of the case that may be the same, and what speaks for it.

    Parameters
    ----------
    new, incident : str
        Ids, of the file's and of the case's.
    distance_m : float
        How far apart they are put, in metres on WGS 84.
    reasons : tuple of str
        What speaks for it, in words.
    """

    new: str
    incident: str
    distance_m: float
    reasons: tuple[str, ...]


class DoubleFinder:
    """Looks in the case, as it was before an import, for incidents that may be the same as those of the file."""

    def __init__(self, store: GeoPackageStore) -> None:
        self._store = store
        self._time_zone = store.info().time_zone
        self._last = store.last_fid("incident")
        self._grids: dict[str, Grid] = {}

    def find(self, incident: Incident) -> Double | None:
        """Return the most likely double of an incident: nearest in kind and title, then in place.

        Two incidents of the same dataset are never doubles: it has told them apart.
        """
        position, span = self._placed(incident)
        if position is None or span is None:
            return None
        datasets = {external.partition(":")[0] for external in incident.external_ids}
        best: tuple[int, float, Double] | None = None
        for other in self._store.incidents_around(position, FAR_M, span, up_to_fid=self._last):
            if datasets & {external.partition(":")[0] for external in other.external_ids}:
                continue
            found = self._compared(incident, position, other)
            if found is not None and (best is None or (-len(found.reasons), found.distance_m) < best[:2]):
                best = (-len(found.reasons), found.distance_m, found)
        return best[2] if best else None

    def suspects(self, batch: FlatBatch) -> set[int]:
        """Return the numbers of the flat rows that `find` must look at: all others have no double."""
        lats, lons, spans = (batch.columns[place] for place in (LAT, LON, EARLIEST))
        latest = batch.columns[LATEST]
        if lats is None or lons is None or spans is None or latest is None:
            return set()
        datasets = {dataset_of(external) for external in batch.columns[EXTERNAL_IDS] or (None,)}
        grid = self._grid(datasets.pop() if len(datasets) == 1 else "")
        if not grid:
            return set()
        found = set()
        for n, (lat, lon) in enumerate(zip(lats, lons, strict=True)):
            if lat is None:
                continue
            around = grid.get((math.floor(lat * _CELLS_A_DEGREE), math.floor(lon * _CELLS_A_DEGREE)))
            if around and any(spans[n] < last and latest[n] > first for first, last in around):
                found.add(n)
        return found

    def _grid(self, dataset: str) -> Grid:
        """Return the times of all incidents but those of one dataset, by every cell that one near them may lie in."""
        if dataset not in self._grids:
            grid: Grid = {}
            for position, span in self._store.incident_spots(dataset, up_to_fid=self._last):
                for west, east, south, north in search_boxes(position, FAR_M):
                    rows, columns = _cells(south, north), _cells(west, east)
                    for cell in itertools.product(rows, columns):
                        grid.setdefault(cell, []).append(span)
            self._grids[dataset] = grid
        return self._grids[dataset]

    def _compared(self, incident: Incident, position: Position, other: Incident) -> Double | None:
        there, _ = self._placed(other)
        if there is None:
            return None
        apart_m = distance_m(position, there)
        radii_m = (position.uncertainty_m or 0.0) + (there.uncertainty_m or 0.0)
        if apart_m > min(max(radii_m, NEAR_M), FAR_M):
            return None
        reasons = [
            f"{apart_m / 1000:.1f} km apart, known to {radii_m / 1000:.1f} km together",
            "at times that overlap",
        ]
        if incident.kind and other.kind and fold(incident.kind) == fold(other.kind):
            reasons.append(f"both {other.kind}")
        if incident.sub_kind and other.sub_kind and fold(incident.sub_kind) == fold(other.sub_kind):
            reasons.append(f"both {other.sub_kind}")
        if fold(incident.title) == fold(other.title):
            reasons.append("of the same title")
        return Double(new=incident.id, incident=other.id, distance_m=apart_m, reasons=tuple(reasons))

    def _placed(self, incident: Incident) -> tuple[Position | None, tuple[datetime, datetime] | None]:
        try:
            position = locate(incident.where, self._store)
            span = (
                bounds(incident.when.edtf, zone=self._time_zone)
                if incident.when and incident.when.edtf
                else None
            )
        except ContestedError:  # what cannot be placed has no neighbours
            return None, None
        if span is None or span.earliest is None or span.latest is None:
            return position, None
        return position, (span.earliest, span.latest)


def dataset_of(external_ids: object) -> str:
    """Return the beginning that the external ids of one dataset share, as JSON has it; nothing where there are none.

    Examples
    --------
    >>> dataset_of('["acled:SYR1234"]'), dataset_of(None)
    ('["acled:', '')
    """
    start, colon, _ = str(external_ids or "").partition(":")
    return f"{start}{colon}" if colon else ""


def _cells(low: float, high: float) -> range:
    return range(math.floor(low * _CELLS_A_DEGREE), math.floor(high * _CELLS_A_DEGREE) + 1)
