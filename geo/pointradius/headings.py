"""Compass directions and how precise each is."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import LocalityError

_THIRTY_TWO = [
    "N",
    "NbE",
    "NNE",
    "NEbN",
    "NE",
    "NEbE",
    "ENE",
    "EbN",
    "E",
    "EbS",
    "ESE",
    "SEbE",
    "SE",
    "SEbS",
    "SSE",
    "SbE",
    "S",
    "SbW",
    "SSW",
    "SWbS",
    "SW",
    "SWbW",
    "WSW",
    "WbS",
    "W",
    "WbN",
    "WNW",
    "NWbW",
    "NW",
    "NWbN",
    "NNW",
    "NbW",
]

COMPASS_POINTS: dict[str, float] = {name: index * 11.25 for index, name in enumerate(_THIRTY_TWO)}
"""Azimuth in degrees of each of the 32 compass points, by its short name."""

DEGREE_HEADING_UNCERTAINTY_DEG = 1.0
"""For a heading given in degrees, as the Georeferencing Calculator takes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A stated direction: its azimuth, and how far to either side of it the truth may lie, in degrees.

    Parameters
    ----------
    text : str
        The direction as given, or its short name.
    azimuth_deg : float
        Degrees clockwise from true north, 0 to below 360.
    uncertainty_deg : float
        Degrees to either side, 0 to 180.

    Raises
    ------
    LocalityError
        If a value is out of its range.
    """

    text: str
    azimuth_deg: float
    uncertainty_deg: float

    def __post_init__(self) -> None:
        if not 0 <= self.azimuth_deg < 360:
            raise LocalityError(f"azimuth {self.azimuth_deg} is not from 0 to below 360 degrees; north is 0")
        if not 0 <= self.uncertainty_deg <= 180:
            raise LocalityError(
                f"a heading uncertainty of {self.uncertainty_deg} is not from 0 to 180 degrees"
            )


def heading_of_point(point: str, *, text: str | None = None) -> Heading:
    """Return the heading of one of the 32 compass points, by its short name (N, NE, NNE, NbE).

    A point is as precise as the rose it belongs to: N means anything from NW to NE, 45 degrees to either side; NE
    22.5; NNE 11.25; NbE 5.625.

    Raises
    ------
    LocalityError
        If there is no such point.

    Notes
    -----
    Chapman and Wieczorek (2020), doi:10.15468/doc-gg7h-s853, "Uncertainty related to heading"; the 32-point value is
    the Georeferencing Calculator's.

    Examples
    --------
    >>> heading_of_point("NW")
    Heading(text='NW', azimuth_deg=315.0, uncertainty_deg=22.5)
    >>> [heading_of_point(point).uncertainty_deg for point in ("N", "NNE", "NbE")]
    [45.0, 11.25, 5.625]
    """
    azimuth_deg = COMPASS_POINTS.get(point)
    if azimuth_deg is None:
        raise LocalityError(f"{point!r} is no compass point; the points are N, NbE, NNE and so on to NbW")
    uncertainty_deg = 5.625 if "b" in point else {1: 45.0, 2: 22.5, 3: 11.25}[len(point)]
    return Heading(text=text or point, azimuth_deg=azimuth_deg, uncertainty_deg=uncertainty_deg)


def heading_of_degrees(azimuth_deg: float, *, text: str | None = None) -> Heading:
    """Return the heading of an azimuth stated in degrees from true north; 360 is north.

    Raises
    ------
    LocalityError
        If it is not from 0 to 360.

    Examples
    --------
    >>> heading_of_degrees(360)
    Heading(text='360°', azimuth_deg=0.0, uncertainty_deg=1.0)
    """
    if not 0 <= azimuth_deg <= 360:
        raise LocalityError(f"azimuth {azimuth_deg} is not from 0 to 360 degrees; north is 0, east 90")
    return Heading(
        text=text or f"{azimuth_deg:g}°",
        azimuth_deg=float(azimuth_deg) % 360,
        uncertainty_deg=DEGREE_HEADING_UNCERTAINTY_DEG,
    )


def heading_towards(heading: Heading) -> Heading:
    """Return the heading from a landmark, of a direction that was stated towards it, as in "327° to the lighthouse".

    Notes
    -----
    Zermoglio et al. (2020), doi:10.35035/e09p-h128, "Direction": the opposite point of the compass.

    Examples
    --------
    >>> heading_towards(heading_of_degrees(327)).azimuth_deg
    147.0
    """
    return Heading(
        text=f"{heading.text} towards it",
        azimuth_deg=(heading.azimuth_deg + 180) % 360,
        uncertainty_deg=heading.uncertainty_deg,
    )


def heading_between(first: Heading, second: Heading, *, text: str | None = None) -> Heading:
    """Return the heading that lies between two stated ones, as in "between N and NE": the sector they bound.

    Raises
    ------
    LocalityError
        If the two are opposite, so that either half of the compass could be meant.

    Examples
    --------
    >>> heading_between(heading_of_point("N"), heading_of_point("NE")).azimuth_deg
    22.5
    >>> heading_between(heading_of_point("NW"), heading_of_point("N")).uncertainty_deg
    22.5
    """
    turn_deg = (second.azimuth_deg - first.azimuth_deg + 180) % 360 - 180
    if abs(turn_deg) == 180:
        raise LocalityError(
            f"between {first.text} and {second.text} can be either half of the compass; name a direction between them"
        )
    return Heading(
        text=text or f"between {first.text} and {second.text}",
        azimuth_deg=(first.azimuth_deg + turn_deg / 2) % 360,
        uncertainty_deg=abs(turn_deg) / 2,
    )
