// What the reader has chosen, and who listens.

/**
 * @typedef {object} Choice
 * @property {number | null} incident row of the incident whose card is open
 * @property {number[] | null} group incidents at the spot that the reader opened
 * @property {"all" | "as" | "two"} mode all accounts, as one party tells it, or two parties compared
 * @property {number | null} one the party that tells, or the first of two
 * @property {number | null} other the second of two
 * @property {boolean} assessment whether the compilers' own assessment is shown
 * @property {Set<number>} hidden parties switched off
 * @property {Set<number>} definitions zone definitions drawn
 * @property {number | null} definition the definition that the reader points at
 * @property {number | null} pointed the incident that the reader points at
 * @property {number | null} place the place that the reader asked to see
 * @property {string} tab the open part of the panel
 * @property {string} query what is searched for, with terms such as party:russia
 * @property {Record<string, Set<string>>} facets chosen values of each filter
 * @property {string | null} asOf day on the statement clock: what was said later is hidden
 * @property {"event" | "statement"} clock which of the two the range is about
 * @property {string | null} from first day of the range
 * @property {string | null} to last day of the range
 * @property {"may" | "must"} within whether an uncertain time may or must fall in the range
 * @property {boolean} close whether the time bar shows the case's own focus
 * @property {boolean} tray whether only incidents without a place or a date are listed
 * @property {string} sort what the list is ordered by
 * @property {boolean} down whether that order is turned round
 * @property {"list" | "table"} layout
 * @property {boolean} inView whether only what the map shows is listed
 * @property {[number, number][] | null} measure corners of the line that is measured
 * @property {[number, number] | null} spot the point that verdicts are asked for
 * @property {number[] | null} bounds what the map shows, while only that is listed
 * @property {[number, number, number] | null} view latitude, longitude and zoom, once the reader has moved the map
 * @property {string} language
 * @property {boolean} text whether the text is shown in the place of the map
 */

/** @typedef {ReturnType<typeof makeState>} State */

/** What decides who is heard, and what they had said. @type {(keyof Choice)[]} */
export const VOICES = ["mode", "one", "other", "hidden", "asOf"];

/** What decides which incidents are shown. @type {(keyof Choice)[]} */
export const SELECTION = [...VOICES, "query", "facets", "from", "to", "within", "clock", "tray"];

/** A choice that shows everything. @param {Partial<Choice>} [known] @returns {Choice} */
export function firstChoice(known = {}) {
  return {
    incident: null, group: null, mode: "all", one: null, other: null, assessment: false, hidden: new Set(), definitions: new Set(), definition: null, pointed: null,
    place: null, tab: "incidents", query: "", facets: {}, asOf: null, clock: "event", from: null, to: null, within: "may", close: false, tray: false,
    sort: "disputed", down: false, layout: "list", inView: false, measure: null, spot: null, bounds: null, view: null, language: "en", text: false, ...known,
  };
}

/** @param {Choice} first */
export function makeState(first) {
  let now = first;
  /** @type {{keys: (keyof Choice)[], listener: (now: Choice) => void}[]} */
  let listeners = [];
  return {
    /** @returns {Readonly<Choice>} */
    get now() { return now; },
    /** @param {Partial<Choice>} changes */
    set(changes) {
      const before = now;
      now = { ...now, ...changes };
      for (const { keys, listener } of listeners) if (keys.some((key) => now[key] !== before[key])) listener(now);
    },
    /**
     * Call a listener now, and whenever one of the keys changes.
     * @param {(keyof Choice)[]} keys @param {(now: Choice) => void} listener
     */
    on(keys, listener) {
      listeners.push({ keys, listener });
      listener(now);
    },
    /** Remember who listens; what is given back forgets all who came later, so that parts can be drawn anew. */
    mark() {
      const kept = listeners;
      listeners = [...kept];
      return () => { listeners = [...kept]; };
    },
  };
}

/**
 * A listener for parts out of sight: at once the first time, and later only after what is in sight has been drawn.
 * @param {(now: Choice) => void} listener
 * @returns {(now: Choice) => void}
 */
export function afterwards(listener) {
  let waiting = 0;
  let isFirst = true;
  return (now) => {
    clearTimeout(waiting);
    if (isFirst) listener(now);
    else waiting = Number(setTimeout(() => listener(now), 60));
    isFirst = false;
  };
}

/**
 * A set with one member put in or taken out.
 * @template T @param {Set<T>} set @param {T} member @param {boolean} belongs
 * @returns {Set<T>}
 */
export function withMember(set, member, belongs) {
  const changed = new Set(set);
  if (belongs) changed.add(member);
  else changed.delete(member);
  return changed;
}
