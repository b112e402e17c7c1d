// Zone definitions, drawn along their true lines, each with its name on the line and who states it.

import { svg } from "./dom.js";
import { distanceWords } from "./format.js";
import { drawingPane, keepFractions, layerOf } from "./layer.js";
import { decodePath } from "./paths.js";
import { VOICES } from "./state.js";
import { inked } from "./symbols.js";
import { zoneStanding } from "./view.js";

const DECIMALS = 6;
// A rival's name needs so much line, in pixels: on small rings names would crowd.
const LEAST_LINE = 230;
// How a definition looks to the party that tells: its own, one that it rejects, one that it says nothing of.
const STANDINGS = { "zone-own": ["states", "recognises"], "zone-rejected": ["rejects"], "zone-hollow": ["silent", "unknown", "ambiguous"] };
// Where the names of rival rings stand, in degrees clockwise from north, in the order of their sizes: rings that
// nearly coincide have their names far apart.
const LABEL_AZIMUTHS = [180, 215, 140, 235, 125, 200, 160];

/** @param {any} page */
export function zoneLayer(page) {
  return layerOf((group, map) => {
    keepFractions(map);
    const place = drawingPane(map, "zones", 410);
    const azimuths = labelAzimuths(page.data);
    const drawn = page.data.definitions.map((/** @type {any} */ definition, /** @type {number} */ index) => drawDefinition(page, map, definition, index, azimuths[index], place));
    page.state.on(["definitions", "mode", "one", "other", "asOf"], (/** @type {any} */ now) => {
      drawn.forEach((/** @type {any} */ layer, /** @type {number} */ row) => {
        if (isDrawn(page, page.data.definitions[row], now)) group.addLayer(layer);
        else group.removeLayer(layer);
      });
    });
    page.state.on([...VOICES, "definitions", "language"], (/** @type {any} */ now) => {
      drawn.forEach((/** @type {any} */ layer, /** @type {number} */ row) => {
        const definition = page.data.definitions[row];
        const standing = zoneStanding(page, definition);
        mark(layer, "zone-muted", now.mode === "all" && now.hidden.has(definition.stated_by));
        for (const [name, kinds] of Object.entries(STANDINGS)) mark(layer, name, kinds.includes(standing ?? ""));
        layer.eachLayer((/** @type {any} */ part) => part.options.fit?.());
      });
    });
    page.state.on(["definition"], (/** @type {any} */ now) => {
      drawn.forEach((/** @type {any} */ layer, /** @type {number} */ row) => mark(layer, "zone-pointed", row === now.definition));
    });
  });
}

/** Those that are ticked, and those that the party that tells states itself. @param {any} page @param {any} definition @param {any} now */
function isDrawn(page, definition, now) {
  return now.definitions.has(definition.row) || (now.mode !== "all" && zoneStanding(page, definition) === "states");
}

/** Give all parts of a drawn definition a class, or take it away. @param {any} layer @param {string} name @param {boolean} has */
function mark(layer, name, has) {
  layer.eachLayer((/** @type {any} */ part) => {
    part.getElement()?.classList.toggle(name, has);
    part.options.label?.classList.toggle(name, has);
  });
}

/**
 * The part of a ring around an azimuth as seen from its middle, ordered so that text on it reads upright.
 * @param {[number, number][]} ring @param {number} azimuth degrees @param {number} [span] degrees to either side
 * @returns {[number, number][]}
 */
export function labelArc(ring, azimuth, span = 85) {
  const lats = ring.map(([lat]) => lat);
  const lons = ring.map(([, lon]) => lon);
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const lon = (Math.min(...lons) + Math.max(...lons)) / 2;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const turned = ring.map((point) => {
    const away = (Math.atan2((point[1] - lon) * squeeze, point[0] - lat) * 180) / Math.PI - azimuth;
    return { point, away: ((((away + 180) % 360) + 360) % 360) - 180 };
  }).filter(({ away }) => Math.abs(away) <= span).sort((a, b) => a.away - b.away);
  const arc = turned.map(({ point }) => point);
  const upright = Math.cos((azimuth * Math.PI) / 180) >= 0;
  return upright ? arc : arc.reverse();
}

