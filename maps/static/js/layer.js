// Layers as Leaflet groups that draw themselves when they come onto a map.

/**
 * @param {(group: any, map: any) => void} draw called once, when the layer is first added
 */
export function layerOf(draw) {
  let drawn = false;
  const Layer = L.LayerGroup.extend({
    /** @param {any} map */
    onAdd(map) {
      L.LayerGroup.prototype.onAdd.call(this, map);
      if (!drawn) draw(this, map);
      drawn = true;
    },
  });
  return new Layer();
}

/**
 * A pane of the map, and a renderer that draws well beyond the edges, so that panning shows no gap.
 * @param {any} map @param {string} name @param {number} level
 */
export function drawingPane(map, name, level) {
  const pane = map.getPane(name) ?? map.createPane(name);
  pane.style.zIndex = String(level);
  pane.classList.add(`pane-${name}`);
  return { pane: name, renderer: L.svg({ pane: name, padding: 0.6 }) };
}

/**
 * Let lines keep the fractions of pixels that Leaflet rounds away: a ring of many corners would look ragged.
 * @param {any} map
 */
export function keepFractions(map) {
  map.latLngToLayerPoint = (/** @type {any} */ position) => map.project(L.latLng(position)).subtract(map.getPixelOrigin());
}

/** Whether the reader asked for less movement. */
export function prefersStillness() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
