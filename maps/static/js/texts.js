// Everything that is said of an incident, in all its languages and under all names, as one text to search in.

import { folded } from "./query.js";

/**
 * @param {any} data
 * @returns {(row: number) => string} the folded text of an incident; made when first asked for
 */
export function searchTexts(data) {
  /** @type {Map<number, string>} */
  const known = new Map();
  return (row) => {
    const text = known.get(row) ?? folded(partsOf(data, data.incidents[row]).filter(Boolean).join(" \n "));
    known.set(row, text);
    return text;
  };
}

/** @param {any} data @param {any} incident */
function partsOf(data, incident) {
  const claims = data.claimsOf("incident", incident.row);
  return [
    incident.title, incident.id, incident.kind, incident.sub_kind, incident.edtf, incident.date, incident.note, ...(incident.external_ids ?? []), ...whereTexts(data, incident.where),
    ...(incident.zones ?? []).flatMap((/** @type {number} */ row) => [data.definitions[row].name, ...namesIn(data.definitions[row])]),
    ...claims.flatMap((/** @type {any} */ claim) => [claim.id, claim.summary, claim.quote, claim.speaker, claim.confidence_note, ...Object.values(claim.values ?? {}).filter((value) => typeof value === "string"),
      ...whereTexts(data, claim.where), data.parties[claim.party].name, ...namesIn(data.parties[claim.party]), ...(claim.sources ?? []).flatMap((/** @type {number} */ row) => [data.sources[row].title, data.sources[row].publisher, data.sources[row].author])]),
  ];
}

/** @param {any} data @param {any} where */
function whereTexts(data, where) {
  const place = data.places[where?.place];
  return [where?.text, where?.measured_from, place?.name, ...namesIn(place)];
}

/** @param {any} named */
function namesIn(named) {
  return (named?.names ?? []).map((/** @type {any} */ name) => name.text);
}
