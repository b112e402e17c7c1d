// What the reader has chosen, and who listens.

/**
 * @typedef {object} Choice
 * @property {number | null} incident row of the incident whose card is open
 * @property {number[] | null} group incidents at the spot that the reader opened
 * @property {Set<number>} hidden parties switched off
 * @property {Set<number>} definitions zone definitions drawn
 * @property {number | null} definition the definition that the reader points at
 * @property {number | null} place the place that the reader asked to see
 * @property {string} tab the open part of the panel
 * @property {string} query text that the list is filtered by
 */

/** @typedef {ReturnType<typeof makeState>} State */

/** @param {Choice} first */
export function makeState(first) {
  let now = first;
  /** @type {Array<{keys: (keyof Choice)[], listener: (now: Choice) => void}>} */
  const listeners = [];
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
