"""Make docs/findings.md: prose from findings.template.md, and in it what the commands answer.

In the template, each `$ contested ...` line of a console block is followed by that command's output; `{{name}}` is a value
of `values`, which takes it from the commands' JSON. No number is typed by hand.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from geo.geodesy import compass_name, inverse
from geo.lengths import METRES_PER_UNIT, length_text
from geo.position import Position
from layers.agreement.fields import FIELD
from layers.agreement.statements import Reading, stated
from layers.agreement.values import Time, gap_s
from layers.cases import bundled_case
from layers.records import Claim, Place
from maps.cli import group
from maps.cli.verdicts import share_text

TEMPLATE = Path(__file__).with_name("findings.template.md")
CASE = "al-tanf"
WIDTH = 100
"""Columns of the terminal that the outputs are made for."""

CONVOY = "i-2017-05-18-convoy-strike"
STRIKE = "i-2017-06-06-strike"
TECHNICALS = "i-2017-06-08-technicals"
DRONE = "i-2017-06-08-drone"
SU22 = "i-2017-06-18-su22"
STATEMENT = "i-2017-06-19-russian-statement"
SHAHED = "i-2017-06-20-shahed"
SEED = {
    CONVOY: "18 May, convoy",
    STRIKE: "6 June, strike",
    TECHNICALS: "8 June, two vehicles",
    DRONE: "8 June, drone",
    SU22: "18 June, Su-22",
    STATEMENT: "19 June, statement",
    SHAHED: "20 June, drone",
}
"""The events of the page, by the heads that its first table has for them."""


def findings_page() -> str:
    """Return the page, as Markdown."""
    text = TEMPLATE.read_text(encoding="utf-8")
    text = re.sub(
        r"^\$ contested .*$", lambda line: f"{line[0]}\n{output_of(line[0])}", text, flags=re.MULTILINE
    )
    known = values()
    named = set(re.findall(r"{{(\w+)}}", text))
    if named != known.keys():
        sys.exit(f"findings: only in the template or only computed: {sorted(named ^ known.keys())}")
    return re.sub(r"{{(\w+)}}", lambda name: known[name[1]], text)


def output_of(line: str) -> str:
    """Return what a command prints at a terminal of the page's width."""
    return _run(line.removeprefix("$ contested ")).rstrip()


@cache
def answer(command: str) -> Any:  # JSON
    """Return what a command answers to a program."""
    return json.loads(_run(f"{command} --json"))


def _run(command: str) -> str:
    environment = {"COLUMNS": str(WIDTH), "CONTESTED_CASE": CASE}
    ran = CliRunner().invoke(group, shlex.split(command), prog_name="contested", env=environment)
    if ran.exit_code:
        sys.exit(f"findings: contested {command}: {ran.exception}\n{ran.stderr}")
    return ran.stdout


def values() -> dict[str, str]:
    """Return every value of the page by its name."""
    return {
        "summary": _summary(),
        **_convoy(),
        **_strike(),
        **_eighth_of_june(),
        **_su22(),
        **_statement_and_shahed(),
        **{f"article_{name}": _article(about) for name, about in _ARTICLE.items()},
    }


