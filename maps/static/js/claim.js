// One claim as a card shows it: who, how, what, when it was said, on what source.

import { el, safeAddress, said } from "./dom.js";
import { dateWords } from "./format.js";
import { partySign, stanceSign } from "./symbols.js";
import { isHeard } from "./view.js";
import { wordFor } from "./words.js";

/**
 * Claims grouped by party, in the parties' order.
 * @param {any} page @param {any[]} claims in the parties' order
 * @returns {HTMLElement[]}
 */
export function claimGroups(page, claims) {
  /** @type {Map<number, any[]>} */
  const groups = new Map();
  for (const claim of claims) groups.set(claim.party, [...(groups.get(claim.party) ?? []), claim]);
  return [...groups].map(([row, group]) => partyGroup(page, page.data.parties[row], group));
}

/** @param {any} page @param {any} party @param {any[]} claims */
function partyGroup(page, party, claims) {
  const { words, state } = page;
  const head = el("h4", { class: "voice-name" }, partySign(party), el("bdi", {}, party.name), el("span", { class: "code" }, party.code));
  if (isHeard(state.now, party.row)) return el("section", { class: "voice" }, head, ...claims.map((claim) => claimItem(page, claim)));
  return el("section", { class: "voice is-hidden" }, head, el("p", { class: "note" }, words("claims.unheard", { count: claims.length })));
}

/**
 * @param {any} page @param {any} claim
 * @param {any} [speaker] the party, where it is to be named
 * @param {"retracted" | "superseded"} [fate] what has become of the claim, where it no longer stands
 */
export function claimItem(page, claim, speaker, fate) {
  const { data, words, symbols } = page;
  const fill = symbols.stances[claim.stance] ?? "half";
  const parts = [
    el("p", { class: "claim-head" }, speaker ? el("span", { class: "claim-party" }, partySign(speaker), el("bdi", { title: speaker.name }, speaker.short)) : null, stanceSign(fill), el("span", { class: "stance-word" }, wordFor(words, "stance", claim.stance)),
      claim.stated ? el("span", { class: "claim-date" }, words("claim.stated", { date: dateWords(claim.stated, words) })) : null,
      claim.retracted && fate !== "superseded" && (fate || !speaker) ? el("span", { class: "tag" }, words("claim.retracted", { date: dateWords(claim.retracted, words) })) : null,
      fate === "superseded" ? el("span", { class: "tag" }, words("claim.superseded")) : null,
      claim.reported_by_article ? el("span", { class: "tag" }, words("claim.article")) : null),
    claim.summary ? said("p", claim.summary, { class: "claim-text" }) : null,
    claim.quote ? said("blockquote", claim.quote, { lang: claim.quote_language }) : null,
    claim.speaker ? el("p", { class: "note" }, words("claim.speaker"), " ", el("bdi", {}, claim.speaker)) : null,
    statedValues(page, claim),
    claim.stance === "silent" ? el("p", { class: "note" }, words("claim.silent"), claim.searched_in ? ` ${words("claim.searched", { where: claim.searched_in, until: dateWords(claim.searched_until, words) })}` : "") : null,
    claim.confidence_note ? said("p", claim.confidence_note, { class: "note" }) : null,
    ...(claim.sources ?? []).map((/** @type {number} */ row) => sourceLine(page, data.sources[row])),
    claim.unverified && claim.stance !== "silent" ? el("p", { class: "note" }, words("claim.unverified")) : null,
  ];
  return el("article", { class: `claim claim-${fill}`, "data-claim": claim.id, tabindex: -1 }, ...parts);
}

/**
 * A source as a line: publisher, title, date, grade, and its address where that may be followed.
 * @param {any} page @param {any} source
 */
export function sourceLine(page, source) {
  const { data, words } = page;
  const address = safeAddress(source.url);
  const archive = safeAddress(source.archive_url);
  const title = address
    ? el("a", { href: address, rel: "noreferrer noopener", target: "_blank", dir: "auto", lang: source.language }, source.title)
    : el("span", { dir: "auto", lang: source.language }, source.title);
  const grades = data.gradesOf("source", source.row).map((/** @type {any} */ grade) => el("span", { class: "grade", title: words("source.grade.of", { scale: grade.scale }) }, words("source.grade", { value: grade.value })));
  return el("p", { class: "source" },
    source.publisher ? el("bdi", { class: "publisher" }, source.publisher) : null, source.publisher ? " · " : null,
    title, source.published ? ` · ${dateWords(source.published, words)}` : null,
    source.language && source.language !== page.language ? el("span", { class: "lang-tag" }, source.language) : null,
    ...grades, archive ? el("a", { class: "lang-tag", href: archive, rel: "noreferrer noopener", target: "_blank" }, words("source.archive")) : null);
}

/** The values that a claim states, as short labelled chips. @param {any} page @param {any} claim */
function statedValues(page, claim) {
  const { data, words } = page;
  const values = claim.values ?? {};
  /** @param {number | undefined} row @param {string | undefined} text */
  const who = (row, text) => (row === undefined ? text : data.parties[row].short);
  const chips = [
    ["occurred", values.occurred && wordFor(words, "yesno", values.occurred)],
    ["when", values.when && dateWords(values.when.edtf, words)],
    ["where", claim.where && whereWords(page, claim.where)],
    ["actor", who(values.actor, values.actor_text)],
    ["target", who(values.target, values.target_text)],
    ["holder", who(values.holder, undefined)],
    ["weapon", values.weapon],
    ["armed", values.armed && wordFor(words, "yesno", values.armed)],
    ["killed", harmWords(values.harm, "killed", words)],
    ["injured", harmWords(values.harm, "injured", words)],
    ["who", values.harm?.who],
    ["inside", values.inside_zone && wordFor(words, "inside", values.inside_zone)],
    ["lawful", values.lawful && wordFor(words, "yesno", values.lawful)],
  ].filter(([, value]) => value);
  if (!chips.length) return null;
  return el("dl", { class: "values" }, ...chips.map(([field, value]) => el("div", {}, el("dt", {}, words(`value.${field}`)), said("dd", String(value)))));
}

/**
 * A location in its own words, or else by its place and offset.
 * @param {any} page @param {any} where
 */
export function whereWords({ data, words }, where) {
  if (where.text) return where.text;
  const place = data.places[where.place]?.name ?? "";
  if (where.distance_km === undefined) return place;
  const origin = where.measured_from ?? place;
  const bearing = Number.isNaN(Number(where.bearing)) ? where.bearing ?? "" : `${where.bearing}°`;
  return words(bearing ? "where.offset" : "where.distance", { km: where.distance_km, bearing, origin });
}

/** @param {any} harm @param {string} what @param {import("./words.js").Words} words */
function harmWords(harm, what, words) {
  const figures = ["low", "best", "high"].map((bound) => harm?.[`${what}_${bound}`]).filter((figure) => figure !== undefined && figure !== null);
  if (!figures.length) return null;
  const [low, high] = [Math.min(...figures), Math.max(...figures)];
  return low === high ? words("harm.one", { value: low }) : words("harm.range", { low, high });
}
