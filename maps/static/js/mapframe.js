// The frame of the map: the opening view, zoom, scale, attribution, and what lies outside the view.

import { el, replace } from "./dom.js";
import { prefersStillness } from "./layer.js";
import { selectionOf } from "./selection.js";
import { SELECTION } from "./state.js";
import { drawnAt } from "./view.js";

// Rival places closer together than this, in pixels, are looked at from nearer by, but not nearer than a zoom of 10.
const LEAST_APART = 45;
const CLOSEST = 10;

/** @param {any} page @param {any} map @param {Element} note */
export function frameMap(page, map, note) {
  const { state } = page;
  if (prefersStillness()) Object.assign(map.options, { zoomAnimationThreshold: -1, inertia: false });
  nameControls(page, map);
  creditLine(page).addTo(map);
  map.on("moveend", () => showOutside(page, map, note));
  followReader(page, map);

  state.on([...SELECTION, "language"], () => showOutside(page, map, note));
  let isLinked = state.now.view !== null;
  state.on(["incident"], (/** @type {any} */ now) => {
    if (now.incident !== null && !isLinked) bringIn(map, page.data.incidents[now.incident], page);
    isLinked = false;
  });
  state.on(["place"], (/** @type {any} */ now) => now.place !== null && seePlace(page, map, page.data.places[now.place]));
  showOutside(page, map, note);
}

/** Zoom and scale, drawn anew in another language; they keep to the side that the legend leaves free. @param {any} page @param {any} map */
function nameControls(page, map) {
  /** @type {any[]} */
  let controls = [];
  page.state.on(["language"], () => {
    const { words } = page;
    for (const control of controls) control.remove();
    map.getContainer().setAttribute("aria-label", words("map.label"));
    controls = [
      L.control.zoom({ position: words.direction === "rtl" ? "topleft" : "topright", zoomInTitle: words("map.zoom.in"), zoomOutTitle: words("map.zoom.out") }).addTo(map),
      new (L.Control.Scale.extend({ _updateScale: (/** @type {HTMLElement} */ line, /** @type {string} */ text, /** @type {number} */ ratio) => writeScale(line, text, 140 * ratio, words) }))({ position: "bottomleft", maxWidth: 140 }).addTo(map),
    ];
  });
}

/** Leaflet's own scale knows one language. @param {HTMLElement} line @param {string} text such as "50 km" @param {number} pixels @param {import("./words.js").Words} words */
function writeScale(line, text, pixels, words) {
  const [value, unit] = text.split(" ");
  line.style.width = `${Math.round(pixels)}px`;
  line.textContent = words(`scale.${unit}`, { value: Number(value) });
}

/**
 * Remember where the map stands, unless that is where it stood at first; and go where an address says.
 * @param {any} page @param {any} map
 */
function followReader(page, map) {
  const { state } = page;
  const here = () => [Number(map.getCenter().lat.toFixed(4)), Number(map.getCenter().lng.toFixed(4)), Math.round(map.getZoom() * 100) / 100];
  let home = state.now.view ? "" : String(here());
  let isResizing = false;
  // Strip, bar and panel change their sizes with what they say; the middle of the map stays where it is, to a pixel.
  new ResizeObserver(() => {
    isResizing = true;
    map.invalidateSize({ animate: false });
    isResizing = false;
  }).observe(map.getContainer());
  map.on("moveend", () => {
    if (isResizing && !state.now.view) home = String(here());
    if (isResizing && !state.now.inView) return;
    const bounds = map.getBounds();
    const seen = state.now.inView ? { bounds: [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()] } : {};
    const at = here();
    if (String(at) !== String(state.now.view ?? home) || state.now.inView) state.set({ ...seen, view: String(at) === home ? null : at });
  });
  state.on(["inView"], (/** @type {any} */ now) => {
    const bounds = map.getBounds();
    state.set({ bounds: now.inView ? [bounds.getSouth(), bounds.getWest(), bounds.getNorth(), bounds.getEast()] : null });
  });
  state.on(["view"], (/** @type {any} */ { view }) => {
    if (!view) return;
    const { lat, lng } = map.getCenter();
    if (Math.abs(lat - view[0]) > 1e-4 || Math.abs(lng - view[1]) > 1e-4 || Math.abs(map.getZoom() - view[2]) > 0.01) map.setView([view[0], view[1]], view[2], { animate: false });
  });
}

