// The data blocks of the page, checked once: what comes out of here is trusted.

import { rowsOf } from "./columns.js";
import { inflate } from "./inflate.js";
import { tablesOf } from "./records.js";

/** @typedef {ReturnType<typeof readCase>} CaseData */

/**
 * @param {any} block the parsed data block, as docs/page-format.md describes it
 */
export function readCase(block) {
  if (block?.format !== "contested page data" || block.version !== 2) {
    throw new Error(`data block: format ${block?.format} ${block?.version}, and this script reads "contested page data" 2`);
  }
  for (const part of ["case", "records", "computed", "counts", "main", "view"]) {
    if (typeof block[part] !== "object") throw new Error(`data block: ${part} is missing`);
  }
  const tables = tablesOf(block);
  const claimsOf = claimsBySubject(tables);
  const gradesOf = bySubject(tables.grades);
  const sides = rowsOf(block.claimed_sides ?? { length: 0 });
  return {
    info: { ...block.case, fingerprint: block.fingerprint },
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
    /** Distinct stated locations with their verdicts. */
    judged: rowsOf(block.judged_places ?? { length: 0 }),
    /** What geometry says of a claim of inside or outside, one row a definition. @param {number} row of the claim */
    sidesOf: (row) => sides.filter(({ claim }) => claim === row),
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
  const { coding, data, ...stated } = JSON.parse(block.textContent ?? "");
  if (coding !== "base64 of zlib of JSON in UTF-8") throw new Error(`the data block ${id} is coded as ${coding}, which this script does not read`);
  const packed = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  return { ...JSON.parse(new TextDecoder().decode(inflate(packed))), ...stated };
}

/** @param {Record<string, Record<string, any>[]>} tables */
function claimsBySubject(tables) {
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
