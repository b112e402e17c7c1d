// How to cite the page or one incident of it: as text, BibTeX and CSL-JSON.

/**
 * @typedef {object} Cited
 * @property {string} id
 * @property {string} title
 * @property {string | null} container title of the case that an incident belongs to
 * @property {string | null} author
 * @property {string | null} version
 * @property {string | null} year the year of the version, if it starts with one
 * @property {string} fingerprint
 * @property {string | null} address
 * @property {string} accessed the day, as ISO 8601
 */

/**
 * @param {any} info the case @param {any} incident null for the page as a whole
 * @param {string} address where the page is read @param {string} accessed
 * @returns {Cited}
 */
export function citedAs(info, incident, address, accessed) {
  const version = info.version ?? null;
  return {
    id: [info.id, version, incident?.id].filter(Boolean).join("-"),
    title: incident?.title ?? info.title,
    container: incident ? info.title : null,
    author: info.attribution ?? null,
    version,
    year: /^\d{4}/.exec(version ?? "")?.[0] ?? null,
    fingerprint: info.fingerprint,
    // A page on the reader's own disk has no address that anyone else could follow.
    address: /^https?:/.test(address) ? address : null,
    accessed,
  };
}

/** @param {Cited} cited @param {import("./words.js").Words} words @param {string} day the day of access in words */
export function plainCitation(cited, words, day) {
  const state = [cited.container ?? cited.title, cited.version && words("cite.version", { version: cited.version }), cited.address, words("cite.accessed", { date: day }), words("cite.fingerprint", { fingerprint: cited.fingerprint })];
  return `${[cited.author, cited.container && `“${cited.title}”`, state.filter(Boolean).join(words("list.comma"))].filter(Boolean).join(". ")}.`;
}

/** @param {Cited} cited */
export function bibtex(cited) {
  const fields = [["title", `{${braced(cited.title)}}`], ["booktitle", cited.container && `{${braced(cited.container)}}`], ["author", cited.author && `{${braced(cited.author)}}`], ["year", cited.year],
    ["version", cited.version && braced(cited.version)], ["url", cited.address && cited.address.replace(/[{}\\]/g, encodeURIComponent)], ["urldate", cited.accessed], ["note", `SHA-256 ${cited.fingerprint}`]];
  const key = cited.id.replace(/[^A-Za-z0-9.:_-]/g, "-");
  return `@misc{${key},\n${fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}\n`;
}

const SPECIAL = { "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", "_": "\\_", "$": "\\$", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** @param {string} text */
function braced(text) {
  return text.replace(/[\\{}%&#_$~^]/g, (sign) => SPECIAL[/** @type {keyof typeof SPECIAL} */ (sign)]).replace(/\s+/g, " ");
}

/** @param {Cited} cited */
export function cslJson(cited) {
  const dates = (/** @type {string} */ text) => ({ "date-parts": [text.split("-").map(Number)] });
  const item = {
    id: cited.id, type: cited.container ? "entry" : "dataset", title: cited.title, "container-title": cited.container, author: cited.author ? [{ literal: cited.author }] : null,
    issued: cited.year ? dates(cited.year) : null, version: cited.version, URL: cited.address, accessed: dates(cited.accessed), note: `SHA-256 ${cited.fingerprint}`,
  };
  return `${JSON.stringify([Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))], null, 1)}\n`;
}
