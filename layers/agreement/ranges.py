"""Whether the intervals of each incident meet, on whole columns.

Intervals need no pairs: all of an incident meet if the last start lies before the first end, and some pair meets if
two neighbours in the order of their starts do.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from layers.agreement.values import Time, agree, gap_s

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from layers.agreement.latest import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """The votes on one field that can be compared, as columns of shape (number of incidents,).

    Parameters
    ----------
    count : int array
        How many there are.
    all_agree, any_agree : bool arrays
        Whether all pairs agree, and whether some pair does; without meaning below two votes.
    """

    count: Ints
    all_agree: Bools
    any_agree: Bools


def interval_tally(
    incident: Ints, start: Floats, end: Floats, incidents: int, *, ends_included: bool
) -> tuple[Tally, Floats]:
    """Return how the intervals of each incident meet, and the widest gap between two of them, 0 where all meet.

    Parameters
    ----------
    incident : int array of shape (n,)
        Codes from 0 up to `incidents`, ascending.
    start, end : float arrays of shape (n,)
        Infinite where open.
    ends_included : bool
        Whether two intervals meet that have only an end in common.
    """
    import numpy as np

    count = np.bincount(incident, minlength=incidents).astype(np.int64)
    last_start, first_end = np.full(incidents, -np.inf), np.full(incidents, np.inf)
    np.maximum.at(last_start, incident, start)
    np.minimum.at(first_end, incident, end)
    order = np.lexsort((start, incident))
    start, end = start[order], end[order]
    meets = start[1:] <= end[:-1] if ends_included else start[1:] < end[:-1]
    neighbours = incident[1:][meets & (incident[1:] == incident[:-1])]
    any_agree = np.bincount(neighbours, minlength=incidents) > 0
    all_agree = last_start <= first_end if ends_included else last_start < first_end
    with np.errstate(invalid="ignore"):
        gap = np.where(all_agree, 0.0, last_start - first_end)
    return Tally(count=count, all_agree=all_agree, any_agree=any_agree), np.maximum(gap, 0.0)


def put_gapped(
    tally: Tally,
    gap: Floats,
    incident: Ints,
    start: Floats,
    end: Floats,
    spans: NDArray[np.object_],
    gapped: Bools,
) -> None:
    """Put right, in place, the incidents in which a time has gaps: there pairs are compared one by one."""
    import numpy as np

    for code in np.unique(incident[gapped]):
        times = [
            Time(spans=spans[n] if gapped[n] else ((float(start[n]), float(end[n])),))  # type: ignore[arg-type] # infinite, not None
            for n in np.flatnonzero(incident == code)
        ]
        pairs = list(combinations(times, 2))
        found = [agree(one, other) for one, other in pairs]
        tally.all_agree[code] = all(found)
        tally.any_agree[code] = any(found)
        gap[code] = max((gap_s(one, other) for one, other in pairs), default=0.0)
