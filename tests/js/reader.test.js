// What the reader asks for: search, filters, order, time, perspective, and the address that holds it all.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { ADDRESSED, fromAddress, toAddress } from "../../maps/static/js/address.js";
import { endOf, startOf } from "../../maps/static/js/clocks.js";
import { CLASSES } from "../../maps/static/js/fields.js";
import { inverse } from "../../maps/static/js/geodesic.js";
import { orderOf } from "../../maps/static/js/order.js";
import { isFound, termsOf } from "../../maps/static/js/query.js";
import { readCase } from "../../maps/static/js/read.js";
import { geodesicLine } from "../../maps/static/js/ruler.js";
import { FACETS, isFiltered, selectionOf } from "../../maps/static/js/selection.js";
import { firstChoice, makeState } from "../../maps/static/js/state.js";
import { spreadWords } from "../../maps/static/js/stated.js";
import { searchTexts } from "../../maps/static/js/texts.js";
import { barsOf, binsOf, DAY_S, domainOf, ticksOf } from "../../maps/static/js/timescale.js";
import { classOf, comparisonOf, drawnAt, isHeard, pairTable, placeToldBy, shownClaims, tellingOf, zoneStanding } from "../../maps/static/js/view.js";
import { makeWords } from "../../maps/static/js/words.js";

const contract = JSON.parse(readFileSync(new URL("../contract/agreement.json", import.meta.url), "utf8"));
const english = makeWords(JSON.parse(readFileSync(new URL("../../maps/locales/en.json", import.meta.url), "utf8")), "en");
const data = readCase(contract.block);
const ZONE = data.info.time_zone;

function openedWith(choice) {
  return { data, words: english, texts: searchTexts(data), state: makeState(firstChoice({ definitions: new Set([0]), ...choice })) };
}

test("a query is words, phrases and terms, any of which a minus turns round", () => {
  assert.deepEqual(termsOf('party:Russia "Al-Tanf garrison" -stance:denies drone date:2017-06 http://x'), [
    { kind: "party", text: "russia", not: false }, { kind: "words", text: "al-tanf garrison", not: false }, { kind: "stance", text: "denies", not: true },
    { kind: "words", text: "drone", not: false }, { kind: "date", text: "2017-06", not: false }, { kind: "words", text: "http://x", not: false },
  ]);
  assert.deepEqual(termsOf("  "), []);
  assert.deepEqual(termsOf('party:"Party a"'), [{ kind: "party", text: "party a", not: false }]);
});

test("terms find what they name: the party, its stance, the date, when it was said, the side of a zone", () => {
  const page = openedWith({});
  const found = (query) => data.incidents.filter((incident) => isFound(page, incident, termsOf(query), shownClaims(page, incident.row))).map(({ row }) => row);
  const having = (test) => data.incidents.filter(({ row }) => shownClaims(page, row).some(test)).map(({ row }) => row);
  assert.deepEqual(found("party:b"), having(({ party }) => party === 1));
  assert.deepEqual(found("stance:denies"), having(({ stance }) => stance === "denies"));
  assert.deepEqual(found("-stance:denies"), data.incidents.map(({ row }) => row).filter((row) => !found("stance:denies").includes(row)));
  assert.equal(found("date:2017-06").length, data.incidents.length);
  assert.deepEqual(found("date:2018"), []);
  assert.deepEqual(found("date:nonsense"), []);
  assert.deepEqual(found("inside:round"), data.incidents.filter((incident) => [incident, ...shownClaims(page, incident.row)].some(({ judged }) => typeof judged === "number" && data.judged[judged].status[0] === "i")).map(({ row }) => row));
  assert.deepEqual(found("said:2017-06-05/2017-06-09"), having(({ said_s, said_until_s }) => typeof said_s === "number" && said_s < endOf("2017-06-09", ZONE) && said_until_s > startOf("2017-06-05", ZONE)));
  assert.deepEqual(found('"incident 3"'), [3]);
});

test("filters combine, and each count is what choosing it would show", () => {
  const [kind, agreement] = ["asserts", "disputed occurrence"];
  const both = openedWith({ facets: { stance: new Set([kind]), class: new Set([agreement]) } });
  const shown = [...selectionOf(both).rows];
  assert.ok(shown.length && shown.every((row) => classOf(both, row) === agreement && comparisonOf(both, row).stand.some(({ stance }) => stance === kind)));
  for (const name of Object.keys(FACETS)) {
    for (const [value, count] of selectionOf(both).counts[name]) {
      const alone = openedWith({ facets: { ...both.state.now.facets, [name]: new Set([value]) } });
      assert.equal(selectionOf(alone).rows.size, count, `${name} ${value}`);
    }
  }
  assert.equal(isFiltered(both.state.now), true);
  assert.equal(isFiltered(openedWith({}).state.now), false);
});

