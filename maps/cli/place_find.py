"""`contested place find`: the places that a name may mean, in the case and then in the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from geo.coordinates import format_position
from geo.geodesy import compass_name, inverse
from geo.lengths import length_text
from layers.records import Place
from maps.cli import options, output

if TYPE_CHECKING:
    from geo.position import Position
    from layers.gazetteer import Candidate
    from layers.gazetteer.world import WorldCandidate
    from layers.store import Store

COLUMNS = ("score", "id", "from centre", "position", "MGRS", "kind", "name")


@click.command("find")
@click.argument("name", nargs=-1, required=True)
@click.option("--world", is_flag=True, help="Look in GeoNames too, offline (places of 500 people and more).")
@click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many of each."
)
@options.case_file
@options.as_json
def find(name: tuple[str, ...], world: bool, limit: int, location: str | None, as_json: bool) -> None:
    """List the places that NAME may mean, in any script, best first: those of the case, then those of the world.

    A score of 100 is a name that is equal but for spelling habits; anything less is offered and never taken.

    \b
    contested place find Zukf
    contested place find الرقة --world
    """
    query = " ".join(name)
    with options.open_case(location) as store:
        from layers.gazetteer import gazetteer_of

        center = _center(store)
        found = [_case_row(one, center) for one in gazetteer_of(store).ranked(query, limit=limit)]
    credit = None
    if world:
        from layers.gazetteer.world import CREDIT, world_gazetteer

        credit = CREDIT
        found += [
            _world_row(one, center) for one in world_gazetteer().ranked(query, limit=limit, near=center)
        ]
    value = {"query": query, "candidates": found, "credit": credit}
    output.show(value, as_json=as_json, text=lambda: _text(found))
    if not as_json:
        _notes(query, found, credit)


def _center(store: Store) -> Position | None:
    info = store.info()
    return store.get(Place, info.center_place).position if info.center_place else None


def _case_row(found: Candidate, center: Position | None) -> dict[str, Any]:
    place = found.place
    return {
        "origin": "case",
        "id": place.id,
        "name": place.name,
        "matched": found.name,
        "score": round(found.score),
        "certain": found.certain,
        "kind": place.kind,
        **_where(place.position, center),
    }


def _world_row(found: WorldCandidate, center: Position | None) -> dict[str, Any]:
    place = found.place
    return {
        "origin": "GeoNames",
        "id": str(place.geoname_id),
        "name": place.name,
        "matched": found.name,
        "score": round(found.score),
        "certain": False,
        "kind": f"populated place, {place.country}",
        "population": place.population,
        **_where(place.position, center),
    }


def _where(position: Position, center: Position | None) -> dict[str, Any]:
    course = inverse(center, position) if center else None
    return {
        "lat": position.lat,
        "lon": position.lon,
        "uncertainty_m": position.uncertainty_m,
        "distance_m": round(float(course.distance_m)) if course else None,
        "azimuth_deg": round(float(course.azimuth_deg), 1) if course else None,
        "dms": format_position(position, "degrees, minutes and seconds"),
        "mgrs": format_position(position, "MGRS"),
    }


def _text(found: list[dict[str, Any]]) -> str:
    rows = [
        {
            "score": row["score"],
            "id": row["id"] if row["origin"] == "case" else f"GeoNames {row['id']}",
            "from centre": _from_center(row),
            "position": row["dms"],
            "MGRS": row["mgrs"],
            "kind": row["kind"],
            "name": row["name"] if row["matched"] == row["name"] else f"{row['name']}, as {row['matched']}",
        }
        for row in found
    ]
    columns = [column for column in COLUMNS if any(row[column] for row in rows)]
    return output.table(rows, columns) if rows else "no place has a name like that"


def _from_center(row: dict[str, Any]) -> str:
    if row["distance_m"] is None:
        return ""
    if row["distance_m"] == 0:
        return "centre"
    return f"{length_text(row['distance_m'])} {compass_name(row['azimuth_deg'], points=16)}"


def _notes(query: str, found: list[dict[str, Any]], credit: str | None) -> None:
    if not any(row["certain"] for row in found):
        output.note(f"no place of the case is certainly called {query!r}; what is listed is only like it")
    if credit:
        output.note(
            f"places of the world: {credit}; add one with: contested place add ID --from-world GEONAMEID"
        )
    elif not any(row["certain"] for row in found):
        output.note("--world looks in GeoNames too")
