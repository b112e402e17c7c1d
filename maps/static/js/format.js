// Dates, distances and positions in words.

/** @typedef {import("./words.js").Words} Words */

const DATE = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d(?::?\d\d)?)?)?([?~%])?$/;
const MARKS = { "?": "date.uncertain", "~": "date.approximate", "%": "date.both" };

/**
 * An EDTF date in words; a form that is not read here is shown as it is written.
 * @param {string | null | undefined} edtf
 * @param {Words} words
 * @returns {string}
 */
export function dateWords(edtf, words) {
  if (!edtf) return words("date.none");
  const ends = edtf.split("/");
  if (ends.length === 2) return intervalWords(ends[0], ends[1], words);
  return oneDate(edtf, words);
}

/**
 * When something held: from one date to another, either of which may be missing.
 * @param {string | null | undefined} from @param {string | null | undefined} to
 * @param {Words} words
 */
export function periodWords(from, to, words) {
  if (!from && !to) return words("period.none");
  if (from === to) return oneDate(String(from), words);
  if (!to) return words("period.from", { from: oneDate(String(from), words) });
  if (!from) return words("period.to", { to: oneDate(to, words) });
  return words("period.both", { from: oneDate(from, words), to: oneDate(to, words) });
}

/**
 * The day and month of a date, for a list under headings of years.
 * @param {string | null | undefined} edtf @param {Words} words
 */
export function shortDate(edtf, words) {
  const match = DATE.exec((edtf ?? "").split("/")[0]);
  if (!match?.[2]) return words("date.short.none");
  const month = words(`month.short.${Number(match[2])}`);
  return match[3] ? words("date.short.day", { day: words.digits(String(Number(match[3]))), month }) : month;
}

/**
 * The year a date falls in, or null.
 * @param {string | null | undefined} edtf
 */
export function yearOf(edtf) {
  return DATE.exec((edtf ?? "").split("/")[0])?.[1] ?? null;
}

/**
 * A length in the units that a reader takes in at once.
 * @param {number} metres @param {Words} words
 */
export function distanceWords(metres, words) {
  if (metres < 1000) return words("distance.m", { value: Math.round(metres) });
  const km = metres / 1000;
  return words("distance.km", { value: km < 10 ? Math.round(km * 10) / 10 : Math.round(km) });
}

/**
 * A position in decimal degrees with its hemispheres.
 * @param {number} lat @param {number} lon @param {Words} words
 */
export function positionWords(lat, lon, words) {
  return words("position", {
    lat: words.number(Math.abs(lat), 4), ns: words(lat < 0 ? "compass.S" : "compass.N"),
    lon: words.number(Math.abs(lon), 4), ew: words(lon < 0 ? "compass.W" : "compass.E"),
  });
}

/** The day that the reader's clock shows, as ISO 8601. @param {Date} date */
export function localDay(date) {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}

/** @param {string} start @param {string} end @param {Words} words */
function intervalWords(start, end, words) {
  /** @param {string} text */
  const stated = (text) => (text && text !== ".." ? text : null);
  return periodWords(stated(start), stated(end), words);
}

/** @param {string} edtf @param {Words} words */
function oneDate(edtf, words) {
  const match = DATE.exec(edtf);
  if (!match) return edtf;
  const [, , month, day, clock, zone, mark] = match;
  let text = calendarWords(match[1], month, day, words);
  if (clock) text = words(zone ? "date.time.zone" : "date.time", { date: text, time: words.digits(clock), zone: zone === "Z" ? "" : words.digits(zoneWords(zone)) });
  return mark ? words(MARKS[/** @type {"?" | "~" | "%"} */ (mark)], { date: text }) : text;
}

/** +03:00 as +3, for "UTC+3". @param {string | undefined} zone */
function zoneWords(zone) {
  return (zone ?? "").replace(/^([+-])0/, "$1").replace(/:?00$/, "");
}

/** @param {string} year @param {string | undefined} month @param {string | undefined} day @param {Words} words */
function calendarWords(year, month, day, words) {
  const shown = words.digits(year.replace(/^0+(?=.)/, ""));
  if (!month || !(Number(month) >= 1 && Number(month) <= 12)) return words("date.year", { year: shown });
  if (!day) return words("date.month", { month: words(`month.alone.${Number(month)}`), year: shown });
  return words("date.day", { day: words.digits(String(Number(day))), month: words(`month.${Number(month)}`), year: shown });
}
