// What narrows the list and the map: the search, the filters with live counts, the order, list or table.

import { el, replace } from "./dom.js";
import { CLASSES } from "./fields.js";
import { FACETS, isFiltered, selectionOf } from "./selection.js";
import { SELECTION, withMember } from "./state.js";
import { wordFor } from "./words.js";

const SORTS = { disputed: "sort.disputed", date: "sort.date", voices: "sort.voices", title: "sort.name", border: "sort.border" };
const WAIT_MS = 80;

/** @param {any} page */
export function showFilters(page) {
  const { words, state } = page;
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false", placeholder: words("list.filter.hint"), "aria-describedby": "filter-help" }));
  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => state.set({ query: input.value }), WAIT_MS);
  });
  state.on(["query"], (/** @type {any} */ now) => { if (input.value !== now.query) input.value = now.query; });
  const facets = el("div", { class: "facets" });
  const opener = el("summary", {}, words("filters.title"));
  const drawFacets = () => {
    if (!filters.open) return; // nobody sees them
    const focused = document.activeElement?.getAttribute("data-facet");
    replace(facets, ...Object.keys(FACETS).map((name) => facetGroup(page, name)));
    if (focused) /** @type {HTMLElement | null} */ (facets.querySelector(`[data-facet="${CSS.escape(focused)}"]`))?.focus();
  };
  const filters = /** @type {HTMLDetailsElement} */ (el("details", { class: "filters", on: { toggle: drawFacets } }, opener, facets));
  state.on(SELECTION, drawFacets);
  return el("div", { class: "filter" },
    el("label", { class: "visually-hidden", for: "filter" }, words("list.filter")),
    el("div", { class: "search-row" }, input, el("details", { class: "search-help" }, el("summary", { "aria-label": words("search.help"), title: words("search.help") }, "?"), el("p", { class: "note", id: "filter-help" }, words("search.terms")))),
    el("div", { class: "list-tools" }, sortSwitch(page), layoutSwitch(page), viewSwitch(page)),
    filters);
}

/**
 * What narrows the view, each as a tag that takes it away again.
 * @param {any} page
 * @returns {HTMLElement[]}
 */
export function activeTags(page) {
  const { words, state } = page;
  const { now } = state;
  /** @param {string} text @param {Record<string, any>} without */
  const tag = (text, without) => el("button", { type: "button", class: "active-tag", "aria-label": words("filters.remove", { filter: text }), on: { click: () => state.set(without) } }, el("bdi", {}, text), el("span", { "aria-hidden": "true", class: "tag-x" }, "×"));
  const tags = [
    now.query.trim() ? tag(words("tag.query", { query: now.query.trim() }), { query: "" }) : null,
    ...Object.entries(now.facets).flatMap(([name, chosen]) => [.../** @type {Set<string>} */ (chosen)].map((value) => tag(facetWord(words, name, value), { facets: { ...now.facets, [name]: withMember(/** @type {Set<string>} */ (chosen), value, false) } }))),
    now.from || now.to ? tag(words("tag.range", { range: page.rangeWords() }), { from: null, to: null }) : null,
    now.tray ? tag(words("tray.title"), { tray: false }) : null,
    now.asOf ? tag(words("tag.asof", { date: page.dayWords(now.asOf) }), { asOf: null }) : null,
  ].filter((each) => each !== null);
  if (tags.length > 1 && isFiltered(now)) tags.push(el("button", { type: "button", class: "quiet", on: { click: () => state.set({ query: "", facets: {}, from: null, to: null, tray: false, asOf: null }) } }, words("filters.clear")));
  return tags;
}

/** @param {any} page @param {string} name */
function facetGroup(page, name) {
  const { words, state } = page;
  const chosen = state.now.facets[name] ?? new Set();
  const counts = selectionOf(page).counts[name];
  const values = [...new Set([...counts.keys(), ...chosen])].sort((a, b) => rank(name, a) - rank(name, b) || a.localeCompare(b));
  return el("fieldset", { class: "facet" }, el("legend", {}, words(`filters.${name}`)),
    el("div", { class: "chips" }, ...values.map((value) => el("button", {
      type: "button", class: "chip", "aria-pressed": String(chosen.has(value)), "data-facet": `${name} ${value}`,
      on: { click: () => state.set({ facets: { ...state.now.facets, [name]: withMember(chosen, value, !chosen.has(value)) } }) },
    }, el("bdi", {}, facetWord(words, name, value)), el("span", { class: "count" }, words.number(counts.get(value) ?? 0))))));
}

/** @param {string} name @param {string} value */
function rank(name, value) {
  const orders = { class: CLASSES, side: ["inside", "possible", "outside", "none"] };
  return (orders[/** @type {keyof typeof orders} */ (name)] ?? []).indexOf(value);
}

/** @param {import("./words.js").Words} words @param {string} name @param {string} value */
function facetWord(words, name, value) {
  if (name === "class") return words(`class.${value}`);
  if (name === "side") return words(value === "none" ? "verdict.none" : `verdict.${value}`);
  if (name === "grade") return words("source.grade", { value });
  return value === "none" ? words("filters.none") : wordFor(words, name, value);
}

/** @param {any} page */
function sortSwitch({ words, state }) {
  const select = /** @type {HTMLSelectElement} */ (el("select", { id: "sort", on: { change: () => state.set({ sort: select.value, down: false }) } }, ...Object.entries(SORTS).map(([sort, key]) => el("option", { value: sort }, words(key)))));
  state.on(["sort"], (/** @type {any} */ now) => { select.value = now.sort; });
  return el("span", { class: "tool" }, el("label", { for: "sort", class: "visually-hidden" }, words("sort.title")), select);
}

/** @param {any} page */
function layoutSwitch({ words, state }) {
  const button = el("button", { type: "button", class: "tool-button", on: { click: () => state.set({ layout: state.now.layout === "table" ? "list" : "table" }) } }, words("table.switch"));
  state.on(["layout"], (/** @type {any} */ now) => button.setAttribute("aria-pressed", String(now.layout === "table")));
  return button;
}

/** @param {any} page */
function viewSwitch({ words, state }) {
  const button = el("button", { type: "button", class: "tool-button", on: { click: () => state.set({ inView: !state.now.inView }) } }, words("list.inview"));
  state.on(["inView"], (/** @type {any} */ now) => button.setAttribute("aria-pressed", String(now.inView)));
  return button;
}
