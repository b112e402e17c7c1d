// Incidents on the map: a mark each, gathered where they would cover each other, and discs of uncertainty to scale.

import { el } from "./dom.js";
import { disc } from "./geodesic.js";
import { drawingPane, layerOf } from "./layer.js";
import { fan, fanRadius, gather, reach, spotRadius } from "./spots.js";
import { incidentMark, segmentsOf } from "./symbols.js";

const SINGLE = spotRadius(1);

/** @param {any} page */
export function incidentLayer(page) {
  return layerOf((group, map) => {
    drawingPane(map, "incidents", 610);
    drawDiscs(page, map, group);
    const marks = L.layerGroup().addTo(group);
    const draw = () => drawMarks(page, map, marks);
    map.on("zoomend", draw);
    map.on("click", () => page.state.set({ group: null }));
    page.state.on(["hidden", "incident", "group"], draw);
    page.state.on(["incident"], (/** @type {any} */ now) => map.getContainer().classList.toggle("has-open", now.incident !== null));
    page.state.on(["group"], (/** @type {any} */ now) => map.getContainer().classList.toggle("has-fan", (now.group?.length ?? 0) > 1));
  });
}

/**
 * The claims on an incident by parties that are switched on.
 * @param {any} page @param {number} row
 */
export function shownClaims(page, row) {
  return page.data.claimsOf("incident", row).filter((/** @type {any} */ claim) => !page.state.now.hidden.has(claim.party));
}

/** Every distinct disc once: many incidents share a place and its uncertainty. @param {any} page @param {any} map @param {any} group */
function drawDiscs(page, map, group) {
  const place = drawingPane(map, "discs", 405);
  const drawn = new Set();
  for (const { lat, lon, uncertainty_m } of page.data.incidents) {
    const key = `${lat} ${lon} ${uncertainty_m}`;
    if (lat === undefined || lat === null || !uncertainty_m || drawn.has(key)) continue;
    drawn.add(key);
    L.polygon(disc(lat, lon, uncertainty_m), { ...place, interactive: false, smoothFactor: 0.2, className: "disc" }).addTo(group);
  }
}

/** @param {any} page @param {any} map @param {any} marks */
function drawMarks(page, map, marks) {
  const focused = document.activeElement?.getAttribute("data-rows");
  marks.clearLayers();
  const { group, incident } = page.state.now;
  const placed = page.data.incidents.filter((/** @type {any} */ { lat }) => lat !== undefined && lat !== null)
    .map(({ row, lat, lon }) => ({ row, ...xy(map.project([lat, lon])) }));
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
  const picture = incidentMark({
    radius: at.radius,
    glyph: one ? symbols.events[one.kind] ?? symbols.plain.event : undefined,
    count: one ? undefined : String(rows.length),
    segments: segmentsOf(claims, symbols.stances),
    parties: data.parties,
  });
  const size = Number(picture.getAttribute("width"));
  const holder = el("span", { class: "mark-holder" }, picture);
  const icon = L.divIcon({ className: `incident ${kind} ${claims.length ? "" : "incident-ghost"}`, html: holder, iconSize: [size, size] });
  const name = one ? one.title : words("mark.several", { count: rows.length });
  const marker = L.marker(map.unproject([at.x, at.y]), { icon, pane: "incidents", riseOnHover: true, zIndexOffset: kind ? 1000 : 0 });
  marker.on("click", () => state.set(one ? { incident: one.row, tab: "incidents" } : { group: rows, incident: null, tab: "incidents" }));
  marker.bindTooltip(() => el("span", { dir: "auto" }, name), { direction: "top", offset: [0, -at.radius], className: "tip" });
  marks.addLayer(marker);
  const element = marker.getElement();
  element.setAttribute("aria-label", name);
  element.setAttribute("data-rows", rows.join(" "));
}
