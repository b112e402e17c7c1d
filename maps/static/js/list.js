// The list of incidents: all of them, by date, those without a place or a date too.

import { el, replace, said } from "./dom.js";
import { shortDate, yearOf } from "./format.js";
import { glyphSign, partySign, segmentsOf } from "./symbols.js";
import { shownClaims } from "./marks.js";

/** @param {any} page @param {Element} home */
export function showList(page, home) {
  const { data, words, state } = page;
  const order = [...data.incidents].sort(byDate);
  const texts = new Map(order.map((incident) => [incident.row, searchText(page, incident)]));
  const input = el("input", { type: "search", id: "filter", autocomplete: "off", placeholder: words("list.filter.hint"), on: { input: () => state.set({ query: /** @type {HTMLInputElement} */ (input).value }) } });
  const status = el("p", { class: "note", role: "status" });
  const list = el("div", { class: "incident-list" });
  replace(home, el("div", { class: "filter" }, el("label", { class: "visually-hidden", for: "filter" }, words("list.filter")), input, status), list);
  state.on(["query", "group", "hidden"], (/** @type {any} */ now) => {
    const terms = folded(now.query).split(/\s+/).filter(Boolean);
    const shown = order.filter(({ row }) => (!now.group || now.group.includes(row)) && terms.every((term) => texts.get(row)?.includes(term)));
    replace(status, words(shown.length === order.length ? "list.all" : "list.some", { count: shown.length, all: order.length }),
      now.group && el("button", { type: "button", class: "quiet", on: { click: () => state.set({ group: null }) } }, words("list.ungroup")));
    replace(list, ...byYear(page, shown));
  });
  state.on(["incident"], (/** @type {any} */ now) => {
    for (const item of list.querySelectorAll("[data-incident]")) item.toggleAttribute("aria-current", item.getAttribute("data-incident") === String(now.incident));
  });
}

/**
 * Texts that compare alike whatever their case, their marks, and the direction signs around them.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize("NFKD").replace(/[\p{M}\p{Cf}\u0640]/gu, "").toLowerCase().trim();
}

/** @param {any} a @param {any} b */
export function byDate(a, b) {
  return (a.start ?? Infinity) - (b.start ?? Infinity) || a.row - b.row;
}

/** @param {any} page @param {any} incident */
function searchText({ data }, incident) {
  const place = data.places[incident.where?.place];
  const claims = data.claimsOf("incident", incident.row);
  return folded([incident.title, incident.kind, incident.sub_kind, incident.edtf, incident.where?.text, place?.name, ...(place?.names ?? []).map((/** @type {any} */ name) => name.text),
    ...claims.flatMap((/** @type {any} */ claim) => [claim.summary, data.parties[claim.party].name, claim.where?.text])].filter(Boolean).join(" "));
}

/** @param {any} page @param {any[]} incidents */
function byYear(page, incidents) {
  /** @type {Map<string, any[]>} */
  const years = new Map();
  for (const incident of incidents) {
    const year = yearOf(incident.edtf) ?? page.words("list.undated");
    years.set(year, [...(years.get(year) ?? []), incident]);
  }
  return [...years].map(([year, group]) => el("section", {}, el("h2", { class: "year" }, year), el("ol", {}, ...group.map((incident) => el("li", {}, listItem(page, incident))))));
}

/** @param {any} page @param {any} incident */
function listItem(page, incident) {
  const { data, words, state, symbols } = page;
  const segments = segmentsOf(shownClaims(page, incident.row), symbols.stances);
  return el("button", {
    type: "button", class: `item ${segments.size ? "" : "is-ghost"}`, "data-incident": incident.row, "aria-current": state.now.incident === incident.row,
    on: { click: () => state.set({ incident: incident.row }) },
  },
    el("span", { class: "item-date" }, shortDate(incident.edtf, words)),
    el("span", { class: "item-body" },
      said("span", incident.title, { class: "item-title" }),
      el("span", { class: "item-voices" }, glyphSign(symbols.events[incident.kind] ?? symbols.plain.event, 12),
        ...[...segments].map(([party, fill]) => partySign(data.parties[party], fill)),
        el("span", { class: "visually-hidden" }, words("list.voices", { count: segments.size })),
        incident.lat === undefined || incident.lat === null ? el("span", { class: "tag" }, words("list.unplaced")) : null)));
}