test("as of a date, what happens or is said later is not there yet, and nothing else is missing", () => {
  const before = openedWith({ asOf: "2017-05-31" });
  assert.ok(selectionOf(before).rows.size < data.incidents.length);
  for (const row of selectionOf(openedWith({ asOf: "2017-06-12" })).rows) assert.ok(data.claimsOf("incident", row).length);
  assert.equal(selectionOf(openedWith({ asOf: "2030" })).rows.size, data.incidents.length);
});

test("an uncertain time may fall in a range that it need not fall in", () => {
  const may = selectionOf(openedWith({ from: "2017-06-10", to: "2017-06-12", within: "may" })).rows;
  const must = selectionOf(openedWith({ from: "2017-06-10", to: "2017-06-12", within: "must" })).rows;
  assert.equal(may.size, data.incidents.length); // each is dated June 2017
  assert.equal(must.size, 0);
  assert.equal(selectionOf(openedWith({ from: "2017-06-01", to: "2017-06-30", within: "must" })).rows.size, data.incidents.length);
  const said = selectionOf(openedWith({ from: "2017-06-10", to: "2017-06-12", clock: "statement", within: "must" })).rows;
  for (const row of said) assert.ok(data.claimsOf("incident", row).some(({ said_s }) => said_s >= startOf("2017-06-10", ZONE) && said_s < endOf("2017-06-12", ZONE)));
});

test("the most disputed come first, and the order turns round", () => {
  const page = openedWith({});
  const ranks = orderOf(page).map(({ row }) => CLASSES.indexOf(classOf(page, row)));
  assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
  const titles = orderOf(openedWith({ sort: "title" })).map(({ title }) => title);
  assert.deepEqual(titles, [...titles].sort((a, b) => a.localeCompare(b)));
  assert.deepEqual(orderOf(openedWith({ sort: "title", down: true })).map(({ title }) => title), [...titles].reverse());
});

test("the class that Python put into the page is the one that the page finds itself", () => {
  const page = openedWith({});
  for (const { row, agreement, decided_by } of data.incidents) assert.deepEqual([comparisonOf(page, row).agreement, comparisonOf(page, row).decided_by], [agreement, decided_by ?? null]);
});

test("as told by one party there is one voice, its own places, and what it rejects is told apart from what it is silent on", () => {
  const tellings = new Set();
  for (const { row } of data.parties) {
    const page = openedWith({ mode: "as", one: row });
    for (const incident of data.incidents) {
      assert.ok(shownClaims(page, incident.row).every(({ party }) => party === row));
      assert.ok(["agreed", "single voice", "unstated"].includes(classOf(page, incident.row)));
      tellings.add(tellingOf(page, incident.row, row));
      const told = placeToldBy(page, incident.row, row);
      assert.deepEqual(drawnAt(page, incident), told ?? { lat: incident.lat, lon: incident.lon, uncertainty_m: incident.uncertainty_m });
    }
    assert.ok(["states", "recognises", "rejects", "ambiguous", "silent", "unknown"].includes(zoneStanding(page, data.definitions[0])));
  }
  assert.deepEqual([...tellings].sort(), ["nothing", "rejects", "silent", "tells"]);
  assert.equal(zoneStanding(openedWith({}), data.definitions[0]), null);
  assert.equal(isHeard({ mode: "two", one: 1, other: 2, hidden: new Set([1]) }, 1), true);
});

test("two parties agree as often as Python counts", () => {
  for (const wanted of contract.pairs) {
    const [one, other] = [wanted.party, wanted.other].map((id) => data.parties.findIndex((party) => party.id === id));
    const asOf = wanted.as_of === null ? Infinity : endOf(wanted.as_of, ZONE);
    const found = pairTable(data, one, other, asOf).find(({ group }) => group === wanted.group);
    for (const [column, count] of Object.entries(found)) assert.equal(count, wanted[column], `${wanted.party} ${wanted.other} ${wanted.group} ${column}`);
  }
});

