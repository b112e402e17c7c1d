// Land, water, borders with their status, and relief: decoration, in quiet tones, under everything that a case says.

import { drawingPane, keepFractions, layerOf } from "./layer.js";
import { decodePath } from "./paths.js";

const AREAS = ["sea", "land", "lake"];

/** @param {{backdrop: any}} page */
export function backdropLayer({ backdrop }) {
  return layerOf((group, map) => {
    keepFractions(map);
    const below = drawingPane(map, "ground", 201);
    const above = drawingPane(map, "lines", 203);
    drawRelief(group, map, backdrop.relief);
    for (const shape of backdrop.shapes) {
      const paths = shape.paths.map((/** @type {string} */ path) => decodePath(path, shape.precision));
      const place = shape.above_relief ? above : below;
      const options = { ...place, interactive: false, smoothFactor: 0.7, className: classesOf(shape) };
      (AREAS.includes(shape.kind) ? L.polygon(paths, options) : L.polyline(paths, options)).addTo(group);
    }
  });
}

/** @param {any} shape */
function classesOf(shape) {
  return ["ground", `ground-${shape.kind}`, shape.status && `ground-${shape.status}`, shape.outlined && "ground-outlined"].filter(Boolean).join(" ");
}

/** @param {any} group @param {any} map @param {any} relief */
function drawRelief(group, map, relief) {
  if (!relief) return;
  drawingPane(map, "relief", 202);
  L.imageOverlay(relief.href, relief.bounds, { pane: "relief", interactive: false, alt: "" }).addTo(group);
}
