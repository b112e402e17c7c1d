"""Agreement as frames: one row an incident, or one row an incident and field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, TypeVar

from layers.agreement.classes import FIELD_CLASSES, INCIDENT_CLASSES
from layers.agreement.engine import (
    AGREED,
    DISPUTED,
    NOT_COMPARED,
    PARTLY,
    SINGLE_VOICE,
    agreement_of_fields,
)  # fmt: skip
from layers.agreement.fields import FIELD, FIELDS, LEVELS
from layers.agreement.latest import SortedClaims
from layers.agreement.standing import as_of_seconds
from layers.agreement.table import claims_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray
    from pandas import Categorical, DataFrame

    Number = TypeVar("Number", bound=np.generic)

    from layers.case import Case

AGREEMENT_COLUMNS: dict[str, str] = {
    "incident": "id of the incident",
    "agreement": "its class, see `layers.agreement.INCIDENT_CLASSES`",
    "decided_by": "the field that decided the class; missing where no party states any",
    "speaking": "number of parties with a claim that stands",
    "silent": "number of parties searched for without a statement found, that do not speak",
    **{field.name: f"class of the field {field.name}" for field in FIELDS},
}
"""The columns of `agreement_frame`."""
FIELD_AGREEMENT_COLUMNS: dict[str, str] = {
    "incident": "id of the incident",
    "field": "name of the field",
    "agreement": "its class, see `layers.agreement.FIELD_CLASSES`",
    "voices": "number of parties that state it; silence is none",
    "compared": "number of those whose value could be compared with another",
    "apart_km": "places: greatest distance between the centres of any two",
    "gap_km": "places: greatest distance between the nearest edges of any two discs, 0 where all touch",
    "gap_hours": "times: greatest time between any two, by their nearest ends, 0 where all meet",
    "low": "counts: lowest figure stated",
    "high": "counts: highest figure stated",
}
"""The columns of `field_agreement_frame`."""


def agreement_frame(case: Case, *, as_of: str | None = None) -> DataFrame:
    """Return the agreement on each incident of a case, one row an incident, in the order of their ids.

    Parameters
    ----------
    as_of : str, optional
        EDTF: only what had been said, withdrawn and replaced by the end of it.

    Returns
    -------
    DataFrame
        With the columns of `AGREEMENT_COLUMNS`; classes are categoricals in their fixed order.

    Raises
    ------
    TimeError
        If `as_of` is no EDTF.

    Examples
    --------
    >>> from layers.cases import bundled_case
    >>> found = agreement_frame(bundled_case("al-tanf")).set_index("incident")
    >>> list(found.loc["i-2018-06-17-hari", ["agreement", "decided_by", "actor"]])
    ['disputed responsibility', 'actor', 'disputed']
    """
    found = agreement_of(claims_table(case), as_of_s=as_of_seconds(as_of, time_zone=case.info.time_zone))
    return _for_every_incident(found, case, {"speaking": 0, "silent": 0})


def field_agreement_frame(case: Case, *, as_of: str | None = None) -> DataFrame:
    """Return the agreement on each field of each incident of a case: class, voices and spread.

    Parameters and errors are those of `agreement_frame`.

    Returns
    -------
    DataFrame
        One row for each incident and each field, with the columns of `FIELD_AGREEMENT_COLUMNS`.
    """
    import pandas as pd

    as_of_s = as_of_seconds(as_of, time_zone=case.info.time_zone)
    found = field_agreement_of(claims_table(case), as_of_s=as_of_s).set_index(["incident", "field"])
    every = pd.MultiIndex.from_product([[i.id for i in case.incidents], [f.name for f in FIELDS]])
    found = found.reindex(every.set_names(["incident", "field"])).reset_index()
    found["agreement"] = found["agreement"].fillna("unstated")
    return found.fillna({"voices": 0, "compared": 0}).astype({"voices": int, "compared": int})


def agreement_of(table: DataFrame, *, as_of_s: float = math.inf) -> DataFrame:
    """Return the agreement on each incident of a table of claims.

    Parameters
    ----------
    table : DataFrame
        With the columns of `layers.agreement.table.CLAIM_TABLE_COLUMNS`, or some of them. Of claims said at one time by
        one party, equally precise, the one further down counts.
    as_of_s : float
        End of the last second on the statement clock that counts.

    Returns
    -------
    DataFrame
        One row an incident, in the order in which they first appear, with the columns of `AGREEMENT_COLUMNS`.

    Examples
    --------
    >>> import pandas as pd
    >>> claims = pd.DataFrame({"incident": ["i", "i"], "party": ["a", "b"], "killed_low": [36, 68], "killed_high": [47, 68]})
    >>> agreement_of(claims)[["agreement", "decided_by", "killed"]].values.tolist()
    [['disputed detail', 'killed', 'disputed']]
    """
    import numpy as np
    import pandas as pd

    claims = SortedClaims(table, as_of_s=as_of_s)
    fields = agreement_of_fields(claims)
    agreement = np.full(len(claims.incidents), len(INCIDENT_CLASSES) - 1)
    decided = np.full(len(claims.incidents), -1)
    # From the weakest to the strongest, so that the strongest is what stays.
    for place, found, n in reversed(_rules()):
        here = fields[n].agreement == found
        agreement[here], decided[here] = place, n
    columns = {
        "incident": claims.incidents,
        "agreement": _categorical(agreement, INCIDENT_CLASSES),
        "decided_by": _categorical(decided, FIELD),
        "speaking": claims.speaking,
        "silent": claims.silent,
    }
    classes = {f.field.name: _categorical(f.agreement, FIELD_CLASSES) for f in fields}
    return pd.DataFrame({**columns, **classes})


def field_agreement_of(table: DataFrame, *, as_of_s: float = math.inf) -> DataFrame:
    """Return the agreement on each field of each incident of a table of claims: class, voices and spread.

    Parameters are those of `agreement_of`.

    Returns
    -------
    DataFrame
        One row for each incident and field, with the columns of `FIELD_AGREEMENT_COLUMNS`.
    """
    import numpy as np
    import pandas as pd

    claims = SortedClaims(table, as_of_s=as_of_s)
    fields = agreement_of_fields(claims)
    shape = (len(claims.incidents), len(fields))
    spreads = list(FIELD_AGREEMENT_COLUMNS)[5:]
    nothing = np.full(shape[0], np.nan)
    columns = {
        "incident": np.repeat(np.asarray(claims.incidents, dtype=object), shape[1]),
        "field": _categorical(np.tile(np.arange(shape[1]), shape[0]), FIELD),
        "agreement": _categorical(_interleaved([f.agreement for f in fields]), FIELD_CLASSES),
        "voices": _interleaved([f.voices for f in fields]),
        "compared": _interleaved([f.compared for f in fields]),
        **{name: _interleaved([f.spread.get(name, nothing) for f in fields]) for name in spreads},
    }
    return pd.DataFrame(columns)


def _rules() -> list[tuple[int, int, int]]:
    """Return (place of the incident's class, class of a field, place of the field), the strongest first.

    They are those of `layers.agreement.classes.incident_class`.
    """
    rules = [
        (place, found, n)
        for place, level in enumerate(LEVELS)
        for found in (DISPUTED, PARTLY)
        for n, field in enumerate(FIELDS)
        if field.level == level
    ]
    below = len(LEVELS)
    for place, found in ((below, AGREED), (below + 1, NOT_COMPARED), (below + 1, SINGLE_VOICE)):
        rules += [(place, found, n) for n in range(len(FIELDS))]
    return rules


def _interleaved(columns: Sequence[NDArray[Number]]) -> NDArray[Number]:
    import numpy as np

    return np.stack(columns, axis=1).ravel()


def _categorical(codes: NDArray[np.integer[Any]], classes: Iterable[str]) -> Categorical[Any]:
    import pandas as pd

    return pd.Categorical.from_codes(codes, dtype=pd.CategoricalDtype(list(classes), ordered=True))


def _for_every_incident(found: DataFrame, case: Case, numbers: dict[str, int]) -> DataFrame:
    """Return a row for each incident of the case, those without a claim included."""
    found = found.set_index("incident").reindex([incident.id for incident in case.incidents])
    found.index.name = "incident"
    classes = ["agreement", *(field.name for field in FIELDS)]
    found = found.fillna({**dict.fromkeys(classes, "unstated"), **numbers})
    return found.astype(dict.fromkeys(numbers, int)).reset_index()
