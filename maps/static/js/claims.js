// Where each party puts the incident that is open: its shape at its place, joined to the incident by a thin spoke.

import { el, svg } from "./dom.js";
import { disc, roughDistance } from "./geodesic.js";
import { drawingPane, layerOf } from "./layer.js";
import { selectionOf } from "./selection.js";
import { SELECTION } from "./state.js";
import { inked, shapePath } from "./symbols.js";
import { placeToldBy, shownClaims } from "./view.js";

const SAME_PLACE_M = 250;

/** @param {any} page */
export function claimLayer(page) {
  return layerOf((group, map) => {
    const lines = drawingPane(map, "claimed", 420);
    drawingPane(map, "claim-signs", 620);
    page.state.on(["incident", ...SELECTION], (/** @type {any} */ now) => {
      group.clearLayers();
      if (now.mode === "two" && now.incident === null) joinPlaces(page, group, lines);
      if (now.incident !== null) drawClaims(page, group, lines, page.data.incidents[now.incident]);
    });
  });
}

/**
 * The distinct places that parties claim for one incident, in the parties' order.
 * @param {any[]} claims
 * @returns {{party: number, lat: number, lon: number, uncertainty_m: number | null}[]}
 */
export function claimedPlaces(claims) {
  /** @type {any[]} */
  const places = [];
  for (const { party, lat, lon, uncertainty_m } of claims) {
    if (lat === undefined || lat === null) continue;
    if (!places.some((other) => other.party === party && other.lat === lat && other.lon === lon)) places.push({ party, lat, lon, uncertainty_m });
  }
  return places;
}

/** The places of two parties for one incident, joined. @param {any} page @param {any} group @param {any} lines */
function joinPlaces(page, group, lines) {
  const { data, state: { now } } = page;
  for (const row of selectionOf(page).rows) {
    const [one, other] = [placeToldBy(page, row, now.one), placeToldBy(page, row, now.other)];
    if (!one || !other || roughDistance(one.lat, one.lon, other.lat, other.lon) < SAME_PLACE_M) continue;
    L.polyline([[one.lat, one.lon], [other.lat, other.lon]], { ...lines, interactive: false, className: "joined" }).addTo(group);
    group.addLayer(claimSign(data.parties[now.other], other, [0, 0]));
  }
}

/** @param {any} page @param {any} group @param {any} lines @param {any} incident */
function drawClaims(page, group, lines, incident) {
  if (isPlaced(incident) && incident.uncertainty_m) {
    L.polygon(disc(incident.lat, incident.lon, incident.uncertainty_m), { ...lines, interactive: false, smoothFactor: 0.2, className: "disc disc-open" }).addTo(group);
  }
  const places = claimedPlaces(shownClaims(page, incident.row));
  const here = places.filter((place) => !liesAway(incident, place));
  here.forEach((place, index) => group.addLayer(claimSign(page.data.parties[place.party], place, [(index - (here.length - 1) / 2) * 14, 24])));
  const away = places.filter((place) => liesAway(incident, place));
  for (const place of away) {
    const shared = away.filter(({ lat, lon }) => lat === place.lat && lon === place.lon);
    drawAway(page, group, lines, incident, place, (shared.indexOf(place) - (shared.length - 1) / 2) * 12);
  }
}

/**
 * Whether a claimed place is another than the incident's own.
 * @param {any} incident @param {{lat: number, lon: number}} place
 */
export function liesAway(incident, place) {
  return !isPlaced(incident) || roughDistance(incident.lat, incident.lon, place.lat, place.lon) > SAME_PLACE_M;
}

/** @param {any} incident */
function isPlaced(incident) {
  return incident.lat !== undefined && incident.lat !== null;
}

/** @param {any} page @param {any} group @param {any} lines @param {any} incident @param {any} place @param {number} right pixels, where parties share a place */
function drawAway(page, group, lines, incident, place, right) {
  const party = page.data.parties[place.party];
  const parts = [];
  if (place.uncertainty_m) parts.push(L.polygon(disc(place.lat, place.lon, place.uncertainty_m), { ...lines, interactive: false, smoothFactor: 0.2, className: "disc disc-claimed" }));
  if (isPlaced(incident)) parts.push(L.polyline([[incident.lat, incident.lon], [place.lat, place.lon]], { ...lines, interactive: false, className: "spoke" }));
  for (const part of parts) {
    part.on("add", () => inked(part.getElement(), party));
    group.addLayer(part);
  }
  group.addLayer(claimSign(party, place, [right, 0]));
}

/** @param {any} party @param {any} place @param {[number, number]} shift pixels: signs at the incident's own place stand below its mark */
function claimSign(party, place, [right, down]) {
  const sign = svg("svg", { viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true" },
    svg("path", { class: "claim-shape", d: shapePath(party.shape, 5.4) }));
  const holder = inked(el("span", { class: "claim-sign" }, sign), party);
  const icon = L.divIcon({ className: "claim-place", html: holder, iconSize: [18, 18], iconAnchor: [9 - right, 9 - down] });
  return L.marker([place.lat, place.lon], { icon, pane: "claim-signs", interactive: false, keyboard: false });
}
