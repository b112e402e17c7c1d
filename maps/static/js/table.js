// The incidents as a table that can be sorted by each of its columns, in step with the map.

import { el, said } from "./dom.js";
import { dateWords, distanceWords } from "./format.js";
import { classSign } from "./matrix.js";
import { mainBorder } from "./order.js";
import { pointing } from "./pointing.js";
import { sideOf } from "./selection.js";
import { partySign, segmentsOf } from "./symbols.js";
import { classOf, shownClaims } from "./view.js";

const COLUMNS = ["date", "title", "disputed", "voices", "border"];

/** @param {any} page @param {any[]} incidents in the order asked for */
export function tableOf(page, incidents) {
  const { words } = page;
  return el("div", { class: "table-frame", role: "region", tabindex: 0, "aria-label": words("table.label") },
    el("table", { class: "incidents-table" },
      el("thead", {}, el("tr", {}, ...COLUMNS.map((column) => headCell(page, column)))),
      el("tbody", {}, ...incidents.map((incident) => tableRow(page, incident)))));
}

/** @param {any} page @param {string} column */
function headCell({ words, state }, column) {
  const { sort, down } = state.now;
  const sorted = sort === column;
  return el("th", { scope: "col", "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", class: "sort", on: { click: () => { state.set({ sort: column, down: sorted ? !down : false }); refocus(column); } }, "data-sort": column }, words(`table.${column}`), el("span", { class: "sort-sign", "aria-hidden": "true" }, sorted ? (down ? "↓" : "↑") : "")));
}

/** The table is drawn anew; the focus stays on its heading. @param {string} column */
function refocus(column) {
  /** @type {HTMLElement | null} */ (document.querySelector(`[data-sort="${column}"]`))?.focus();
}

/** @param {any} page @param {any} incident */
function tableRow(page, incident) {
  const { data, words, state, symbols } = page;
  const agreement = classOf(page, incident.row);
  const border = mainBorder(page, incident);
  const segments = segmentsOf(shownClaims(page, incident.row), symbols.stances);
  return el("tr", { "data-incident": incident.row, "aria-current": String(state.now.incident === incident.row), on: pointing(page, incident.row) },
    el("td", { class: "table-date" }, dateWords(incident.edtf, words)),
    el("td", {}, el("button", { type: "button", class: "link", dir: "auto", on: { click: () => state.set({ incident: incident.row }) } }, said("span", incident.title))),
    el("td", { class: "table-class" }, classSign(agreement), words(`class.short.${agreement}`)),
    el("td", { class: "table-voices" }, ...[...segments].map(([party, fill]) => partySign(data.parties[party], fill)), el("span", { class: "visually-hidden" }, words("list.voices", { count: segments.size }))),
    el("td", { class: "table-border" }, Number.isFinite(border) ? el("span", { title: words(`verdict.${sideOf(page, incident)}`) }, `${border < 0 ? "−" : ""}${distanceWords(Math.abs(border), words)}`) : "–"));
}