def _summary() -> str:
    """Return the events in one table: class, voices, sources, and what rests on a single one."""
    classes = {row["incident"]: row for row in answer("agreement")}
    counted = {row["subject"]: row for row in answer("origins")}
    resting: dict[str, set[tuple[str, ...]]] = {incident: set() for incident in classes}
    for row in answer("robustness"):
        resting[row["incident"]].add((row["finding"], str(row["claim"]), str(row["what"])))
    lines = [
        "| event | class | decided by | speak | silent | sources | origins | findings on one source |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for incident, head in SEED.items():
        found, sources = classes[incident], counted[incident]
        cells = (
            head,
            found["agreement"],
            _words(found["decided_by"]),
            len(found["speaking"]),
            len(found["silent"]),
            sources["sources"],
            sources["origins"],
            len(resting[incident]),
        )
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def _convoy() -> dict[str, str]:
    wide, zone, crossing = (
        _verdicts(CONVOY, definition)
        for definition in ("z-claim-34mi-wide", "z-55km", "z-claim-crossing-centred")
    )
    official, analyst = f"{CONVOY}-c02", f"{CONVOY}-c10"
    garrison_m = _radius_m("z-55km") + zone[analyst]["border_m"]
    crossing_m = _radius_m("z-claim-crossing-centred") + crossing[analyst]["border_m"]
    apart_m = _radius_m("z-claim-crossing-centred") + crossing[f"{CONVOY}-c03"]["border_m"]
    forty_m = 40 * METRES_PER_UNIT["mi"]
    sides = Counter(row["support"] for row in answer(f"verdicts {CONVOY} --claimed"))
    then, later = (answer(f"compare {CONVOY} --as-of {day}") for day in ("2017-05-18", "2017-05-19"))
    return {
        "wide_radius": length_text(_radius_m("z-claim-34mi-wide")),
        "wide_official": _outside(wide[official]),
        "wide_official_unsure": length_text(wide[official]["uncertainty_m"]),
        "wide_official_share": share_text(wide[official]["share_inside"]),
        "wide_analyst": _outside(wide[analyst]),
        "wide_analyst_share": share_text(wide[analyst]["share_inside"]),
        "zone_official": _inside(zone[official]),
        "zone_analyst": _inside(zone[analyst]),
        "crossing_analyst": _outside(crossing[analyst]),
        "shahma_garrison": length_text(garrison_m),
        "shahma_crossing": length_text(crossing_m),
        "shahma_unsure": length_text(zone[analyst]["location_uncertainty_m"]),
        "garrison_crossing": length_text(apart_m),
        "farthest_crossing": length_text(apart_m + 29_000),
        "short_of_forty": length_text(forty_m - apart_m - 29_000),
        "forty_miles": length_text(forty_m),
        "forty_off": length_text(forty_m - 29_000),
        "seventeen_miles": length_text(17 * METRES_PER_UNIT["mi"]),
        "convoy_sides": str(sides.total()),
        "convoy_supported": str(sides["supported"]),
        "convoy_then": f"{then['agreement']}, decided by {_words(then['decided_by'])}",
        "convoy_later": f"{later['agreement']}, decided by {_words(later['decided_by'])}",
        "convoy_killed": _count_text(_field(answer(f"compare {CONVOY}"), "killed")),
    }


def _strike() -> dict[str, str]:
    zone, wide, crossing = (
        _verdicts(STRIKE, definition)
        for definition in ("z-55km", "z-claim-34mi-wide", "z-claim-crossing-centred")
    )
    monitor = f"{STRIKE}-c10"
    rivals = answer(f"verdicts {STRIKE} --zone al-tanf-zone --party sohr")
    rivals = [row for row in rivals if row["claim"] == monitor]
    spread = _field(answer(f"compare {STRIKE}"), "where")["spread"]
    claimed = answer(f"verdicts {STRIKE} --claimed")
    sides = Counter(row["support"] for row in claimed)
    limit_m = _radius_m("z-55km") - 10_000
    return {
        "strike_gap": f"{spread['gap_km']:.1f} km",
        "monitor_outside": _outside(zone[monitor]),
        "monitor_unsure": length_text(zone[monitor]["uncertainty_m"]),
        "monitor_rivals": str(len(rivals)),
        "monitor_rivals_outside": str(sum(row["status"] == "outside" for row in rivals)),
        "monitor_crossing": length_text(
            _radius_m("z-claim-crossing-centred") + crossing[monitor]["border_m"]
        ),
        "press_office_limit": length_text(limit_m),
        "fifteen_miles": length_text(15 * METRES_PER_UNIT["mi"]),
        "official_short": length_text(limit_m - 15 * METRES_PER_UNIT["mi"]),
        "strike_wide": _outside(wide[None]),
        "strike_wide_share": share_text(wide[None]["share_inside"]),
        "strike_supported": str(sides["supported"]),
        "strike_open": str(sides["open"]),
        "strike_rejects": str(sum(row["says"] == "denies-zone" for row in claimed)),
        "zaza_note": (bundled_case(CASE).get(Place, "zaza").note or "").rstrip("."),
    }


def _eighth_of_june() -> dict[str, str]:
    vehicles = answer(f"verdicts {TECHNICALS} --zone z-55km")
    drone = _verdicts(DRONE, "z-55km")
    sides = answer(f"verdicts {DRONE} --claimed")
    return {
        "vehicles_unsure": length_text(vehicles[0]["location_uncertainty_m"]),
        "vehicles_located": str(sum(row["claim"] is not None for row in vehicles)),
        "drone_zakaf": _outside(drone[f"{DRONE}-c06"]),
        "drone_zakaf_unsure": length_text(drone[f"{DRONE}-c06"]["uncertainty_m"]),
        "drone_zakaf_share": share_text(drone[f"{DRONE}-c06"]["share_inside"]),
        "drone_sides": str(len(sides)),
        "drone_open": str(sum(row["support"] == "open" for row in sides)),
    }


def _su22() -> dict[str, str]:
    three = "--party us-coalition --party syria-gov --party russia"
    june = answer(f"compare {SU22} {three} --as-of 2017-06")
    now, all_parties = answer(f"compare {SU22} {three}"), answer(f"compare {SU22}")
    zone = _verdicts(SU22, "z-55km")
    placed = {row["party"]: _position(zone[row["claim"]]) for row in _field(june, "where")["votes"]}
    russia, syria, coalition = (placed[party] for party in ("russia", "syria-gov", "us-coalition"))
    borders_m = sorted(row["border_m"] for row in zone.values())
    fall = [row for row in answer(f"robustness {SU22}") if row["finding"] == "incident class"]
    return {
        "su22_hours": f"{_field(june, 'when')['spread']['gap_hours']:.1f}",
        "su22_hours_press": f"{_field(all_parties, 'when')['spread']['gap_hours']:.1f}",
        "su22_apart": f"{_field(june, 'where')['spread']['apart_km']:.1f} km",
        "su22_gap": f"{_field(june, 'where')['spread']['gap_km']:.1f} km",
        "su22_apart_now": f"{_field(now, 'where')['spread']['apart_km']:.1f} km",
        "su22_gap_now": f"{_field(now, 'where')['spread']['gap_km']:.1f} km",
        "su22_from_syria": _from(coalition, origin=syria),
        "su22_from_russia": _from(coalition, origin=russia),
        "su22_nearest": length_text(borders_m[0]),
        "su22_farthest": length_text(borders_m[-1]),
        "su22_article_hours": f"{_gap_hours(f'{SU22}-c01', f'{SU22}-c20'):.0f}",
        "su22_rests_on": ", ".join(f"`{row['dropped']}`" for row in fall),
        "su22_without": ", ".join(row["after"] for row in fall),
    }


def _statement_and_shahed() -> dict[str, str]:
    river, zone = _verdicts(SHAHED, "z-ru-west-euphrates"), _verdicts(SHAHED, "z-55km")
    release, article = f"{SHAHED}-c01", f"{SHAHED}-c21"
    sides = answer(f"verdicts {SHAHED} --claimed")
    says = Counter(row["says"] for row in sides)
    supported = [row["claim"] for row in sides if row["support"] == "supported"]
    return {
        "river_garrison": _inside(river[article]),
        "river_garrison_status": river[article]["status"],
        "river_release_status": river[release]["status"],
        "river_garrison_unsure": length_text(river[article]["uncertainty_m"]),
        "river_release": _inside(river[release]),
        "river_release_unsure": length_text(river[release]["uncertainty_m"]),
        "shahed_release": _outside(zone[release]),
        "shahed_release_unsure": length_text(zone[release]["uncertainty_m"]),
        "shahed_release_share": share_text(zone[release]["share_inside"]),
        "shahed_sides": str(len(sides)),
        "shahed_outside": str(says["no"]),
        "shahed_inside": str(says["yes"]),
        "shahed_rejects": str(says["denies-zone"]),
        "shahed_supported": ", ".join(f"`{claim}`" for claim in supported),
        "shahed_open": str(sum(row["support"] == "open" for row in sides)),
    }


_ARTICLE = {"su22": (SU22,), "statement": (STATEMENT,), "shahed": (SHAHED, "z-55km")}
"""Under which heading a statement of the seed article stands: that of the event it is recorded in."""


def _article(recorded_in: tuple[str, ...]) -> str:
    """Return what the article that the case grew from says, and what other sources have, as a table."""
    lines = ["| | the article says | other sources |", "|---|---|---|"]
    lines += [
        f"| {found.number} | {found.text} | {found.differs} |"
        for found in bundled_case(CASE).article_statements
        if found.recorded_in in recorded_in
    ]
    return "\n".join(lines)


def _verdicts(incident: str, definition: str) -> dict[str | None, dict[str, Any]]:
    """Return the verdicts under one definition by claim; the incident's own location under None."""
    return {row["claim"]: row for row in answer(f"verdicts {incident} --zone {definition}")}


def _field(comparison: dict[str, Any], name: str) -> dict[str, Any]:
    return next(field for field in comparison["fields"] if field["field"] == name)


def _radius_m(definition: str) -> float:
    found = next(d for d in bundled_case(CASE).zone_definitions if d.id == definition)
    if found.construction.radius_m is None:
        sys.exit(f"findings: {definition} is no circle")
    return found.construction.radius_m


def _outside(row: dict[str, Any]) -> str:
    if row["border_m"] <= 0:
        sys.exit(f"findings: {row['claim']} lies inside {row['definition']} now; the text says outside")
    return length_text(row["border_m"])


def _inside(row: dict[str, Any]) -> str:
    if row["border_m"] > 0:
        sys.exit(f"findings: {row['claim']} lies outside {row['definition']} now; the text says inside")
    return length_text(-row["border_m"])


def _position(row: dict[str, Any]) -> Position:
    return Position(lat=row["lat"], lon=row["lon"])


def _from(place: Position, *, origin: Position) -> str:
    """Return where a place lies as seen from another, such as 11.2 km NW."""
    found = inverse(origin, place)
    return f"{length_text(float(found.distance_m))} {compass_name(float(found.azimuth_deg), points=16)}"


def _gap_hours(one: str, other: str) -> float:
    """Return the hours between the times that two claims state, by their nearest ends."""
    case = bundled_case(CASE)
    reading = Reading(lookup=case, time_zone=case.info.time_zone)
    found = [stated(case.get(Claim, claim), FIELD["when"], reading) for claim in (one, other)]
    times = [each.value for each in found if each is not None and isinstance(each.value, Time)]
    return gap_s(times[0], times[1]) / 3600


def _count_text(field: dict[str, Any]) -> str:
    spread = field["spread"]
    return f"{spread['low']} to {spread['high']}{' or more' if spread['open_high'] else ''}"


def _words(name: str) -> str:
    return name.replace("_", " ")
