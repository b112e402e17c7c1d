// Days in the time zone of a case, as seconds; and times shown in local time and UTC.

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocksByZone = new Map();

/**
 * The second at which a day, month or year begins in a time zone.
 * @param {string} date yyyy, yyyy-mm or yyyy-mm-dd @param {string} zone IANA name
 */
export function startOf(date, zone) {
  const [year, month = 1, day = 1] = date.split("-").map(Number);
  return atMidnight(year, month - 1, day, zone);
}

/**
 * The second at which it has ended.
 * @param {string} date @param {string} zone
 */
export function endOf(date, zone) {
  const [year, month, day] = date.split("-").map(Number);
  if (day) return atMidnight(year, month - 1, day + 1, zone);
  return month ? atMidnight(year, month, 1, zone) : atMidnight(year + 1, 0, 1, zone);
}

/** Whether a text is a date that these can read. @param {string} text */
export function isDate(text) {
  return /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text);
}

/**
 * The calendar day of a second in a zone, as yyyy-mm-dd.
 * @param {number} seconds @param {string} zone
 */
export function dayOf(seconds, zone) {
  return new Date((seconds + offsetAt(seconds, zone)) * 1000).toISOString().slice(0, 10);
}

/** How far a zone is ahead of UTC, in seconds. @param {number} seconds @param {string} zone */
export function offsetAt(seconds, zone) {
  const clock = clocksByZone.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" });
  clocksByZone.set(zone, clock);
  const parts = Object.fromEntries(clock.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) / 1000 - Math.floor(seconds);
}

/** @param {number} year @param {number} month from 0 @param {number} day @param {string} zone */
function atMidnight(year, month, day, zone) {
  const wall = Date.UTC(year, month, day) / 1000;
  const first = wall - offsetAt(wall, zone);
  const second = wall - offsetAt(first, zone);
  // Where clocks go forward at midnight, that midnight does not exist: the earlier offset counts, as in Python's zoneinfo.
  return second === first ? first : wall - offsetAt(Math.min(first, second) - 1, zone);
}
