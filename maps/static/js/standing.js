// Which claims stand at a date on the statement clock; the rule is that of layers/agreement/standing.py.

/** @typedef {Record<string, any>} Claim */

/**
 * Claims by what has become of them; those that stand in the order in which they were said.
 * @param {Claim[]} claims @param {number} [asOf] second at which the date asked for has ended
 */
export function standing(claims, asOf = Infinity) {
  const said = claims.filter((claim) => saidFrom(claim) < asOf);
  const later = claims.filter((claim) => saidFrom(claim) >= asOf);
  const replaced = new Set();
  for (const claim of said) {
    const other = said.find(({ row }) => row === claim.supersedes);
    if (other && other.party === claim.party && other.subject_kind === claim.subject_kind && other.subject === claim.subject) replaced.add(other.row);
  }
  const retracted = said.filter((claim) => isNumber(claim.retracted_s) && claim.retracted_s < asOf);
  const gone = new Set(retracted.map(({ row }) => row));
  return {
    stand: said.filter(({ row }) => !gone.has(row) && !replaced.has(row)).sort(bySaying),
    retracted,
    superseded: said.filter(({ row }) => replaced.has(row) && !gone.has(row)),
    later,
  };
}

/** The first second at which a claim may have been said; minus infinity for unknown. @param {Claim} claim */
export function saidFrom(claim) {
  return isNumber(claim.said_s) ? claim.said_s : -Infinity;
}

/** The last such second. @param {Claim} claim */
export function saidUntil(claim) {
  if (isNumber(claim.said_until_s)) return claim.said_until_s;
  return isNumber(claim.said_s) ? Infinity : -Infinity;
}

/** @param {Claim} a @param {Claim} b */
export function bySaying(a, b) {
  return difference(saidFrom(a), saidFrom(b)) || difference(saidUntil(a), saidUntil(b)) || a.row - b.row;
}

/** Which of two numbers comes first, infinities too. @param {number} a @param {number} b */
export function difference(a, b) {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** @param {unknown} value */
export function isNumber(value) {
  return typeof value === "number";
}

/**
 * Where a party stands on a zone definition: by its latest claim on it that stands, silence only where there is no
 * other; the rule is that of layers/recognition.py.
 * @param {any} data @param {any} definition @param {number} party @param {number} [asOf]
 * @returns {{recognition: "states" | "recognises" | "rejects" | "ambiguous" | "silent" | "unknown", claim: Claim | null}}
 */
export function recognitionOf(data, definition, party, asOf = Infinity) {
  const words = { asserts: "recognises", recognises: "recognises", rejects: "rejects", ambiguous: "ambiguous", silent: "silent" };
  const claims = standing(data.claimsOf("zone definition", definition.row), asOf).stand.filter((claim) => claim.party === party);
  const spoken = claims.filter(({ stance }) => stance !== "silent");
  const last = (spoken.length ? spoken : claims).at(-1);
  if (!last) return { recognition: definition.stated_by === party ? "states" : "unknown", claim: null };
  return { recognition: /** @type {any} */ (words)[last.stance] ?? "ambiguous", claim: last };
}
