// The reader's view in the address after its #, so that a link opens exactly this view again. Records are named by their
// ids, which stay; what is as it was at first is left out.

import { isDate } from "./clocks.js";
import { FACETS } from "./selection.js";

/** @typedef {import("./state.js").Choice} Choice */

const SORTED = ["disputed", "date", "title", "voices", "border"];

/** The keys of a choice that an address holds. @type {(keyof Choice)[]} */
export const ADDRESSED = ["incident", "mode", "one", "other", "assessment", "hidden", "definitions", "tab", "query", "facets", "asOf", "clock", "from", "to", "within", "close", "tray", "sort", "down", "layout", "inView", "measure", "spot", "view", "language", "text"];

/**
 * @param {any} data @param {Choice} now @param {Choice} first the choice that a page opens with
 * @returns {string} without the #; empty where all is as at first
 */
export function toAddress(data, now, first) {
  /** @type {[string, string][]} */
  const parts = [];
  /** @param {string} key @param {string | null | undefined | false} value */
  const put = (key, value) => { if (value !== null && value !== undefined && value !== false && value !== "") parts.push([key, value]); };
  const idOf = (/** @type {any[]} */ table) => (/** @type {number | null} */ row) => (row === null ? null : table[row]?.id);
  const party = idOf(data.parties);
  put("incident", idOf(data.incidents)(now.incident));
  if (now.mode === "as") put("as", party(now.one));
  if (now.mode === "two") put("two", `${party(now.one)},${party(now.other)}`);
  put("assessment", now.assessment && "1");
  put("hidden", [...now.hidden].sort((a, b) => a - b).map(party).join(","));
  if (!sameSet(now.definitions, first.definitions)) put("zones", [...now.definitions].sort((a, b) => a - b).map(idOf(data.definitions)).join(",") || "none");
  put("tab", now.tab !== first.tab && now.tab);
  put("q", now.query.trim());
  for (const name of Object.keys(FACETS)) put(name, [...(now.facets[name] ?? [])].sort().map(encodeURIComponent).join(","));
  put("asof", now.asOf);
  put("clock", now.clock !== "event" && now.clock);
  if (now.from || now.to) put("time", `${now.from ?? ""}/${now.to ?? ""}`);
  put("within", now.within !== "may" && now.within);
  put("focus", now.close && "1");
  put("tray", now.tray && "1");
  if (now.sort !== first.sort || now.down) put("sort", `${now.down ? "-" : ""}${now.sort}`);
  put("layout", now.layout !== "list" && now.layout);
  put("inview", now.inView && "1");
  put("measure", now.measure && (now.measure.map((corner) => corner.map((angle) => angle.toFixed(5)).join(",")).join(";") || "0"));
  put("spot", now.spot?.map((angle) => angle.toFixed(5)).join(","));
  put("map", now.view && `${now.view[0].toFixed(4)},${now.view[1].toFixed(4)},${now.view[2]}`);
  put("text", now.text && "1");
  put("lang", now.language !== first.language && now.language);
  return parts.map(([key, value]) => `${key}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%3B/g, ";").replace(/%3A/g, ":")}`).join("&");
}

/**
 * The choice that an address names; what it says wrongly, or not at all, stays as at first.
 * @param {any} data @param {string} text without the # @param {Choice} first
 * @returns {Choice}
 */
export function fromAddress(data, text, first) {
  const has = new Map(text.split("&").filter((part) => part.includes("=")).map((part) => /** @type {[string, string]} */ ([part.slice(0, part.indexOf("=")), unescaped(part.slice(part.indexOf("=") + 1))])));
  const rowOf = (/** @type {any[]} */ table) => (/** @type {string | undefined} */ id) => table.find((record) => record.id === id)?.row ?? null;
  const rowsIn = (/** @type {any[]} */ table, /** @type {string} */ key) => new Set((has.get(key) ?? "").split(",").map(rowOf(table)).filter((row) => row !== null));
  const oneOf = (/** @type {string} */ key, /** @type {readonly string[]} */ known, /** @type {string} */ otherwise) => (known.includes(has.get(key) ?? "") ? has.get(key) : otherwise);
  const day = (/** @type {string | undefined} */ value) => (value && isDate(value) ? value : null);
  const [one, other] = (has.get("as") ?? has.get("two") ?? "").split(",").map(rowOf(data.parties));
  const mode = has.has("as") && one !== null ? "as" : has.has("two") && one !== null && (other ?? null) !== null && other !== one ? "two" : "all";
  const [from, to] = (has.get("time") ?? "").split("/").map(day);
  const sort = has.get("sort") ?? first.sort;
  return /** @type {Choice} */ ({
    ...first, mode, one: mode === "all" ? first.one : one, other: mode === "two" ? other : first.other,
    incident: rowOf(data.incidents)(has.get("incident")), assessment: has.has("assessment"), hidden: rowsIn(data.parties, "hidden"),
    definitions: has.has("zones") ? rowsIn(data.definitions, "zones") : first.definitions,
    tab: oneOf("tab", ["incidents", "zones", "positions", "parties", "time", "about"], first.tab), query: has.get("q") ?? "",
    facets: Object.fromEntries(Object.keys(FACETS).filter((name) => has.has(name)).map((name) => [name, new Set((has.get(name) ?? "").split(",").map(unescaped).filter(Boolean))])),
    asOf: day(has.get("asof")), clock: oneOf("clock", ["event", "statement"], "event"), from: from ?? null, to: to ?? null, within: oneOf("within", ["may", "must"], "may"),
    close: has.has("focus"), tray: has.has("tray"), sort: SORTED.includes(sort.replace("-", "")) ? sort.replace("-", "") : first.sort, down: sort.startsWith("-"),
    layout: oneOf("layout", ["list", "table"], "list"), inView: has.has("inview"),
    measure: has.has("measure") ? (has.get("measure") ?? "").split(";").map(numbersIn).filter((corner) => corner.length === 2) : null,
    spot: tuple(numbersIn(has.get("spot") ?? ""), 2), view: tuple(numbersIn(has.get("map") ?? ""), 3), language: has.get("lang") ?? first.language, text: has.has("text"),
  });
}

/** @param {string} text @returns {number[]} */
function numbersIn(text) {
  const numbers = text.split(",").map(Number);
  return text && numbers.every(Number.isFinite) && Math.abs(numbers[0]) <= 90 ? numbers : [];
}

/** @param {number[]} numbers @param {number} length @returns {any} */
function tuple(numbers, length) {
  return numbers.length === length ? numbers : null;
}

/** A damaged escape is kept as it stands. @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // an address that was cut off in the middle of a letter
  }
}

/** @param {Set<number>} one @param {Set<number>} other */
function sameSet(one, other) {
  return one.size === other.size && [...one].every((member) => other.has(member));
}
