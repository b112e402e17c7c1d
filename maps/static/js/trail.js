// The statement trail of an incident: who said what and when, what was withdrawn, and who was silent.

import { claimItem } from "./claim.js";
import { el } from "./dom.js";
import { dateWords } from "./format.js";
import { partySign } from "./symbols.js";
import { bySaying, isNumber, standing } from "./standing.js";
import { asOfSecond, isHeard } from "./view.js";

/** @param {any} a @param {any} b */
function undatedLast(a, b) {
  return Number(!isNumber(a.said_s)) - Number(!isNumber(b.said_s)) || bySaying(a, b);
}

/**
 * @param {any} page @param {any} incident
 * @returns {HTMLElement[]}
 */
export function trailOf(page, incident) {
  const { data, words, state } = page;
  const claims = data.claimsOf("incident", incident.row);
  const { later, retracted, superseded } = standing(claims, asOfSecond(page));
  const fates = new Map([...retracted.map((claim) => [claim, "retracted"]), ...superseded.map((claim) => [claim, "superseded"])]);
  const shown = claims.filter((/** @type {any} */ claim) => isHeard(state.now, claim.party) && !later.includes(claim)).sort(undatedLast);
  const unheard = [...new Set(claims.filter((/** @type {any} */ claim) => !isHeard(state.now, claim.party)).map((/** @type {any} */ { party }) => party))];
  return [
    el("ol", { class: "trail" }, ...shown.map((/** @type {any} */ claim) => el("li", { class: `trail-step ${fates.has(claim) ? `is-${fates.get(claim)}` : ""}` }, claimItem(page, claim, data.parties[claim.party], fates.get(claim))))),
    ...unheard.map((row) => el("section", { class: "voice is-hidden" }, el("h4", { class: "voice-name" }, partySign(data.parties[row]), el("bdi", {}, data.parties[row].short)),
      el("p", { class: "note" }, words("claims.unheard", { count: claims.filter((/** @type {any} */ { party }) => party === row).length })))),
    later.length ? el("p", { class: "note later" }, words("trail.later", { count: later.length, date: dateWords(state.now.asOf, words) })) : null,
  ].filter((part) => part !== null);
}
