// What the reader's choices show: whose claims are heard, what they had said by the date asked for, and how they agree.
// Computed once for each choice, however many parts of the page ask.

import { compareIncident } from "./agreement.js";
import { endOf } from "./clocks.js";
import { FIELDS, LEVELS } from "./fields.js";
import { VOICES } from "./state.js";
import { isNumber, recognitionOf, standing } from "./standing.js";
import { agree } from "./values.js";

/** @typedef {ReturnType<typeof compareIncident>} Compared */

/** @type {{now: any, asOf: number, compared: Map<number, Compared>} | null} */
let latestView = null;

/** Whether a party is heard. @param {any} now @param {number} party */
export function isHeard(now, party) {
  if (now.mode === "as") return party === now.one;
  if (now.mode === "two") return party === now.one || party === now.other;
  return !now.hidden.has(party);
}

/** The second at which the date asked for has ended; infinity for none. @param {any} page */
export function asOfSecond(page) {
  return viewOf(page).asOf;
}

/**
 * How the parties that are heard agree on an incident.
 * @param {any} page @param {number} row
 * @returns {Compared}
 */
export function comparisonOf(page, row) {
  const { now, asOf, compared } = viewOf(page);
  const found = compared.get(row) ?? compareIncident(page.data, row, { asOf, hears: (party) => isHeard(now, party) });
  compared.set(row, found);
  return found;
}

/** The class of an incident. @param {any} page @param {number} row @returns {string} */
export function classOf(page, row) {
  const { mode, hidden, asOf } = page.state.now;
  return mode === "all" && !hidden.size && !asOf ? page.data.incidents[row].agreement : comparisonOf(page, row).agreement;
}

/** The claims on an incident that stand, by parties that are heard. @param {any} page @param {number} row @returns {any[]} */
export function shownClaims(page, row) {
  return [...comparisonOf(page, row).stand].sort((a, b) => a.party - b.party);
}

/** All that had been said on a subject, what was withdrawn later too. @param {any} page @param {string} kind @param {number} row @returns {any[]} */
export function claimsSaid(page, kind, row) {
  const { asOf } = viewOf(page);
  const later = new Set(standing(page.data.claimsOf(kind, row), asOf).later);
  return page.data.claimsOf(kind, row).filter((/** @type {any} */ claim) => !later.has(claim));
}

/** How one party speaks of an incident: it tells of it, rejects it, is on record as silent, or nothing is recorded. @param {any} page @param {number} row @param {number} party */
export function tellingOf(page, row, party) {
  const { fields, speaking, silent } = comparisonOf(page, row);
  if (silent.some((claim) => claim.party === party)) return "silent";
  if (!speaking.includes(party)) return "nothing";
  const occurred = fields[0].votes.find((vote) => vote.party === party);
  return occurred?.value.kind === "category" && occurred.value.key === "no" ? "rejects" : "tells";
}

/**
 * Where a party puts an incident; null where it does not say.
 * @param {any} page @param {number} row @param {number | null} party
 * @returns {{lat: number, lon: number, uncertainty_m: number | null} | null}
 */
export function placeToldBy(page, row, party) {
  const vote = comparisonOf(page, row).fields.find(({ field }) => field === "where")?.votes.find((each) => each.party === party);
  return vote?.value.kind === "disc" ? { lat: vote.value.lat, lon: vote.value.lon, uncertainty_m: vote.value.uncertainty } : null;
}

/**
 * Where an incident is drawn: at the place of the party that tells, if it names one; else at the incident's own.
 * @param {any} page @param {any} incident
 * @returns {{lat: number, lon: number, uncertainty_m: number | null} | null}
 */
export function drawnAt(page, incident) {
  const { mode, one, other } = page.state.now;
  const told = mode === "all" ? null : placeToldBy(page, incident.row, one) ?? (mode === "two" ? placeToldBy(page, incident.row, other) : null);
  if (told) return told;
  return isNumber(incident.lat) ? { lat: incident.lat, lon: incident.lon, uncertainty_m: incident.uncertainty_m ?? null } : null;
}

/** How a zone definition stands with the party that tells; with two, the nearer to its own words counts. @param {any} page @param {any} definition */
export function zoneStanding(page, definition) {
  const { mode, one, other } = page.state.now;
  if (mode === "all") return null;
  const found = (mode === "as" ? [one] : [one, other]).map((party) => recognitionOf(page.data, definition, /** @type {number} */ (party), asOfSecond(page)).recognition);
  return ["states", "recognises", "ambiguous", "rejects", "silent", "unknown"].find((each) => found.includes(/** @type {any} */ (each))) ?? "unknown";
}

/**
 * How often two parties agree, for each group of fields; the rule is that of layers/agreement/pairs.py.
 * @param {any} data @param {number} one @param {number} other @param {number} [asOf]
 */
export function pairTable(data, one, other, asOf = Infinity) {
  const table = LEVELS.map((group) => ({ group, both_speak: 0, agree: 0, partly: 0, disputed: 0, not_compared: 0, one_silent: 0, both_silent: 0, one_unheard: 0 }));
  for (const { row } of data.incidents) {
    const found = compareIncident(data, row, { asOf, hears: (party) => party === one || party === other });
    const column = whoSpeaks(found);
    if (!column) continue;
    for (const counts of table) {
      counts[column] += 1;
      if (column === "both_speak") counts[howTheyAgree(found, counts.group)] += 1;
    }
  }
  return table;
}

/** @param {Compared} found @returns {"both_speak" | "both_silent" | "one_silent" | "one_unheard" | null} */
function whoSpeaks({ speaking, silent }) {
  if (speaking.length === 2) return "both_speak";
  if (silent.length === 2) return "both_silent";
  if (!speaking.length) return null;
  return silent.length ? "one_silent" : "one_unheard";
}

/** @param {Compared} found @param {string} group @returns {"agree" | "partly" | "disputed" | "not_compared"} */
function howTheyAgree({ fields }, group) {
  const outcomes = fields.filter(({ votes }, index) => FIELDS[index].level === group && votes.length === 2).map(({ votes: [a, b] }) => agree(a.value, b.value)).filter((outcome) => outcome !== null);
  if (!outcomes.length) return "not_compared";
  if (outcomes.every(Boolean)) return "agree";
  return outcomes.some(Boolean) ? "partly" : "disputed";
}

/** @param {any} page */
function viewOf(page) {
  const { now } = page.state;
  if (!latestView || VOICES.some((key) => now[key] !== latestView?.now[key])) {
    latestView = { now, asOf: now.asOf ? endOf(now.asOf, page.data.info.time_zone ?? "UTC") : Infinity, compared: new Map() };
  }
  return latestView;
}