test("an address holds every choice, and a damaged one opens what it can", () => {
  const first = firstChoice({ definitions: new Set([0]) });
  const chosen = {
    ...first, incident: 3, mode: "two", one: 1, other: 2, hidden: new Set([0, 4]), definitions: new Set(), tab: "zones", query: 'Straße & "дрон" 100%=', facets: { kind: new Set(["Explosions/remote violence, all", "none"]), stance: new Set(["denies"]) },
    asOf: "2017-06-08", clock: "statement", from: "2017-05-01", to: null, within: "must", close: true, tray: true, sort: "border", down: true, layout: "table", inView: true,
    measure: [[33.5, 38.6], [34, -39.25]], spot: [33.68, 38.41], view: [33.5, 38.6, 8.25], language: "ar", assessment: true,
  };
  const text = toAddress(data, chosen, first);
  assert.deepEqual(fromAddress(data, text, first), chosen);
  assert.equal(toAddress(data, fromAddress(data, text, first), first), text);
  assert.equal(toAddress(data, first, first), "");
  assert.deepEqual(fromAddress(data, "", first), first);
  for (const damaged of ["incident=gone", "as=nobody", "two=a,a", "asof=yesterday", "time=1/2", "map=x,y,z", "spot=999,999", "q=%E0%A4%A", "sort=worst", "clock", "=&&==", "tab=<b>", "measure=;;", "hidden=zz"]) {
    const found = fromAddress(data, damaged, first);
    assert.deepEqual([found.incident, found.mode, found.asOf, found.from, found.view, found.spot, found.sort, found.tab], [null, "all", null, null, null, null, "disputed", "incidents"], damaged);
  }
  for (const key of ADDRESSED) assert.ok(key in first, key);
});

test("every incident is counted once in the time bar, what is uncertain in parts", () => {
  const { start, end } = domainOf({ info: { time_zone: ZONE, period_start: "2017-01", period_end: "2017-12" }, incidents: [] }, false);
  const spans = [
    { start: startOf("2017-03-31", ZONE), end: endOf("2017-03-31", ZONE) }, { start: startOf("2017-10-27", ZONE), end: endOf("2017-10-27", ZONE) },
    { start: startOf("2017-06", ZONE), end: endOf("2017-06", ZONE) }, { start: null, end: null }, { start: startOf("2017-06-18", ZONE) + 60, end: startOf("2017-06-18", ZONE) + 120 },
  ];
  for (const width of [90, 400, 1200]) {
    const bins = binsOf(start, end, width, ZONE);
    for (const [index, bin] of bins.entries()) if (index) assert.equal(bin.start, bins[index - 1].end);
    const bars = barsOf(spans, bins);
    const total = bars.reduce((sum, { sure, maybe }) => sum + sure + maybe, 0);
    assert.ok(Math.abs(total - 4) < 1e-6, `${width}: ${total}`);
  }
  const days = barsOf(spans, binsOf(start, end, 1200, ZONE));
  assert.equal(days.reduce((sum, { sure }) => sum + sure, 0), 3); // where clocks change, a day is a day
  assert.equal(ticksOf(start, end, 1200, ZONE).length, 12);
  assert.equal(ticksOf(start, end, 90, ZONE).length, 1);
  assert.ok(domainOf(data, false).end > domainOf(data, false).start + DAY_S);
});

test("spreads are told in kilometres, hours or numbers", () => {
  assert.equal(spreadWords({ apart_km: 42.61, gap_km: 39.6 }, english), "43 km apart, 40 km between edges");
  assert.equal(spreadWords({ apart_km: 4.21, gap_km: 0 }, english), "4.2 km apart, areas touch");
  assert.equal(spreadWords({ gap_hours: 6.7 }, english), "6.7 hours between");
  assert.equal(spreadWords({ gap_hours: 0 }, english), "times meet");
  assert.equal(spreadWords({ low: 6, high: 20 }, english), "6 to 20");
  assert.equal(spreadWords({ low: 22, high: 40, open_high: true }, english), "22 to 40 or more");
  assert.equal(spreadWords(null, english), null);
});

test("a measured line follows the geodesic from end to end", () => {
  const line = geodesicLine([33.5, 38.6], [35.9, 44.4]);
  assert.deepEqual([line[0], line.at(-1)], [[33.5, 38.6], [35.9, 44.4]]);
  const legs = line.slice(1).reduce((sum, point, index) => sum + inverse(...line[index], ...point).distance, 0);
  assert.ok(Math.abs(legs - inverse(33.5, 38.6, 35.9, 44.4).distance) < 0.01);
});
