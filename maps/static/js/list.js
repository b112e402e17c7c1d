// The list of incidents: the most disputed first, or by date, those without a place or a date too; or the same as a table.

import { el, replace, said } from "./dom.js";
import { shortDate, yearOf } from "./format.js";
import { showFilters } from "./filters.js";
import { pairPart } from "./pairpart.js";
import { classSign } from "./matrix.js";
import { headingOf, orderOf } from "./order.js";
import { selectionOf } from "./selection.js";
import { SELECTION } from "./state.js";
import { glyphSign, partySign, segmentsOf, stanceSign } from "./symbols.js";
import { pointing } from "./pointing.js";
import { tableOf } from "./table.js";
import { whereWords } from "./claim.js";
import { comparisonOf, drawnAt, placeToldBy, shownClaims, tellingOf } from "./view.js";
import { wordFor } from "./words.js";

/** @param {any} page @param {Element} home */
export function showList(page, home) {
  const { words, state } = page;
  const status = el("p", { class: "note list-status", role: "status" });
  const list = el("div", { class: "incident-list" });
  replace(home, showFilters(page), pairPart(page), status, list);
  state.on([...SELECTION, "group", "sort", "down", "layout", "inView", "bounds"], (/** @type {any} */ now) => {
    const shown = orderOf(page).filter((incident) => isListed(page, incident));
    const all = selectionOf(page).base;
    replace(status, words(shown.length === all ? "list.all" : "list.some", { count: shown.length, all }),
      now.group && el("button", { type: "button", class: "quiet", on: { click: () => state.set({ group: null }) } }, words("list.ungroup")));
    if (now.layout === "table") replace(list, tableOf(page, shown));
    else replace(list, ...grouped(page, shown));
    if (!shown.length) replace(list, el("p", { class: "nothing" }, words("list.none")));
  });
  state.on(["incident"], (/** @type {any} */ now) => {
    for (const item of list.querySelectorAll("[data-incident]")) item.setAttribute("aria-current", String(item.getAttribute("data-incident") === String(now.incident)));
  });
  state.on(["pointed"], (/** @type {any} */ now) => {
    for (const item of list.querySelectorAll("[data-incident]")) item.classList.toggle("is-pointed", item.getAttribute("data-incident") === String(now.pointed));
  });
}

/** @param {any} page @param {any} incident */
function isListed(page, incident) {
  const { group, inView, bounds } = page.state.now;
  if (group && !group.includes(incident.row)) return false;
  if (!inView || !bounds) return true;
  const place = drawnAt(page, incident);
  return Boolean(place && place.lat >= bounds[0] && place.lat <= bounds[2] && place.lon >= bounds[1] && place.lon <= bounds[3]);
}

/** @param {any} page @param {any[]} incidents */
function grouped(page, incidents) {
  const { words, state } = page;
  const byYear = state.now.sort === "date";
  if (byYear === false && state.now.sort !== "disputed") return [el("ol", {}, ...incidents.map((incident) => el("li", {}, listItem(page, incident))))];
  /** @type {Map<string, any[]>} */
  const groups = new Map();
  for (const incident of incidents) {
    const heading = byYear ? yearOf(incident.edtf) ?? "" : headingOf(page, incident);
    groups.set(heading, [...(groups.get(heading) ?? []), incident]);
  }
  return [...groups].map(([heading, group]) => el("section", {},
    el("h2", { class: "year" }, byYear || !heading.startsWith("class.") ? null : classSign(heading.slice(6)), byYear ? (heading ? words.digits(heading) : words("list.undated")) : words(heading), el("span", { class: "count" }, words.number(group.length))),
    el("ol", {}, ...group.map((incident) => el("li", {}, listItem(page, incident))))));
}

/** @param {any} page @param {any} incident */
function listItem(page, incident) {
  const { data, words, state, symbols } = page;
  const segments = segmentsOf(shownClaims(page, incident.row), symbols.stances);
  const year = state.now.sort === "date" ? null : yearOf(incident.edtf);
  return el("button", {
    type: "button", class: `item ${isGhost(page, incident, segments) ? "is-ghost" : ""}`, "data-incident": incident.row, "aria-current": String(state.now.incident === incident.row),
    on: { click: () => state.set({ incident: incident.row }), ...pointing(page, incident.row) },
  },
    el("span", { class: "item-date" }, shortDate(incident.edtf, words), year ? el("span", { class: "item-year" }, words.digits(year)) : null),
    el("span", { class: "item-body" },
      said("span", incident.title, { class: "item-title" }),
      state.now.mode === "as" ? toldLine(page, incident) : el("span", { class: "item-voices" }, glyphSign(symbols.events[incident.kind] ?? symbols.plain.event, 12),
        ...[...segments].map(([party, fill]) => partySign(data.parties[party], fill)),
        el("span", { class: "visually-hidden" }, words("list.voices", { count: segments.size })),
        ...differTags(page, incident),
        drawnAt(page, incident) ? null : el("span", { class: "tag" }, words("list.unplaced")))));
}

/** @param {any} page @param {any} incident @param {Map<number, any>} segments */
function isGhost(page, incident, segments) {
  if (page.state.now.mode !== "as") return !segments.size;
  return tellingOf(page, incident.row, page.state.now.one) === "nothing";
}

/** How one party tells of an incident: its stance, and its own words for the place. @param {any} page @param {any} incident */
function toldLine(page, incident) {
  const { data, words, state, symbols } = page;
  const { one } = state.now;
  const claims = shownClaims(page, incident.row);
  if (!claims.length) return el("span", { class: "item-voices" }, partySign(data.parties[one], "hollow"), words("telling.none"));
  const claim = claims.find(({ where }) => where) ?? claims[0];
  return el("span", { class: "item-voices" }, ...[...new Set(claims.map(({ stance }) => stance))].map((stance) => el("span", { class: "item-stance" }, stanceSign(symbols.stances[stance] ?? "half"), wordFor(words, "stance", stance))),
    claim.where && placeToldBy(page, incident.row, one) ? said("span", whereWords(page, claim.where), { class: "item-where" }) : null);
}

/** What two parties differ on. @param {any} page @param {any} incident */
function differTags(page, incident) {
  if (page.state.now.mode !== "two") return [];
  return comparisonOf(page, incident.row).fields.filter(({ differing }) => differing.length).map(({ field }) => el("span", { class: "tag tag-differs" }, "≠ ", page.words(`field.${field}`)));
}
