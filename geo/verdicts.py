"""What geometry says of a location and a zone: inside, outside or possible.

With the signed distance d to the border (negative inside) and the sum u of the location's uncertainty and the
zone definition's own: inside if d + u <= 0, outside if d - u > 0, else possible. Beside it stands the share
of the location's disc of uncertainty that lies inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from geo.borders import border_of
from geo.constructions import has_inside
from geo.errors import GeodesyError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from geo.constructions import Construction
    from geo.geodesy import Points
    from geo.position import Position

Status: TypeAlias = Literal["inside", "outside", "possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One location against one construction.

    Parameters
    ----------
    status : {"inside", "outside", "possible"}
        What can be said.
    border_m : float
        Metres from the location to the border, below 0 inside.
    uncertainty_m : float
        Metres: what is known of the location's uncertainty and the definition's, added up.
    uncertainty_known : bool
        False where one of the two was not stated: the status is then that of the stated point or border, no
        more.
    share_inside : float
        From 0 to 1: how much of the location's disc lies inside, its own uncertainty alone taken. 1 or 0 for
        a point.
    decided_by : str
        The reason, in one line.
    """

    status: Status
    border_m: float
    uncertainty_m: float
    uncertainty_known: bool
    share_inside: float
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdicts:
    """A column of locations against one construction: the fields of `Verdict` as arrays of shape (n,).

    Where there is no location there is no verdict: `status` is then "" and the numbers are NaN.
    """

    status: NDArray[np.str_]
    border_m: NDArray[np.float64]
    uncertainty_m: NDArray[np.float64]
    uncertainty_known: NDArray[np.bool_]
    share_inside: NDArray[np.float64]


def verdict(
    position: Position, construction: Construction, *, definition_uncertainty_m: float | None = 0.0
) -> Verdict:
    """Say whether a location is inside a construction.

    Parameters
    ----------
    position : Position
        The location, with its uncertainty. Where that is None, it is not known: the verdict is that of the
        point itself, and says so by `uncertainty_known`.
    construction : Construction
        The zone. A line and a set of points have no inside: "possible" then means that the location may lie
        on it, "outside" that it does not.
    definition_uncertainty_m : float or None
        How far the border itself may be off, in metres; None where that is not known.

    Returns
    -------
    Verdict
        The status and all that led to it.

    Raises
    ------
    GeodesyError
        If the definition's uncertainty is below 0 or not a number.
    ConstructionError
        If the construction cannot be built (see `geo.borders.border_distance_m`).

    Examples
    --------
    >>> from geo.constructions import Circle
    >>> from geo.position import Position
    >>> zone = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> found = verdict(Position(lat=33.95, lon=38.62, uncertainty_m=5_000), zone, definition_uncertainty_m=1_500)
    >>> found.status, round(found.border_m), round(found.share_inside, 2)
    ('possible', -5733, 1.0)
    >>> found.decided_by
    '5.7 km inside the border, less than the uncertainty of 6.5 km'
    """
    _check_definition(definition_uncertainty_m)
    border_m = border_of(construction).distance_m(position)
    uncertainty_m = (position.uncertainty_m or 0.0) + (definition_uncertainty_m or 0.0)
    known = position.uncertainty_m is not None and definition_uncertainty_m is not None
    if border_m - uncertainty_m > 0:
        status: Status = "outside"
    elif border_m + uncertainty_m <= 0 and has_inside(construction):
        status = "inside"
    else:
        status = "possible"
    return Verdict(
        status=status,
        border_m=border_m,
        uncertainty_m=uncertainty_m,
        uncertainty_known=known,
        share_inside=_share(position, construction, border_m),
        decided_by=_reason(status, border_m, uncertainty_m, known=known, areal=has_inside(construction)),
    )


