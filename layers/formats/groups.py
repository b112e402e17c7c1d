"""Columns that belong together, read once for all rows that have the same cells in them.

A format reads a row by one function, and that is what its columns mean. Most rows of a large file share most of their
cells with others, group by group: the same day, the same place, the same source. So each group is read by the same
function in a row that is otherwise empty, once for each set of cells, and what it made of them is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from geo.errors import ContestedError
from layers.formats import flat
from layers.gpkg.derived import derived_values
from layers.records import Claim, Incident

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from layers.records import Record

    ReadRow: TypeAlias = Callable[[Mapping[str, str]], Sequence[Record]]

_AT_MOST = 200_000


class Group(dict[Any, "tuple[Any, ...] | None"]):
    """What a format makes of some columns, by their cells: values of some fields of a flat row, or None where not plain.

    Parameters
    ----------
    read : callable
        Reads a whole row.
    columns : tuple of str
        The columns of the group; the key is the cell of one, or a tuple of the cells of several.
    fields : tuple of str
        The names of the fields that they decide alone.
    probe : mapping of str to str
        The cells of a row that can be read and says nothing else.
    time_zone : str
        The zone whose calendar days the case means.
    """

    __slots__ = ("_columns", "_fields", "_probe", "_read", "_time_zone", "records")

    def __init__(
        self,
        read: ReadRow,
        columns: tuple[str, ...],
        fields: tuple[str, ...],
        *,
        probe: Mapping[str, str],
        time_zone: str = "UTC",
    ) -> None:
        super().__init__()
        self._read = read
        self._columns = columns
        self._fields = fields
        self._probe = probe
        self._time_zone = time_zone
        self.records: dict[Any, tuple[Record, ...]] = {}

    def __missing__(self, key: Any) -> tuple[Any, ...] | None:
        if len(self) >= _AT_MOST:
            self.clear()
            self.records.clear()
        cells = key if len(self._columns) > 1 else (key,)
        try:
            records = self._read({**self._probe, **dict(zip(self._columns, cells, strict=True))})
        except ContestedError:  # the whole row will say what is wrong with it
            found = None
        else:
            found = self._values(records)
            self.records[key] = tuple(r for r in records if not isinstance(r, Incident | Claim))
        self[key] = found
        return found

    def _values(self, records: Sequence[Record]) -> tuple[Any, ...] | None:
        incidents = [record for record in records if isinstance(record, Incident)]
        claims = [record for record in records if isinstance(record, Claim)]
        if len(incidents) != 1 or len(claims) > 1:
            return None
        bare = Incident(id="probe", title="probe", when=incidents[0].when)
        _, earliest, latest = derived_values(bare, _Nowhere(), self._time_zone)
        span = (earliest, latest)
        row = flat.flat_of(incidents[0], claims[0] if claims else None, geom=None, span=span)  # type: ignore[arg-type]
        if row is None:
            return None
        named = dict(zip(flat.NAMES, row, strict=True))
        return tuple(named[field] for field in self._fields)


class _Nowhere:
    """A lookup for records that name nothing."""

    def get(self, record_type: type, record_id: str) -> Any:
        raise AssertionError(record_type, record_id)  # our own mistake


def degrees_of(lat: str, lon: str) -> tuple[float, float] | None:
    """Return two plain numbers as latitude and longitude; None where there is anything to look at twice.

    Examples
    --------
    >>> degrees_of("33.5", "38.25"), degrees_of("33,5", "38"), degrees_of("0", "0"), degrees_of("nan", "1")
    ((33.5, 38.25), None, None, None)
    """
    try:
        lat_deg, lon_deg = float(lat), float(lon)
    except ValueError:
        return None
    # -0.0 and 0.0 are one place; numbers such as 1_0 are Python's and nobody else's.
    if (
        not (-90 <= lat_deg <= 90 and -180 <= lon_deg <= 180)
        or not lat_deg
        or not lon_deg
        or "_" in lat
        or "_" in lon
    ):
        return None
    return (lat_deg, lon_deg) if lat.isascii() and lon.isascii() else None
