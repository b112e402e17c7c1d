// The parts of the page that need no page to be tried.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { namesAlong } from "../../maps/static/js/bordernames.js";
import { contrast, inks } from "../../maps/static/js/colors.js";
import { rowsOf } from "../../maps/static/js/columns.js";
import { safeAddress } from "../../maps/static/js/dom.js";
import { dateWords, distanceWords, periodWords, positionWords, shortDate, yearOf } from "../../maps/static/js/format.js";
import { placeLabels } from "../../maps/static/js/labels.js";
import { folded } from "../../maps/static/js/query.js";
import { fan, gather, spotRadius } from "../../maps/static/js/spots.js";
import { makeState, withMember } from "../../maps/static/js/state.js";
import { segmentsOf, shapePath } from "../../maps/static/js/symbols.js";
import { makeWords } from "../../maps/static/js/words.js";
import { labelArc } from "../../maps/static/js/zones.js";

const english = makeWords(JSON.parse(readFileSync(new URL("../../maps/locales/en.json", import.meta.url), "utf8")), "en");

test("dates are put into words no more exactly than they are given", () => {
  const cases = {
    "2017": "2017",
    "2017-06": "June 2017",
    "2017-06-18": "18 June 2017",
    "2017-06-18T18:43+03:00": "18 June 2017, 18:43 (UTC+3)",
    "2017-06-18T18:43Z": "18 June 2017, 18:43 (UTC)",
    "2017-06-18~": "about 18 June 2017",
    "2017-06?": "perhaps June 2017",
    "2017-06-18/2017-06-20": "18 June 2017 to 20 June 2017",
    "2017-06/..": "from June 2017",
    "/2017-06": "until June 2017",
    "2017-2X": "2017-2X",
  };
  for (const [edtf, text] of Object.entries(cases)) assert.equal(dateWords(edtf, english), text);
  assert.equal(dateWords(null, english), "Date not known");
  assert.equal(periodWords("2016", null, english), "from 2016");
  assert.equal(periodWords("2018-11-01", "2018-11-01", english), "1 November 2018");
  assert.equal(shortDate("2017-06-18T18:43+03:00", english), "18 Jun");
  assert.equal(shortDate("2017", english), "–");
  assert.equal(yearOf("2017-06/2018"), "2017");
  assert.equal(yearOf(undefined), null);
});

test("distances and positions carry their units and hemispheres", () => {
  assert.equal(distanceWords(640, english), "640 m");
  assert.equal(distanceWords(4060, english), "4.1 km");
  assert.equal(distanceWords(55_000, english), "55 km");
  assert.equal(positionWords(-33.5, 38.6, english), "33.5000° S, 38.6000° E");
});

test("only web addresses become links", () => {
  assert.equal(safeAddress("https://example.org/a"), "https://example.org/a");
  for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", " vbscript:x", "seed text", "", null]) assert.equal(safeAddress(address), null);
});

test("every party's ink can be told from light and from dark paper", () => {
  for (const color of ["#332288", "#aa4499", "#ddaa33", "#e69f00", "#56b4e9", "#ffffff", "#000000", "#4d3b2f"]) {
    const { light, dark } = inks(color);
    assert.ok(contrast(light, "#faf9f6") >= 3, `${color} on light paper`);
    assert.ok(contrast(dark, "#1b1e23") >= 4.5, `${color} on dark paper`);
  }
});

test("incidents at one spot are gathered, none is lost, and a spot stays where incidents are", () => {
  const points = Array.from({ length: 200 }, (_, row) => ({ row, x: (row * 37) % 400, y: (row * 53) % 300 }));
  points.push({ row: 200, x: 10, y: 10 }, { row: 201, x: 10.2, y: 9.9 });
  const spots = gather(points);
  assert.deepEqual(spots.flatMap(({ rows }) => rows).sort((a, b) => a - b), points.map(({ row }) => row));
  for (const spot of spots) assert.ok(points.some(({ x, y }) => x === spot.x && y === spot.y));
  for (const [index, spot] of spots.entries()) assert.equal(spot.radius, spotRadius(spot.rows.length), String(index));
});

