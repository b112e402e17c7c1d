"""The agreement of all incidents of a table of claims at once, field by field, on whole columns.

Classes, spreads and their rules are those of `layers.agreement.classes` and `spreads`; a test holds the two together
on generated claims. The cost is that of sorting the claims once, and the votes on each field once more: nothing is
compared outside its own incident.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import TYPE_CHECKING

from layers.agreement import ranges
from layers.agreement.classes import FIELD_CLASSES
from layers.agreement.fields import FIELDS
from layers.agreement.latest import among, distinct, filled, latest
from layers.agreement.nearness import disc_tally

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from layers.agreement.fields import Field
    from layers.agreement.latest import Bools, Floats, Ints, SortedClaims
    from layers.agreement.ranges import Tally

UNSTATED, SINGLE_VOICE, NOT_COMPARED, AGREED, PARTLY, DISPUTED = range(len(FIELD_CLASSES))
"""Places of the classes in `layers.agreement.classes.FIELD_CLASSES`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FieldAgreement:
    """One field of all incidents, as columns of shape (number of incidents,).

    Parameters
    ----------
    field : Field
    agreement : int8 array
        Places in `FIELD_CLASSES`.
    voices, compared : int arrays
        How many parties state it; how many of them in a way that could be compared with another.
    spread : dict of float arrays
        apart_km and gap_km of places, gap_hours of times, low and high of counts; NaN where there is none.
    """

    field: Field
    agreement: NDArray[np.int8]
    voices: Ints
    compared: Ints
    spread: dict[str, Floats] = dataclass_field(default_factory=dict)


def agreement_of_fields(claims: SortedClaims) -> list[FieldAgreement]:
    """Return the agreement on every field, in the order of `layers.agreement.fields.FIELDS`."""
    return [_KINDS[each.kind](claims, each) for each in FIELDS]


def _categories(claims: SortedClaims, each: Field) -> FieldAgreement:
    import numpy as np

    codes, keys = claims.codes(each.name)
    places = latest(claims, codes >= 0, words=np.zeros(len(codes), dtype=bool), width=np.zeros(len(codes)))
    tally = _category_tally(claims, places, codes[places], len(keys))
    opposed = np.zeros(len(claims.incidents), dtype=bool)
    if {"yes", "no"} <= set(keys):
        yes, no = (claims.incident[places[codes[places] == list(keys).index(key)]] for key in ("yes", "no"))
        opposed = (claims.per_incident(yes) > 0) & (claims.per_incident(no) > 0)
    return _field(claims, each, tally, places[:0], places[:0], opposed=opposed)


def _parties(claims: SortedClaims, each: Field) -> FieldAgreement:
    import numpy as np

    codes, keys = claims.codes(each.name)
    wordings, _ = claims.codes(f"{each.name}_words")
    in_words = (codes < 0) & (wordings >= 0)
    places = latest(claims, (codes >= 0) | in_words, words=in_words, width=np.where(in_words, np.inf, 0.0))
    denied = np.zeros(0, dtype=np.int64)
    opposed = np.zeros(len(claims.incidents), dtype=bool)
    if each.name == "actor":
        places, denied, opposed = _with_denials(claims, places, codes, keys)
    named, spoken = places[codes[places] >= 0], places[codes[places] < 0]
    tally = _category_tally(claims, named, codes[named], len(keys))
    denials = claims.per_incident(claims.incident[denied])
    tally = ranges.Tally(
        count=tally.count + denials,
        all_agree=tally.all_agree & (denials == 0),
        any_agree=tally.any_agree,
    )
    return _field(claims, each, tally, spoken, wordings[spoken], opposed=opposed)


