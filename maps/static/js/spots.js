// Incidents that would cover each other at the present zoom, gathered at one spot so that each stays reachable.

/** @typedef {{row: number, x: number, y: number}} Point pixels */
/** @typedef {{x: number, y: number, rows: number[], radius: number}} Spot */

// The paper around a mark's ring; with it, the smallest mark is 24 pixels across, which a finger can hit.
const RIM = 3.5;

/** The radius of a mark that stands for several incidents, in pixels. @param {number} count */
export function spotRadius(count) {
  return count === 1 ? 8.5 : 10 + 1.9 * Math.sqrt(count);
}

/**
 * Gather points into spots. A spot stays where most of its incidents are: nothing is drawn at a mean of places.
 * @param {Point[]} points
 * @returns {Spot[]} the fullest first
 */
export function gather(points) {
  /** @type {Map<string, Spot>} */
  const exact = new Map();
  for (const { row, x, y } of points) {
    const key = `${Math.round(x)} ${Math.round(y)}`;
    const spot = exact.get(key);
    if (spot) spot.rows.push(row);
    else exact.set(key, { x, y, rows: [row], radius: 0 });
  }
  /** @type {Spot[]} */
  const spots = [];
  for (const spot of [...exact.values()].sort((a, b) => b.rows.length - a.rows.length || a.rows[0] - b.rows[0])) {
    const near = spots.find((other) => Math.hypot(other.x - spot.x, other.y - spot.y) < reach(spotRadius(other.rows.length), spotRadius(spot.rows.length)));
    if (near) near.rows.push(...spot.rows);
    else spots.push(spot);
  }
  for (const spot of spots) {
    spot.rows.sort((a, b) => a - b);
    spot.radius = spotRadius(spot.rows.length);
  }
  return spots;
}

/** How far apart two marks must be, so that neither covers the other. @param {number} one @param {number} other radii */
export function reach(one, other) {
  return one + other + 2 * RIM;
}

/** How far an opened spot reaches, in pixels. @param {number} count */
export function fanRadius(count) {
  return Math.max(...fan(count).map(([x, y]) => Math.hypot(x, y)));
}

/**
 * Where the incidents of an opened spot stand: on rings around it, the first at the top.
 * @param {number} count @param {number} [spacing] pixels
 * @returns {[number, number][]} offsets in pixels
 */
export function fan(count, spacing = 30) {
  /** @type {[number, number][]} */
  const places = [];
  for (let ring = 1; places.length < count; ring += 1) {
    const radius = spacing * (ring + 0.45);
    const room = Math.min(count - places.length, Math.max(1, Math.floor((2 * Math.PI * radius) / spacing)));
    for (let step = 0; step < room; step += 1) {
      const angle = (2 * Math.PI * step) / room;
      places.push([radius * Math.sin(angle), -radius * Math.cos(angle)]);
    }
  }
  return places;
}