/** @param {any} page @param {any} map @param {any} place */
function seePlace(page, map, { lat, lon }) {
  map.setView([lat, lon], Math.max(map.getZoom(), CLOSEST - 1), { animate: !prefersStillness() });
  page.state.set({ place: null });
}

/** Credits as text: Leaflet's own control would read them as markup. @param {any} page */
function creditLine({ backdrop }) {
  const Credits = L.Control.extend({ onAdd: () => el("div", { class: "credits" }, ["Leaflet", ...backdrop.credits].join(" · ")) });
  return new Credits({ position: "bottomright" });
}

/** The opening view, clear of what lies over the map. @param {any} data @param {any} map */
export function openOn(data, map) {
  const { south, west, north, east } = data.view;
  map.fitBounds([[south, west], [north, east]], { ...margins(map), animate: false });
}

/** How much of the map its legend covers. @param {any} map */
function margins(map) {
  const legend = document.querySelector("[data-over-map='side']");
  const covers = legend instanceof HTMLElement && getComputedStyle(legend).position === "absolute" ? legend.offsetWidth : 0;
  const atRight = document.documentElement.dir === "rtl";
  return { paddingTopLeft: [atRight ? 0 : covers, 0], paddingBottomRight: [atRight ? covers : 0, 0] };
}

/** Move the map only as far as is needed to see an incident and the places claimed for it. @param {any} map @param {any} incident @param {any} page */
function bringIn(map, incident, page) {
  const places = [incident, ...page.data.claimsOf("incident", incident.row)].filter(({ lat }) => lat !== undefined && lat !== null).map(({ lat, lon }) => [lat, lon]);
  if (!places.length) return;
  const bounds = L.latLngBounds(places);
  const legible = nearest(places.map((place) => map.project(place))) > LEAST_APART;
  if (legible && map.getBounds().pad(-0.12).contains(bounds)) return;
  map.fitBounds(bounds.pad(0.35), { ...margins(map), maxZoom: legible ? map.getZoom() : CLOSEST, animate: !prefersStillness() });
}

/** The least distance between two points that differ, in pixels. @param {any[]} points */
function nearest(points) {
  const gaps = points.flatMap((one, index) => points.slice(index + 1).map((other) => one.distanceTo(other))).filter((gap) => gap > 0.5);
  return Math.min(Infinity, ...gaps);
}

/** @param {any} page @param {any} map @param {Element} note */
function showOutside(page, map, note) {
  const { data, words } = page;
  const placed = () => data.incidents.filter((/** @type {any} */ { row }) => selectionOf(page).rows.has(row)).map((/** @type {any} */ incident) => drawnAt(page, incident)).filter(Boolean);
  const outside = placed().filter((/** @type {any} */ { lat, lon }) => !map.getBounds().contains([lat, lon])).length;
  const all = () => map.fitBounds(placed().map(({ lat, lon }) => [lat, lon]), { ...margins(map), animate: !prefersStillness() });
  if (note.getAttribute("data-outside") === `${outside} ${page.language}`) return; // a button that has the focus keeps it
  note.setAttribute("data-outside", `${outside} ${page.language}`);
  replace(note, outside ? words("map.outside", { count: outside }) : words("map.inside"), " ",
    el("button", { type: "button", class: "quiet", on: { click: outside ? all : () => openOn(page.data, map) } }, words(outside ? "map.all" : "map.home")));
}
