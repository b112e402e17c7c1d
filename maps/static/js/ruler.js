// Tools on the map: a measuring line along geodesics, the position under the pointer in three notations, and what the
// verdicts would be at any point.

import { borderDistance, verdictOf } from "./border.js";
import { el, replace, said } from "./dom.js";
import { distanceWords, positionWords } from "./format.js";
import { destination, inverse } from "./geodesic.js";
import { degreesMinutesSeconds, mgrs } from "./grid.js";
import { drawingPane } from "./layer.js";
import { decodePath } from "./paths.js";
import { partySign } from "./symbols.js";

const KM_PER_MILE = 1.609344;
const KM_PER_NAUTICAL_MILE = 1.852;

/** @typedef {[number, number]} Corner */

/** @param {any} page @param {any} map @param {HTMLElement} home what is measured and asked is told here */
export function showRuler(page, map, home) {
  const { words, state } = page;
  const lines = drawingPane(map, "ruler", 640);
  const drawn = L.layerGroup().addTo(map);
  const button = el("a", { href: "#", role: "button", class: "ruler-button", title: words("ruler.title"), "aria-label": words("ruler.title"), on: { click: (/** @type {Event} */ event) => { event.preventDefault(); event.stopPropagation(); toggle(); } } }, "↔");
  const toggle = () => state.set({ measure: state.now.measure ? null : [], spot: null });
  const Control = L.Control.extend({ onAdd: () => el("div", { class: "leaflet-bar ruler" }, button) });
  const control = new Control({ position: page.words.direction === "rtl" ? "topleft" : "topright" }).addTo(map);
  L.DomEvent.disableClickPropagation(control.getContainer());
  state.on(["measure", "spot", "definitions", "mode", "one", "other"], (/** @type {any} */ now) => {
    button.setAttribute("aria-pressed", String(now.measure !== null));
    map.getContainer().classList.toggle("is-measuring", now.measure !== null);
    drawn.clearLayers();
    if (now.measure) drawRuler(now.measure, drawn, lines);
    if (now.spot) L.circleMarker(now.spot, { ...lines, radius: 5, className: "spot-mark", interactive: false }).addTo(drawn);
    home.hidden = !now.measure && !now.spot;
    replace(home, ...(now.measure ? rulerWords(page, map, now.measure) : now.spot ? spotWords(page, now.spot) : []));
  });
  return () => control.remove();
}

/** What a click on the map itself does. @param {any} page @param {[number, number]} at */
export function onGround({ state }, at) {
  const { group, measure, spot } = state.now;
  if (measure) return state.set({ measure: [...measure, at] });
  if (group) return state.set({ group: null });
  if (spot) return state.set({ spot: null });
  return state.set({ spot: at });
}

/** The position under the pointer, or of the map's middle, in the notation that the reader chose. @param {any} page @param {any} map */
export function positionReadout(page, map) {
  const { words } = page;
  const notations = [(/** @type {number} */ lat, /** @type {number} */ lon) => positionWords(lat, lon, words), degreesMinutesSeconds, (/** @type {number} */ lat, /** @type {number} */ lon) => mgrs(lat, lon) ?? ""];
  let chosen = 0;
  let at = map.getCenter();
  const text = el("button", { type: "button", class: "readout", dir: "ltr", title: words("readout.title"), on: { click: () => { chosen = (chosen + 1) % notations.length; write(); } } });
  const write = () => { text.textContent = notations[chosen](at.lat, ((((at.lng + 180) % 360) + 360) % 360) - 180); };
  const over = (/** @type {any} */ event) => { at = event.latlng; write(); };
  const middle = () => { at = map.getCenter(); write(); };
  map.on("mousemove", over).on("moveend mouseout", middle);
  const Control = L.Control.extend({ onAdd: () => text });
  const control = new Control({ position: "bottomleft" }).addTo(map);
  L.DomEvent.disableClickPropagation(text);
  write();
  return () => { map.off("mousemove", over).off("moveend mouseout", middle); control.remove(); };
}

/** @param {Corner[]} corners @param {any} drawn @param {any} lines */
function drawRuler(corners, drawn, lines) {
  corners.forEach((corner, index) => {
    L.circleMarker(corner, { ...lines, radius: 3.5, className: "ruler-corner", interactive: false }).addTo(drawn);
    if (index) L.polyline(geodesicLine(corners[index - 1], corner), { ...lines, className: "ruler-line", interactive: false, smoothFactor: 0 }).addTo(drawn);
  });
}

