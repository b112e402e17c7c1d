// What a verdict would be at any point: its distance to the drawn border, and the rule of layers' verdicts.

import { inverse } from "./geodesic.js";

const RADIAN = Math.PI / 180;

/**
 * The signed distance from a point to the border of an area, below 0 inside.
 *
 * The rings lie within 1 m of the true line. Around the point they are laid flat by azimuth and distance, where the
 * nearest edge, which is what counts, is nearly true: within 2 m and a ten-thousandth of the distance.
 * @param {number} lat @param {number} lon degrees
 * @param {[number, number][][]} rings closed, a ring inside another is a hole
 * @returns {number} metres
 */
export function borderDistance(lat, lon, rings) {
  let least = Infinity;
  let inside = false;
  for (const ring of rings) {
    const flat = ring.map((point) => laidFlat(lat, lon, point));
    for (let index = 1; index < flat.length; index += 1) {
      const [one, other] = [flat[index - 1], flat[index]];
      least = Math.min(least, distanceToEdge(one, other));
      if ((one.y > 0) !== (other.y > 0) && one.x + ((other.x - one.x) * -one.y) / (other.y - one.y) > 0) inside = !inside;
    }
  }
  return inside ? -least : least;
}

/**
 * Inside, outside or possible: by the distance to the border and the uncertainties added up.
 * @param {number} border metres, below 0 inside @param {number} uncertainty metres
 * @returns {"inside" | "outside" | "possible"}
 */
export function verdictOf(border, uncertainty) {
  if (border + uncertainty <= 0) return "inside";
  return border - uncertainty > 0 ? "outside" : "possible";
}

/** @param {number} lat @param {number} lon @param {[number, number]} point */
function laidFlat(lat, lon, [otherLat, otherLon]) {
  const { distance, azimuth } = inverse(lat, lon, otherLat, otherLon);
  return { x: distance * Math.sin(azimuth * RADIAN), y: distance * Math.cos(azimuth * RADIAN) };
}

/** How far the origin is from an edge. @param {{x: number, y: number}} one @param {{x: number, y: number}} other */
function distanceToEdge(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const length = dx ** 2 + dy ** 2;
  const share = length ? Math.max(0, Math.min(1, -(one.x * dx + one.y * dy) / length)) : 0;
  return Math.hypot(one.x + share * dx, one.y + share * dy);
}
