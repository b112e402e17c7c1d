// The page from its data: what Folium's frame calls. One call opens the data, one each makes a layer, one starts the rest.

import { showAbout, showPositions } from "./about.js";
import { ADDRESSED, fromAddress, toAddress } from "./address.js";
import { backdropLayer } from "./backdrop.js";
import { closeCard, showCard } from "./card.js";
import { claimLayer } from "./claims.js";
import { showDefinitions } from "./definitions.js";
import { el, svg } from "./dom.js";
import { labelLayer } from "./labels.js";
import { showList } from "./list.js";
import { frameMap, openOn } from "./mapframe.js";
import { incidentLayer } from "./marks.js";
import { makeMeasure } from "./measure.js";
import { useNames } from "./names.js";
import { showParties } from "./parties.js";
import { showPerspective } from "./perspective.js";
import { readBlock, readCase } from "./read.js";
import { positionReadout, showRuler } from "./ruler.js";
import { sayAgain } from "./sayings.js";
import { firstChoice, makeState } from "./state.js";
import { showTabs } from "./tabs.js";
import { searchTexts } from "./texts.js";
import { startTextView } from "./textview.js";
import { showTimeBar } from "./timebar.js";
import { startTools } from "./tools.js";
import { makeWords } from "./words.js";
import { zoneLayer } from "./zones.js";

/** The layers that Folium's frame may ask for, by name. */
export const LAYERS = { backdropLayer, zoneLayer, claimLayer, incidentLayer, labelLayer };

/** Read the data blocks, once, and show the opening view, so that the layers are drawn where they will stand. @param {any} map */
export function openPage(map) {
  const data = readCase(readBlock(document, "case-data"));
  const setting = readBlock(document, "page-setting");
  makeRooms();
  const main = data.definitions.filter((/** @type {any} */ definition) => definition.zone === data.main.zone).map((/** @type {any} */ definition) => definition.row);
  const first = firstChoice({ definitions: new Set(main), language: setting.language });
  const state = makeState(fromAddress(data, window.location.hash.slice(1), first));
  const page = {
    data, state, first, setting,
    backdrop: setting.backdrop,
    symbols: setting.symbols,
    language: setting.language,
    words: makeWords({}, setting.language),
    measure: makeMeasure(getComputedStyle(document.body).fontFamily),
    texts: searchTexts(data),
    dayWords: (/** @type {string} */ day) => day,
    rangeWords: () => "",
    said: setting.language,
  };
  speak(page, state.now.language);
  // The first of all that listen, so that the others find the words of the new language.
  state.on(["language"], (/** @type {any} */ now) => now.language !== page.said && speak(page, now.language));
  document.body.classList.toggle("is-table", state.now.layout === "table");
  map.invalidateSize({ pan: false, animate: false });
  openOn(data, map); // once the direction of the page is known: the legend covers one side or the other
  const { view } = state.now;
  if (view) map.setView([view[0], view[1]], view[2], { animate: false });
  return page;
}

/**
 * Show the controls around the map, once its layers are there.
 * @param {ReturnType<typeof openPage>} page @param {any} map
 */
export function startPage(page, map) {
  const { data, state } = page;
  frameMap(page, map, part("outside"));
  for (const link of document.querySelectorAll("[data-opens]")) {
    link.addEventListener("click", () => {
      state.set({ tab: "about", incident: null, text: false });
      part(String(link.getAttribute("data-opens"))).scrollIntoView();
    });
  }
  for (const button of document.querySelectorAll("[data-language]")) button.addEventListener("click", () => state.set({ language: String(button.getAttribute("data-language")) }));
  startTextView(page);
  startTools(page);
  showHandle(map);
  listenForEscape(page);
  followAddress(page);
  /** @type {() => void} */
  let leave = () => {};
  /** @type {() => void} */
  let forget = () => {};
  let drawn = page.language;
  state.on(["language"], () => {
    if (page.language === drawn) return;
    drawn = page.language;
    leave();
    forget();
    leave = drawControls(page, map);
  });
  // What listens until here stays; what comes after is drawn anew in another language.
  forget = state.mark();
  leave = drawControls(page, map);
  document.documentElement.classList.add("is-started");
}

