// What is published here as files: the case document, GeoJSON and CSV, made from the rows of the page and nothing else.

/** The columns of the table of claims, after layers/rows.py. @type {[string, (data: any, claim: any) => any][]} */
const CLAIM_COLUMNS = [
  ["id", (_, claim) => claim.id],
  ["subject_kind", (_, claim) => claim.subject_kind],
  ["subject", (data, claim) => subjectOf(data, claim).id],
  ["title", (data, claim) => subjectOf(data, claim).title ?? subjectOf(data, claim).recorded?.name ?? subjectOf(data, claim).name],
  ["party", (data, claim) => data.parties[claim.party].id],
  ["party_name", (data, claim) => data.parties[claim.party].recorded?.name ?? data.parties[claim.party].name],
  ["stance", (_, claim) => claim.stance],
  ["summary", (_, claim) => claim.summary],
  ["stated", (_, claim) => claim.stated],
  ["when", (data, claim) => claim.values.when?.edtf ?? (claim.subject_kind === "incident" ? data.incidents[claim.subject].edtf : null)],
  ["location", (_, claim) => claim.where?.text],
  ["lat", (_, claim) => claim.lat],
  ["lon", (_, claim) => claim.lon],
  ["uncertainty_m", (_, claim) => claim.uncertainty_m],
  ["inside_zone", (_, claim) => claim.values.inside_zone],
  ["actor", (data, claim) => data.parties[claim.values.actor]?.id ?? claim.values.actor_text],
  ["target", (data, claim) => data.parties[claim.values.target]?.id ?? claim.values.target_text],
  ["weapon", (_, claim) => claim.values.weapon],
  ["killed_low", (_, claim) => claim.values.harm?.killed_low],
  ["killed_high", (_, claim) => claim.values.harm?.killed_high],
  ["injured_low", (_, claim) => claim.values.harm?.injured_low],
  ["injured_high", (_, claim) => claim.values.harm?.injured_high],
  ["harmed", (_, claim) => claim.values.harm?.who],
  ["lawful", (_, claim) => claim.values.lawful],
  ["holder", (data, claim) => data.parties[claim.values.holder]?.id],
  ["sources", (data, claim) => (claim.sources ?? []).map((/** @type {number} */ row) => data.sources[row].id).join("; ") || null],
  ["unverified", (_, claim) => Boolean(claim.unverified)],
];

/** One row for each claim, as RFC 4180 has it. @param {any} data */
export function claimsCsv(data) {
  const rows = data.claims.map((/** @type {any} */ claim) => CLAIM_COLUMNS.map(([, read]) => read(data, claim)));
  return [CLAIM_COLUMNS.map(([name]) => name), ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** A cell that a spreadsheet would run as a formula gets an apostrophe before it. @param {any} value */
function csvCell(value) {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll("\"", "\"\"")}"` : text;
}

/** Incidents and claims as RFC 7946 has them; what has no place has no geometry. @param {any} data */
export function pageGeojson(data) {
  const { id, title, version, license, attribution, fingerprint } = data.info;
  const incidents = data.incidents.map((/** @type {any} */ incident) => feature(incident.id, incident, {
    layer: "incidents", title: incident.title, kind: incident.kind, sub_kind: incident.sub_kind, when: incident.edtf, location: incident.where?.text,
    place: data.places[incident.where?.place]?.id, uncertainty_m: incident.uncertainty_m, note: incident.note,
  }));
  const claims = data.claims.map((/** @type {any} */ claim) => feature(claim.id, claim, {
    layer: "claims", ...Object.fromEntries(CLAIM_COLUMNS.filter(([name]) => !["id", "lat", "lon"].includes(name)).map(([name, read]) => [name, read(data, claim)])),
  }));
  return `${JSON.stringify({ type: "FeatureCollection", case: { id, title, version, license, attribution, fingerprint }, features: [...incidents, ...claims] })}\n`;
}

/** @param {string} id @param {any} row @param {Record<string, any>} properties */
function feature(id, row, properties) {
  const placed = row.lat !== undefined && row.lat !== null;
  const given = Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value ?? null]));
  return { type: "Feature", id, geometry: placed ? { type: "Point", coordinates: [row.lon, row.lat] } : null, properties: given };
}

/** @param {any} data @param {any} claim */
function subjectOf(data, claim) {
  return { "incident": data.incidents, "zone definition": data.definitions, "known position": data.positions }[/** @type {"incident"} */ (claim.subject_kind)][claim.subject];
}

/** Hand a text to the reader as a file. @param {string} name @param {string} type @param {string} text */
export function handOver(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
