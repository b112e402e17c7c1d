"""Discs of uncertainty, many at a time, as they are drawn: no verdict rests on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geodesy import geod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.position import Position

CORNERS = 72
"""Corners of a disc: its edge strays from the true circle by at most a thousandth of the radius."""

_FARTHEST_LAT = 89.0


def drawn_discs(positions: Sequence[Position]) -> list[BaseGeometry | None]:
    """Return for each position the geodesic disc of its uncertainty, as a polygon on WGS 84 in (lon, lat).

    None where it has no radius, or where the disc would hold a pole. A disc across the 180th meridian goes on beyond it.

    Examples
    --------
    >>> from geo.position import Position
    >>> (disc,) = drawn_discs([Position(lat=0, lon=179.95, uncertainty_m=11_131.949)])
    >>> [round(edge, 3) for edge in disc.bounds]
    [179.85, -0.101, 180.05, 0.101]
    """
    import numpy as np
    import shapely

    drawable = [n for n, each in enumerate(positions) if each.uncertainty_m and _far_from_the_poles(each)]
    discs: list[BaseGeometry | None] = [None] * len(positions)
    if not drawable:
        return discs
    lats, lons, radii_m = (
        np.repeat([getattr(positions[n], name) for n in drawable], CORNERS)
        for name in ("lat", "lon", "uncertainty_m")
    )
    azimuths_deg = np.tile(
        np.linspace(360.0, 0.0, CORNERS, endpoint=False), len(drawable)
    )  # counter-clockwise
    east, north, _ = geod().fwd(lons, lats, azimuths_deg, radii_m)
    east = lons + (np.asarray(east) - lons + 180.0) % 360.0 - 180.0
    corners = np.round(np.column_stack([east, north]), 7)
    for place, n in enumerate(drawable):
        discs[n] = shapely.Polygon(corners[place * CORNERS : (place + 1) * CORNERS])
    return discs


def _far_from_the_poles(position: Position) -> bool:
    return abs(position.lat) + (position.uncertainty_m or 0.0) / 111_000 < _FARTHEST_LAT
