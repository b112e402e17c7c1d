// Whose account the page tells: all, one party's, or two compared. One control for map, list, card and zones.

import { el, replace } from "./dom.js";
import { activeTags } from "./filters.js";
import { SELECTION } from "./state.js";

const MODES = /** @type {const} */ (["all", "as", "two"]);

/** @param {any} page @param {Element} home */
export function showPerspective(page, home) {
  const { data, words, state } = page;
  const buttons = MODES.map((mode) => el("button", { type: "button", class: "mode", "data-mode": mode, on: { click: () => choose(page, mode) } }, words(`lens.${mode}`)));
  const one = partySelect(page, "one");
  const other = partySelect(page, "other");
  const joined = el("span", { class: "lens-and" }, words("lens.and"));
  const tags = el("div", { class: "active-tags", role: "group", "aria-label": words("filters.active") });
  replace(home, el("div", { class: "modes", role: "group", "aria-label": words("lens.title") }, ...buttons), el("div", { class: "lens-parties" }, one, joined, other), assessmentSwitch(page), tags, el("p", { class: "lens-legend note" }));
  state.on(["mode", "one", "other"], (/** @type {any} */ now) => {
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(MODES[index] === now.mode)));
    one.hidden = now.mode === "all";
    joined.hidden = other.hidden = now.mode !== "two";
    one.value = String(now.one ?? "");
    other.value = String(now.other ?? "");
    const legend = home.querySelector(".lens-legend");
    if (legend) replace(legend, now.mode === "all" ? null : words(`lens.legend.${now.mode}`, { party: data.parties[now.one]?.short ?? "" }));
    document.body.setAttribute("data-mode", now.mode);
  });
  state.on([...SELECTION], () => {
    const hadFocus = tags.contains(document.activeElement);
    replace(tags, ...activeTags(page));
    if (hadFocus) /** @type {HTMLElement} */ (tags.querySelector("button") ?? buttons[0]).focus();
  });
}

/** @param {any} page @param {"all" | "as" | "two"} mode */
function choose({ data, state }, mode) {
  const most = [...data.parties].sort((a, b) => b.claims - a.claims || a.row - b.row).filter((party) => !party.observer).map(({ row }) => row);
  const speakers = most.length > 1 ? most : data.parties.map((/** @type {any} */ { row }) => row);
  const one = state.now.one ?? speakers[0] ?? null;
  const other = state.now.other !== null && state.now.other !== one ? state.now.other : speakers.find((/** @type {number} */ row) => row !== one) ?? null;
  if (mode === "all" || (one !== null && (mode === "as" || other !== null))) state.set({ mode, one, other, group: null });
}

/** @param {any} page @param {"one" | "other"} key */
function partySelect({ data, words, state }, key) {
  const select = /** @type {HTMLSelectElement} */ (el("select", { class: `lens-${key}`, "aria-label": words(`lens.${key}`), on: { change: () => pick(Number(select.value)) } },
    ...data.parties.map((/** @type {any} */ party) => el("option", { value: party.row }, party.short))));
  /** With the other of the two chosen, they change places. @param {number} row */
  const pick = (row) => {
    const against = key === "one" ? "other" : "one";
    state.set({ [key]: row, ...(state.now[against] === row ? { [against]: state.now[key] } : {}), group: null });
  };
  return select;
}

/** The compilers' own view stays off until it is asked for. @param {any} page */
function assessmentSwitch({ data, words, state }) {
  if (!data.assessments.length) return null;
  const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: "assessment", on: { change: () => state.set({ assessment: box.checked }) } }));
  state.on(["assessment"], (/** @type {any} */ now) => { box.checked = now.assessment; });
  return el("span", { class: "lens-assessment" }, box, el("label", { for: "assessment" }, words("lens.assessment")));
}