/** @param {any} page @param {any} map @param {any} definition @param {number} index @param {number} azimuth @param {any} place */
function drawDefinition(page, map, definition, index, azimuth, place) {
  const main = index === page.data.main.definition;
  const group = L.layerGroup();
  const party = page.data.parties[definition.stated_by];
  const classes = `zone ${main ? "zone-main" : "zone-rival"}`;
  const rings = (definition.rings ?? []).map((/** @type {string} */ text) => decodePath(text, DECIMALS));
  const lines = (definition.lines ?? []).map((/** @type {string} */ text) => decodePath(text, DECIMALS));
  const options = { ...place, interactive: false, noClip: true, smoothFactor: 0 };
  const parts = [];
  if (rings.length) parts.push(L.polygon(rings, { ...options, className: `${classes} zone-area` }));
  for (const path of [...rings, ...lines]) {
    parts.push(L.polyline(path, { ...options, className: `${classes} zone-halo` }), L.polyline(path, { ...options, className: `${classes} zone-line` }));
  }
  for (const text of definition.points ?? []) parts.push(L.circleMarker(decodePath(text, DECIMALS)[0], { ...options, radius: 4, className: `${classes} zone-point` }));
  for (const part of parts) {
    part.on("add", () => inked(part.getElement(), party));
    group.addLayer(part);
  }
  const path = rings[0] ?? lines[0];
  if (path) group.addLayer(labelOnLine(page, map, definition, path, index, azimuth, options, rings.length > 0));
  return group;
}

/** @param {any} page @param {any} map @param {any} definition @param {[number, number][]} path @param {number} index @param {number} azimuth @param {any} options @param {boolean} closed */
function labelOnLine(page, map, definition, path, index, azimuth, options, closed) {
  const party = page.data.parties[definition.stated_by];
  const main = index === page.data.main.definition;
  const track = L.polyline(closed ? labelArc(path, azimuth) : path, { ...options, className: "zone-track" });
  const id = `zone-track-${index}`;
  const text = svg("text", { class: `zone-label ${main ? "zone-label-main" : ""}`, dy: main || Math.cos((azimuth * Math.PI) / 180) >= 0 ? -6 : 12 },
    svg("textPath", { href: `#${id}`, startOffset: "50%", "text-anchor": "middle" }));
  track.options.label = text;
  track.on("add", () => {
    const element = track.getElement();
    element.id = id;
    element.parentNode.append(inked(text, party));
    // The line gets its new length only after the map's own listeners have run.
    const fit = () => requestAnimationFrame(() => fitLabel(page, definition, main, text, element));
    track.options.fit = fit;
    map.on("zoomend", fit);
    track.once("remove", () => map.off("zoomend", fit));
    fit();
  });
  track.on("remove", () => text.remove());
  return track;
}

/** Put on the line what it has room for: a name longer than its line would be cut off within a word. @param {any} page @param {any} definition @param {boolean} main @param {any} text @param {any} line */
function fitLabel(page, definition, main, text, line) {
  const length = line.getTotalLength();
  const room = main || length > LEAST_LINE ? length - 8 : 0;
  text.removeAttribute("hidden");
  for (const full of main ? [true, false] : [false]) {
    text.firstChild.textContent = definitionLabel(page, definition, full);
    // Measured without its path, on which a text that is too long is already cut off.
    if (page.measure(text.textContent, main ? "600 13px" : "500 10.5px") < room) return;
  }
  text.setAttribute("hidden", "");
}

/** @param {any} data */
function labelAzimuths(data) {
  const rivals = data.definitions.filter((/** @type {any} */ definition) => definition.zone === data.main.zone && definition.row !== data.main.definition)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.radius_m ?? 0) - (b.radius_m ?? 0) || a.row - b.row);
  /** @type {number[]} */
  const azimuths = data.definitions.map(() => 0);
  rivals.forEach((/** @type {any} */ { row }, /** @type {number} */ rank) => { azimuths[row] = LABEL_AZIMUTHS[rank % LABEL_AZIMUTHS.length]; });
  return azimuths;
}

/** What stands on the line: its size and who states it, in full on the strongest line. @param {any} page @param {any} definition @param {boolean} full */
function definitionLabel(page, definition, full) {
  const size = definition.radius_text ?? (definition.radius_m ? distanceWords(definition.radius_m, page.words) : definition.name);
  const { short, code } = page.data.parties[definition.stated_by];
  const label = page.words(full ? "zone.label" : "zone.label.short", { size, party: full ? short : code });
  const standing = zoneStanding(page, definition);
  return standing === "rejects" || standing === "ambiguous" ? page.words(`zone.${standing}`, { zone: label, party: tellers(page) }) : label;
}

/** @param {any} page */
function tellers({ data, state }) {
  const { mode, one, other } = state.now;
  return (mode === "as" ? [one] : [one, other]).map((row) => data.parties[row].short).join(", ");
}