def _times(claims: SortedClaims, each: Field) -> FieldAgreement:
    import numpy as np

    start, end = claims.numbers("when_start_s"), claims.numbers("when_end_s")
    wordings, _ = claims.codes("when_words")
    timed = ~(np.isnan(start) & np.isnan(end))
    start, end = filled(start, -np.inf), filled(end, np.inf)
    in_words = ~timed & (wordings >= 0)
    width = np.where(timed, end - start, np.inf)
    places = latest(claims, timed | in_words, words=in_words, width=width)
    told, spoken = places[timed[places]], places[~timed[places]]
    tally, gap_s = ranges.interval_tally(
        claims.incident[told], start[told], end[told], len(claims.incidents), ends_included=False
    )
    gaps = claims.objects("when_spans")[told]
    gapped = np.array([isinstance(spans, tuple) for spans in gaps], dtype=bool)
    if gapped.any():
        ranges.put_gapped(tally, gap_s, claims.incident[told], start[told], end[told], gaps, gapped)
    found = _field(claims, each, tally, spoken, wordings[spoken])
    found.spread["gap_hours"] = np.where(tally.count > 1, gap_s / 3600, np.nan)
    return found


def _counts(claims: SortedClaims, each: Field) -> FieldAgreement:
    import numpy as np

    low, high = claims.numbers(f"{each.name}_low"), claims.numbers(f"{each.name}_high")
    counted = ~(np.isnan(low) & np.isnan(high))
    least, most = filled(low, -np.inf), filled(high, np.inf)
    places = latest(claims, counted, words=np.zeros(len(low), dtype=bool), width=most - least)
    incident = claims.incident[places]
    tally, _ = ranges.interval_tally(
        incident, least[places], most[places], len(claims.incidents), ends_included=True
    )
    found = _field(claims, each, tally, places[:0], places[:0])
    figures = np.concatenate([low[places], high[places]])
    of_figure = np.concatenate([incident, incident])
    for name, keep, start in (("low", np.fmin, np.nan), ("high", np.fmax, np.nan)):
        extreme = np.full(len(claims.incidents), start)
        keep.at(extreme, of_figure, figures)
        found.spread[name] = np.where(tally.count > 1, extreme, np.nan)
    return found


def _places(claims: SortedClaims, each: Field) -> FieldAgreement:
    import numpy as np

    lat, lon, radius_m = (claims.numbers(column) for column in ("lat", "lon", "uncertainty_m"))
    wordings, _ = claims.codes("where_words")
    placed = ~(np.isnan(lat) | np.isnan(lon))
    in_words = ~placed & (wordings >= 0)
    width = np.where(placed, filled(radius_m, np.inf), np.inf)
    places = latest(claims, placed | in_words, words=in_words, width=width)
    pinned, spoken = places[placed[places]], places[~placed[places]]
    tally, apart_m, gap_m = disc_tally(
        claims.incident[pinned],
        lat[pinned],
        lon[pinned],
        filled(radius_m[pinned], 0.0),
        len(claims.incidents),
    )
    found = _field(claims, each, tally, spoken, wordings[spoken])
    found.spread["apart_km"] = np.where(tally.count > 1, apart_m / 1000, np.nan)
    found.spread["gap_km"] = np.where(tally.count > 1, gap_m / 1000, np.nan)
    return found


_KINDS: dict[str, Callable[[SortedClaims, Field], FieldAgreement]] = {
    "yes or no": _categories,
    "category": _categories,
    "party": _parties,
    "time": _times,
    "place": _places,
    "count": _counts,
}


def _field(
    claims: SortedClaims,
    each: Field,
    tally: Tally,
    spoken: Ints,
    wordings: Ints,
    *,
    opposed: Bools | None = None,
) -> FieldAgreement:
    """Return the class of a field from its comparable votes, and those in words alone."""
    import numpy as np

    in_words = claims.per_incident(claims.incident[spoken])
    shared, distinct = _shared_words(claims, spoken, wordings)
    alone = tally.count < 2
    if opposed is None:
        opposed = np.zeros(len(alone), dtype=bool)
    comparable = np.where(alone, 0, tally.count)
    compared = comparable + shared
    all_agree = np.where(alone, distinct == 1, tally.all_agree & (shared == 0))
    any_agree = (~alone & tally.any_agree) | (shared > 0)
    voices = tally.count + in_words
    agreement = np.select(
        [voices == 0, voices == 1, compared == 0, opposed, all_agree, any_agree],
        [UNSTATED, SINGLE_VOICE, NOT_COMPARED, DISPUTED, AGREED, PARTLY],
        default=DISPUTED,
    ).astype(np.int8)  # fmt: skip
    return FieldAgreement(field=each, agreement=agreement, voices=voices, compared=compared)


