"""A `.qml` beside each GeoJSON file: QGIS applies it on loading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.files import write_whole
from layers.rows import LAYERS
from maps.qgis import looks
from maps.qgis.fields import ValueMap
from maps.qgis.qml import Look, qml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from layers.records import Party
    from maps.qgis.styles import Style

_TIPS = {
    "incidents": ("when", "kind", "location", "uncertainty_m", "parties"),
    "claims": ("party_name", "stance", "summary", "stated", "when", "placed_by", "uncertainty_m"),
    "zone_definitions": ("stated_by", "valid_from", "valid_to", "recognised_by", "rejected_by"),
    "known_positions": ("kind", "holders", "valid_from", "valid_to"),
    "places": ("kind", "name_ar", "name_ru", "uncertainty_m"),
}


def write_sidecars(
    files: Iterable[Path], *, parties: Sequence[Party], kinds: Iterable[str | None]
) -> list[Path]:
    """Write a style beside each GeoJSON file of `layers.formats.geojson.write`, and return the new files.

    Files that hold several layers get none: one style cannot fit them.

    Parameters
    ----------
    parties : sequence of Party
        Those of the case, for colours, shapes and names.
    kinds : iterable of str or None
        The kinds of its incidents.

    Raises
    ------
    CaseFileError
        If one cannot be written.
    """
    kinds = list(kinds)
    written = []
    for path in files:
        layer = next((name for name in LAYERS if path.stem.startswith(name)), None)
        if path.suffix != ".geojson" or layer is None:
            continue
        geometry = (
            "Polygon"
            if path.stem.endswith("polygons")
            else "Line"
            if path.stem.endswith("lines")
            else "Point"
        )
        written.append(
            write_whole(
                path.with_suffix(".qml"), qml(_look(parties, layer, geometry), _style(parties, kinds, layer))
            )
        )
    return written


def _look(parties: Sequence[Party], layer: str, geometry: str) -> Look:
    names = ValueMap(values=tuple((party.id, party.name) for party in parties))
    columns = tuple(LAYERS[layer][0])
    return Look(
        title="title" if "title" in columns else "name",
        columns=columns,
        geometry=geometry,
        tip=_TIPS[layer],
        widgets={column: names for column in ("party", "stated_by") if column in columns},
        timed="earliest" in columns,
    )


def _style(parties: Sequence[Party], kinds: Iterable[str | None], layer: str) -> Style:
    if layer == "incidents":
        return looks.by_kind(kinds, label=looks.SMALL_TITLE)
    if layer == "claims":
        return looks.claim_styles(parties)[0]
    if layer == "zone_definitions":
        return looks.zone_styles(parties)[0]
    return looks.position_style() if layer == "known_positions" else looks.place_style()
