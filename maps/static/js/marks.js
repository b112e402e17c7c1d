// Incidents on the map: a mark each, gathered where they would cover each other, and discs of uncertainty to scale.

import { el } from "./dom.js";
import { destination, disc } from "./geodesic.js";
import { drawingPane, layerOf } from "./layer.js";
import { onGround } from "./ruler.js";
import { selectionOf } from "./selection.js";
import { fan, fanRadius, gather, reach, spotRadius } from "./spots.js";
import { SELECTION } from "./state.js";
import { incidentMark, segmentsOf } from "./symbols.js";
import { comparisonOf, drawnAt, shownClaims, tellingOf } from "./view.js";

const SINGLE = spotRadius(1);
// A location known less well than this is an area, and never a pin, at any zoom.
const LARGEST_PIN_M = 10_000;
// Where on the rim of its area a mark stands, in degrees: clear of the names at the top of rings.
const RIM_AZIMUTH = 75;

/** @param {any} page */
export function incidentLayer(page) {
  return layerOf((group, map) => {
    drawingPane(map, "incidents", 610);
    const areas = drawingPane(map, "discs", 405);
    const discs = L.layerGroup().addTo(group);
    const marks = L.layerGroup().addTo(group);
    const draw = () => drawMarks(page, map, marks);
    map.on("zoomend", draw);
    map.on("click", (/** @type {any} */ { latlng }) => onGround(page, [latlng.lat, latlng.lng]));
    const drawn = new Map();
    page.state.on([...SELECTION, "incident"], () => drawDiscs(page, drawn, discs, areas));
    page.state.on([...SELECTION, "incident", "group", "language"], draw);
    page.state.on(["pointed"], (/** @type {any} */ now) => {
      for (const mark of map.getContainer().querySelectorAll(".incident")) mark.classList.toggle("incident-pointed", now.pointed !== null && mark.dataset.rows.split(" ").includes(String(now.pointed)));
    });
    page.state.on(["incident"], (/** @type {any} */ now) => map.getContainer().classList.toggle("has-open", now.incident !== null));
    page.state.on(["group"], (/** @type {any} */ now) => map.getContainer().classList.toggle("has-fan", (now.group?.length ?? 0) > 1));
  });
}

/**
 * Every distinct disc once: many incidents share a place and its uncertainty. Those that stay are left as they are.
 * @param {any} page @param {Map<string, any>} drawn @param {any} discs @param {any} place
 */
function drawDiscs(page, drawn, discs, place) {
  const wanted = new Map(placedIncidents(page).filter(({ at }) => at.uncertainty_m).map(({ at }) => [`${at.lat} ${at.lon} ${at.uncertainty_m}`, at]));
  for (const [key, layer] of drawn) {
    if (wanted.has(key)) continue;
    discs.removeLayer(layer);
    drawn.delete(key);
  }
  for (const [key, { lat, lon, uncertainty_m }] of wanted) {
    if (drawn.has(key)) continue;
    const layer = L.polygon(disc(lat, lon, Number(uncertainty_m)), { ...place, interactive: false, smoothFactor: 0.2, className: `disc ${isArea(uncertainty_m) ? "disc-area" : ""}` });
    drawn.set(key, layer);
    discs.addLayer(layer);
  }
}

/** The incidents that are shown and can be placed. @param {any} page @returns {{incident: any, at: {lat: number, lon: number, uncertainty_m: number | null}}[]} */
function placedIncidents(page) {
  const { rows } = selectionOf(page);
  return page.data.incidents.filter((/** @type {any} */ { row }) => rows.has(row) || row === page.state.now.incident)
    .map((/** @type {any} */ incident) => ({ incident, at: drawnAt(page, incident) })).filter((/** @type {any} */ { at }) => at);
}

/** Where the mark of an incident stands: on its place, or on the rim of its area. @param {{lat: number, lon: number, uncertainty_m: number | null}} at @returns {[number, number]} */
function markPlace({ lat, lon, uncertainty_m }) {
  return isArea(uncertainty_m) ? destination(lat, lon, RIM_AZIMUTH, Number(uncertainty_m)) : [lat, lon];
}

/** @param {number | null} uncertainty */
function isArea(uncertainty) {
  return (uncertainty ?? 0) > LARGEST_PIN_M;
}