test("an opened spot has room for each of its incidents", () => {
  for (const count of [1, 2, 7, 24, 80]) {
    const places = fan(count, 30);
    assert.equal(places.length, count);
    for (const [index, [x, y]] of places.entries()) {
      for (const [otherX, otherY] of places.slice(index + 1)) assert.ok(Math.hypot(x - otherX, y - otherY) > 24, `${count}`);
    }
  }
});

test("labels never cover each other or a mark, and the more important are placed first", () => {
  const candidates = Array.from({ length: 150 }, (_, index) => ({ text: `place ${index}`, x: (index * 71) % 500, y: (index * 29) % 400, rank: index % 7, width: 60, height: 14, gap: 4, sides: ["right", "left", "below", "above"] }));
  const marks = [{ left: 200, top: 150, right: 260, bottom: 210 }];
  const frame = { left: 0, top: 0, right: 500, bottom: 400 };
  const boxes = placeLabels(candidates, marks, frame).map(({ left, middle }) => ({ left, right: left + 60, top: middle - 7, bottom: middle + 7 }));
  assert.ok(boxes.length > 20);
  for (const [index, box] of boxes.entries()) {
    for (const other of [...boxes.slice(index + 1), ...marks]) {
      assert.ok(box.left >= other.right || other.left >= box.right || box.top >= other.bottom || other.top >= box.bottom);
    }
  }
});

test("names along a border stand on their own sides and read upright", () => {
  const line = [{ x: 500, y: 400 }, { x: 0, y: 100 }];
  const [[first, second]] = namesAlong(line, [{ text: "North", x: 300, y: 0 }, { text: "South", x: 200, y: 600 }], () => true);
  assert.ok(first.y < second.y);
  assert.ok(Math.abs(first.angle) <= 90);
  assert.deepEqual(namesAlong([{ x: 0, y: 0 }, { x: 20, y: 0 }], [{ text: "a", x: 0, y: 1 }, { text: "b", x: 0, y: -1 }], () => true), []);
});

test("a ring's name reads from left to right above and below", () => {
  const ring = Array.from({ length: 360 }, (_, turn) => [33 + 0.5 * Math.cos((-turn * Math.PI) / 180), 38 + 0.6 * Math.sin((-turn * Math.PI) / 180)]);
  for (const azimuth of [0, 180, 140, 235]) {
    const arc = labelArc(ring, azimuth);
    assert.ok(arc.length > 50);
    assert.ok(arc[0][1] < arc.at(-1)[1], `azimuth ${azimuth}`);
  }
});

test("a party's segment shows its strongest stance, in the parties' order", () => {
  const fills = { asserts: "full", denies: "crossed", silent: "hollow" };
  const segments = segmentsOf([{ party: 3, stance: "asserts" }, { party: 1, stance: "silent" }, { party: 3, stance: "denies" }], fills);
  assert.deepEqual([...segments], [[1, "hollow"], [3, "crossed"]]);
});

test("every shape has an outline, an unknown one too", () => {
  for (const shape of ["circle", "square", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "what?"]) assert.match(shapePath(shape, 5), /^M[-\d.]+/);
});

test("texts compare alike whatever their case, marks and direction signs", () => {
  assert.equal(folded("\u2067Al-Tanf\u2069 "), "al-tanf");
  assert.equal(folded("التَّنْف"), folded("التنف"));
  assert.equal(folded("Ефра\u0301т"), "ефрат");
});

test("listeners hear only what they asked for", () => {
  const heard = [];
  const state = makeState({ incident: null, hidden: new Set() });
  state.on(["incident"], (now) => heard.push(now.incident));
  state.set({ hidden: withMember(state.now.hidden, 2, true) });
  state.set({ incident: 4 });
  state.set({ incident: 4 });
  assert.deepEqual(heard, [null, 4]);
  assert.deepEqual([...withMember(new Set([1, 2]), 2, false)], [1]);
});

test("columns become rows, coded or not, and a damaged one is refused", () => {
  assert.deepEqual(rowsOf({ length: 3, name: ["a", "b", "c"], kind: { of: ["x", null], at: [0, 1, 0] } }), [{ row: 0, name: "a", kind: "x" }, { row: 1, name: "b", kind: null }, { row: 2, name: "c", kind: "x" }]);
  assert.throws(() => rowsOf({ length: 2, name: ["a"] }), /name has 1 values for 2 rows/);
});
