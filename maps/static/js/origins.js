// What sources rest on: links that derive from one another are one origin; the rule is that of layers/origins.py.

import { isNumber } from "./standing.js";

/** @typedef {{source: number, cited: boolean, derived: OriginNode[]}} OriginNode */

/**
 * @param {any} data @param {Iterable<number>} rows of the sources that claims name
 * @param {number} [asOf] sources published later are left out
 * @returns {{sources: number, tree: OriginNode[]}} one tree an origin
 */
export function originsOf(data, rows, asOf = Infinity) {
  const cited = new Set([...rows].filter((row) => !(isNumber(data.sources[row].published_s) && data.sources[row].published_s >= asOf)));
  /** @type {Map<number, Set<number>>} */
  const derived = new Map();
  for (const row of cited) climb(data, row, derived, []);
  const roots = [...new Set([...cited, ...derived.keys()])].filter((row) => !data.sources[row].derives_from?.length).sort((a, b) => a - b);
  /** @type {Set<number>} */
  const shown = new Set();
  return { sources: cited.size, tree: roots.map((row) => branch(row, derived, cited, shown)) };
}

/** @param {any} data @param {number} row @param {Map<number, Set<number>>} derived @param {number[]} path */
function climb(data, row, derived, path) {
  if (path.includes(row)) return; // a circle: the case would not have passed its checks
  for (const parent of data.sources[row].derives_from ?? []) {
    const known = derived.get(parent) ?? new Set();
    const isNew = !known.has(row);
    derived.set(parent, known.add(row));
    if (isNew) climb(data, parent, derived, [...path, row]);
  }
}

/** @param {number} row @param {Map<number, Set<number>>} derived @param {Set<number>} cited @param {Set<number>} shown @returns {OriginNode} */
function branch(row, derived, cited, shown) {
  const below = shown.has(row) ? [] : [...(derived.get(row) ?? [])].sort((a, b) => a - b);
  shown.add(row);
  return { source: row, cited: cited.has(row), derived: below.map((child) => branch(child, derived, cited, shown)) };
}
