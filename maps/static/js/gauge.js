// What geometry says of an incident's locations: a verdict under each zone definition, drawn as a gauge of the distance to
// the border and its uncertainty. Verdicts are Python's; here they are only looked up.

import { el, said, svg } from "./dom.js";
import { distanceWords } from "./format.js";
import { inked, partySign, shapePath } from "./symbols.js";
import { isNumber } from "./standing.js";
import { comparisonOf } from "./view.js";

/** @typedef {{judged: number, parties: number[], own: boolean}} Located */

const WIDTH = 150;
const HEIGHT = 16;
const STATUS = { i: "inside", o: "outside", p: "possible" };
const FORCES = "ypr";

/**
 * @param {any} page @param {any} incident
 * @returns {HTMLElement[]}
 */
export function verdictPart(page, incident) {
  const { data, words } = page;
  const located = locationsOf(page, incident);
  const definitions = data.definitions.filter((/** @type {any} */ { row }) => FORCES.includes(incident.in_force?.[row] ?? "-")).sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b.row === data.main.definition) - Number(a.row === data.main.definition)
    || Number(b.zone === data.main.zone) - Number(a.zone === data.main.zone) || FORCES.indexOf(incident.in_force[a.row]) - FORCES.indexOf(incident.in_force[b.row]) || a.row - b.row);
  if (!located.length || !definitions.length) return [el("p", { class: "note" }, words(located.length ? "verdict.no.zone" : "verdict.no.place"))];
  const near = definitions.filter((/** @type {any} */ { row }) => row === data.main.definition || located.some(({ judged }) => data.judged[judged].status[row] !== "o"));
  const far = definitions.filter((/** @type {any} */ definition) => !near.includes(definition));
  return [
    el("p", { class: "verdict-sum" }, summaryOf(page, located[0], definitions)),
    ...near.map((/** @type {any} */ definition) => gaugeOf(page, incident, definition, located)),
    ...sidesPart(page, incident),
    far.length ? el("details", { class: "verdict-far" }, el("summary", {}, words("verdict.far", { count: far.length })), ...far.map((/** @type {any} */ definition) => gaugeOf(page, incident, definition, located))) : null,
  ].filter((part) => part !== null);
}

/**
 * The distinct locations of an incident: its own first, then those of parties that are heard.
 * @param {any} page @param {any} incident
 * @returns {Located[]}
 */
function locationsOf(page, incident) {
  /** @type {Map<number, Located>} */
  const found = new Map();
  if (isNumber(incident.judged)) found.set(incident.judged, { judged: incident.judged, parties: [], own: true });
  for (const { party, judged } of comparisonOf(page, incident.row).stand) {
    if (!isNumber(judged)) continue;
    const known = found.get(judged) ?? { judged, parties: [], own: false };
    if (!known.parties.includes(party)) known.parties.push(party);
    found.set(judged, known);
  }
  return [...found.values()];
}

/** @param {any} page @param {Located} first @param {any[]} definitions */
function summaryOf({ data, words }, first, definitions) {
  const { status } = data.judged[first.judged];
  const count = (/** @type {string} */ letter) => definitions.filter(({ row }) => status[row] === letter).length;
  return words("verdict.sum", { inside: count("i"), possible: count("p"), outside: count("o"), count: definitions.length });
}

/** @param {any} page @param {any} incident @param {any} definition @param {Located[]} located */
function gaugeOf(page, incident, definition, located) {
  const { data, words } = page;
  const party = data.parties[definition.stated_by];
  const reach = Math.max(5000, ...located.map(({ judged }) => Math.abs(data.judged[judged].border_m[definition.row]) + uncertaintyOf(data, judged, definition)));
  const force = incident.in_force[definition.row];
  return inked(el("section", { class: "gauge" },
    el("h4", { class: "gauge-name" }, partySign(party), said("span", definition.name), force === "y" ? null : el("span", { class: "tag" }, words(`verdict.force.${force}`))),
    el("ul", {}, ...located.map((place) => gaugeRow(page, definition, place, reach)))), party);
}

