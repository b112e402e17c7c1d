"""The offline backdrop of the page: land, water, borders with their status, country names and relief.

A backdrop is decoration: its borders differ from other public sets by up to 11 km, so no claim is judged by them.
The data are in the public domain; `NOTICE.md` beside them says where each layer comes from and what was done to it,
and `tools/backdrop` builds them again. Reading them needs the standard library only.

Paint the shapes in their order. Each tier, from the whole Earth to the region, opens with a `sea` shape that
covers its rectangle, so that a finer tier hides the coarser one below it. The relief goes under the shapes whose
`above_relief` is true. It is grey, and `neutral` stands for level ground: blend it with `soft-light`, or turn darker into
black and lighter into white with a matching opacity, and it suits a light and a dark page.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from maps.backdrop.coding import ALPHABET, BackdropError, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Backdrop", "Bounds", "Label", "Relief", "Shape", "backdrop_for"]

FORMAT = "contested-backdrop-1"
LANGUAGES = ("en", "ar", "ru")
# A sea rectangle is this much smaller than the land drawn over it: at the same edge, blended pixels would show a seam.
SEA_INSET_DEG = 0.05
NATURAL_EARTH = "Made with Natural Earth"
RIVERS = "Rivers: Micro World Data Bank II"
RELIEF = "Relief: GLOBE, NOAA"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """A rectangle between two parallels and two meridians, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def touches(self, other: Bounds) -> bool:
        """Say whether the two have a point in common."""
        return (
            self.south <= other.north
            and other.south <= self.north
            and self.west <= other.east
            and other.west <= self.east
        )

    def holds(self, lat: float, lon: float) -> bool:
        """Say whether a point lies inside or on the edge."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def as_corners(self) -> list[list[float]]:
        """Return south-west and north-east as [latitude, longitude], the way Leaflet takes bounds."""
        return [[self.south, self.west], [self.north, self.east]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Lines or areas of one kind, drawn alike.

    Parameters
    ----------
    kind : str
        `sea`, `land` or `lake` (areas: closed paths, filled by the even-odd rule); `coast`, `river`, `border` or
        `admin1` (lines).
    tier : str
        The level of detail it belongs to: `world`, `around`, or the region's name.
    precision : int
        Decimals the paths are coded with.
    paths : tuple of str
        Coded points; `maps.backdrop.coding` documents the coding.
    status : str
        Of a border: `boundary`; `control`, a truce, disengagement or withdrawal line; `disputed`. Empty for the rest.
    name : str
        A river's or a special line's name, in English; mostly empty.
    between : tuple of str
        Codes of the two areas a border divides, where known: ISO 3166-1 alpha-3 with Natural Earth's exceptions.
    outlined : bool
        Whether an area is its own coast line; else the coast comes as lines.
    above_relief : bool
        Whether it is painted over the relief.
    """

    kind: str
    tier: str
    precision: int
    paths: tuple[str, ...]
    status: str = ""
    name: str = ""
    between: tuple[str, ...] = ()
    outlined: bool = False
    above_relief: bool = False

    def points(self) -> list[list[tuple[float, float]]]:
        """Return each path as (latitude, longitude) in degrees, WGS 84."""
        return [decode(path, precision=self.precision) for path in self.paths]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A country's name and the point its middle is written at, shown from `least_zoom` to `most_zoom`."""

    code: str
    lat: float
    lon: float
    least_zoom: int
    most_zoom: int
    names: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """Shaded relief as a grey picture in Web Mercator: darker than `neutral` is shadow, lighter is light."""

    image: bytes
    mime: str
    bounds: Bounds
    neutral: int = 128

    def as_data_uri(self) -> str:
        """Return the picture as the address of an image element."""
        return f"data:{self.mime};base64,{base64.b64encode(self.image).decode('ascii')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backdrop:
    """What lies under the data: shapes in painting order, country names, relief where there is one, and credits."""

    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    relief: Relief | None
    credits: tuple[str, ...]

    def as_page_data(self) -> dict[str, Any]:
        """Return the backdrop as plain values for the page's JSON; keys that say nothing are left out."""
        return {
            "format": FORMAT,
            "alphabet": ALPHABET,
            "shapes": [_shape_as_page_data(shape) for shape in self.shapes],
            "labels": [
                [label.code, label.lat, label.lon, label.least_zoom, label.most_zoom, label.names]
                for label in self.labels
            ],
            "relief": self.relief
            and {
                "href": self.relief.as_data_uri(),
                "bounds": self.relief.bounds.as_corners(),
                "neutral": self.relief.neutral,
            },
            "credits": list(self.credits),
        }