def verdicts(
    construction: Construction,
    *,
    lat: ArrayLike,
    lon: ArrayLike,
    uncertainty_m: ArrayLike,
    definition_uncertainty_m: float | None = 0.0,
) -> Verdicts:
    """Say of each location of a column whether it is inside a construction.

    Parameters
    ----------
    construction : Construction
        The zone.
    lat, lon : array-like of shape (n,)
        Degrees on WGS 84; NaN where there is no location.
    uncertainty_m : array-like of shape (n,) or scalar
        Metres; NaN where it is not known.
    definition_uncertainty_m : float or None
        As for `verdict`.

    Returns
    -------
    Verdicts
        What `verdict` says, row by row; distances within 1 mm.

    Raises
    ------
    GeodesyError
        If the columns do not fit each other, a latitude lies beyond 90 degrees, or an uncertainty is below 0
        or infinite.
    ConstructionError
        As for `verdict`.

    Examples
    --------
    >>> from geo.constructions import Circle
    >>> from geo.position import Position
    >>> zone = Circle(center=Position(lat=33.50583, lon=38.61778), radius_m=55_000)
    >>> verdicts(zone, lat=[33.6, 34.0, 35.0], lon=38.62, uncertainty_m=1_000).status
    array(['inside', 'possible', 'outside'], dtype='<U8')
    """
    import numpy as np

    from geo.geodesy import Points

    _check_definition(definition_uncertainty_m)
    points = Points(lat=lat, lon=lon)
    try:
        stated = np.broadcast_to(np.asarray(uncertainty_m, dtype=float), points.lat.shape)
    except ValueError as error:
        raise GeodesyError(f"uncertainties do not fit the positions: {error}") from None
    refused = np.flatnonzero((stated < 0) | np.isinf(stated))
    if refused.size:
        row = int(refused[0])
        raise GeodesyError(f"an uncertainty of {stated[row]} m in row {row} is not a distance of 0 m or more")
    border = border_of(construction).distances_m(points)
    own = np.nan_to_num(stated, nan=0.0)
    total = own + (definition_uncertainty_m or 0.0)
    inside = (border + total <= 0) & has_inside(construction)
    located = np.isfinite(border)
    status = np.select([~located, inside, border - total > 0], ["", "inside", "outside"], default="possible")
    return Verdicts(
        status=status.astype("<U8"),
        border_m=border,
        uncertainty_m=np.where(located, total, np.nan),
        uncertainty_known=np.isfinite(stated) & (definition_uncertainty_m is not None) & located,
        share_inside=_shares(construction, points, border, own),
    )


def reasons(found: Verdicts, construction: Construction) -> list[str]:
    """Return the reason of each verdict of a column in one line, as `Verdict.decided_by`; "" where there is none.

    Parameters
    ----------
    found : Verdicts
        What `verdicts` returned for the construction.
    """
    areal = has_inside(construction)
    rows = zip(found.status, found.border_m, found.uncertainty_m, found.uncertainty_known, strict=True)
    return [
        _reason(status, float(border_m), float(uncertainty_m), known=bool(known), areal=areal)
        if status
        else ""
        for status, border_m, uncertainty_m, known in rows
    ]


def _shares(
    construction: Construction, points: Points, border: NDArray[np.float64], own: NDArray[np.float64]
) -> NDArray[np.float64]:
    import numpy as np

    from geo.position import Position
    from geo.shares import share_inside

    share = np.where(np.isfinite(border), border <= 0, np.nan).astype(float)
    if not has_inside(construction):
        return np.where(np.isfinite(border), 0.0, np.nan)
    # Only a disc that the border passes through needs more than its centre's side, which border_m alone has
    # told.
    for row in np.flatnonzero(np.abs(border) < own):
        position = Position(lat=float(points.lat[row]), lon=float(points.lon[row]))
        share[row] = share_inside(
            construction, position, radius_m=float(own[row]), border_m=float(border[row])
        )
    return share


def _share(position: Position, construction: Construction, border_m: float) -> float:
    if not has_inside(construction):
        return 0.0
    own = position.uncertainty_m or 0.0
    if abs(border_m) >= own:
        return 1.0 if border_m <= 0 else 0.0
    from geo.shares import share_inside

    return share_inside(construction, position, radius_m=own, border_m=border_m)


def _check_definition(definition_uncertainty_m: float | None) -> None:
    if definition_uncertainty_m is not None and not definition_uncertainty_m >= 0:
        raise GeodesyError(
            f"a definition's uncertainty of {definition_uncertainty_m} m is not a distance of 0 m or more; "
            "leave it out, as None, where it is not known"
        )


def _reason(status: Status, border_m: float, uncertainty_m: float, *, known: bool, areal: bool) -> str:
    if areal:
        where = f"{_length(abs(border_m))} {'inside' if border_m <= 0 else 'outside'} the border"
    else:
        where = f"{_length(border_m)} from it; it has no inside"
    if not known and uncertainty_m == 0:
        return f"{where}; no uncertainty is stated"
    relation = "within" if not areal else "less than" if abs(border_m) < uncertainty_m else "as much as"
    if status != "possible":
        relation = "more than"
    reason = f"{where}, {relation} the uncertainty of {_length(uncertainty_m)}"
    return reason if known else f"{reason}, of which a part is not stated"


def _length(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres >= 1000 else f"{metres:.0f} m"
