// What is searched for: words, and terms such as party:russia, stance:denies, inside:55km and date:2017-06. All must hold.

import { endOf, isDate, startOf } from "./clocks.js";
import { isNumber } from "./standing.js";

/** @typedef {{kind: string, text: string, not: boolean}} Term */

const TERMS = ["party", "stance", "inside", "outside", "date", "said", "kind", "class", "source", "place"];

/**
 * Texts that compare alike whatever their case, their marks, and the direction signs around them. Letters that Arabic
 * writes in several ways count as one.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/[ʿʾ‘’`´]/g, "'").toLowerCase().replace(/ё/g, "е").trim();
}

/**
 * @param {string} query
 * @returns {Term[]} words have the kind "words"; a quoted phrase is one term; a leading minus turns a term round
 */
export function termsOf(query) {
  return [...query.matchAll(/(-)?(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/gu)].map(([whole, minus, kind, phrase, word]) => {
    const known = kind && TERMS.includes(kind);
    const text = folded(known || !kind ? phrase ?? word ?? "" : whole.replace(/^-/, ""));
    return { kind: known ? kind : "words", text, not: Boolean(minus) };
  }).filter(({ text }) => text);
}

/**
 * Whether an incident is what is searched for.
 * @param {any} page @param {any} incident @param {Term[]} terms @param {any[]} claims those that are heard
 */
export function isFound(page, incident, terms, claims) {
  return terms.every((term) => holds(page, incident, term, claims) !== term.not);
}

/** @param {any} page @param {any} incident @param {Term} term @param {any[]} claims */
function holds(page, incident, { kind, text }, claims) {
  const { data } = page;
  if (kind === "words") return page.texts(incident.row).includes(text);
  if (kind === "party") return claims.some(({ party }) => partyTexts(data.parties[party]).some((name) => name.includes(text)));
  if (kind === "stance") return claims.some(({ stance }) => stance.startsWith(text));
  if (kind === "kind") return folded(`${incident.kind ?? ""} ${incident.sub_kind ?? ""}`).includes(text);
  if (kind === "class") return folded(incident.agreement ?? "").includes(text);
  if (kind === "source") return claims.some(({ sources }) => (sources ?? []).some((/** @type {number} */ row) => folded([data.sources[row].title, data.sources[row].publisher, data.sources[row].id].filter(Boolean).join(" ")).includes(text)));
  if (kind === "place") return folded([incident.where?.text, data.places[incident.where?.place]?.name, ...(data.places[incident.where?.place]?.names ?? []).map((/** @type {any} */ name) => name.text), ...claims.map((claim) => claim.where?.text)].filter(Boolean).join(" ")).includes(text);
  if (kind === "date") return overlaps(incident.start, incident.end, text, data.info.time_zone ?? "UTC");
  if (kind === "said") return claims.some(({ said_s, said_until_s }) => overlaps(said_s, said_until_s, text, data.info.time_zone ?? "UTC"));
  return isOnSide(data, incident, text, kind === "inside" ? "i" : "o", claims);
}

/** @param {any} party */
function partyTexts(party) {
  return [party.id, party.code, party.name, party.short, ...(party.names ?? []).map((/** @type {any} */ name) => name.text)].filter(Boolean).map(folded);
}

/** @param {number | null | undefined} start @param {number | null | undefined} end @param {string} text a date, or two with a slash between @param {string} zone */
function overlaps(start, end, text, zone) {
  const [first, last = first] = text.split("/");
  if (!isNumber(start) && !isNumber(end)) return false;
  if ((first && !isDate(first)) || (last && !isDate(last))) return false;
  return (start ?? -Infinity) < (last ? endOf(last, zone) : Infinity) && (end ?? Infinity) > (first ? startOf(first, zone) : -Infinity);
}

/** Whether a stated location lies surely on a side of a definition named by a part of its words. @param {any} data @param {any} incident @param {string} text @param {string} side @param {any[]} claims */
function isOnSide(data, incident, text, side, claims) {
  const bare = (/** @type {string} */ words) => folded(words).replace(/\s+/g, "");
  const wanted = data.definitions.filter((/** @type {any} */ each) => [each.id, each.name, each.radius_text ?? ""].some((words) => bare(words).includes(bare(text))));
  return [incident, ...claims].some(({ judged }) => isNumber(judged) && wanted.some((/** @type {any} */ { row }) => data.judged[judged].status[row] === side));
}
