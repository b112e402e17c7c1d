// Where the sources of an incident come from: one tree an origin, each source with what is needed to find it again.

import { el, safeAddress } from "./dom.js";
import { dateWords } from "./format.js";
import { sourceLine } from "./claim.js";
import { originsOf } from "./origins.js";
import { asOfSecond, comparisonOf } from "./view.js";

/**
 * @param {any} page @param {any} incident
 * @returns {HTMLElement[]}
 */
export function originPart(page, incident) {
  const { data, words } = page;
  const rows = new Set(comparisonOf(page, incident.row).stand.flatMap(({ sources }) => sources ?? []));
  const { sources, tree } = originsOf(data, rows, asOfSecond(page));
  if (!sources) return [];
  return [el("details", { class: "origins" },
    el("summary", {}, el("span", { class: "card-part-word" }, words("origins.sum", { sources: words("n.sources", { count: sources }), origins: words("n.origins", { count: tree.length }) }))),
    el("p", { class: "note" }, words("origins.note")),
    el("ul", { class: "origin-tree" }, ...tree.map((node) => branchOf(page, node))))];
}

/** @param {any} page @param {import("./origins.js").OriginNode} node @returns {HTMLElement} */
function branchOf(page, node) {
  const { data } = page;
  return el("li", {}, sourceCard(page, data.sources[node.source], node.cited), node.derived.length ? el("ul", {}, ...node.derived.map((child) => branchOf(page, child))) : null);
}

/** @param {any} page @param {any} source @param {boolean} cited */
function sourceCard(page, source, cited) {
  const { words } = page;
  const facts = [
    source.kind, cited ? null : words("origins.only"),
    source.accessed ? words("origins.accessed", { date: dateWords(source.accessed, words) }) : null,
    source.sha256 ? words("origins.hash", { hash: source.sha256.slice(0, 12) }) : words("origins.no.hash"),
    safeAddress(source.archive_url) ? null : words("origins.no.archive"),
  ].filter(Boolean);
  return el("div", { class: `origin ${cited ? "" : "is-uncited"}` }, sourceLine(page, source), el("p", { class: "origin-facts", title: source.sha256 }, facts.join(" · ")));
}
