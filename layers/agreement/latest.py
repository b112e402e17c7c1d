"""Whole columns of claims, sorted once, and the vote of each party on each field: its latest row that states it.

The rules are those of `layers.agreement.votes`; a test holds the two together.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame

    Ints: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]


class SortedClaims:
    """The claims of a table that stand and speak, sorted by incident, party and statement time.

    Parameters
    ----------
    table : DataFrame
        With the columns of `layers.agreement.table.CLAIM_TABLE_COLUMNS`, or some of them.
    as_of_s : float
        End of the last second on the statement clock that counts; infinity for all.

    Attributes
    ----------
    incidents, parties : array
        The ids, in the order in which they first appear in the table; codes below are places in them.
    rows : int array of shape (n,)
        Where each sorted claim stands in the table.
    incident, pair, tie : int arrays of shape (n,)
        Code of the incident; of incident and party; of incident, party and statement time.
    said_s, said_until_s : float arrays of shape (n,)
        Statement time.
    speaking, silent : int arrays of shape (number of incidents,)
        How many parties speak; how many are recorded as silent and do not speak.
    """

    def __init__(self, table: DataFrame, *, as_of_s: float = math.inf) -> None:
        import numpy as np
        import pandas as pd

        self._table = table
        incident, self.incidents = pd.factorize(table["incident"])
        party, self.parties = pd.factorize(table["party"])
        pair = incident.astype(np.int64) * max(1, len(self.parties)) + party
        said, until = (self._all(column, -np.inf) for column in ("said_s", "said_until_s"))
        said, until = filled(said, -np.inf), filled(until, -np.inf)
        gone = (self._all("retracted_s", np.nan) < as_of_s) | (self._all("superseded_s", np.nan) < as_of_s)
        stands = (said < as_of_s) & ~gone
        silent = self._flags("silent")
        rows = np.flatnonzero(stands & ~silent)
        self.rows: Ints = rows[np.lexsort((until[rows], said[rows], pair[rows]))]
        self.incident: Ints = incident[self.rows].astype(np.int64)
        self.pair: Ints = pair[self.rows]
        self.said_s: Floats = said[self.rows]
        self.said_until_s: Floats = until[self.rows]
        self.tie: Ints = np.cumsum(
            changes(self.pair) | changes(self.said_s) | changes(self.said_until_s), dtype=np.int64
        )
        self.denies_part: Bools = self._flags("denies_part")[self.rows]
        speaking = self.pair[changes(self.pair)]
        unheard = distinct(pair[stands & silent])
        unheard = unheard[~among(unheard, speaking)]
        self.speaking: Ints = self.per_incident(speaking // max(1, len(self.parties)))
        self.silent: Ints = self.per_incident(unheard // max(1, len(self.parties)))

    def numbers(self, column: str) -> Floats:
        """Return a column of numbers in sorted order; NaN where the table lacks it."""
        import numpy as np

        return self._all(column, np.nan)[self.rows]

    def codes(self, column: str) -> tuple[Ints, NDArray[np.object_]]:
        """Return a column of texts as codes in sorted order, -1 where missing, and the texts."""
        import numpy as np
        import pandas as pd

        if column not in self._table.columns:
            return np.full(len(self.rows), -1, dtype=np.int64), np.empty(0, dtype=object)
        codes, texts = pd.factorize(self._table[column])
        return codes[self.rows].astype(np.int64), np.asarray(texts, dtype=object)

    def objects(self, column: str) -> NDArray[np.object_]:
        """Return a column of any values in sorted order; None where the table lacks it."""
        import numpy as np

        if column not in self._table.columns:
            return np.full(len(self.rows), None, dtype=object)
        return np.asarray(self._table[column].to_numpy(dtype=object))[self.rows]

    def per_incident(self, incident: Ints) -> Ints:
        """Count codes of incidents."""
        import numpy as np

        return np.bincount(incident, minlength=len(self.incidents)).astype(np.int64)

    def _all(self, column: str, missing: float) -> Floats:
        import numpy as np

        if column not in self._table.columns:
            return np.full(len(self._table), missing)
        numbers: Floats = self._table[column].to_numpy(dtype=float, na_value=np.nan)
        return numbers

    def _flags(self, column: str) -> Bools:
        import numpy as np

        if column not in self._table.columns:
            return np.zeros(len(self._table), dtype=bool)
        flags: Bools = self._table[column].fillna(value=False).to_numpy(dtype=bool)
        return flags


def latest(claims: SortedClaims, stated: Bools, *, words: Bools, width: Floats) -> Ints:
    """Return, for each incident and party that states a field, the place of its vote among the sorted claims.

    Parameters
    ----------
    stated : bool array of shape (n,)
        Which claims state the field.
    words : bool array of shape (n,)
        Which state it in words alone.
    width : float array of shape (n,)
        How wide the value is; of several said at one time the narrowest counts, and then the last row.
    """
    import numpy as np

    places: Ints = np.flatnonzero(stated)
    if not places.size:
        return places
    pair, tie = claims.pair[places], claims.tie[places]
    ends = np.flatnonzero(np.append(pair[1:] != pair[:-1], True))
    group = np.cumsum(changes(pair)) - 1
    candidates: Ints = places[tie == tie[ends][group]]
    if len(candidates) == len(ends):
        return candidates
    order = np.lexsort((candidates, -width[candidates], ~words[candidates], claims.pair[candidates]))
    candidates = candidates[order]
    of_pair = claims.pair[candidates]
    last: Bools = np.append(of_pair[1:] != of_pair[:-1], True)
    return np.asarray(candidates[last])


def filled(values: Floats, missing: float) -> Floats:
    """Return numbers with NaN replaced; infinities stay, which `numpy.nan_to_num` would take away."""
    import numpy as np

    return np.where(np.isnan(values), missing, values)


def distinct(values: Ints) -> Ints:
    """Return the distinct values in order; by sorting, since the hashing of `numpy.unique` is slower here."""
    import numpy as np

    ordered = np.sort(values)
    return ordered[changes(ordered)]


def among(values: Ints, ordered: Ints) -> Bools:
    """Tell which values are among others that are in order."""
    import numpy as np

    if not ordered.size:
        return np.zeros(len(values), dtype=bool)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.asarray(ordered[places] == values)


def changes(values: NDArray[np.generic]) -> Bools:
    """Tell which values differ from the one before them; the first does."""
    import numpy as np

    changed = np.ones(len(values), dtype=bool)
    changed[1:] = values[1:] != values[:-1]
    return changed