/** @param {any} page @param {any} map @param {any} marks */
function drawMarks(page, map, marks) {
  const focused = document.activeElement?.getAttribute("data-rows");
  marks.clearLayers();
  const { group, incident } = page.state.now;
  const placed = placedIncidents(page).map(({ incident: { row }, at }) => ({ row, ...xy(map.project(markPlace(at))) }));
  // The open incident stands alone at its own place, whatever is gathered around it.
  const open = placed.find((/** @type {any} */ { row }) => row === incident);
  const spots = gather(placed.filter((/** @type {any} */ { row }) => row !== incident));
  const fanned = spots.find(({ rows }) => rows.length > 1 && group?.includes(rows[0]));
  const covers = [open && { ...open, radius: SINGLE }, fanned && { ...fanned, radius: fanRadius(fanned.rows.length) }].filter(Boolean);
  for (const spot of spots) {
    if (spot === fanned) drawFan(page, map, marks, spot);
    else if (!covers.some(({ x, y, radius }) => Math.hypot(x - spot.x, y - spot.y) < reach(radius, spot.radius))) addMark(page, map, marks, spot, spot.rows);
  }
  if (open) addMark(page, map, marks, { ...open, radius: SINGLE }, [open.row], "incident-selected");
  if (focused) document.querySelector(`[data-rows="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

/** @param {{x: number, y: number}} point */
function xy({ x, y }) {
  return { x, y };
}

/** @param {any} page @param {any} map @param {any} marks @param {import("./spots.js").Spot} spot */
function drawFan(page, map, marks, spot) {
  const place = drawingPane(map, "spokes", 605);
  const center = map.unproject([spot.x, spot.y]);
  fan(spot.rows.length).forEach(([right, down], index) => {
    const point = { x: spot.x + right, y: spot.y + down };
    L.polyline([center, map.unproject([point.x, point.y])], { ...place, interactive: false, className: "fan-leg" }).addTo(marks);
    addMark(page, map, marks, { ...point, radius: SINGLE }, [spot.rows[index]], "incident-fanned");
  });
  L.circleMarker(center, { ...place, interactive: false, radius: 2.5, className: "fan-root" }).addTo(marks);
}

/** @param {any} page @param {any} map @param {any} marks @param {{x: number, y: number, radius: number}} at @param {number[]} rows @param {string} [kind] class of a mark that stands out */
function addMark(page, map, marks, at, rows, kind = "") {
  const { data, words, state, symbols } = page;
  const claims = rows.flatMap((row) => shownClaims(page, row));
  const one = rows.length === 1 ? data.incidents[rows[0]] : null;
  const areas = rows.filter((row) => isArea(drawnAt(page, data.incidents[row])?.uncertainty_m ?? null));
  const picture = incidentMark({
    radius: at.radius,
    glyph: one ? symbols.events[one.kind] ?? symbols.plain.event : undefined,
    count: one ? undefined : String(rows.length),
    segments: segmentsOf(claims, symbols.stances),
    parties: data.parties,
  });
  const size = Number(picture.getAttribute("width"));
  const holder = el("span", { class: "mark-holder" }, picture);
  const icon = L.divIcon({ className: `incident ${kind} ${standingClass(page, rows, claims)} ${areas.length === rows.length ? "incident-area" : ""}`, html: holder, iconSize: [size, size] });
  const name = one ? [one.title, areas.length ? words("mark.area") : null, standingWords(page, one.row)].filter(Boolean).join(" · ") : words("mark.several", { count: rows.length });
  const marker = L.marker(map.unproject([at.x, at.y]), { icon, pane: "incidents", riseOnHover: true, zIndexOffset: kind ? 1000 : 0 });
  marker.on("click", () => state.set(one ? { incident: one.row, tab: "incidents" } : { group: rows, incident: null, tab: "incidents" }));
  marker.bindTooltip(() => el("span", { dir: "auto" }, name), { direction: "top", offset: [0, -at.radius], className: "tip" });
  marks.addLayer(marker);
  const element = marker.getElement();
  element.setAttribute("aria-label", name);
  element.setAttribute("data-rows", rows.join(" "));
}

/** How the marks of a spot look to the party that tells, or where two differ. @param {any} page @param {number[]} rows @param {any[]} claims */
function standingClass(page, rows, claims) {
  const { mode, one } = page.state.now;
  if (mode === "as") {
    const tellings = rows.map((row) => tellingOf(page, row, one));
    if (tellings.includes("tells")) return "";
    return tellings.includes("rejects") ? "incident-rejected" : "incident-hollow";
  }
  if (mode === "two" && rows.some((row) => comparisonOf(page, row).fields.some(({ differing }) => differing.length))) return "incident-differs";
  return claims.length ? "" : "incident-ghost";
}

/** The same in words. @param {any} page @param {number} row */
function standingWords(page, row) {
  const { data, words, state } = page;
  const { mode, one } = state.now;
  if (mode === "two") return comparisonOf(page, row).fields.some(({ differing }) => differing.length) ? words("mark.differs") : null;
  const telling = mode === "as" ? tellingOf(page, row, one) : "tells";
  return telling === "tells" ? null : words(`mark.${telling}`, { party: data.parties[one].short });
}
