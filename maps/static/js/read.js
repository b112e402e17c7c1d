// The data blocks of the page, checked once: what comes out of here is trusted.

import { rowsOf } from "./columns.js";

const TABLES = ["parties", "sources", "places", "zones", "zone_definitions", "known_positions", "incidents", "claims", "grades", "assessments", "statements"];
const SUBJECTS = { "incident": "incidents", "zone definition": "zone_definitions", "known position": "known_positions" };

/** @typedef {ReturnType<typeof readCase>} CaseData */

/**
 * @param {any} block the parsed data block, as maps/page.py documents it
 */
export function readCase(block) {
  if (block?.format !== "contested page data" || block.version !== 1) {
    throw new Error(`data block: format ${block?.format} ${block?.version}, and this script reads "contested page data" 1`);
  }
  /** @type {Record<string, Record<string, any>[]>} */
  const tables = {};
  for (const name of TABLES) {
    if (typeof block[name]?.length !== "number") throw new Error(`data block: table ${name} is missing`);
    tables[name] = rowsOf(block[name]);
  }
  const claimsOf = claimsBySubject(tables);
  const gradesOf = bySubject(tables.grades);
  return {
    info: block.case,
    counts: block.counts,
    main: block.main,
    view: block.view,
    alphabetical: block.alphabetical,
    parties: tables.parties,
    sources: tables.sources,
    places: tables.places,
    zones: tables.zones,
    definitions: tables.zone_definitions,
    positions: tables.known_positions,
    incidents: tables.incidents,
    claims: tables.claims,
    assessments: tables.assessments,
    statements: tables.statements,
    /** Grades of one source or claim. @param {string} kind @param {number} row */
    gradesOf: (kind, row) => gradesOf.get(`${kind} ${row}`) ?? [],
    /** Claims on one subject, parties in their order, each party's by date. @param {string} kind @param {number} row */
    claimsOf: (kind, row) => claimsOf.get(`${kind} ${row}`) ?? [],
  };
}

/**
 * Read the text of a data block.
 * @param {Document} document @param {string} id
 */
export function readBlock(document, id) {
  const block = document.getElementById(id);
  if (!block) throw new Error(`the page has no data block ${id}`);
  return JSON.parse(block.textContent ?? "");
}

/** @param {Record<string, Record<string, any>[]>} tables */
function claimsBySubject(tables) {
  for (const claim of tables.claims) {
    const subjects = SUBJECTS[/** @type {keyof typeof SUBJECTS} */ (claim.subject_kind)];
    if (!tables[subjects]?.[claim.subject] || !tables.parties[claim.party]) throw new Error(`data block: claim ${claim.id} names a row that is not there`);
  }
  const groups = bySubject(tables.claims);
  for (const group of groups.values()) group.sort((a, b) => a.party - b.party || (a.start ?? Infinity) - (b.start ?? Infinity) || a.row - b.row);
  return groups;
}

/** @param {Record<string, any>[]} rows */
function bySubject(rows) {
  /** @type {Map<string, Record<string, any>[]>} */
  const groups = new Map();
  for (const row of rows) {
    const key = `${row.subject_kind} ${row.subject}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
