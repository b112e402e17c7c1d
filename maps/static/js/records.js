// The records of a case as rows of the page: row numbers for ids, and what was computed beside what is on record.

import { rowsOf } from "./columns.js";

/** @typedef {Record<string, any>} Row */
/** @typedef {{row: (kind: string, id: string) => number, number: (kind: string, id: string | null | undefined) => number | null, rows: (kind: string, ids: string[] | null | undefined) => number[]}} Finder */

/** The list that holds each kind of record. */
export const COLLECTIONS = {
  "party": "parties", "source": "sources", "place": "places", "zone": "zones", "zone definition": "zone_definitions", "known position": "known_positions",
  "incident": "incidents", "claim": "claims", "grade": "grades", "assessment": "assessments", "article statement": "article_statements",
};

/**
 * Every table of the page, its rows numbered.
 * @param {any} block the parsed data block
 * @returns {Record<string, Row[]>}
 */
export function tablesOf(block) {
  const records = Object.fromEntries(Object.values(COLLECTIONS).map((name) => [name, rowsOf(block.records[name] ?? { length: 0 })]));
  const find = finderOf(records);
  // Asked for when it is shown: names change with the reader's language.
  const label = (/** @type {string} */ id) => {
    const place = find.number("place", id);
    const definition = find.number("zone definition", id);
    return (place !== null ? tables.places[place].name : definition !== null ? tables.zone_definitions[definition].name : null) ?? id;
  };
  const { parties, sources, places, zones, zone_definitions, known_positions, incidents, claims, grades, assessments, article_statements } = records;
  /** @type {Record<string, Row[]>} */
  const tables = {
    parties,
    sources: sources.map((source) => ({ ...source, derives_from: find.rows("source", source.derives_from) })),
    places: places.map(({ position, ...place }) => ({ ...place, ...position, source: find.number("source", place.source) })),
    zones,
    zone_definitions: zone_definitions.map((definition) => definitionRow(definition, find)),
    known_positions: known_positions.map((position) => ({ ...position, place: find.row("place", position.place) })),
    incidents: incidents.map(({ when, where, ...incident }) => ({
      ...incident, ...when, where: whereRow(where, find, label), zones: find.rows("zone definition", incident.zones), related: find.rows("incident", incident.related),
    })),
    claims: claims.map((claim) => claimRow(claim, find, label)),
    grades: grades.map((grade) => ({ ...grade, subject: find.row(grade.subject_kind, grade.subject) })),
    assessments: assessments.map((assessment) => ({ ...assessment, incident: find.row("incident", assessment.incident), claims: find.rows("claim", assessment.claims) })),
    statements: [...article_statements].sort((a, b) => compare(a.source, b.source) || a.number - b.number || compare(a.id, b.id))
      .map((statement, row) => ({ ...statement, row, source: find.row("source", statement.source), compare: find.rows("source", statement.compare) })),
  };
  for (const named of [...tables.parties, ...tables.places, ...tables.zones, ...tables.zone_definitions]) {
    named.names = (named.names ?? []).map((/** @type {Row} */ name) => ({ role: "name", ...name }));
  }
  for (const [name, computed] of Object.entries(block.computed)) {
    if (computed.length !== tables[name]?.length) throw new Error(`data block: ${computed.length} computed rows for ${tables[name]?.length} ${name}`);
    rowsOf(computed).forEach((row, index) => Object.assign(tables[name][index], row));
  }
  return tables;
}

/** @param {Record<string, Row[]>} records @returns {Finder} */
function finderOf(records) {
  const numbers = new Map(Object.entries(COLLECTIONS).map(([kind, name]) => [kind, new Map(records[name].map(({ id }, row) => [id, row]))]));
  const finder = {
    /** @param {string} kind @param {string} id */
    row(kind, id) {
      const found = numbers.get(kind)?.get(id);
      if (found === undefined) throw new Error(`data block: there is no ${kind} ${id}`);
      return found;
    },
    /** @param {string} kind @param {string | null | undefined} id */
    number: (kind, id) => (id === undefined || id === null ? null : numbers.get(kind)?.get(id) ?? null),
    /** @param {string} kind @param {string[] | null | undefined} ids */
    rows: (kind, ids) => (ids ?? []).map((id) => finder.row(kind, id)),
  };
  return finder;
}

/** @param {Row} definition @param {Finder} find */
function definitionRow({ construction, ...definition }, find) {
  return {
    ...definition,
    zone: find.row("zone", definition.zone),
    stated_by: find.row("party", definition.stated_by),
    built_as: construction.kind,
    radius_m: construction.radius_m,
    radius_text: construction.radius_text,
    center: find.number("place", construction.center_place),
    sources: find.rows("source", definition.sources),
    drawn_note: construction.note ?? construction.outline_source,
  };
}

/** @param {Row} claim @param {Finder} find @param {(id: string) => string} label */
function claimRow({ values: stated, ...claim }, find, label) {
  const { where, ...values } = stated ?? {};
  for (const field of ["actor", "target", "holder"]) if (values[field] !== undefined) values[field] = find.row("party", values[field]);
  return {
    ...claim, values,
    subject: find.row(claim.subject_kind, claim.subject),
    party: find.row("party", claim.party),
    sources: find.rows("source", claim.sources),
    supersedes: find.number("claim", claim.supersedes),
    where: whereRow(where, find, label),
  };
}

/** A location in its own words. @param {any} where @param {Finder} find @param {(id: string) => string} label */
function whereRow(where, find, label) {
  if (!where) return null;
  const { text, place, offset, derivation, precision_code } = where;
  return {
    text, derivation, precision_code,
    place: find.number("place", place) ?? undefined,
    distance_km: offset?.distance_km,
    bearing: offset?.bearing,
    get measured_from() { return offset?.measured_from === undefined ? undefined : label(offset.measured_from); },
  };
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
