// The words of the page: looked up by key, never written into the scripts.

/**
 * @typedef {(key: string, values?: Record<string, string | number>) => string} Words
 * A `count` among the values chooses the plural form, and is written as the language writes numbers.
 */

/**
 * @param {Record<string, string>} texts
 * @param {string} language
 * @returns {Words}
 */
export function makeWords(texts, language) {
  const plural = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (key, values = {}) => {
    const form = typeof values.count === "number" ? `${key}.${plural.select(values.count)}` : key;
    const text = texts[form] ?? texts[`${key}.other`];
    if (text === undefined) throw new Error(`no text ${form}`);
    return text.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
    });
  };
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
