// The texts that stood in the page before any script ran, said again in another language. maps/twin/inlines.py writes what is read here.

import { dateWords, distanceWords, periodWords, positionWords } from "./format.js";
import { wordFor } from "./words.js";

/** @typedef {import("./words.js").Words} Words */

const ISOLATE = ["\u2068", "\u2069"];

/**
 * Say every text of the shell and of the text twin again.
 * @param {{of: any[][], at: number[]}} sayings in the order of the document @param {any} data @param {Words} words
 */
export function sayAgain({ of, at }, data, words) {
  const elements = [...document.querySelectorAll("[data-s], s-y, .twin td, .twin th")].filter(isSaying);
  if (elements.length !== at.length) throw new Error(`the page has ${elements.length} texts for ${at.length} sayings`);
  elements.forEach((element, index) => {
    const saying = of[at[index]];
    const inline = element.localName === "s-y" && ["s", "l"].includes(saying[0]);
    element.textContent = sayingText(saying, data, words, inline && saying[0] === "l");
    const onRecord = saying[0] === "n" && isOnRecord(data, saying[1], saying[2]);
    element.setAttribute("lang", onRecord ? "en" : words.language);
  });
  for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", words(element.getAttribute("data-label") ?? ""));
  for (const element of document.querySelectorAll("[data-place]")) element.textContent = data.places[Number(element.getAttribute("data-place"))].name.split(" (")[0];
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.getAttribute("data-language") === words.language));
}

/**
 * @param {any[]} saying @param {any} data @param {Words} words
 * @param {boolean} [within] whether it stands within a sentence, which its direction must not touch
 * @returns {string}
 */
export function sayingText(saying, data, words, within = false) {
  const [kind, first, second, count] = saying;
  switch (kind) {
    case "t": return within ? `${ISOLATE[0]}${first}${ISOLATE[1]}` : first;
    case "n": return sayingText(["t", rowName(data, first, second)], data, words, within);
    case "d": return dateWords(first, words);
    case "r": return periodWords(first, second, words);
    case "m": return distanceWords(first, words);
    case "p": return positionWords(first, second, words);
    case "f": return words.number(first);
    case "g": return words.digits(first);
    case "w": return wordFor(words, first, second);
    case "l": return saying.slice(2).map((item) => sayingText(item, data, words, within)).join(words(first));
    case "s": {
      /** @type {Record<string, string | number>} */
      const values = {};
      for (const [name, value] of Object.entries(second ?? {})) values[name] = sayingText(value, data, words, true);
      return words(first, count === undefined ? values : { ...values, count });
    }
    default: throw new Error(`a saying of kind ${kind}`);
  }
}

/** A cell of a table says something if it has text, and neither a direction nor elements of its own. @param {Element} element */
function isSaying(element) {
  return element.matches("[data-s], s-y") || (element.firstChild !== null && element.firstElementChild === null && !element.hasAttribute("dir"));
}

/** @param {any} data @param {string} table @param {number} row */
function rowName(data, table, row) {
  return table === "short" ? data.parties[row].short : named(data, table, row)?.name ?? "";
}

/** Whether a name is shown as it stands on record, since there is none in the reader's language. @param {any} data @param {string} table @param {number} row */
function isOnRecord(data, table, row) {
  const { name, short, recorded } = named(data, table === "short" ? "parties" : table, row);
  return table === "short" ? short === recorded?.short : name === recorded?.name;
}

/** @param {any} data @param {string} table @param {number} row */
function named(data, table, row) {
  return { parties: data.parties, places: data.places, zones: data.zones, zone_definitions: data.definitions }[table]?.[row];
}
