// Agreement of accounts as of a date, for all parties or some; the rule is that of layers/agreement, held to it by
// tests/contract/agreement.json.

import { FIELDS, LEVELS } from "./fields.js";
import { bySaying, difference, saidFrom, saidUntil, standing } from "./standing.js";
import { agree, opposed, pairsOf, spreadOf, statedValue, widthOf } from "./values.js";

/** @typedef {import("./values.js").Value} Value */
/** @typedef {{party: number, claim: any, value: Value, changed: boolean}} Vote */
/** @typedef {"unstated" | "single voice" | "not compared" | "agreed" | "partly" | "disputed"} FieldClass */
/** @typedef {{field: string, agreement: FieldClass, votes: Vote[], differing: [number, number][], spread: ReturnType<typeof spreadOf>}} FieldComparison */

/**
 * Compare what parties say of one incident.
 * @param {any} data @param {number} row of the incident
 * @param {{asOf?: number, hears?: (party: number) => boolean}} [choice]
 */
export function compareIncident(data, row, { asOf = Infinity, hears = () => true } = {}) {
  const found = standing(data.claimsOf("incident", row).filter((/** @type {any} */ claim) => hears(claim.party)), asOf);
  const spoken = found.stand.filter(({ stance }) => stance !== "silent");
  const speaking = [...new Set(spoken.map(({ party }) => party))].sort((a, b) => a - b);
  const silent = new Map(found.stand.filter(({ stance, party }) => stance === "silent" && !speaking.includes(party)).map((claim) => [claim.party, claim]));
  const fields = FIELDS.map((field) => compareField(data, field, spoken));
  return { ...incidentClass(fields), fields, speaking, silent: [...silent.values()].sort((a, b) => a.party - b.party), ...found };
}

/**
 * The class of a field from the votes on it.
 * @param {Value[]} values
 * @returns {FieldClass}
 */
export function fieldClass(values) {
  if (values.length < 2) return values.length ? "single voice" : "unstated";
  const pairs = pairsOf(values.map((value, index) => ({ value, index }))).map(([one, other]) => ({ one, other, found: agree(one.value, other.value) }));
  const compared = new Set(pairs.filter(({ found }) => found !== null).flatMap(({ one, other }) => [one.index, other.index]));
  if (!compared.size) return "not compared";
  if (pairs.some(({ one, other }) => opposed(one.value, other.value))) return "disputed";
  const among = pairs.filter(({ one, other }) => compared.has(one.index) && compared.has(other.index)).map(({ found }) => found);
  if (among.every(Boolean)) return "agreed";
  return among.some(Boolean) ? "partly" : "disputed";
}

/**
 * The class of an incident from those of its fields, and the field that decided.
 * @param {{field: string, agreement: string}[]} fields in their fixed order
 * @returns {{agreement: string, decided_by: string | null}}
 */
export function incidentClass(fields) {
  for (const level of LEVELS) {
    const ours = fields.filter((_, index) => FIELDS[index].level === level);
    for (const wanted of ["disputed", "partly"]) {
      const decisive = ours.find(({ agreement }) => agreement === wanted);
      if (decisive) return { agreement: `disputed ${level}`, decided_by: decisive.field };
    }
  }
  for (const [wanted, agreement] of [["agreed", "agreed"], ["not compared", "single voice"], ["single voice", "single voice"]]) {
    const decisive = fields.find((field) => field.agreement === wanted);
    if (decisive) return { agreement, decided_by: decisive.field };
  }
  return { agreement: "unstated", decided_by: null };
}

/** @param {any} data @param {import("./fields.js").Field} field @param {any[]} claims that stand and speak @returns {FieldComparison} */
function compareField(data, field, claims) {
  const votes = votesOn(data, field, claims);
  return {
    field: field.name,
    agreement: fieldClass(votes.map(({ value }) => value)),
    votes,
    differing: pairsOf(votes).filter(([one, other]) => agree(one.value, other.value) === false).map(([one, other]) => [one.party, other.party]),
    spread: spreadOf(votes.map(({ value }) => value)),
  };
}

/** Each party's one vote on a field: what it said last, and of what it said at one time the most exact. @param {any} data @param {import("./fields.js").Field} field @param {any[]} claims @returns {Vote[]} */
function votesOn(data, field, claims) {
  /** @type {Map<number, {claim: any, value: Value}[]>} */
  const said = new Map();
  for (const claim of claims) {
    const value = statedValue(data, claim, field);
    if (value) said.set(claim.party, [...(said.get(claim.party) ?? []), { claim, value }]);
  }
  /** @type {Map<number, {claim: any, value: Value}>} */
  const latest = new Map();
  for (const [party, ours] of said) latest.set(party, /** @type {any} */ (ours.sort(byWeight).at(-1)));
  if (field.name === "actor") putDenials(data, latest, claims);
  return [...latest].sort(([a], [b]) => a - b).map(([party, { claim, value }]) => ({
    party, claim, value, changed: (said.get(party) ?? []).some((other) => other.claim !== claim && agree(value, other.value) === false),
  }));
}

/** @param {{claim: any, value: Value}} a @param {{claim: any, value: Value}} b */
function byWeight(a, b) {
  return difference(saidFrom(a.claim), saidFrom(b.claim)) || difference(saidUntil(a.claim), saidUntil(b.claim))
    || Number(b.value.kind === "words") - Number(a.value.kind === "words") || difference(widthOf(b.value), widthOf(a.value)) || a.claim.row - b.claim.row;
}

/** Put the denial of each party that another names as the actor beside what it says itself. @param {any} data @param {Map<number, {claim: any, value: Value}>} latest @param {any[]} claims */
function putDenials(data, latest, claims) {
  const named = [...latest].filter(([, { value }]) => value.kind === "category").map(([speaker, { value }]) => ({ speaker, actor: /** @type {any} */ (value).key }));
  for (const denial of latestDenials(claims)) {
    const { id } = data.parties[denial.party];
    if (!named.some(({ speaker, actor }) => actor === id && speaker !== denial.party)) continue;
    const own = latest.get(denial.party);
    if (!own || own.value.kind !== "category") latest.set(denial.party, { claim: denial, value: { kind: "denial", party: id } });
    else if (own.value.key !== id) latest.set(denial.party, { claim: own.claim, value: { ...own.value, denies: id } });
    else if ((difference(saidFrom(denial), saidFrom(own.claim)) || difference(saidUntil(denial), saidUntil(own.claim))) > 0) latest.set(denial.party, { claim: denial, value: { kind: "denial", party: id } });
  }
}

/** @param {any[]} claims */
function latestDenials(claims) {
  return new Map(claims.filter(({ denies_part }) => denies_part).sort(bySaying).map((claim) => [claim.party, claim])).values();
}
