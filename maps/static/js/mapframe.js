// The frame of the map: the opening view, zoom, scale, attribution, and what lies outside the view.

import { el, replace } from "./dom.js";
import { prefersStillness } from "./layer.js";

// Rival places closer together than this, in pixels, are looked at from nearer by, but not nearer than a zoom of 10.
const LEAST_APART = 45;
const CLOSEST = 10;

/** @param {any} page @param {any} map @param {Element} note */
export function frameMap(page, map, note) {
  const { words, state } = page;
  if (prefersStillness()) Object.assign(map.options, { zoomAnimationThreshold: -1, inertia: false });
  map.getContainer().setAttribute("aria-label", words("map.label"));
  L.control.zoom({ position: "topright", zoomInTitle: words("map.zoom.in"), zoomOutTitle: words("map.zoom.out") }).addTo(map);
  L.control.scale({ position: "bottomleft", maxWidth: 140 }).addTo(map);
  creditLine(page).addTo(map);
  map.on("moveend", () => showOutside(page, map, note));
  state.on(["incident"], (/** @type {any} */ now) => now.incident !== null && bringIn(map, page.data.incidents[now.incident], page));
  state.on(["place"], (/** @type {any} */ now) => now.place !== null && seePlace(page, map, page.data.places[now.place]));
  showOutside(page, map, note);
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
  const placed = data.incidents.filter((/** @type {any} */ incident) => incident.lat !== undefined && incident.lat !== null);
  const outside = placed.filter((/** @type {any} */ incident) => !map.getBounds().contains([incident.lat, incident.lon])).length;
  const all = () => map.fitBounds(placed.map(({ lat, lon }) => [lat, lon]), { ...margins(map), animate: !prefersStillness() });
  replace(note, outside ? words("map.outside", { count: outside }) : words("map.inside"), " ",
    el("button", { type: "button", class: "quiet", on: { click: outside ? all : () => openOn(page.data, map) } }, words(outside ? "map.all" : "map.home")));
}
