// How often the two parties that are compared agree, and on what.

import { el, replace } from "./dom.js";
import { asOfSecond, pairTable } from "./view.js";

const COLUMNS_SHOWN = ["agree", "partly", "disputed", "not_compared"];

/** @param {any} page */
export function pairPart(page) {
  const { data, words, state } = page;
  const home = el("section", { class: "pair", "aria-label": words("pair.title") });
  state.on(["mode", "one", "other", "asOf"], (/** @type {any} */ now) => {
    home.hidden = now.mode !== "two";
    if (now.mode !== "two") return replace(home);
    const table = pairTable(data, now.one, now.other, asOfSecond(page));
    const [{ both_speak, one_silent, both_silent, one_unheard }] = table;
    replace(home,
      el("h2", { class: "pair-title" }, el("bdi", {}, data.parties[now.one].short), " · ", el("bdi", {}, data.parties[now.other].short)),
      el("p", { class: "note" }, [words("pair.both", { count: both_speak }), one_unheard ? words("pair.unheard", { count: one_unheard }) : null, one_silent ? words("pair.silent", { count: one_silent }) : null, both_silent ? words("pair.quiet", { count: both_silent }) : null].filter(Boolean).join(" ")),
      el("table", { class: "pair-table" }, el("caption", { class: "visually-hidden" }, words("pair.title")),
        el("thead", {}, el("tr", {}, el("td", {}), ...COLUMNS_SHOWN.map((column) => el("th", { scope: "col" }, words(`pair.${column}`))))),
        el("tbody", {}, ...table.map((row) => el("tr", {}, el("th", { scope: "row" }, words(`level.${row.group}`)),
          ...COLUMNS_SHOWN.map((column) => el("td", { class: column === "disputed" && row.disputed ? "cell-differs" : "" }, words.number(/** @type {any} */ (row)[column]))))))));
  });
  return home;
}
