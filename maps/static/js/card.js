// The card of the incident that is open: what it is, where and when, and what each party says of it.

import { whereWords } from "./claim.js";
import { el, replace, said } from "./dom.js";
import { dateWords, distanceWords, positionWords } from "./format.js";
import { verdictPart } from "./gauge.js";
import { classBadge, matrixOf } from "./matrix.js";
import { orderOf } from "./order.js";
import { originPart } from "./origintree.js";
import { SELECTION } from "./state.js";
import { glyphSign } from "./symbols.js";
import { trailOf } from "./trail.js";
import { comparisonOf } from "./view.js";
import { wordFor } from "./words.js";

/** @param {any} page @param {HTMLElement} home */
export function showCard(page, home) {
  page.state.on(["incident", "assessment", "sort", "down", ...SELECTION], (/** @type {any} */ now) => {
    home.hidden = now.incident === null;
    home.parentElement?.classList.toggle("has-card", now.incident !== null);
    if (now.incident === null) return replace(home);
    const moved = home.getAttribute("data-incident") !== String(now.incident);
    home.setAttribute("data-incident", String(now.incident));
    replace(home, ...cardOf(page, page.data.incidents[now.incident], orderOf(page)));
    if (moved) home.parentElement?.scrollTo({ top: 0 });
  });
}

/** Back to the list, with the focus on the incident that was open. @param {any} page */
export function closeCard(page) {
  const row = page.state.now.incident;
  page.state.set({ incident: null });
  /** @type {HTMLElement | null} */ (document.querySelector(`.item[data-incident="${row}"]`))?.focus();
}

/** @param {any} page @param {any} incident @param {any[]} order */
function cardOf(page, incident, order) {
  const { words, symbols } = page;
  const { stand } = comparisonOf(page, incident.row);
  const show = (/** @type {any} */ claim) => showClaim(claim);
  return [
    steps(page, incident, order),
    el("p", { class: "kicker" }, glyphSign(symbols.events[incident.kind] ?? symbols.plain.event),
      wordFor(words, "kind", incident.sub_kind ?? incident.kind ?? ""), incident.sub_kind && incident.kind ? el("span", { class: "kicker-kind" }, wordFor(words, "kind", incident.kind)) : null),
    said("h2", incident.title, { class: "card-title", tabindex: -1 }),
    classBadge(page, incident),
    facts(page, incident),
    ...assessments(page, incident),
    el("h3", { class: "card-part" }, words("matrix.title")),
    ...matrixOf(page, incident, show),
    el("h3", { class: "card-part" }, words("verdict.title")),
    ...verdictPart(page, incident),
    el("h3", { class: "card-part" }, words("card.claims", { count: stand.length })),
    ...trailOf(page, incident),
    ...originPart(page, incident),
    incident.note ? el("div", { class: "remark" }, el("h3", {}, words("card.note")), said("p", incident.note)) : null,
    ...related(page, incident),
    el("p", { class: "record-id" }, words("card.id"), " ", el("code", {}, incident.id)),
  ];
}

/** Bring a claim of the trail into sight, and put the focus on it. @param {any} claim */
function showClaim(claim) {
  const found = document.querySelector(`#card [data-claim="${CSS.escape(claim.id)}"]`);
  if (!(found instanceof HTMLElement)) return;
  for (const other of document.querySelectorAll("#card .claim.is-pointed")) other.classList.remove("is-pointed");
  found.classList.add("is-pointed");
  const panel = found.closest(".panel-part"); // alone: scrollIntoView would move the whole page on a phone
  if (panel) panel.scrollTop += found.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 4;
  found.focus({ preventScroll: true });
}

/** @param {any} page @param {any} incident @param {any[]} order */
function steps({ words, state }, incident, order) {
  const at = order.indexOf(incident);
  /** @param {string} key @param {any} other */
  const step = (key, other) => el("button", { type: "button", class: "step", disabled: !other, "aria-label": words(`card.${key}`), title: words(`card.${key}`), on: { click: () => state.set({ incident: other.row }) } }, words(`card.${key}.sign`));
  return el("div", { class: "card-steps" },
    el("button", { type: "button", class: "back", on: { click: () => closeCard({ state }) } }, words("card.back")),
    at < 0 ? null : el("span", { class: "note" }, words("card.step", { at: at + 1, all: order.length })),
    step("previous", at < 0 ? null : order[at - 1]), step("next", order[at + 1]));
}

/** @param {any} page @param {any} incident */
function facts(page, incident) {
  const { data, words } = page;
  const place = data.places[incident.where?.place];
  const placed = incident.lat !== undefined && incident.lat !== null;
  const local = incident.time_local && !/T\d/.test(incident.edtf ?? "") ? ` · ${words("card.local", { time: incident.time_local })}` : "";
  const lines = [
    ["when", el("span", {}, dateWords(incident.edtf ?? incident.date, words), el("bdi", {}, local))],
    ["utc", utcWords(incident, words)],
    ["where", incident.where ? said("span", whereWords(page, incident.where)) : el("span", {}, words("card.nowhere"))],
    ["place", place && incident.where?.text && place.name !== incident.where.text ? el("bdi", {}, place.name) : null],
    ["position", placed ? el("span", { dir: "ltr" }, positionWords(incident.lat, incident.lon, words)) : null],
    ["known", placed && incident.uncertainty_m ? el("span", {}, words("card.within", { distance: distanceWords(incident.uncertainty_m, words) })) : null],
    ["derivation", incident.where?.derivation ? said("span", incident.where.derivation) : null],
  ];
  return el("dl", { class: "facts" }, ...lines.filter(([, value]) => value).map(([key, value]) => el("div", {}, el("dt", {}, words(`card.${key}`)), el("dd", {}, value))));
}

/** The time of day in UTC, where the source gives one in another zone. @param {any} incident @param {import("./words.js").Words} words */
function utcWords({ edtf, start }, words) {
  if (!/T\d\d:\d\d(:\d\d)?[+-]/.test(edtf ?? "") || edtf.includes("/")) return null;
  return el("span", {}, dateWords(`${new Date(start * 1000).toISOString().slice(0, 16)}Z`, words));
}

/** The compilers' own view, boxed, and only where the reader has asked for it. @param {any} page @param {any} incident */
function assessments({ data, words, state }, incident) {
  if (!state.now.assessment) return [];
  return data.assessments.filter((/** @type {any} */ one) => one.incident === incident.row).map((/** @type {any} */ one) => el("aside", { class: "assessment" },
    el("h3", {}, words("card.assessment")), said("p", one.text), el("p", { class: "note" }, [one.confidence, one.by, one.date && dateWords(one.date, words)].filter(Boolean).join(" · "))));
}

/** @param {any} page @param {any} incident */
function related({ data, words, state }, incident) {
  const others = (incident.related ?? []).map((/** @type {number} */ row) => data.incidents[row]);
  if (!others.length) return [];
  return [el("h3", { class: "card-part" }, words("card.related")), el("ul", {}, ...others.map((/** @type {any} */ other) => el("li", {},
    el("button", { type: "button", class: "link", dir: "auto", on: { click: () => state.set({ incident: other.row }) } }, other.title))))];
}
