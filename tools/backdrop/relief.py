"""Shaded relief: elevation to a quiet grey picture in Web Mercator, where 128 is level ground.

Light comes mostly from the north-west, with some from the west and north so that no range hides along one
direction. The slopes are compressed, so that the faint steps of the desert can be read and the mountains do not shout;
a share of the height above the surroundings lifts valleys and ranges apart. Towards the picture's edge, and over the sea, everything fades to 128.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Grid = NDArray[np.float64]

CELLS_PER_DEGREE = 120
TILE_NORTH, TILE_WEST = 50.0, 0.0
METRES_PER_DEGREE = 111_200.0
LIGHTS = ((315, 0.6), (270, 0.2), (0, 0.2))  # azimuth in degrees, weight
EDGE_FADE_DEG = 1.2
MARGIN_CELLS = 90


def relief_image(
    elevation: Path, bounds: tuple[float, float, float, float], *, width_px: int, quality: int
) -> bytes:
    """Return a greyscale WebP of the shaded ground between south, west, north and east."""
    south, west, north, east = bounds
    grid = np.load(elevation)["arr_0"]
    top, left = round((TILE_NORTH - north) * CELLS_PER_DEGREE), round((west - TILE_WEST) * CELLS_PER_DEGREE)
    rows, columns = round((north - south) * CELLS_PER_DEGREE), round((east - west) * CELLS_PER_DEGREE)
    height_m = grid[
        top - MARGIN_CELLS : top + rows + MARGIN_CELLS, left - MARGIN_CELLS : left + columns + MARGIN_CELLS
    ].astype(float)
    lat_deg = TILE_NORTH - (np.arange(len(height_m)) + top - MARGIN_CELLS + 0.5) / CELLS_PER_DEGREE
    shade = _shade(height_m, lat_deg)
    shade *= np.clip(_blur(np.where(height_m > 0, 1.0, 0.0), 1), 0, 1)
    picture = _to_mercator(shade, bounds, width_px)
    picture *= _edge_fade(picture.shape, bounds)
    grey = np.clip(np.round(128 + 127 * picture), 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(grey).convert("RGB").save(out, "WEBP", quality=quality, method=6)
    return out.getvalue()


def _shade(height_m: Grid, lat_deg: Grid) -> Grid:
    rough_m = np.abs(height_m - _blur(height_m, 4))
    # GLOBE is in whole metres, in blocks of several origins: on plains its steps and seams would be drawn as cliffs.
    plain = np.exp(-_blur(rough_m, 4) / 6)
    smooth_m = plain * _blur(height_m, 1.9) + (1 - plain) * _blur(height_m, 1.0)
    cell_m = METRES_PER_DEGREE / CELLS_PER_DEGREE
    south_m, east_m = np.gradient(smooth_m, cell_m)
    east_m /= np.cos(np.radians(lat_deg))[:, None]
    lit = sum(
        weight * (south_m * math.cos(math.radians(azimuth)) - east_m * math.sin(math.radians(azimuth)))
        for azimuth, weight in LIGHTS
    )
    compressed = np.sign(lit) * (np.abs(lit) / 0.02) ** 0.66
    above_surroundings = np.tanh((smooth_m - _blur(smooth_m, 14)) / 150)
    return np.tanh(0.34 * compressed + 0.28 * above_surroundings)


def _to_mercator(values: Grid, bounds: tuple[float, float, float, float], width_px: int) -> Grid:
    south, west, north, east = bounds
    top, bottom = mercator(north), mercator(south)
    height_px = round(width_px * (top - bottom) / math.radians(east - west))
    y = top + (np.arange(height_px) + 0.5) / height_px * (bottom - top)
    lat_deg = np.degrees(2 * np.arctan(np.exp(y)) - math.pi / 2)
    row = (north - lat_deg) * CELLS_PER_DEGREE - 0.5 + MARGIN_CELLS
    column = (np.arange(width_px) + 0.5) / width_px * (east - west) * CELLS_PER_DEGREE - 0.5 + MARGIN_CELLS
    upper, below = np.floor(row).astype(int), (row % 1)[:, None]
    lines = values[upper] * (1 - below) + values[upper + 1] * below
    left, beyond = np.floor(column).astype(int), column % 1
    return lines[:, left] * (1 - beyond) + lines[:, left + 1] * beyond


def mercator(lat_deg: float) -> float:
    """Return the Web Mercator ordinate of a latitude, in earth radii."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat_deg) / 2))


def _edge_fade(shape: tuple[int, ...], bounds: tuple[float, float, float, float]) -> Grid:
    south, west, north, east = bounds
    ramps = []
    for count, span_deg in zip(shape, (north - south, east - west), strict=True):
        from_edge_deg = (0.5 - np.abs((np.arange(count) + 0.5) / count - 0.5)) * span_deg
        share = np.clip(from_edge_deg / EDGE_FADE_DEG, 0, 1)
        ramps.append(share * share * (3 - 2 * share))
    return np.outer(*ramps)


def _blur(values: Grid, sigma_cells: float) -> Grid:
    reach = int(3 * sigma_cells + 1)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma_cells) ** 2)
    weights /= weights.sum()
    padded = np.pad(values, reach, mode="edge")
    across = sum(w * padded[:, i : i + values.shape[1]] for i, w in enumerate(weights))
    return sum(w * across[i : i + values.shape[0]] for i, w in enumerate(weights))
