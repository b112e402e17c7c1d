// The scale of the time bar: what it spans, its bins, its ticks, and how much falls into each bin.

import { dayOf, offsetAt, startOf } from "./clocks.js";
import { isNumber } from "./standing.js";

export const DAY_S = 86_400;
const LEAST_BIN = 2.5;
const LEAST_TICK = 38;

/**
 * The time that the bar spans: the period of the case, or its focus, or else that of its incidents; in whole days.
 * @param {any} data @param {boolean} close whether the focus of the case is meant
 * @returns {{start: number, end: number}} seconds
 */
export function domainOf(data, close) {
  const zone = data.info.time_zone ?? "UTC";
  if (close && data.info.focus) return periodOf(...data.info.focus.split("/"), zone);
  const starts = data.incidents.map((/** @type {any} */ { start, end }) => start ?? end).filter(isNumber);
  const first = starts.length ? dayOf(Math.min(...starts), zone).slice(0, 7) : "2000-01";
  const last = starts.length ? dayOf(Math.max(...starts), zone).slice(0, 7) : "2000-12";
  return periodOf(data.info.period_start ?? first, data.info.period_end ?? last, zone);
}

/**
 * Days where they are wide enough to be seen, else weeks, else months.
 * @param {number} start @param {number} end @param {number} width pixels @param {string} zone
 * @returns {{start: number, end: number}[]}
 */
export function binsOf(start, end, width, zone) {
  const days = (end - start) / DAY_S;
  const step = width / days >= LEAST_BIN ? 1 : width / days >= LEAST_BIN / 7 ? 7 : 0;
  // By the calendar of the zone: where its clocks change, a day is not 86,400 seconds long.
  const midnight = (/** @type {number} */ index) => start + index * step * DAY_S + offsetAt(start, zone) - offsetAt(start + index * step * DAY_S, zone);
  if (step) return Array.from({ length: Math.ceil(days / step) }, (_, index) => ({ start: midnight(index), end: Math.min(end, midnight(index + 1)) }));
  return monthsOf(start, end, zone).map(({ at }, index, months) => ({ start: at, end: months[index + 1]?.at ?? end }));
}

/**
 * How many fall surely into each bin, and how much of those that only may: each counts as one in all.
 * @param {{start: number | null, end: number | null}[]} spans @param {{start: number, end: number}[]} bins
 */
export function barsOf(spans, bins) {
  const bars = bins.map(() => ({ sure: 0, maybe: 0 }));
  for (const { start, end } of spans) {
    if (!isNumber(start) && !isNumber(end)) continue;
    const [from, to] = [start ?? Number(end) - 1, Math.max(end ?? Number(start) + 1, (start ?? Number(end) - 1) + 1)];
    const first = firstAfter(bins, from);
    const touched = [];
    for (let index = first; index < bins.length && bins[index].start < to; index += 1) touched.push(index);
    if (touched.length === 1 && from >= bins[touched[0]].start && to <= bins[touched[0]].end) bars[touched[0]].sure += 1;
    else for (const index of touched) bars[index].maybe += (Math.min(to, bins[index].end) - Math.max(from, bins[index].start)) / (to - from);
  }
  return bars;
}

/**
 * Years, and months where there is room for their names.
 * @param {number} start @param {number} end @param {number} width @param {string} zone
 * @returns {{at: number, year: number, month: number | null}[]}
 */
export function ticksOf(start, end, width, zone) {
  const months = monthsOf(start, end, zone);
  if (width / months.length >= LEAST_TICK) return months.map(({ at, year, month }) => ({ at, year, month: month === 1 ? null : month }));
  return months.filter(({ month }) => month === 1).map(({ at, year }) => ({ at, year, month: null }));
}

/** @param {string} first @param {string} last @param {string} zone */
function periodOf(first, last, zone) {
  const [year, month = 12] = last.split("-").map(Number);
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  return { start: startOf(first.slice(0, 7), zone), end: startOf(next, zone) };
}

/** @param {number} start @param {number} end @param {string} zone */
function monthsOf(start, end, zone) {
  const months = [];
  const [firstYear, firstMonth] = dayOf(start, zone).split("-").map(Number);
  for (let count = firstYear * 12 + firstMonth - 1; ; count += 1) {
    const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
    const at = startOf(`${year}-${String(month).padStart(2, "0")}`, zone);
    if (at >= end) return months;
    months.push({ at, year, month });
  }
}

/** The first bin that ends after a second. @param {{start: number, end: number}[]} bins @param {number} second */
function firstAfter(bins, second) {
  let [low, high] = [0, bins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bins[middle].end > second) high = middle;
    else low = middle + 1;
  }
  return low;
}
