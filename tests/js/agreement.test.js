// What the page computes for itself agrees with Python, which wrote tests/contract/agreement.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { compareIncident } from "../../maps/static/js/agreement.js";
import { borderDistance, verdictOf } from "../../maps/static/js/border.js";
import { endOf, dayOf, startOf } from "../../maps/static/js/clocks.js";
import { FIELDS } from "../../maps/static/js/fields.js";
import { inverse } from "../../maps/static/js/geodesic.js";
import { degreesMinutesSeconds, mgrs } from "../../maps/static/js/grid.js";
import { originsOf } from "../../maps/static/js/origins.js";
import { decodePath } from "../../maps/static/js/paths.js";
import { readCase } from "../../maps/static/js/read.js";
import { recognitionOf } from "../../maps/static/js/standing.js";

const contract = JSON.parse(readFileSync(new URL("../contract/agreement.json", import.meta.url), "utf8"));
const data = readCase(contract.block);
const asOfSeconds = (date) => (date === null ? Infinity : endOf(date, data.info.time_zone));
const ids = (claims) => claims.map(({ id }) => id).sort();
const party = (row) => data.parties[row].id;

test("the fields are those of Python, in their order", () => {
  assert.deepEqual(FIELDS.map(({ name, kind, level }) => [name, kind, level]), contract.fields);
});

test("every incident has the class, votes, differences and spreads that Python gives it, as of any date and for any parties", () => {
  for (const wanted of contract.comparisons) {
    const row = data.incidents.findIndex(({ id }) => id === wanted.incident);
    const found = compareIncident(data, row, { asOf: asOfSeconds(wanted.as_of), hears: (speaker) => !wanted.parties || wanted.parties.includes(party(speaker)) });
    const told = `${wanted.incident} as of ${wanted.as_of} for ${wanted.parties}`;
    assert.deepEqual([found.agreement, found.decided_by], [wanted.agreement, wanted.decided_by], told);
    assert.deepEqual(found.speaking.map(party), wanted.speaking, told);
    assert.deepEqual(found.silent.map((claim) => party(claim.party)), wanted.silent, told);
    for (const fate of ["retracted", "superseded", "later"]) assert.deepEqual(ids(found[fate]), wanted[fate], `${told}: ${fate}`);
    found.fields.forEach((field, index) => {
      const other = wanted.fields[index];
      const name = `${told}: ${field.field}`;
      assert.equal(field.agreement, other.agreement, name);
      assert.deepEqual(field.votes.map((vote) => [party(vote.party), vote.claim.id, vote.changed]), other.votes, name);
      assert.deepEqual(field.differing.map((pair) => pair.map(party)), other.differing, name);
      assertNear(field.spread, other.spread, name);
    });
  }
});

/** Kilometres to two metres, since the page rounds positions to the metre. */
function assertNear(spread, wanted, name) {
  assert.equal(spread === null, wanted === null, name);
  [spread?.apart_km, spread?.gap_km, spread?.gap_hours, spread?.low, spread?.high].forEach((value, index) => {
    const known = value === undefined || !Number.isFinite(value) ? null : value;
    const other = wanted?.[index] ?? null;
    assert.ok(known === other || Math.abs(known - other) < 0.002, `${name}: ${value} for ${other}`);
  });
}

test("each party stands on each zone definition where Python says it does", () => {
  for (const { as_of, definition, party: id, recognition, claim } of contract.recognition) {
    const found = recognitionOf(data, data.definitions.find((each) => each.id === definition), data.parties.findIndex((each) => each.id === id), asOfSeconds(as_of));
    assert.deepEqual([found.recognition, found.claim?.id ?? null], [recognition, claim], `${definition} ${id} ${as_of}`);
  }
});

test("sources lead back to the origins that Python finds", () => {
  const branch = (node) => ({ source: data.sources[node.source].id, cited: node.cited, derived: node.derived.map(branch) });
  for (const { as_of, sources, tree } of contract.origins) {
    const rows = sources.map((id) => data.sources.findIndex((source) => source.id === id));
    assert.deepEqual(originsOf(data, rows, asOfSeconds(as_of)).tree.map(branch), tree, `${sources} ${as_of}`);
  }
});

test("days begin and end when Python says, where clocks go forward at midnight too", () => {
  for (const [date, zone, start, end] of contract.days) {
    assert.deepEqual([startOf(date, zone), endOf(date, zone)], [start, end], `${date} ${zone}`);
    if (date.length === 10) assert.equal(dayOf(start + 7200, zone), date, `${date} ${zone}`);
  }
});

test("geodesics agree with GeographicLib to a millimetre", () => {
  for (const [lat1, lon1, lat2, lon2, distance, azimuth] of contract.inverses) {
    const found = inverse(lat1, lon1, lat2, lon2);
    assert.ok(Math.abs(found.distance - distance) < 0.001, `${found.distance} for ${distance}`);
    if (distance > 1) assert.ok(Math.abs(((found.azimuth - azimuth + 540) % 360) - 180) < 1e-6, `${found.azimuth} for ${azimuth}`);
  }
  assert.ok(inverse(0, 0, 0.5, 179.7).distance > 19_800_000); // nearly opposite: the sphere answers
});

test("grid references and sexagesimal degrees are those of Python", () => {
  for (const [lat, lon, text] of contract.grids) assert.equal(mgrs(lat, lon), text);
  for (const [lat, lon, text] of contract.angles) assert.equal(degreesMinutesSeconds(lat, lon), text);
  assert.equal(mgrs(85, 0), null);
});

test("the distance to a drawn border, and the verdict from it, are those of Python's exact way", () => {
  for (const { rings, uncertainty_m, location_uncertainty_m, points } of contract.sides) {
    const drawn = rings.map((text) => decodePath(text, 6));
    for (const [lat, lon, border, status] of points) {
      const found = borderDistance(lat, lon, drawn);
      assert.ok(Math.abs(found - border) < 2 + Math.abs(border) * 1e-4, `${lat} ${lon}: ${found} for ${border}`);
      assert.equal(verdictOf(found, location_uncertainty_m + (uncertainty_m ?? 0)), status);
    }
  }
});