/** Everything that words stand in, so that another language draws it anew. @param {any} page @param {any} map @returns {() => void} takes the controls on the map away again */
function drawControls(page, map) {
  const { data, state } = page;
  showTimeBar(page, part("time"));
  showPerspective(page, part("lens"));
  showParties(page, part("parties"));
  showList(page, part("list"));
  showCard(page, part("card"));
  showDefinitions(page, part("zones"));
  showPositions(page, part("positions"));
  showAbout(page, part("about"));
  showTabs(page, part("tabs"), [
    { id: "incidents", panel: part("incidents"), count: data.incidents.length },
    { id: "zones", panel: part("zones"), count: data.definitions.length },
    ...(data.positions.length ? [{ id: "positions", panel: part("positions"), count: data.positions.length }] : []),
    { id: "time", panel: part("time") },
    { id: "parties", panel: part("parties"), count: data.parties.length },
    { id: "about", panel: part("about") },
  ]);
  state.on(["layout"], (/** @type {any} */ now) => document.body.classList.toggle("is-table", now.layout === "table"));
  announceChanges(page, part("announce"));
  const controls = [showRuler(page, map, part("ruler")), positionReadout(page, map)];
  return () => controls.forEach((remove) => remove());
}

/** The parts that the page's shell leaves to the script. */
function makeRooms() {
  const stage = part("parties").parentElement;
  stage?.prepend(el("div", { class: "lens", id: "lens" }));
  stage?.insertBefore(el("div", { class: "time-part", id: "time" }), part("parties"));
  part("outside").before(el("div", { class: "ruler-part", id: "ruler", "data-over-map": "tool", hidden: true }));
  document.body.prepend(svg("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, svg("pattern", { id: "area-hatch", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("line", { x1: 0, x2: 0, y1: 0, y2: 7 }))));
  document.body.append(el("p", { class: "visually-hidden", id: "announce", "aria-live": "polite" }));
}

/** @param {any} page @param {string} language */
function speak(page, language) {
  const { keys, ...catalogues } = page.setting.catalogues;
  const known = catalogues[language] ? language : page.setting.language;
  const texts = (/** @type {string} */ name) => Object.fromEntries(keys.map((/** @type {string} */ key, /** @type {number} */ index) => [key, catalogues[name][index]]).filter((/** @type {any[]} */ [, text]) => text !== null));
  page.language = known;
  page.words = makeWords({ ...texts("en"), ...texts(known) }, known);
  document.documentElement.lang = known;
  document.documentElement.dir = page.words.direction;
  useNames(page.data, known);
  if (page.said !== known) sayAgain(page.setting.sayings, page.data, page.words);
  page.said = known;
}

/** Say in words what the reader's choice has changed: it is not seen by everyone. @param {any} page @param {HTMLElement} voice */
function announceChanges({ data, words, state }, voice) {
  let isFirst = true;
  state.on(["mode", "one", "other", "asOf"], (/** @type {any} */ now) => {
    if (isFirst) isFirst = false;
    else voice.textContent = [words(`lens.said.${now.mode}`, { one: data.parties[now.one]?.short ?? "", other: data.parties[now.other]?.short ?? "" }), now.asOf ? words("tag.asof", { date: now.asOf }) : null].filter(Boolean).join(" ");
  });
}

/** On a phone, the handle gives more room to the list or to the map. @param {any} map */
function showHandle(map) {
  const handle = part("handle");
  handle.addEventListener("click", () => {
    const large = document.body.classList.toggle("is-large");
    handle.setAttribute("aria-expanded", String(large));
    map.invalidateSize();
  });
}

/** Escape closes what was opened last. @param {any} page */
function listenForEscape(page) {
  const { state } = page;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    const { measure, spot, incident, group } = state.now;
    if (measure) state.set({ measure: null });
    else if (spot) state.set({ spot: null });
    else if (incident !== null) closeCard(page);
    else if (group) state.set({ group: null });
  });
}

/** The address follows the reader, and the reader the address. @param {any} page */
function followAddress(page) {
  const { data, state, first } = page;
  let own = window.location.hash;
  let waiting = 0;
  const write = () => {
    const text = toAddress(data, state.now, first);
    const hash = text ? `#${text}` : "";
    if (hash === own) return;
    own = hash;
    window.history.replaceState(null, "", hash || window.location.pathname + window.location.search);
  };
  // After what is seen: a browser takes its time to write an address.
  state.on(ADDRESSED, () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(write);
  });
  window.addEventListener("hashchange", () => {
    if (window.location.hash === own || !/[=]/.test(window.location.hash)) return;
    own = window.location.hash;
    state.set(fromAddress(data, own.slice(1), first));
  });
}

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no part ${id}`);
  return found;
}
