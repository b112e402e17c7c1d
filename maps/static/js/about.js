// How to read the page, what the case cannot show, the article that it grew from, and credits.

import { claimGroups, sourceLine } from "./claim.js";
import { el, replace, said } from "./dom.js";
import { VOICES, afterwards } from "./state.js";
import { glyphSign } from "./symbols.js";
import { claimsSaid } from "./view.js";
import { wordFor } from "./words.js";

/** @param {any} page @param {Element} home */
export function showAbout(page, home) {
  const { data, words } = page;
  replace(home,
    el("section", { id: "how" }, el("h2", {}, words("about.how")), ...["one", "two", "three", "four"].map((key) => el("p", {}, words(`about.how.${key}`))), kinds(page)),
    el("section", { id: "limits" }, el("h2", {}, words("about.limits")),
      data.info.caution ? said("p", data.info.caution, { class: "caution" }) : null,
      el("ul", { class: "limits" }, ...(data.info.limits ?? []).map((/** @type {string} */ limit) => said("li", limit)), el("li", {}, words("about.borders")))),
    ...article(page),
    el("section", { id: "credits" }, el("h2", {}, words("about.credits")),
      data.info.scope ? said("p", data.info.scope) : null,
      data.info.compiled_from ? said("p", data.info.compiled_from) : null,
      el("p", {}, [data.info.attribution, data.info.license].filter(Boolean).join(" · ")),
      ...page.backdrop.credits.map((/** @type {string} */ credit) => el("p", { class: "note" }, credit)),
      el("p", { class: "note" }, words("about.data")),
      el("p", { class: "note" }, words("about.fingerprint"), " ", el("code", { class: "hash" }, data.info.fingerprint))));
}

/**
 * Known positions: what each is, and who is said to hold it.
 * @param {any} page @param {Element} home
 */
export function showPositions(page, home) {
  const { data, words, symbols, state } = page;
  state.on(VOICES, afterwards(() => replace(home, el("p", { class: "lead" }, words("positions.lead", { count: data.positions.length })),
    ...data.positions.map((/** @type {any} */ position) => {
      const claims = claimsSaid(page, "known position", position.row);
      return el("article", { class: "definition" },
        el("h2", { class: "position-name" }, glyphSign(symbols.positions[position.kind] ?? "dot"), el("button", { type: "button", class: "link", dir: "auto", on: { click: () => state.set({ place: position.place }) } }, position.name)),
        position.kind ? el("p", { class: "note" }, wordFor(words, "kind", position.kind)) : null,
        position.note ? said("p", position.note, { class: "note" }) : null,
        claims.length ? el("details", {}, el("summary", {}, words("positions.claims", { count: claims.length })), ...claimGroups(page, claims)) : null);
    }))));
}

/** The glyphs of the kinds of events that occur. @param {any} page */
function kinds({ data, words, symbols }) {
  const found = [...new Set(data.incidents.map((/** @type {any} */ incident) => incident.kind).filter(Boolean))].sort();
  return el("ul", { class: "kinds" }, ...found.map((kind) => el("li", {}, glyphSign(symbols.events[/** @type {string} */ (kind)] ?? symbols.plain.event), wordFor(words, "kind", /** @type {string} */ (kind)))));
}

/** @param {any} page */
function article(page) {
  const { data, words } = page;
  if (!data.statements.length) return [];
  return [el("section", { id: "article" }, el("h2", {}, words("about.article")), el("p", { class: "note" }, words("about.article.note")),
    el("ol", { class: "statements" }, ...data.statements.map((/** @type {any} */ statement) => el("li", {},
      said("p", statement.text), statement.differs ? said("p", statement.differs, { class: "note" }) : null,
      el("p", { class: "note" }, words("about.article.recorded"), " ", el("bdi", {}, statement.recorded_in)),
      ...(statement.compare ?? []).map((/** @type {number} */ row) => sourceLine(page, data.sources[row]))))))];
}
