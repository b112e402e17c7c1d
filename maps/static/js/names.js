// Names in the reader's language, where a case gives them in it: chosen once, for every part of the page.

/**
 * Give every party, place, zone and zone definition the name that it has in a language, else the one on record.
 * The name on record stays among its names, so that a search still finds it.
 * @param {any} data @param {string} language
 */
export function useNames(data, language) {
  for (const row of [...data.parties, ...data.places, ...data.zones, ...data.definitions]) {
    row.recorded ??= { name: row.name, short: row.short, names: row.names ?? [] };
    const { name, short, names } = row.recorded;
    row.name = nameFor(names, language, ["name"]) ?? name;
    if (short !== undefined) row.short = (language === "en" ? null : nameFor(names, language, ["short", "name"])) ?? short;
    row.names = row.name === name ? names : [...names, { text: name, language: "en", role: "name" }];
  }
}

/** @param {any[]} names @param {string} language @param {string[]} roles @returns {string | null} */
function nameFor(names, language, roles) {
  for (const role of roles) {
    const name = names.find((one) => one.language === language && (one.role ?? "name") === role);
    if (name) return name.text;
  }
  return null;
}