def backdrop_for(south: float, west: float, north: float, east: float) -> Backdrop:
    """Return the backdrop for an extent: the whole Earth, and the finer region where the extent touches it.

    Parameters
    ----------
    south, west, north, east : float
        Degrees, WGS 84.

    Raises
    ------
    BackdropError
        If the extent has no area, or a file of the backdrop is of another format.

    Examples
    --------
    >>> levant = backdrop_for(32, 35, 38, 43)
    >>> levant.credits
    ('Made with Natural Earth', 'Rivers: Micro World Data Bank II', 'Relief: GLOBE, NOAA')
    >>> sorted({shape.status for shape in levant.shapes if shape.kind == "border"})
    ['boundary', 'control', 'disputed']
    >>> backdrop_for(-40, 140, -30, 150).credits
    ('Made with Natural Earth',)
    """
    if not (south < north and west < east):
        raise BackdropError(
            f"no extent lies between south {south}, west {west}, north {north} and east {east}"
        )
    extent = Bounds(south=south, west=west, north=north, east=east)
    tiers = _tiers_in("world.json")
    region = _tiers_in("levant.json")
    finest = _bounds_of(region[-1])
    if not finest.touches(extent):
        return Backdrop(
            shapes=tuple(_shapes_of(tiers)),
            labels=tuple(_labels_of(tiers)),
            relief=None,
            credits=(NATURAL_EARTH,),
        )
    image = files(__name__).joinpath("levant-relief.webp").read_bytes()
    return Backdrop(
        shapes=tuple(_shapes_of(tiers + region)),
        labels=tuple(_labels_of(tiers + region)),
        relief=Relief(image=image, mime="image/webp", bounds=finest),
        credits=(NATURAL_EARTH, RIVERS, RELIEF),
    )


def _tiers_in(name: str) -> list[dict[str, Any]]:
    content = json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
    if content.get("format") != FORMAT:
        raise BackdropError(
            f"{name}: format {content.get('format')!r} is not {FORMAT!r}: run `make backdrop`"
        )
    tiers: list[dict[str, Any]] = content["tiers"]
    return tiers


def _bounds_of(tier: dict[str, Any]) -> Bounds:
    south, west, north, east = tier["bounds"]
    return Bounds(south=south, west=west, north=north, east=east)


def _shapes_of(tiers: list[dict[str, Any]]) -> Iterator[Shape]:
    for tier in tiers:
        common: dict[str, Any] = {"tier": tier["name"], "precision": tier["precision"]}
        if tier is not tiers[0]:
            yield Shape(kind="sea", paths=(_rectangle(tier),), **common)
        for item in tier["items"]:
            said = {key: value for key, value in item.items() if key not in {"paths", "between"}}
            yield Shape(
                paths=tuple(item["paths"]),
                between=tuple(item.get("between", ())),
                above_relief=tier is tiers[-1] and item["kind"] not in {"land", "lake"},
                **said,
                **common,
            )


def _rectangle(tier: dict[str, Any]) -> str:
    south, west, north, east = tier["bounds"]
    south, west, north, east = (
        south + SEA_INSET_DEG,
        west + SEA_INSET_DEG,
        north - SEA_INSET_DEG,
        east - SEA_INSET_DEG,
    )
    corners = [(south, west), (south, east), (north, east), (north, west), (south, west)]
    return encode(corners, precision=tier["precision"])


def _labels_of(tiers: list[dict[str, Any]]) -> Iterator[Label]:
    """Yield the labels: one at most for each country and zoom, the finer tier's where there are two."""
    finer_from: dict[str, int] = {}
    for tier in reversed(tiers):
        for code, lat, lon, least_zoom, most_zoom, *names in tier["labels"]:
            last_zoom = min(most_zoom, finer_from.get(code, most_zoom + 1) - 1)
            finer_from.setdefault(code, least_zoom)
            if least_zoom <= last_zoom:
                yield Label(
                    code=code,
                    lat=lat,
                    lon=lon,
                    least_zoom=least_zoom,
                    most_zoom=last_zoom,
                    names=dict(zip(LANGUAGES, names, strict=True)),
                )


def _shape_as_page_data(shape: Shape) -> dict[str, Any]:
    said: dict[str, Any] = {"kind": shape.kind, "tier": shape.tier, "precision": shape.precision}
    optional = {"status": shape.status, "name": shape.name, "between": list(shape.between)}
    said |= {key: value for key, value in optional.items() if value}
    said |= {key: True for key in ("outlined", "above_relief") if getattr(shape, key)}
    return said | {"paths": list(shape.paths)}
