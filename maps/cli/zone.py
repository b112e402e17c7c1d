"""`contested zone add`: put in a zone definition, and its zone where that is new."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo.coordinates import read_coordinates
from geo.errors import ContestedError
from geo.lengths import length_text
from geo.position import Position
from layers.errors import RecordError
from layers.plain import to_plain
from layers.records import Construction, Party, Place, Source, Zone, ZoneDefinition
from layers.soundness import require_sound
from layers.store import Add
from maps.cli import options, output
from maps.cli.values import edtf, read_radius_m, some_text

if TYPE_CHECKING:
    from layers.store import Store


@click.group("zone")
def command() -> None:
    """Add zones and their rival definitions."""


@command.command("add")
@click.argument("definition_id", metavar="ID")
@click.option("--name", callback=some_text, required=True, metavar="TEXT", help="Name of the definition.")
@options.choice("--stated-by", Party, required=True, help="The party that states it.")
@options.choice("--zone", Zone, help="The zone that it defines; else a new one of the same id and name.")
@options.choice("--circle-around", Place, help="A circle around this place; with --radius.")
@click.option(
    "--radius", metavar="LENGTH", help="Radius of the circle, or half width of the corridor: 55 km, 34 mi."
)
@click.option(
    "--polygon", metavar="POINTS|FILE", help='A polygon: "33.2 38.1; 33.4 38.2; ..." or a GeoJSON file.'
)
@click.option("--line", metavar="POINTS|FILE", help="A line; with --radius a corridor along it.")
@options.choice(
    "--side-of", ZoneDefinition, help="The part of --within beside the line of this definition; with --side."
)
@click.option(
    "--parallel",
    metavar="LATITUDE",
    type=float,
    help="The part of --within beyond this parallel; with --side.",
)
@click.option(
    "--side",
    type=click.Choice(["north", "south", "east", "west"]),
    metavar="WORD",
    help="north, south, east or west of the line; north or south of the parallel.",
)
@click.option("--within", metavar="POINTS|FILE", help="The outline that a side is cut from.")
@options.choice(
    "--join", ZoneDefinition, multiple=True, help="A union of definitions; repeat for each, two or more."
)
@click.option("--uncertainty", metavar="LENGTH", help="How far the true border may lie from this one.")
@click.option("--from", "valid_from", callback=edtf, metavar="EDTF", help="In force since.")
@click.option("--to", "valid_to", callback=edtf, metavar="EDTF", help="In force until.")
@click.option("--kind", metavar="TEXT", help="Kind of zone.")
@click.option("--basis", metavar="TEXT", help="What the definition rests on.")
@options.choice("--source", Source, multiple=True, help="Its source; may be repeated.")
@options.writing
@options.case_file
@options.as_json
def add(
    definition_id: str, location: str | None, as_json: bool, dry_run: bool, by: str | None, **fields: Any
) -> None:
    """Add a zone definition under ID, built in one of the ways below.

    \b
    contested zone add z-34mi --name "34 miles" --stated-by press --zone al-tanf-zone \\
      --circle-around al-tanf-garrison --radius "34 mi" --from 2017-06-08
    """
    uncertainty_m = read_radius_m("--uncertainty", fields["uncertainty"])
    construction = _construction(fields)
    with options.open_case(location) as store:
        options.require_known(
            store,
            {
                "--stated-by": (Party, [fields["stated_by"]]),
                "--zone": (Zone, [fields["zone"]]),
                "--circle-around": (Place, [fields["circle_around"]]),
                "--side-of": (ZoneDefinition, [fields["side_of"]]),
                "--join": (ZoneDefinition, fields["join"]),
                "--source": (Source, fields["source"]),
            },
        )
        zone_id = fields["zone"] or definition_id
        definition = ZoneDefinition(
            id=definition_id,
            zone=zone_id,
            name=fields["name"],
            kind=fields["kind"],
            stated_by=fields["stated_by"],
            construction=construction,
            uncertainty_m=uncertainty_m,
            valid_from=fields["valid_from"],
            valid_to=fields["valid_to"],
            basis=fields["basis"],
            sources=tuple(fields["source"]),
        )
        require_sound([definition], store)  # a dry run too says that a zone cannot be drawn
        changes = [Add(record=definition)]
        if not fields["zone"]:
            changes.insert(0, Add(record=Zone(id=zone_id, name=fields["name"], kind=fields["kind"])))
        if not dry_run:
            store.write(changes, command=f"zone add {definition_id}", by=by)
        value = {
            "id": definition_id,
            "stored": not dry_run,
            "case": store.location,
            "zone_definition": to_plain(definition),
        }
        words = (
            f"{definition_id}  {_size_text(definition, store)}  {options.stored_text(store, dry_run=dry_run)}"
        )
        output.show(value, as_json=as_json, text=lambda: words)


def _construction(fields: dict[str, Any]) -> Construction:
    ways = [
        way
        for way in ("circle_around", "polygon", "line", "side_of", "parallel", "join")
        if fields[way] not in (None, ())
    ]
    if len(ways) != 1:
        raise RecordError(
            "say in one way how the zone is built: --circle-around, --polygon, --line, --side-of, --parallel or --join"
            f"{'; ' + ' and '.join('--' + way.replace('_', '-') for way in ways) + ' were given' if ways else ''}"
        )
    _check_parts(ways[0], fields)
    radius, side = fields["radius"], fields["side"]
    radius_m = read_radius_m("--radius", radius)
    match ways[0]:
        case "circle_around":
            return Construction(
                kind="circle", center_place=fields["circle_around"], radius_m=radius_m, radius_text=radius
            )
        case "polygon":
            return Construction(kind="polygon", vertices=_points("--polygon", fields["polygon"]))
        case "line":
            line = _points("--line", fields["line"])
            return Construction(kind="corridor" if radius_m else "line", vertices=line, half_width_m=radius_m)
        case "side_of":
            outline = _points("--within", fields["within"])
            return Construction(kind="side of line", line_of=fields["side_of"], side=side, outline=outline)
        case "parallel":
            outline = _points("--within", fields["within"])
            return Construction(kind="parallel", latitude_deg=fields["parallel"], side=side, outline=outline)
    return Construction(kind="union", parts=tuple(fields["join"]))


_PARTS: dict[str, tuple[str, ...]] = {
    "circle_around": ("radius",),
    "polygon": (),
    "line": (),
    "side_of": ("side", "within"),
    "parallel": ("side", "within"),
    "join": (),
}
"""What each way of building needs."""

_MAY_HAVE: dict[str, tuple[str, ...]] = {"line": ("radius",)}


def _check_parts(way: str, fields: dict[str, Any]) -> None:
    """Refuse a way of building that lacks an option, or has one that means nothing to it."""
    name = f"--{way.replace('_', '-')}"
    for part in ("radius", "side", "within"):
        if fields[part] is None and part in _PARTS[way]:
            raise RecordError(f"{name} needs --{part} too")
        if fields[part] is not None and part not in (*_PARTS[way], *_MAY_HAVE.get(way, ())):
            raise RecordError(f"--{part} means nothing with {name}; leave it out")
    if way == "parallel" and fields["side"] not in {"north", "south"}:
        raise RecordError(f"--side {fields['side']}: a parallel has a north and a south side only")
    if way == "join" and len(set(fields["join"])) < 2:
        raise RecordError("--join needs two definitions or more; repeat it for each")


def _points(option: str, text: str) -> tuple[Position, ...]:
    """Return the positions of "lat lon; lat lon; ..." or of the first line or ring of a GeoJSON file."""
    if text.endswith((".geojson", ".json")):
        return _points_of_file(option, Path(text))
    parts = [part for part in text.split(";") if part.strip()]
    try:
        return tuple(read_coordinates(part.strip()).position for part in parts)
    except ContestedError as error:
        raise RecordError(f"{option} {error}") from error


def _points_of_file(option: str, path: Path) -> tuple[Position, ...]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        while found["type"] in {"FeatureCollection", "Feature"}:
            found = found["features"][0] if found["type"] == "FeatureCollection" else found["geometry"]
        ring = {"Polygon": lambda: found["coordinates"][0], "LineString": lambda: found["coordinates"]}[
            found["type"]
        ]()
        return tuple(Position(lat=float(lat), lon=float(lon)) for lon, lat, *_ in ring)
    except OSError as error:
        why = f"cannot be read ({error.strerror})"
    except (json.JSONDecodeError, UnicodeDecodeError):
        why = "is no JSON"
    except ContestedError as error:
        why = f"holds a position that is none: {error}"
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        why = "holds no GeoJSON Polygon or LineString"
    raise RecordError(f"{option} {path}: {why}; give a GeoJSON file, or the positions themselves")


def _size_text(definition: ZoneDefinition, store: Store) -> str:
    construction = definition.construction
    if construction.radius_m and construction.center_place:
        center = store.get(Place, construction.center_place)
        return f"circle of {length_text(construction.radius_m)} around {center.name}"
    return construction.kind
