"""How often each two parties agree, over all incidents of a case; their silences are counted apart."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeAlias

from layers.agreement.comparing import compare_all
from layers.agreement.fields import FIELDS, LEVELS
from layers.agreement.values import agree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pandas import DataFrame

    from layers.agreement.comparing import Comparison
    from layers.case import Case

PairGroup: TypeAlias = tuple[str, str, str]

PARTY_PAIR_COLUMNS: dict[str, str] = {
    "party": "id of the one, which comes first in the order of parties",
    "other": "id of the other",
    "group": "what the fields bear on: occurrence, responsibility, legality, detail",
    "both_speak": "number of incidents on which both speak",
    "agree": "of those: both state a field of the group, and agree on every one that can be compared",
    "partly": "of those: they agree on some and differ on some",
    "disputed": "of those: they differ on every one that can be compared",
    "not_compared": "of those: no field of the group is stated by both in a way that can be compared",
    "one_silent": "number of incidents on which one speaks, and of the other no statement was found",
    "both_silent": "number of incidents on which no statement was found of either",
    "one_unheard": "number of incidents on which one speaks, and of the other nothing is recorded",
}
"""The columns of `party_pairs_frame`."""


def party_pairs_frame(
    case: Case, *, incidents: Collection[str] | None = None, as_of: str | None = None
) -> DataFrame:
    """Return how often each two parties agree, for each group of fields.

    Parameters
    ----------
    incidents : collection of str, optional
        Ids of the incidents that are counted; all by default.
    as_of : str, optional
        EDTF: only what had been said, withdrawn and replaced by the end of it.

    Returns
    -------
    DataFrame
        One row for each two parties and each group, in the order of parties, with the columns of
        `PARTY_PAIR_COLUMNS`. Pairs that never speak of one incident are there too, with zeros.

    Raises
    ------
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> pairs = party_pairs_frame(bundled_case("al-tanf")).set_index(["party", "other", "group"])
    >>> lawful = pairs.loc[("russia", "us-coalition", "legality")]
    >>> bool(lawful["agree"] < lawful["disputed"])
    True
    """
    import pandas as pd

    return pd.DataFrame(party_pairs(case, incidents=incidents, as_of=as_of), columns=list(PARTY_PAIR_COLUMNS))


def party_pairs(
    case: Case, *, incidents: Collection[str] | None = None, as_of: str | None = None
) -> list[dict[str, Any]]:
    """Return the rows of `party_pairs_frame` as plain values; parameters and errors are the same."""
    counts = _counts(case, incidents, as_of)
    numbers = list(PARTY_PAIR_COLUMNS)[3:]
    return [
        {"party": one.id, "other": other.id, "group": group}
        | {column: counts[column][one.id, other.id, group] for column in numbers}
        for one, other in combinations(case.parties, 2)
        for group in LEVELS
    ]


def _counts(
    case: Case, incidents: Collection[str] | None, as_of: str | None
) -> dict[str, Counter[PairGroup]]:
    counts: dict[str, Counter[PairGroup]] = {column: Counter() for column in PARTY_PAIR_COLUMNS}
    order = [party.id for party in case.parties]
    for found in compare_all(case, as_of=as_of):
        if incidents is not None and found.incident not in incidents:
            continue
        silent = {silence.party for silence in found.silent}
        speaking = set(found.speaking)
        for pair in combinations(order, 2):
            column = _who_speaks(pair, speaking, silent)
            for group in LEVELS:
                if column:
                    counts[column][*pair, group] += 1
                if column == "both_speak":
                    counts[_how_they_agree(found, pair, group)][*pair, group] += 1
    return counts


def _who_speaks(pair: tuple[str, str], speaking: set[str], silent: set[str]) -> str | None:
    heard = [party for party in pair if party in speaking]
    quiet = [party for party in pair if party in silent]
    if len(heard) == 2:
        return "both_speak"
    if len(quiet) == 2:
        return "both_silent"
    if heard:
        return "one_silent" if quiet else "one_unheard"
    return None


def _how_they_agree(found: Comparison, pair: tuple[str, str], group: str) -> str:
    outcomes = list(_outcomes(found, pair, group))
    if not outcomes:
        return "not_compared"
    return "agree" if all(outcomes) else "partly" if any(outcomes) else "disputed"


def _outcomes(found: Comparison, pair: tuple[str, str], group: str) -> Iterator[bool]:
    for field, compared in zip(FIELDS, found.fields, strict=True):
        one, other = (compared.vote_of(party) for party in pair)
        if field.level == group and one is not None and other is not None:
            outcome = agree(one.value, other.value)
            if outcome is not None:
                yield outcome
