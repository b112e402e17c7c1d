// The words of the page: looked up by key, never written into the scripts.

/**
 * @typedef {((key: string, values?: Record<string, string | number>) => string) & {language: string, direction: string, locale: string, number: (value: number, decimals?: number) => string, digits: (text: string) => string}} Words
 * A `count` among the values chooses the plural form, and is written as the language writes numbers.
 */

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

/**
 * @param {Record<string, string>} texts
 * @param {string} language
 * @returns {Words}
 */
export function makeWords(texts, language) {
  const plural = new Intl.PluralRules(language);
  /** @param {string} key @param {Record<string, string | number>} [values] */
  const words = (key, values = {}) => {
    const form = typeof values.count === "number" ? `${key}.${plural.select(values.count)}` : key;
    const text = texts[form] ?? texts[`${key}.other`];
    if (text === undefined) throw new Error(`no text ${form}`);
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? number(value) : value;
    });
  };
  // Digits and separators are the catalogue's, not the browser's: browsers differ, and Python writes the same.
  const digitSigns = [...(texts["number.digits"] ?? "0123456789")];
  /** @param {string} text */
  const digits = (text) => (digitSigns[0] === "0" ? text : text.replace(/\d/g, (digit) => digitSigns[Number(digit)]));
  /** @param {number} value @param {number} [decimals] */
  const number = (value, decimals) => {
    const [whole, part] = (decimals === undefined ? String(value) : value.toFixed(decimals)).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, texts["number.group"] ?? ",");
    return digits(part === undefined ? grouped : `${grouped}${texts["number.decimal"] ?? "."}${part}`);
  };
  return Object.assign(words, { language, direction: RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr", locale: texts.locale ?? language, number, digits });
}

/**
 * A word of a vocabulary that cases may extend: its text if there is one, else the word as given.
 * @param {Words} words
 * @param {string} family
 * @param {string} word
 */
export function wordFor(words, family, word) {
  try {
    return words(`${family}.${word}`);
  } catch {
    return word; // a kind that the catalogue does not know is shown as the case writes it
  }
}
