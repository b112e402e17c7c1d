// The card of the incident that is open: what it is, where and when, and what each party says of it.

import { claimGroups, whereWords } from "./claim.js";
import { el, replace, said } from "./dom.js";
import { dateWords, distanceWords, positionWords } from "./format.js";
import { byDate } from "./list.js";
import { glyphSign } from "./symbols.js";
import { wordFor } from "./words.js";

/** @param {any} page @param {HTMLElement} home */
export function showCard(page, home) {
  const order = [...page.data.incidents].sort(byDate);
  page.state.on(["incident", "hidden"], (/** @type {any} */ now) => {
    home.hidden = now.incident === null;
    home.parentElement?.classList.toggle("has-card", now.incident !== null);
    if (now.incident === null) return replace(home);
    const moved = home.getAttribute("data-incident") !== String(now.incident);
    home.setAttribute("data-incident", String(now.incident));
    replace(home, ...cardOf(page, page.data.incidents[now.incident], order));
    if (moved) home.parentElement?.scrollTo({ top: 0 });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (page.state.now.incident !== null) close(page);
    else page.state.set({ group: null });
  });
}

/** Back to the list, with the focus on the incident that was open. @param {any} page */
function close(page) {
  const row = page.state.now.incident;
  page.state.set({ incident: null });
  /** @type {HTMLElement | null} */ (document.querySelector(`.item[data-incident="${row}"]`))?.focus();
}

/** @param {any} page @param {any} incident @param {any[]} order */
function cardOf(page, incident, order) {
  const { data, words, symbols } = page;
  const claims = data.claimsOf("incident", incident.row);
  return [
    steps(page, incident, order),
    el("p", { class: "kicker" }, glyphSign(symbols.events[incident.kind] ?? symbols.plain.event),
      wordFor(words, "kind", incident.sub_kind ?? incident.kind ?? ""), incident.sub_kind && incident.kind ? el("span", { class: "kicker-kind" }, wordFor(words, "kind", incident.kind)) : null),
    said("h2", incident.title, { class: "card-title", tabindex: -1 }),
    facts(page, incident),
    el("h3", { class: "card-part" }, words("card.claims", { count: claims.length })),
    ...claimGroups(page, claims),
    ...assessments(page, incident),
    incident.note ? el("div", { class: "remark" }, el("h3", {}, words("card.note")), said("p", incident.note)) : null,
    ...related(page, incident),
    el("p", { class: "record-id" }, words("card.id"), " ", el("code", {}, incident.id)),
  ];
}

/** @param {any} page @param {any} incident @param {any[]} order */
function steps({ words, state }, incident, order) {
  const at = order.indexOf(incident);
  /** @param {string} key @param {any} other */
  const step = (key, other) => el("button", { type: "button", class: "step", disabled: !other, "aria-label": words(`card.${key}`), title: words(`card.${key}`), on: { click: () => state.set({ incident: other.row }) } }, words(`card.${key}.sign`));
  return el("div", { class: "card-steps" },
    el("button", { type: "button", class: "back", on: { click: () => close({ state }) } }, words("card.back")),
    el("span", { class: "note" }, words("card.step", { at: at + 1, all: order.length })),
    step("previous", order[at - 1]), step("next", order[at + 1]));
}

/** @param {any} page @param {any} incident */
function facts(page, incident) {
  const { data, words } = page;
  const place = data.places[incident.where?.place];
  const placed = incident.lat !== undefined && incident.lat !== null;
  const local = incident.time_local && !/T\d/.test(incident.edtf ?? "") ? ` · ${words("card.local", { time: incident.time_local })}` : "";
  const lines = [
    ["when", el("span", {}, dateWords(incident.edtf ?? incident.date, words), el("bdi", {}, local))],
    ["where", incident.where ? said("span", whereWords(page, incident.where)) : el("span", {}, words("card.nowhere"))],
    ["place", place && incident.where?.text && place.name !== incident.where.text ? el("bdi", {}, place.name) : null],
    ["position", placed ? el("span", { dir: "ltr" }, positionWords(incident.lat, incident.lon, words)) : null],
    ["known", placed && incident.uncertainty_m ? el("span", {}, words("card.within", { distance: distanceWords(incident.uncertainty_m, words) })) : null],
    ["derivation", incident.where?.derivation ? said("span", incident.where.derivation) : null],
  ];
  return el("dl", { class: "facts" }, ...lines.filter(([, value]) => value).map(([key, value]) => el("div", {}, el("dt", {}, words(`card.${key}`)), el("dd", {}, value))));
}

/** @param {any} page @param {any} incident */
function assessments({ data, words }, incident) {
  return data.assessments.filter((/** @type {any} */ one) => one.incident === incident.row).map((/** @type {any} */ one) => el("details", { class: "assessment" },
    el("summary", {}, words("card.assessment")), said("p", one.text), el("p", { class: "note" }, [one.confidence, one.by, one.date && dateWords(one.date, words)].filter(Boolean).join(" · "))));
}

/** @param {any} page @param {any} incident */
function related({ data, words, state }, incident) {
  const others = (incident.related ?? []).map((/** @type {number} */ row) => data.incidents[row]);
  if (!others.length) return [];
  return [el("h3", { class: "card-part" }, words("card.related")), el("ul", {}, ...others.map((/** @type {any} */ other) => el("li", {},
    el("button", { type: "button", class: "link", dir: "auto", on: { click: () => state.set({ incident: other.row }) } }, other.title))))];
}
