// The page from its data: what Folium's frame calls. One call opens the data, one each makes a layer, one starts the rest.

import { showAbout, showPositions } from "./about.js";
import { backdropLayer } from "./backdrop.js";
import { showCard } from "./card.js";
import { claimLayer } from "./claims.js";
import { showDefinitions } from "./definitions.js";
import { labelLayer } from "./labels.js";
import { showList } from "./list.js";
import { frameMap, openOn } from "./mapframe.js";
import { incidentLayer } from "./marks.js";
import { showParties } from "./parties.js";
import { makeMeasure } from "./measure.js";
import { readBlock, readCase } from "./read.js";
import { makeState } from "./state.js";
import { showTabs } from "./tabs.js";
import { makeWords } from "./words.js";
import { zoneLayer } from "./zones.js";

/** The layers that Folium's frame may ask for, by name. */
export const LAYERS = { backdropLayer, zoneLayer, claimLayer, incidentLayer, labelLayer };

/** Read the data blocks, once, and show the opening view, so that the layers are drawn where they will stand. @param {any} map */
export function openPage(map) {
  const data = readCase(readBlock(document, "case-data"));
  const setting = readBlock(document, "page-setting");
  const main = data.main.zone;
  openOn(data, map);
  const shown = data.definitions.filter((/** @type {any} */ definition) => definition.zone === main).map((/** @type {any} */ definition) => definition.row);
  return {
    data,
    backdrop: setting.backdrop,
    symbols: setting.symbols,
    language: setting.language,
    words: makeWords(setting.words, setting.language),
    measure: makeMeasure(getComputedStyle(document.body).fontFamily),
    state: makeState({ incident: addressed(data), group: null, hidden: new Set(), definitions: new Set(shown), definition: null, place: null, tab: "incidents", query: "" }),
  };
}

/**
 * Show the controls around the map, once its layers are there.
 * @param {ReturnType<typeof openPage>} page @param {any} map
 */
export function startPage(page, map) {
  const { data, state } = page;
  showParties(page, part("parties"));
  showList(page, part("list"));
  showCard(page, part("card"));
  showDefinitions(page, part("zones"));
  showPositions(page, part("positions"));
  showAbout(page, part("about"));
  const parts = [
    { id: "incidents", panel: part("incidents"), count: data.incidents.length },
    { id: "zones", panel: part("zones"), count: data.definitions.length },
    ...(data.positions.length ? [{ id: "positions", panel: part("positions"), count: data.positions.length }] : []),
    { id: "parties", panel: part("parties"), count: data.parties.length },
    { id: "about", panel: part("about") },
  ];
  showTabs(page, part("tabs"), parts);
  for (const link of document.querySelectorAll("[data-opens]")) {
    link.addEventListener("click", () => {
      state.set({ tab: "about", incident: null });
      part(String(link.getAttribute("data-opens"))).scrollIntoView();
    });
  }
  frameMap(page, map, part("outside"));
  showHandle(map);
  state.on(["incident"], (/** @type {any} */ now) => rememberAddress(data, now.incident));
  window.addEventListener("hashchange", () => state.set({ incident: addressed(data), tab: "incidents" }));
  document.documentElement.classList.add("is-started");
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

/** The incident that the address names after its #, so that a link opens on it. @param {any} data */
function addressed(data) {
  const id = decodeURIComponent(window.location.hash.slice(1));
  return data.incidents.find((/** @type {any} */ incident) => id === `incident=${incident.id}`)?.row ?? null;
}

/** @param {any} data @param {number | null} row */
function rememberAddress(data, row) {
  const hash = row === null ? "" : `#incident=${encodeURIComponent(data.incidents[row].id)}`;
  if (window.location.hash !== hash) window.history.replaceState(null, "", hash || window.location.pathname);
}

/** @param {string} id @returns {HTMLElement} */
function part(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no part ${id}`);
  return found;
}
