// What a vote says, in words: one short text for a cell of the matrix.

import { dateWords, shortDate, yearOf } from "./format.js";
import { whereWords } from "./claim.js";
import { isNumber } from "./standing.js";
import { wordFor } from "./words.js";

/**
 * @param {any} page @param {string} field @param {import("./agreement.js").Vote} vote
 * @returns {string}
 */
export function voteWords(page, field, { party, claim, value }) {
  const { data, words } = page;
  if (value.kind === "denial") return words("matrix.denial");
  const stated = claim.values ?? {};
  if (field === "occurred") return wordFor(words, "yesno", stated.occurred ?? "yes");
  if (field === "when") return stated.when?.edtf ? briefDate(stated.when.edtf, words) : stated.when?.time_local ?? stated.when?.date ?? "";
  if (field === "where") return whereWords(page, claim.where);
  if (field === "actor" || field === "target") {
    const named = isNumber(stated[field]) ? (stated[field] === party ? words("matrix.itself") : data.parties[stated[field]].short) : stated[`${field}_text`] ?? "";
    return value.kind === "category" && value.denies ? words("matrix.denies", { named }) : named;
  }
  if (field === "killed" || field === "injured") return [countWords(value, words), stated.harm?.who && `(${stated.harm.who})`].filter(Boolean).join(" ");
  if (field === "inside_zone") return wordFor(words, "inside", stated.inside_zone);
  if (field === "armed" || field === "lawful") return wordFor(words, "yesno", stated[field]);
  return stated[field] ?? "";
}

/** A date or time in little room: a stretch within one day names its day once. @param {string} edtf @param {import("./words.js").Words} words */
function briefDate(edtf, words) {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)([Z+-].*?)?)?(?:\/(\d{4}-\d\d-\d\d)T(\d\d:\d\d)([Z+-].*?)?)?([~?%])?$/.exec(edtf);
  if (!match || (match[4] && (match[4] !== match[1] || match[6] !== match[3]))) return dateWords(edtf, words);
  const [, day, from, zone, , to, , mark] = match;
  if (mark) return dateWords(edtf, words);
  const clock = from && (to ? `${from}–${to}` : from);
  const offset = zone === "Z" ? words("time.utc", { offset: "" }) : zone ? words("time.utc", { offset: zone.replace(/^([+-])0/, "$1").replace(/:?00$/, "") }) : "";
  return [`${shortDate(day, words)} ${words.digits(yearOf(day) ?? "")}`, clock && words.digits(clock), clock && words.digits(offset)].filter(Boolean).join(" ");
}

/**
 * How far apart the votes on a field lie; null where that has no meaning.
 * @param {ReturnType<typeof import("./values.js").spreadOf>} spread @param {import("./words.js").Words} words
 */
export function spreadWords(spread, words) {
  if (!spread) return null;
  const one = (/** @type {number} */ value) => words.number(value, value < 10 ? 1 : 0);
  if (isNumber(spread.apart_km)) {
    const [apart, gap] = [Number(spread.apart_km), Number(spread.gap_km)];
    if (apart < 0.05) return words("spread.same");
    return gap > 0.05 ? words("spread.gap", { apart: one(apart), gap: one(gap) }) : words("spread.touch", { apart: one(apart) });
  }
  if (isNumber(spread.gap_hours)) return hoursWords(Number(spread.gap_hours), words);
  const range = spread.low === spread.high ? words("harm.one", { value: Number(spread.low) }) : words("harm.range", { low: Number(spread.low), high: Number(spread.high) });
  if (spread.open_high) return words("spread.more", { range });
  return spread.open_low ? words("spread.fewer", { range }) : range;
}

/** @param {number} hours @param {import("./words.js").Words} words */
function hoursWords(hours, words) {
  if (hours <= 0) return words("spread.meet");
  return hours < 48 ? words("spread.hours", { hours: words.number(hours, hours < 10 ? 1 : 0) }) : words("spread.days", { days: words.number(hours / 24, 0) });
}

/** @param {any} value @param {import("./words.js").Words} words */
function countWords({ low, high }, words) {
  if (low === null) return words("harm.most", { high });
  if (high === null) return words("harm.least", { low });
  return low === high ? words("harm.one", { value: low }) : words("harm.range", { low, high });
}
