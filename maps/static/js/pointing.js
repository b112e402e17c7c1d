// List, table and map point at the same incident.

/** Listeners that point at an incident on the map while the reader is on its line. @param {any} page @param {number} row */
export function pointing({ state }, row) {
  const point = (/** @type {number | null} */ pointed) => () => { if (state.now.pointed !== pointed) state.set({ pointed }); };
  return { mouseenter: point(row), mouseleave: point(null), focusin: point(row), focusout: point(null) };
}