/** A geodesic as it runs, not as a straight line on the map. @param {Corner} from @param {Corner} to @returns {Corner[]} */
export function geodesicLine([lat1, lon1], [lat2, lon2]) {
  const { distance, azimuth } = inverse(lat1, lon1, lat2, lon2);
  const steps = Math.max(2, Math.min(128, Math.ceil(distance / 10_000)));
  return Array.from({ length: steps + 1 }, (_, step) => (step === 0 ? [lat1, lon1] : step === steps ? [lat2, lon2] : destination(lat1, lon1, azimuth, (distance * step) / steps)));
}

/** @param {any} page @param {any} map @param {Corner[]} corners */
function rulerWords({ words, state }, map, corners) {
  const legs = corners.slice(1).map((corner, index) => inverse(...corners[index], ...corner));
  const total = legs.reduce((sum, { distance }) => sum + distance, 0);
  const last = legs.at(-1);
  const add = () => { const { lat, lng } = map.getCenter(); state.set({ measure: [...corners, [lat, lng]] }); };
  return [
    el("p", { class: "ruler-sum", role: "status" }, corners.length < 2 ? words("ruler.begin") : words("ruler.sum", { km: words.number(total / 1000, total < 100_000 ? 2 : 1), miles: words.number(total / 1000 / KM_PER_MILE, 1), nautical: words.number(total / 1000 / KM_PER_NAUTICAL_MILE, 1) })),
    last ? el("p", { class: "note" }, words("ruler.leg", { distance: distanceWords(last.distance, words), azimuth: words.number(last.azimuth, 0) })) : null,
    el("p", { class: "tool-row" }, el("button", { type: "button", class: "quiet", on: { click: add } }, words("ruler.middle")),
      corners.length ? el("button", { type: "button", class: "quiet", on: { click: () => state.set({ measure: corners.slice(0, -1) }) } }, words("ruler.undo")) : null,
      el("button", { type: "button", class: "quiet", on: { click: () => state.set({ measure: null }) } }, words("ruler.end"))),
  ];
}

/** @param {any} page @param {Corner} spot */
function spotWords({ data, words, state }, [lat, lon]) {
  const definitions = data.definitions.filter((/** @type {any} */ each) => each.has_inside && (each.zone === data.main.zone || state.now.definitions.has(each.row)));
  const found = definitions.map((/** @type {any} */ definition) => ({ definition, border: borderDistance(lat, lon, ringsOf(definition)) }))
    .sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b.definition.row === data.main.definition) - Number(a.definition.row === data.main.definition) || a.border - b.border);
  const center = data.places[data.definitions[data.main.definition ?? -1]?.center];
  return [
    el("div", { class: "spot-head" }, el("h2", {}, words("spot.title")), el("button", { type: "button", class: "quiet", on: { click: () => state.set({ spot: null }) } }, words("spot.close"))),
    el("p", { class: "spot-position", dir: "ltr" }, positionWords(lat, lon, words), el("br"), degreesMinutesSeconds(lat, lon), el("br"), mgrs(lat, lon) ?? ""),
    center ? el("p", { class: "note" }, words("spot.center", { distance: distanceWords(inverse(center.lat, center.lon, lat, lon).distance, words), place: center.name })) : null,
    el("ul", { class: "spot-verdicts" }, ...found.map((/** @type {any} */ { definition, border }) => el("li", { class: `is-${verdictOf(border, definition.uncertainty_m ?? 0)}` }, partySign(data.parties[definition.stated_by]), said("span", definition.name, { class: "spot-name" }),
      el("span", { class: "spot-words" }, el("b", {}, words(`verdict.${verdictOf(border, definition.uncertainty_m ?? 0)}`)), " ", words(border < 0 ? "verdict.within" : "verdict.beyond", { distance: distanceWords(Math.abs(border), words) }))))),
    el("p", { class: "note" }, words("spot.note")),
  ];
}

/** @type {WeakMap<object, Corner[][]>} */
const decoded = new WeakMap();

/** @param {any} definition */
function ringsOf(definition) {
  const found = decoded.get(definition) ?? (definition.rings ?? []).map((/** @type {string} */ text) => decodePath(text, 6));
  decoded.set(definition, found);
  return found;
}
