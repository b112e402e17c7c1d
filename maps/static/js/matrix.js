// The matrix of an incident: what each party says on each field, what differs, by how much, and who is silent.

import { dateWords } from "./format.js";
import { el, said } from "./dom.js";
import { inked, partySign, segmentsOf, stanceSign } from "./symbols.js";
import { spreadWords, voteWords } from "./stated.js";
import { comparisonOf } from "./view.js";
import { wordFor } from "./words.js";

/**
 * The class of an incident and the field that decided it, with the rule behind it.
 * @param {any} page @param {any} incident
 */
export function classBadge(page, incident) {
  const { words } = page;
  const { agreement, decided_by } = comparisonOf(page, incident.row);
  return el("details", { class: "class-line" },
    el("summary", {}, classSign(agreement), el("span", { class: "class-word" }, words(`class.${agreement}`)),
      decided_by ? el("span", { class: "class-by" }, words("class.by", { field: words(`field.${decided_by}`) })) : null),
    el("p", { class: "note" }, words(`class.rule.${agreement}`)));
}

/** A small sign for a class: more bars apart, more in dispute. @param {string} agreement */
export function classSign(agreement) {
  return el("span", { class: `class-sign class-${agreement.replace("disputed ", "").replace(" ", "-")}`, "aria-hidden": "true" });
}

/**
 * @param {any} page @param {any} incident
 * @param {(claim: any) => void} show shows the claim that a cell rests on
 * @returns {HTMLElement[]}
 */
export function matrixOf(page, incident, show) {
  const { data, words } = page;
  const found = comparisonOf(page, incident.row);
  const parties = [...found.speaking, ...found.silent.map(({ party }) => party)].sort((a, b) => a - b);
  const fields = found.fields.filter(({ votes }) => votes.length);
  const unstated = found.fields.filter(({ votes }) => !votes.length).map(({ field }) => words(`field.${field}`));
  if (!parties.length) return [el("p", { class: "note" }, words("matrix.nobody"))];
  const silent = new Map(found.silent.map((claim) => [claim.party, claim]));
  const segments = segmentsOf(found.stand, page.symbols.stances);
  const rows = fields.map((field, index) => el("tr", {},
    el("th", { scope: "row" }, el("span", { class: "field-name" }, words(`field.${field.field}`)), fieldClassWords(page, field)),
    ...parties.map((party) => {
      if (silent.has(party)) return index ? null : silenceCell(page, silent.get(party), fields.length);
      return voteCell(page, field, party, show);
    })));
  const table = el("table", { class: "matrix" },
    el("caption", { class: "visually-hidden" }, words("matrix.caption", { incident: incident.title })),
    el("thead", {}, el("tr", {}, el("td", {}), ...parties.map((party) => partyHead(data.parties[party], segments.get(party), party, found, words)))),
    el("tbody", {}, ...(rows.length ? rows : [el("tr", {}, el("th", { scope: "row" }, words("matrix.no.field")), ...parties.map((party) => (silent.has(party) ? silenceCell(page, silent.get(party), 1) : el("td", { class: "cell-none" }, "–"))))])));
  table.style.setProperty("--parties", String(parties.length)); // too many abreast for the frame: it scrolls
  return [
    el("div", { class: "matrix-frame", role: "region", tabindex: 0, "aria-label": words("matrix.label") }, table),
    el("p", { class: "note matrix-foot" }, unstated.length && rows.length ? words("matrix.unstated", { fields: unstated.join(", ") }) : null),
  ];
}

/** @param {any} party @param {any} fill @param {number} row @param {any} found @param {import("./words.js").Words} words */
function partyHead(party, fill, row, found, words) {
  const stances = [...new Set(found.stand.filter((/** @type {any} */ claim) => claim.party === row).map((/** @type {any} */ { stance }) => wordFor(words, "stance", stance)))];
  return inked(el("th", { scope: "col", class: "matrix-party" },
    el("span", { class: "matrix-name" }, partySign(party, fill), el("bdi", { title: party.name }, party.short)),
    el("span", { class: "matrix-stance" }, stances.join(", "))), party);
}

/** @param {any} page @param {import("./agreement.js").FieldComparison} field */
function fieldClassWords({ words }, field) {
  const spread = spreadWords(field.spread, words);
  const differs = field.agreement === "disputed" || field.agreement === "partly";
  return el("span", { class: `field-class field-${differs ? "differs" : field.agreement.replace(" ", "-")}` }, words(`field.class.${field.agreement}`),
    spread ? el("span", { class: "spread" }, spread) : null);
}

/** @param {any} page @param {import("./agreement.js").FieldComparison} field @param {number} party @param {(claim: any) => void} show */
function voteCell(page, field, party, show) {
  const { words, symbols } = page;
  const vote = field.votes.find((each) => each.party === party);
  if (!vote) return el("td", { class: "cell-none" }, el("span", { "aria-hidden": "true" }, "–"), el("span", { class: "visually-hidden" }, words("matrix.nothing")));
  const differs = field.differing.some((pair) => pair.includes(party));
  const text = voteWords(page, field.field, vote);
  return el("td", { class: differs ? "cell-differs" : "" },
    el("button", { type: "button", class: "cell", title: words("matrix.open"), on: { click: () => show(vote.claim) } },
      stanceSign(symbols.stances[vote.claim.stance] ?? "half"),
      said("span", text, { class: "cell-text" }),
      differs ? el("span", { class: "differs-sign" }, el("span", { "aria-hidden": "true" }, "≠"), el("span", { class: "visually-hidden" }, words("matrix.differs"))) : null),
    vote.changed ? el("span", { class: "cell-note" }, words("matrix.changed")) : null);
}

/** @param {any} page @param {any} claim @param {number} height rows */
function silenceCell({ words }, claim, height) {
  return el("td", { class: "cell-silent", rowspan: height || 1 }, el("span", { class: "cell-silent-word" }, words("matrix.silent")),
    claim.searched_in ? said("span", words("matrix.searched", { where: claim.searched_in }), { class: "cell-note" }) : null,
    claim.searched_until ? el("span", { class: "cell-note" }, words("matrix.until", { until: dateWords(claim.searched_until, words) })) : null);
}
