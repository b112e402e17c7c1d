// Who speaks: the legend of the parties is also their switch.

import { el, replace } from "./dom.js";
import { withMember } from "./state.js";
import { partySign, stanceSign } from "./symbols.js";
import { isHeard } from "./view.js";

/** @param {any} page @param {Element} home */
export function showParties(page, home) {
  const { data, words, state } = page;
  const rows = data.parties.map((/** @type {any} */ party) => partyRow(page, party));
  const all = new Set(data.parties.map((/** @type {any} */ party) => party.row));
  replace(home,
    el("div", { class: "legend-head" },
      el("h2", {}, words("parties.title")),
      el("div", { class: "legend-all" },
        el("button", { type: "button", class: "quiet", on: { click: () => state.set({ hidden: new Set(), mode: "all" }) } }, words("parties.all")),
        el("button", { type: "button", class: "quiet", on: { click: () => state.set({ hidden: all, mode: "all" }) } }, words("parties.none")))),
    el("p", { class: "note" }, words(data.alphabetical ? "parties.alphabetical" : "parties.fixed")),
    el("ul", { class: "parties" }, ...rows.map((/** @type {any} */ row) => row.element)),
    stanceLegend(page));
  state.on(["hidden", "mode", "one", "other"], (/** @type {any} */ now) => {
    for (const { input, party, element } of rows) {
      input.checked = isHeard(now, party.row);
      input.disabled = now.mode !== "all";
      element.classList.toggle("is-hidden", !isHeard(now, party.row));
    }
  });
}

/** @param {any} page @param {any} party */
function partyRow({ data, words, state }, party) {
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: `party-${party.row}`, on: { change: () => state.set({ hidden: withMember(state.now.hidden, party.row, !input.checked) }) } }));
  const only = el("button", { type: "button", class: "only quiet", "aria-label": words("parties.only.of", { party: party.name }), on: { click: () => showOnly(data, state, party.row) } }, words("parties.only"));
  const count = el("span", { class: "count", title: words("parties.count", { count: party.claims }) }, words.number(party.claims));
  const label = el("label", { for: `party-${party.row}`, title: party.name }, partySign(party), el("bdi", { class: "party-name" }, party.short), el("span", { class: "code" }, party.code));
  return { party, input, element: el("li", { class: "party" }, input, label, only, count) };
}

/** @param {any} data @param {any} state @param {number} row */
function showOnly(data, state, row) {
  state.set({ mode: "all", hidden: new Set(data.parties.map((/** @type {any} */ party) => party.row).filter((/** @type {number} */ other) => other !== row)) });
}

/** What the segments of a mark say. @param {any} page */
function stanceLegend({ words }) {
  const fills = /** @type {const} */ (["full", "hatched", "crossed", "half", "hollow"]);
  return el("ul", { class: "stances", "aria-label": words("stances.title") },
    ...fills.map((fill) => el("li", {}, stanceSign(fill), words(`stances.${fill}`))));
}
