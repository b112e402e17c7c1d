// The order of the list: the most disputed first, unless the reader asks for another.

import { CLASSES, FIELDS } from "./fields.js";
import { isNumber } from "./standing.js";
import { judgedRow, selectionOf } from "./selection.js";
import { classOf, comparisonOf, tellingOf } from "./view.js";

const TELLINGS = ["tells", "rejects", "silent", "nothing"];

/**
 * The incidents that are shown, in the order asked for.
 * @param {any} page
 * @returns {any[]}
 */
export function orderOf(page) {
  const { rows } = selectionOf(page);
  const { sort, down } = page.state.now;
  const keys = new Map([...rows].map((row) => [row, keyOf(page, page.data.incidents[row], sort)]));
  const sorted = [...rows].map((row) => page.data.incidents[row]).sort((a, b) => compareKeys(keys.get(a.row) ?? [], keys.get(b.row) ?? []) || byDate(a, b));
  return down ? sorted.reverse() : sorted;
}

/** @param {any} a @param {any} b */
export function byDate(a, b) {
  return (a.start ?? Infinity) - (b.start ?? Infinity) || a.row - b.row;
}

/** What an incident is listed under: its class, or how the party that tells speaks of it. @param {any} page @param {any} incident */
export function headingOf(page, { row }) {
  const { mode, one } = page.state.now;
  return mode === "as" ? `telling.${tellingOf(page, row, one)}` : `class.${classOf(page, row)}`;
}

/** How far a place lies from the border of the main definition, below 0 inside; infinity without a place. @param {any} page @param {any} incident */
export function mainBorder(page, incident) {
  const judged = page.data.judged[judgedRow(page, incident) ?? -1];
  const border = judged?.border_m[page.data.main.definition ?? -1];
  return isNumber(border) ? border : Infinity;
}

/** @param {any} page @param {any} incident @param {string} sort @returns {(number | string)[]} */
function keyOf(page, incident, sort) {
  if (sort === "title") return [incident.title];
  if (sort === "voices") return [-comparisonOf(page, incident.row).speaking.length];
  if (sort === "border") return [mainBorder(page, incident)];
  if (sort === "date") return [];
  const { mode, one } = page.state.now;
  if (mode === "as") return [TELLINGS.indexOf(tellingOf(page, incident.row, one))];
  const { decided_by } = comparisonOf(page, incident.row);
  return [CLASSES.indexOf(classOf(page, incident.row)), FIELDS.findIndex(({ name }) => name === decided_by), -differences(page, incident.row)];
}

/** How many fields the parties that are heard differ on. @param {any} page @param {number} row */
function differences(page, row) {
  return comparisonOf(page, row).fields.filter(({ differing }) => differing.length).length;
}

/** @param {(number | string)[]} one @param {(number | string)[]} other */
function compareKeys(one, other) {
  for (const [index, key] of one.entries()) {
    const against = other[index];
    if (key === against) continue;
    return typeof key === "string" ? key.localeCompare(String(against)) : key < Number(against) ? -1 : 1;
  }
  return 0;
}
