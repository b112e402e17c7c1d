// Names on the map, placed so that none covers another or a mark. The more important come first; what does not fit waits for a closer zoom.

import { namedBorders, namesAlong } from "./bordernames.js";
import { claimedPlaces, liesAway } from "./claims.js";
import { svg } from "./dom.js";
import { layerOf } from "./layer.js";
import { VOICES } from "./state.js";
import { glyphPath, inked } from "./symbols.js";
import { shownClaims } from "./view.js";

/** @typedef {{text: string, x: number, y: number, rank: number, width: number, height: number, sides: string[], gap: number}} Candidate */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

const PADDING = 3;
// An obstacle wider than this is a control, not a mark that a place lies under.
const WIDEST_MARK = 80;

/** @param {any} page */
export function labelLayer(page) {
  return layerOf((_, map) => {
    const pane = map.createPane("labels");
    pane.style.zIndex = "450";
    const canvas = svg("svg", { class: "labels leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
    pane.append(canvas);
    let [names, borders] = [namesOf(page), namedBorders(page.backdrop, page.language)];
    const draw = () => canvas.replaceChildren(...drawNames(page, map, [...claimCodes(page), ...names], borders));
    // After the marks and the names of zones have found their places, which names of places keep clear of.
    const drawNext = () => requestAnimationFrame(draw);
    map.on("moveend zoomend resize", drawNext);
    page.state.on(["incident", ...VOICES, "group", "definitions", "query", "facets", "from", "to"], drawNext);
    page.state.on(["language"], () => {
      [names, borders] = [namesOf(page), namedBorders(page.backdrop, page.language)];
      drawNext();
    });
  });
}

/**
 * Place labels one after another, each on the first side where it meets nothing.
 * @template {Candidate} C @param {C[]} candidates @param {Box[]} obstacles @param {Box} frame
 * @returns {{candidate: C, side: string, left: number, middle: number}[]}
 */
export function placeLabels(candidates, obstacles, frame) {
  const taken = [...obstacles];
  const placed = [];
  for (const candidate of [...candidates].sort((a, b) => a.rank - b.rank)) {
    for (const side of candidate.sides) {
      const box = boxOf(candidate, side);
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) continue;
      if (!isFree(box, taken)) continue;
      taken.push(box);
      placed.push({ candidate, side, left: box.left + PADDING, middle: (box.top + box.bottom) / 2 });
      break;
    }
  }
  return placed;
}

/** @param {Candidate} candidate @param {string} side @returns {Box} */
function boxOf({ x, y, width, height, gap }, side) {
  const left = { right: x + gap, left: x - gap - width - 2 * PADDING, over: x - width / 2 - PADDING, above: x - width / 2 - PADDING, below: x - width / 2 - PADDING }[side] ?? x;
  const top = { above: y - gap - height, below: y + gap }[side] ?? y - height / 2;
  return { left, top, right: left + width + 2 * PADDING, bottom: top + height };
}

/** @param {any} page */
function namesOf(page) {
  const { data, backdrop, symbols, language } = page;
  const held = new Map(data.positions.map((/** @type {any} */ position) => [position.place, position]));
  const places = data.places.filter((/** @type {any} */ place) => place.kind !== "river").map((/** @type {any} */ place) => {
    const position = held.get(place.row);
    const kind = position?.kind ?? place.kind;
    return {
      text: nameIn(place, language), lat: place.lat, lon: place.lon, glyph: symbols.positions[kind] ?? null, kind,
      rank: (symbols.ranks[kind] ?? symbols.plain.rank) + (position ? 0 : 0.5), least: leastZoom(symbols.ranks[kind] ?? symbols.plain.rank, Boolean(position)), most: 20,
    };
  });
  const countries = backdrop.labels.map(([code, lat, lon, least, most, names]) => ({ text: names[language] ?? names.en ?? code, lat, lon, kind: "country", glyph: null, rank: -1, least, most }));
  return [...countries, ...places];
}

/** @param {any} place @param {string} language */
function nameIn(place, language) {
  const found = (place.names ?? []).find((/** @type {any} */ name) => name.language === language && name.role !== "variant");
  return (found?.text ?? place.name).replace(/\s*\(.*?\)\s*$/, "");
}

/** @param {number} rank @param {boolean} isHeld */
function leastZoom(rank, isHeld) {
  return isHeld ? 6.5 : [6, 5.5, 7, 7, 8, 8.5, 9][rank] ?? 8;
}

/** The codes of the parties beside the places that they claim for the open incident. @param {any} page */
function claimCodes(page) {
  const open = page.state.now.incident === null ? null : page.data.incidents[page.state.now.incident];
  if (!open) return [];
  return claimedPlaces(shownClaims(page, open.row)).filter((place) => liesAway(open, place)).map(({ party, lat, lon }) => (
    { text: page.data.parties[party].code, lat, lon, kind: "claim", party: page.data.parties[party], glyph: null, rank: -2, least: 0, most: 30 }));
}

/** @param {any} page @param {any} map @param {any[]} names @param {any[]} borders */
function drawNames(page, map, names, borders) {
  const zoom = map.getZoom();
  const size = map.getSize();
  const origin = map.containerPointToLayerPoint([0, 0]);
  const frame = { left: origin.x, top: origin.y, right: origin.x + size.x, bottom: origin.y + size.y };
  const obstacles = obstaclesIn(map, origin);
  const zoneNames = boxesOf(map, origin, [...map.getContainer().querySelectorAll(".zone-label")]);
  const along = borderNames(map, borders, obstacles, zoneNames, frame);
  const candidates = names.filter((name) => zoom >= name.least && zoom < name.most + 1).map((name) => {
    const { x, y } = map.latLngToLayerPoint([name.lat, name.lon]);
    const country = name.kind === "country";
    const under = country ? undefined : obstacles.find((box) => box.right - box.left < WIDEST_MARK && x > box.left && x < box.right && y > box.top && y < box.bottom);
    const gap = under ? (under.right - under.left) / 2 : name.glyph ? 7 : 4;
    return { ...name, x, y, width: page.measure(name.text, country ? "500 13px" : "500 11.5px") * (country ? 1.25 : 1.02), height: country ? 16 : 14, gap, covered: Boolean(under), sides: country ? ["over"] : ["right", "left", "below", "above"] };
  }).filter(({ x, y }) => x > frame.left && x < frame.right && y > frame.top && y < frame.bottom);
  return [...along, ...placeLabels(candidates, obstacles, frame).map(drawName)];
}

/** Names along borders; each takes its room, so that later names keep clear. @param {any} map @param {any[]} borders @param {Box[]} obstacles @param {Box[]} zoneNames @param {Box} frame */
function borderNames(map, borders, obstacles, zoneNames, frame) {
  if (map.getZoom() < 6.5) return [];
  /** @type {SVGElement[]} */
  const drawn = [];
  const inView = (/** @type {{x: number, y: number}} */ { x, y }) => x > frame.left + 20 && x < frame.right - 20 && y > frame.top + 20 && y < frame.bottom - 20;
  for (const { sides, paths } of borders) {
    const middles = sides.map((/** @type {any} */ { text, lat, lon }) => ({ text, ...map.latLngToLayerPoint([lat, lon]) }));
    for (const path of paths) {
      const line = path.map((/** @type {any} */ point) => map.latLngToLayerPoint(point));
      const pair = namesAlong(line, middles, inView).find((names) => names.every((name) => isFree(boxAround(name), [...obstacles, ...zoneNames])));
      if (!pair) continue;
      obstacles.push(...pair.map(boxAround));
      drawn.push(...pair.map(({ text, x, y, angle }) => svg("text", { class: "border-name", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) rotate(${angle.toFixed(1)})`, "text-anchor": "middle", dy: ".34em" }, text)));
    }
  }
  return drawn;
}

/** @param {{text: string, x: number, y: number, angle: number}} name @returns {Box} */
function boxAround({ text, x, y, angle }) {
  const width = text.length * 10.5;
  const wide = (Math.abs(Math.cos((angle * Math.PI) / 180)) * width + 12) / 2;
  const tall = (Math.abs(Math.sin((angle * Math.PI) / 180)) * width + 12) / 2;
  return { left: x - wide, right: x + wide, top: y - tall, bottom: y + tall };
}

/** @param {Box} box @param {Box[]} taken */
function isFree(box, taken) {
  return !taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom);
}

/** The marks of incidents, and the controls that lie over the map. @param {any} map @param {{x: number, y: number}} origin */
function obstaclesIn(map, origin) {
  return boxesOf(map, origin, [...map.getContainer().querySelectorAll(".incident, .claim-place, .zone-label-main, .leaflet-control"), ...document.querySelectorAll("[data-over-map]")]);
}

/** Where elements lie, in the pixels of the map's layers. @param {any} map @param {{x: number, y: number}} origin @param {Element[]} elements @returns {Box[]} */
function boxesOf(map, origin, elements) {
  const outer = map.getContainer().getBoundingClientRect();
  return elements.map((element) => element.getBoundingClientRect()).filter((box) => box.width > 0).map((box) => ({
    left: box.left - outer.left + origin.x, right: box.right - outer.left + origin.x,
    top: box.top - outer.top + origin.y, bottom: box.bottom - outer.top + origin.y,
  }));
}

/** @param {any} placed */
function drawName({ candidate, side, left, middle }) {
  if (candidate.kind === "claim") return drawCode(candidate, side, left, middle);
  const country = candidate.kind === "country";
  const dot = candidate.covered ? null : candidate.glyph ? glyphPath(candidate.glyph) : country ? null : svg("circle", { class: "place-dot", r: 1.8 });
  return svg("g", { class: `place place-${country ? "country" : candidate.rank < 2 ? "major" : "minor"}` },
    dot && svg("g", { transform: `translate(${candidate.x.toFixed(1)} ${candidate.y.toFixed(1)})` }, dot),
    svg("text", { x: (side === "left" ? left + candidate.width : left).toFixed(1), y: middle.toFixed(1), dy: ".34em", "text-anchor": side === "left" ? "end" : "start" }, candidate.text));
}

/** @param {any} candidate @param {string} side @param {number} left @param {number} middle */
function drawCode(candidate, side, left, middle) {
  return inked(svg("text", { class: "place-claim", x: (side === "left" ? left + candidate.width : left).toFixed(1), y: middle.toFixed(1), dy: ".34em", "text-anchor": side === "left" ? "end" : "start" }, candidate.text), candidate.party);
}
