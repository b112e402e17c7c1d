// Stated values and when two of them agree; the rules are those of layers/agreement/values.py and spreads.py.

import { inverse } from "./geodesic.js";
import { isNumber } from "./standing.js";

/**
 * @typedef {{kind: "category", key: string, denies?: string} | {kind: "words", key: string} | {kind: "denial", party: string}
 *   | {kind: "time", spans: [number | null, number | null][]} | {kind: "disc", lat: number, lon: number, uncertainty: number | null}
 *   | {kind: "count", low: number | null, high: number | null}} Value
 */

/** Words as they are compared: without case, with single spaces. @param {string} text */
export function wordsKey(text) {
  // To capitals first: that unfolds letters such as ß, as Python's casefold does.
  return text.trim().split(/\s+/).join(" ").toUpperCase().toLowerCase();
}

/**
 * What a claim states on a field; null where it says nothing of it.
 * @param {any} data @param {any} claim @param {import("./fields.js").Field} field
 * @returns {Value | null}
 */
export function statedValue(data, claim, field) {
  if (claim.stance === "silent") return null;
  const values = claim.values ?? {};
  if (field.name === "occurred") return categoryOf(values.occurred ?? (claim.stance === "confirms" ? "yes" : null));
  if (field.kind === "time") return timeOf(claim, values.when);
  if (field.kind === "place") return placeOf(claim);
  if (field.kind === "party") return partyOf(data, values[field.name], values[`${field.name}_text`]);
  if (field.kind === "count") return countOf(values.harm, field.name);
  return categoryOf(values[field.name]);
}

/** Whether two values agree; null where they cannot be compared. @param {Value} one @param {Value} other @returns {boolean | null} */
export function agree(one, other) {
  if (one.kind === "category" && other.kind === "category") return one.key === other.key;
  if (one.kind === "words" && other.kind === "words") return one.key === other.key ? true : null;
  if (one.kind === "time" && other.kind === "time") return one.spans.some((a) => other.spans.some((b) => least(a[0]) < most(b[1]) && least(b[0]) < most(a[1])));
  if (one.kind === "disc" && other.kind === "disc") return apart(one, other) <= (one.uncertainty ?? 0) + (other.uncertainty ?? 0);
  if (one.kind === "count" && other.kind === "count") return least(one.low) <= most(other.high) && least(other.low) <= most(one.high);
  if (one.kind === "denial" && other.kind === "category") return other.key === one.party ? false : null;
  if (one.kind === "category" && other.kind === "denial") return agree(other, one);
  return null;
}

/** Whether one asserts what the other denies. @param {Value} one @param {Value} other */
export function opposed(one, other) {
  if (one.kind === "category" && other.kind === "category") {
    const yesNo = (one.key === "yes" && other.key === "no") || (one.key === "no" && other.key === "yes");
    return yesNo || one.denies === other.key || other.denies === one.key;
  }
  return (one.kind === "denial" || other.kind === "denial") && agree(one, other) === false;
}

/** How wide a value is, in its own unit: infinite where it is open, or words alone. @param {Value} value */
export function widthOf(value) {
  if (value.kind === "time") return Math.max(...value.spans.map(([, end]) => most(end))) - Math.min(...value.spans.map(([start]) => least(start)));
  if (value.kind === "disc") return value.uncertainty ?? Infinity;
  if (value.kind === "count") return value.low === null || value.high === null ? Infinity : value.high - value.low;
  return value.kind === "words" ? Infinity : 0;
}

/**
 * How far apart values lie; null for categories, and where fewer than two can be compared.
 * @param {Value[]} values
 * @returns {{apart_km?: number, gap_km?: number, gap_hours?: number, low?: number, high?: number, open_low?: boolean, open_high?: boolean} | null}
 */
export function spreadOf(values) {
  const discs = /** @type {any[]} */ (values.filter(({ kind }) => kind === "disc"));
  if (discs.length > 1) {
    const distances = pairsOf(discs).map(([a, b]) => ({ apart: apart(a, b), gap: apart(a, b) - (a.uncertainty ?? 0) - (b.uncertainty ?? 0) }));
    return { apart_km: Math.max(...distances.map((each) => each.apart)) / 1000, gap_km: Math.max(0, ...distances.map((each) => each.gap)) / 1000 };
  }
  const times = /** @type {any[]} */ (values.filter(({ kind }) => kind === "time"));
  if (times.length > 1) return { gap_hours: Math.max(...pairsOf(times).map(([a, b]) => gapSeconds(a, b))) / 3600 };
  const counts = /** @type {any[]} */ (values.filter(({ kind }) => kind === "count"));
  if (counts.length < 2) return null;
  const figures = counts.flatMap(({ low, high }) => [low, high]).filter(isNumber);
  return { low: Math.min(...figures), high: Math.max(...figures), open_low: counts.some(({ low }) => low === null), open_high: counts.some(({ high }) => high === null) };
}

/** Every two of some things, each pair once. @template T @param {T[]} things @returns {[T, T][]} */
export function pairsOf(things) {
  return things.flatMap((one, index) => things.slice(index + 1).map((other) => /** @type {[T, T]} */ ([one, other])));
}

/** @param {string | null | undefined} text @returns {Value | null} */
function categoryOf(text) {
  return text === null || text === undefined ? null : { kind: "category", key: wordsKey(text) };
}

/** @param {any} claim @param {any} when @returns {Value | null} */
function timeOf(claim, when) {
  if (!when) return null;
  if (claim.when_spans?.length) return { kind: "time", spans: claim.when_spans };
  const words = when.time_local || when.date;
  return words ? { kind: "words", key: wordsKey(words) } : null;
}

/** @param {any} claim @returns {Value | null} */
function placeOf(claim) {
  if (isNumber(claim.lat)) return { kind: "disc", lat: claim.lat, lon: claim.lon, uncertainty: claim.uncertainty_m ?? null };
  return claim.where?.text ? { kind: "words", key: wordsKey(claim.where.text) } : null;
}

/** @param {any} data @param {number | undefined} party @param {string | undefined} words @returns {Value | null} */
function partyOf(data, party, words) {
  if (isNumber(party)) return { kind: "category", key: data.parties[/** @type {number} */ (party)].id };
  return words ? { kind: "words", key: wordsKey(words) } : null;
}

/** @param {any} harm @param {string} what @returns {Value | null} */
function countOf(harm, what) {
  const [low, best, high] = ["low", "best", "high"].map((bound) => harm?.[`${what}_${bound}`] ?? null);
  if (low === null && high === null) return best === null ? null : { kind: "count", low: best, high: best };
  return { kind: "count", low, high };
}

/** @param {any} one @param {any} other metres */
function apart(one, other) {
  return inverse(one.lat, one.lon, other.lat, other.lon).distance;
}

/** @param {any} one @param {any} other */
function gapSeconds(one, other) {
  if (agree(one, other)) return 0;
  return Math.min(...one.spans.flatMap((/** @type {any} */ a) => other.spans.map((/** @type {any} */ b) => Math.max(least(b[0]) - most(a[1]), least(a[0]) - most(b[1])))));
}

/** @param {number | null} bound */
function least(bound) {
  return bound ?? -Infinity;
}

/** @param {number | null} bound */
function most(bound) {
  return bound ?? Infinity;
}
