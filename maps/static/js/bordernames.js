// The countries' names along their border, each on its own side, where the countries' middles are out of view.

import { decodePath } from "./paths.js";

const LEAST_RUN = 150;
const FRACTIONS = [0.5, 0.33, 0.67, 0.2, 0.8];

/** @typedef {{text: string, x: number, y: number, angle: number}} BorderName */

/**
 * Borders that divide two named countries, with their paths decoded once.
 * @param {any} backdrop @param {string} language
 */
export function namedBorders(backdrop, language) {
  const countries = new Map(backdrop.labels.map((/** @type {any} */ [code, lat, lon, , , names]) => [code, { lat, lon, text: names[language] ?? names.en ?? code }]));
  return backdrop.shapes.filter((/** @type {any} */ shape) => shape.kind === "border" && shape.between?.every((/** @type {string} */ code) => countries.has(code)))
    .map((/** @type {any} */ shape) => ({
      sides: shape.between.map((/** @type {string} */ code) => countries.get(code)),
      paths: shape.paths.map((/** @type {string} */ path) => decodePath(path, shape.precision)),
    }));
}

/**
 * Names along the longest stretch of a border that is in view, as places to try, the best first.
 * @param {{x: number, y: number}[]} line in pixels
 * @param {{text: string, x: number, y: number}[]} sides the two countries, where their middles lie
 * @param {(point: {x: number, y: number}) => boolean} inView
 * @returns {BorderName[][]} pairs of names
 */
export function namesAlong(line, sides, inView) {
  const run = longestRun(line, inView);
  const length = lengthOf(run);
  if (length < LEAST_RUN) return [];
  return FRACTIONS.map((fraction) => {
    const [from, to] = [pointAt(run, length * fraction - 45), pointAt(run, length * fraction + 45)];
    const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    let angle = Math.atan2(to.y - from.y, to.x - from.x);
    if (Math.cos(angle) < 0) angle += Math.PI;
    const [right, down] = [-Math.sin(angle), Math.cos(angle)];
    return sides.map(({ text, x, y }, index) => {
      const other = sides[1 - index];
      const way = (x - other.x) * right + (y - other.y) * down < 0 ? -1 : 1;
      return { text, x: middle.x + right * way * 13, y: middle.y + down * way * 13, angle: (angle * 180) / Math.PI };
    });
  });
}

/** @param {{x: number, y: number}[]} line @param {(point: {x: number, y: number}) => boolean} inView */
function longestRun(line, inView) {
  const dense = line.flatMap((point, index) => (index ? between(line[index - 1], point) : [point]));
  /** @type {{x: number, y: number}[]} */
  let best = [];
  /** @type {{x: number, y: number}[]} */
  let run = [];
  for (const point of dense) {
    if (inView(point)) run.push(point);
    else run = [];
    if (run.length > best.length) best = run;
  }
  return best;
}

/** Points every few pixels, so that a border of two corners can be in view between them. @param {any} from @param {any} to */
function between(from, to) {
  const steps = Math.min(200, Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y) / 12)));
  return Array.from({ length: steps }, (_, step) => ({ x: from.x + ((to.x - from.x) * (step + 1)) / steps, y: from.y + ((to.y - from.y) * (step + 1)) / steps }));
}

/** @param {{x: number, y: number}[]} line */
function lengthOf(line) {
  return line.reduce((sum, point, index) => (index ? sum + Math.hypot(point.x - line[index - 1].x, point.y - line[index - 1].y) : 0), 0);
}

/** @param {{x: number, y: number}[]} line @param {number} distance */
function pointAt(line, distance) {
  let left = Math.max(0, distance);
  for (let index = 1; index < line.length; index += 1) {
    const step = Math.hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y);
    if (step >= left && step > 0) {
      const share = left / step;
      return { x: line[index - 1].x + (line[index].x - line[index - 1].x) * share, y: line[index - 1].y + (line[index].y - line[index - 1].y) * share };
    }
    left -= step;
  }
  return line[line.length - 1];
}
