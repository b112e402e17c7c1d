// The rival definitions of each zone: what each says, who states it, who recognises or rejects it, and a switch to draw it.

import { claimGroups, sourceLine } from "./claim.js";
import { el, replace, said } from "./dom.js";
import { distanceWords, periodWords } from "./format.js";
import { VOICES, afterwards, withMember } from "./state.js";
import { partySign } from "./symbols.js";
import { claimsSaid } from "./view.js";
import { wordFor } from "./words.js";

/** @param {any} page @param {Element} home */
export function showDefinitions(page, home) {
  const { data, words, state } = page;
  const zones = [...data.zones].sort((a, b) => Number(b.row === data.main.zone) - Number(a.row === data.main.zone) || a.row - b.row);
  const boxes = new Map(data.definitions.map((/** @type {any} */ definition) => [definition.row, switchOf(page, definition)]));
  const claims = new Map(data.definitions.map((/** @type {any} */ definition) => [definition.row, el("div", { class: "definition-claims" })]));
  replace(home, el("p", { class: "lead" }, words("zones.lead", { count: data.definitions.length, zones: data.zones.length })),
    ...zones.map((zone) => zoneSection(page, zone, boxes, claims)));
  state.on(["definitions"], (/** @type {any} */ now) => {
    for (const [row, box] of boxes) box.checked = now.definitions.has(row);
  });
  state.on(VOICES, afterwards(() => {
    for (const [row, holder] of claims) replace(holder, ...claimGroups(page, claimsSaid(page, "zone definition", row)));
  }));
}

/** @param {any} page @param {any} definition */
function switchOf({ state }, definition) {
  const box = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: `definition-${definition.row}`, on: { change: () => state.set({ definitions: withMember(state.now.definitions, definition.row, box.checked) }) } }));
  return box;
}

/** @param {any} page @param {any} zone @param {Map<number, HTMLInputElement>} boxes @param {Map<number, HTMLElement>} claims */
function zoneSection(page, zone, boxes, claims) {
  const { data } = page;
  const definitions = data.definitions.filter((/** @type {any} */ definition) => definition.zone === zone.row)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => Number(b.row === data.main.definition) - Number(a.row === data.main.definition) || a.row - b.row);
  return el("section", { class: "zone-part" }, said("h2", zone.name),
    zone.note ? said("p", zone.note, { class: "note" }) : null,
    ...definitions.map((/** @type {any} */ definition) => definitionCard(page, definition, boxes.get(definition.row), claims.get(definition.row))));
}

/** @param {any} page @param {any} definition @param {HTMLInputElement | undefined} box @param {HTMLElement | undefined} claims */
function definitionCard(page, definition, box, claims) {
  const { data, words, state } = page;
  const party = data.parties[definition.stated_by];
  const count = data.claimsOf("zone definition", definition.row).length;
  const point = (/** @type {boolean} */ on) => state.set({ definition: on ? definition.row : null });
  return el("article", { class: "definition", on: { mouseenter: () => point(true), mouseleave: () => point(false), focusin: () => point(true), focusout: () => point(false) } },
    el("div", { class: "definition-head" }, box, el("label", { for: `definition-${definition.row}`, dir: "auto" }, definition.name)),
    el("p", { class: "definition-by" }, partySign(party), words("zones.by"), " ", el("bdi", {}, party.short), " · ", periodWords(definition.valid_from, definition.valid_to, words)),
    el("p", { class: "note" }, built(page, definition)),
    el("details", {}, el("summary", {}, words("zones.more", { count })),
      definition.basis ? said("p", definition.basis) : null,
      definition.note ? said("p", definition.note, { class: "note" }) : null,
      definition.drawn_note ? said("p", definition.drawn_note, { class: "note" }) : null,
      ...(definition.sources ?? []).map((/** @type {number} */ row) => sourceLine(page, data.sources[row])),
      claims));
}

/** @param {any} page @param {any} definition */
function built({ data, words }, definition) {
  const center = data.places[definition.center]?.name;
  const shape = definition.radius_m && center
    ? words("zones.circle", { radius: distanceWords(definition.radius_m, words), center, text: definition.radius_text ?? "" })
    : wordFor(words, "built", definition.built_as);
  return definition.uncertainty_m ? `${shape} · ${words("zones.within", { distance: distanceWords(definition.uncertainty_m, words) })}` : shape;
}
