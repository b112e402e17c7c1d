// Which incidents are shown: those that pass the search, the filters, the range of time, and were spoken of by the date
// asked for. Each count beside a filter is what it would show together with all the others.

import { endOf, startOf } from "./clocks.js";
import { SELECTION } from "./state.js";
import { isNumber } from "./standing.js";
import { asOfSecond, classOf, claimsSaid, comparisonOf, drawnAt, isHeard } from "./view.js";
import { isFound, termsOf } from "./query.js";

/** The filters, and what an incident has of each. @type {Record<string, (page: any, incident: any) => string[]>} */
export const FACETS = {
  class: (page, { row }) => [classOf(page, row)],
  kind: (_, { kind }) => [kind ?? "none"],
  stance: (page, { row }) => comparisonOf(page, row).stand.map(({ stance }) => stance),
  side: (page, incident) => [sideOf(page, incident)],
  grade: (page, { row }) => comparisonOf(page, row).stand.flatMap(({ sources }) => (sources ?? []).flatMap((/** @type {number} */ source) => page.data.gradesOf("source", source).map((/** @type {any} */ grade) => grade.value))),
};

/** @typedef {{rows: Set<number>, base: number, tray: number[], counts: Record<string, Map<string, number>>}} Selection */

/** @type {{now: any, selection: Selection} | null} */
let latestSelection = null;

/** @param {any} page @returns {Selection} */
export function selectionOf(page) {
  const { now } = page.state;
  if (!latestSelection || SELECTION.some((key) => now[key] !== latestSelection?.now[key])) latestSelection = { now, selection: select(page) };
  return latestSelection.selection;
}

/** Whether any filter, search or range is set. @param {any} now */
export function isFiltered(now) {
  return Boolean(now.query.trim() || now.from || now.to || now.tray || Object.values(now.facets).some((chosen) => /** @type {Set<string>} */ (chosen).size));
}

/** The verdict on where an incident is drawn, under the definition that is drawn strongest. @param {any} page @param {any} incident */
export function sideOf(page, incident) {
  const { data } = page;
  const judged = data.judged[judgedRow(page, incident) ?? -1];
  if (data.main.definition === null || data.main.definition === undefined || !judged) return "none";
  return { i: "inside", o: "outside", p: "possible" }[/** @type {"i" | "o" | "p"} */ (judged.status[data.main.definition])] ?? "none";
}

/** The row of the judged place where an incident is drawn. @param {any} page @param {any} incident @returns {number | null} */
export function judgedRow(page, incident) {
  const place = drawnAt(page, incident);
  if (!place) return null;
  if (place.lat === incident.lat && place.lon === incident.lon) return incident.judged ?? null;
  return page.data.claimsOf("incident", incident.row).find((/** @type {any} */ claim) => claim.lat === place.lat && claim.lon === place.lon)?.judged ?? null;
}

/** @param {any} page @returns {Selection} */
function select(page) {
  const { data, state: { now } } = page;
  const terms = termsOf(now.query);
  const range = rangeOf(now, data.info.time_zone ?? "UTC");
  const zoned = data.incidents.filter((/** @type {any} */ incident) => isSpokenOf(page, incident) && isFound(page, incident, terms, comparisonOf(page, incident.row).stand));
  const tray = zoned.filter((/** @type {any} */ incident) => isLoose(page, incident)).map((/** @type {any} */ { row }) => row);
  const candidates = now.tray ? zoned.filter((/** @type {any} */ { row }) => tray.includes(row)) : zoned.filter((/** @type {any} */ incident) => isInRange(page, incident, range));
  const has = new Map(candidates.map((/** @type {any} */ incident) => [incident.row, Object.fromEntries(Object.entries(FACETS).map(([name, read]) => [name, new Set(read(page, incident))]))]));
  /** @param {any} incident @param {string} [but] a filter that is left out */
  const passes = (incident, but) => Object.entries(now.facets).every(([name, chosen]) => name === but || !chosen.size || [...chosen].some((value) => has.get(incident.row)?.[name].has(value)));
  /** @type {Record<string, Map<string, number>>} */
  const counts = {};
  for (const name of Object.keys(FACETS)) {
    counts[name] = new Map();
    for (const incident of candidates) {
      const more = Number(passes(incident, name));
      for (const value of has.get(incident.row)?.[name] ?? []) counts[name].set(value, (counts[name].get(value) ?? 0) + more);
    }
  }
  return { rows: new Set(candidates.filter((/** @type {any} */ incident) => passes(incident)).map((/** @type {any} */ { row }) => row)), base: data.incidents.length, tray, counts };
}

/** Before it happened, and before anything was said of it, an incident is not there yet. @param {any} page @param {any} incident */
function isSpokenOf(page, { row, start }) {
  const asOf = asOfSecond(page);
  return asOf === Infinity || (!(start >= asOf) && claimsSaid(page, "incident", row).length > 0);
}

/** Without a place, or without a date. @param {any} page @param {any} incident */
function isLoose(page, incident) {
  return !drawnAt(page, incident) || (!isNumber(incident.start) && !isNumber(incident.end));
}

/** @param {any} now @param {string} zone */
function rangeOf({ from, to }, zone) {
  return { from: from ? startOf(from, zone) : -Infinity, to: to ? endOf(to, zone) : Infinity };
}

/** @param {any} page @param {any} incident @param {{from: number, to: number}} range */
function isInRange(page, incident, { from, to }) {
  const { now } = page.state;
  if (from === -Infinity && to === Infinity) return true;
  const spans = now.clock === "event"
    ? [[incident.start, incident.end]]
    : claimsSaid(page, "incident", incident.row).filter(({ party }) => isHeard(now, party)).map(({ said_s, said_until_s }) => [said_s, said_until_s]);
  return spans.some(([start, end]) => (isNumber(start) || isNumber(end)) && (now.within === "must"
    ? (start ?? -Infinity) >= from && (end ?? Infinity) <= to
    : (start ?? -Infinity) < to && (end ?? Infinity) > from));
}