/** @param {any} page @param {any} definition @param {Located} place @param {number} reach metres to either side */
function gaugeRow({ data, words }, definition, place, reach) {
  const judged = data.judged[place.judged];
  const border = judged.border_m[definition.row];
  const status = STATUS[/** @type {"i" | "o" | "p"} */ (judged.status[definition.row])];
  const share = judged.status[definition.row] === "p" ? judged.shares[[...judged.status.slice(0, definition.row)].filter((letter) => letter === "p").length] : null;
  const distance = distanceWords(Math.abs(border), words);
  return el("li", { class: `gauge-row is-${status}` },
    el("span", { class: "gauge-who" }, place.own ? el("span", { class: "gauge-own", title: words("verdict.own") }) : null, ...place.parties.map((row) => el("span", { title: data.parties[row].name }, partySign(data.parties[row]))),
      el("span", { class: "visually-hidden" }, [place.own ? words("verdict.own") : null, ...place.parties.map((row) => data.parties[row].short)].filter(Boolean).join(", "))),
    gaugeSign(border, uncertaintyOf(data, place.judged, definition), reach, place, data),
    el("span", { class: "gauge-words" }, el("b", {}, words(`verdict.${status}`)), " ", words(border < 0 ? "verdict.within" : "verdict.beyond", { distance }),
      share === null || share === undefined ? null : ` · ${words("verdict.share", { share: words.number(share * 100, 0) })}`));
}

/** Inside lies to the left of the border, outside to the right. @param {number} border @param {number} uncertainty @param {number} reach @param {Located} place @param {any} data */
function gaugeSign(border, uncertainty, reach, place, data) {
  const x = (/** @type {number} */ metres) => (WIDTH / 2) * (1 + Math.max(-1, Math.min(1, metres / reach)));
  const [from, to] = [x(border - uncertainty), x(border + uncertainty)];
  const party = place.parties.length && !place.own ? data.parties[place.parties[0]] : null;
  const bar = svg("rect", { class: "gauge-bar", x: from.toFixed(1), y: 5, width: Math.max(1, to - from).toFixed(1), height: 6, rx: 3 });
  const dot = party ? inked(svg("path", { class: "gauge-dot", d: shapePath(party.shape, 3.4), transform: `translate(${x(border).toFixed(1)} 8)` }), party) : svg("circle", { class: "gauge-dot gauge-dot-own", r: 3, cx: x(border).toFixed(1), cy: 8 });
  return svg("svg", { class: "gauge-sign", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, "aria-hidden": "true" },
    svg("rect", { class: "gauge-inside", x: 0, y: 1, width: WIDTH / 2, height: HEIGHT - 2 }),
    svg("line", { class: "gauge-axis", x1: 0, x2: WIDTH, y1: 8, y2: 8 }), bar,
    svg("line", { class: "gauge-border", x1: WIDTH / 2, x2: WIDTH / 2, y1: 0, y2: HEIGHT }), dot);
}

/** @param {any} data @param {number} judged @param {any} definition */
function uncertaintyOf(data, judged, definition) {
  return (data.judged[judged].uncertainty_m ?? 0) + (definition.uncertainty_m ?? 0);
}

/** What claims say of inside and outside, beside what geometry says. @param {any} page @param {any} incident */
function sidesPart(page, incident) {
  const { data, words } = page;
  const saying = comparisonOf(page, incident.row).stand.filter(({ values }) => values?.inside_zone);
  const lines = saying.flatMap((claim) => ["supported", "contradicted", "open"].map((support) => {
    const rows = data.sidesOf(claim.row).filter((/** @type {any} */ side) => side.support === support && isNumber(side.definition));
    if (!rows.length) return null;
    const party = data.parties[claim.party];
    return el("li", { class: `side side-${support}` }, partySign(party), el("span", {}, el("bdi", {}, party.short), " ", words(`side.says.${claim.values.inside_zone}`), " ", words(`side.${support}`), " ",
      el("span", { class: "note" }, rows.length > 3 ? words("side.under.many", { count: rows.length }) : words("side.under", { definitions: rows.map((/** @type {any} */ side) => data.definitions[side.definition].name).join("; ") }))));
  })).filter(Boolean);
  return lines.length ? [el("ul", { class: "sides" }, ...lines)] : [];
}