def _category_tally(claims: SortedClaims, places: Ints, codes: Ints, kinds: int) -> Tally:
    import numpy as np

    incident = claims.incident[places]
    count = claims.per_incident(incident)
    combined, times = np.unique(incident * max(1, kinds) + codes, return_counts=True)
    of_key = combined // max(1, kinds)
    return ranges.Tally(
        count=count,
        all_agree=claims.per_incident(of_key) == 1,
        any_agree=claims.per_incident(of_key[times > 1]) > 0,
    )


def _shared_words(claims: SortedClaims, spoken: Ints, wordings: Ints) -> tuple[Ints, Ints]:
    """Count the votes in words that another shares, and the wordings shared, incident by incident."""
    import numpy as np

    span = int(wordings.max()) + 1 if wordings.size else 1
    combined, times = np.unique(claims.incident[spoken] * span + wordings, return_counts=True)
    shared = times > 1
    votes = np.bincount(combined[shared] // span, weights=times[shared], minlength=len(claims.incidents))
    return votes.astype(np.int64), claims.per_incident(combined[shared] // span)


def _with_denials(
    claims: SortedClaims, places: Ints, codes: Ints, keys: NDArray[np.object_]
) -> tuple[Ints, Ints, Bools]:
    """Return the votes on the actor that stand, the votes that are denials, and where one party denies what another says."""
    import numpy as np

    nothing = np.zeros(len(codes), dtype=bool)
    denials = latest(claims, claims.denies_part, words=nothing, width=nothing.astype(float))
    party_of_key = _party_codes(claims, keys)
    denials = denials[among(claims.pair[denials], _accused(claims, places, party_of_key[codes[places]]))]
    if not denials.size:
        return places, denials, claims.per_incident(denials) > 0
    # Where the party itself has a vote on the actor, `said` is its place; elsewhere it is any place, masked by `has_own`.
    own = np.minimum(np.searchsorted(claims.pair[places], claims.pair[denials]), len(places) - 1)
    said = places[own]
    has_own = claims.pair[said] == claims.pair[denials]
    names_any = has_own & (codes[said] >= 0)
    names_itself = names_any & (party_of_key[codes[said]] == claims.pair[denials] % len(claims.parties))
    later = (claims.said_s[denials] > claims.said_s[said]) | (
        (claims.said_s[denials] == claims.said_s[said])
        & (claims.said_until_s[denials] > claims.said_until_s[said])
    )
    instead = ~names_any | (names_itself & later)
    beside = names_any & ~names_itself
    opposed = claims.per_incident(claims.incident[denials[instead | beside]]) > 0
    return np.delete(places, own[instead & has_own]), denials[instead], opposed


def _party_codes(claims: SortedClaims, keys: NDArray[np.object_]) -> Ints:
    """Return the code of the party that each key names, and -1 for none, also at the end, where code -1 looks."""
    import numpy as np
    import pandas as pd

    found = pd.Index(claims.parties).get_indexer(pd.Index(keys)) if len(keys) else []
    return np.append(np.asarray(found, dtype=np.int64), -1)


def _accused(claims: SortedClaims, places: Ints, actor: Ints) -> Ints:
    """Return, in order, the pairs of incident and party in which another party names that party as the actor."""
    named = claims.incident[places] * len(claims.parties) + actor
    return distinct(named[(actor >= 0) & (named != claims.pair[places])])
