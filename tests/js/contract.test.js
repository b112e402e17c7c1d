// What Python writes, the page's script reads: both sides are held to one file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decodePath } from "../../maps/static/js/paths.js";
import { destination, disc, roughDistance } from "../../maps/static/js/geodesic.js";
import { readCase } from "../../maps/static/js/read.js";
import { makeWords } from "../../maps/static/js/words.js";

const contract = JSON.parse(readFileSync(new URL("../contract/page.json", import.meta.url), "utf8"));

test("every row of every table comes out as Python put it in", () => {
  const data = readCase(contract.page);
  for (const [name, table] of Object.entries(contract.rows)) {
    const read = { zone_definitions: data.definitions, known_positions: data.positions }[name] ?? data[name] ?? null;
    if (name === "grades") continue; // they are reached through what they judge, below
    assert.equal(read.length, table.length, name);
    table.forEach((row, index) => {
      for (const [field, value] of Object.entries(row)) assert.deepEqual(told(read[index][field]), value, `${name}[${index}].${field}`);
    });
  }
  for (const grade of contract.rows.grades) assert.ok(data.gradesOf(grade.subject_kind, grade.subject).some((read) => read.value === grade.value));
});

/** Empty, false and missing are one: the record does not say. */
function told(value) {
  const empty = value === undefined || value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return empty ? null : JSON.parse(JSON.stringify(value));
}

test("claims are found by what they are about, parties in their fixed order", () => {
  const data = readCase(contract.page);
  for (const claim of data.claims) {
    const group = data.claimsOf(claim.subject_kind, claim.subject);
    assert.ok(group.includes(claim));
    assert.deepEqual(group.map(({ party }) => party), group.map(({ party }) => party).sort((a, b) => a - b));
  }
});

test("a block of another format or version, or without a table, is refused with a reason", () => {
  assert.throws(() => readCase({ ...contract.page, version: 99 }), /99/);
  assert.throws(() => readCase({ ...contract.page, records: undefined }), /records/);
  assert.throws(() => readCase(null), /format/);
});

test("coded paths are read to the points that Python coded", () => {
  for (const { text, precision, points } of contract.paths) assert.deepEqual(decodePath(text, precision), points);
  assert.throws(() => decodePath("ktuUkoyXA!", 4), /damaged/);
});

test("destinations agree with GeographicLib to a millimetre", () => {
  for (const [lat, lon, azimuth, distance, lat2, lon2] of contract.geodesics) {
    const [foundLat, foundLon] = destination(lat, lon, azimuth, distance);
    const off = Math.hypot((foundLat - lat2) * 111_195, (foundLon - lon2) * 111_320 * Math.cos((lat2 * Math.PI) / 180));
    assert.ok(off < 0.001, `${lat} ${lon} ${azimuth} ${distance}: ${off} m off`);
  }
});

test("a disc is drawn at its radius all around", () => {
  const ring = disc(33.5, 38.6, 20_000, 36);
  assert.equal(ring.length, 36);
  for (const [lat, lon] of ring) assert.ok(Math.abs(roughDistance(33.5, 38.6, lat, lon) - 20_000) < 120); // a sphere: within 0.6 %
});

test("numbers choose their form and are written as the language writes them", () => {
  const words = makeWords(contract.words.texts, contract.words.language);
  for (const { key, values, text } of contract.words.cases) assert.equal(words(key, values), text);
  assert.throws(() => words("no such key"), /no text/);
});
