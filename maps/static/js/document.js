// The case document, rebuilt from the data block to the byte: what the fingerprint is taken of, and what is downloaded.

import { COLLECTIONS } from "./records.js";

// Numbers that Python keeps as floats: 500 is written 500.0 there, and JSON forgets which it was.
const FLOATS = new Set(["lat", "lon", "uncertainty_m", "distance_km", "radius_m", "half_width_m", "latitude_deg", "area_radius_m"]);

/** @param {any} block the parsed data block @returns {string} */
export function documentText(block) {
  const parts = [`"format": "contested case document"`, `"version": 1`, `"case": ${recordText(block.case)}`];
  for (const name of Object.values(COLLECTIONS)) {
    const table = block.records[name];
    if (table?.length) parts.push(`"${name}": [\n${recordsOf(table).map(recordText).join(",\n")}\n]`);
  }
  return `{\n${parts.join(",\n")}\n}\n`;
}

/** Records as the document has them: fields that are not given are left out. @param {any} table @returns {Record<string, any>[]} */
export function recordsOf(table) {
  const records = Array.from({ length: table.length }, () => /** @type {Record<string, any>} */ ({}));
  for (const [name, column] of Object.entries(table)) {
    if (typeof column === "number") continue;
    records.forEach((record, index) => {
      const value = Array.isArray(column) ? column[index] : column.of[column.at[index]];
      if (value !== null) record[name] = value;
    });
  }
  return records;
}

/** @param {Record<string, any>} record */
function recordText(record) {
  return `{\n${Object.entries(record).map(([key, value]) => ` "${key}": ${valueText(value, key)}`).join(",\n")}\n}`;
}

/** @param {any} value @param {string} key @returns {string} */
function valueText(value, key) {
  if (Array.isArray(value)) return `[${value.map((item) => valueText(item, key)).join(", ")}]`;
  if (typeof value === "object" && value !== null) return `{${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${valueText(inner, name)}`).join(", ")}}`;
  if (typeof value === "number") return FLOATS.has(key) ? floatText(value) : String(value);
  return JSON.stringify(value);
}

/**
 * A float as Python writes it: with a decimal, and an exponent below 0.0001 and from 1e16 on.
 * @param {number} value
 */
export function floatText(value) {
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split("e");
    const power = Math.abs(Number(exponent));
    return `${digits}e${Number(exponent) < 0 ? "-" : "+"}${power < 10 ? "0" : ""}${power}`;
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
