// A party's colour on light and on dark paper: the same hue, moved towards black or white until it can be told apart.

/** @type {Map<string, {light: string, dark: string}>} */
const known = new Map();

/**
 * @param {string} hex a colour such as #332288
 * @returns {{light: string, dark: string}} the colour for a light and for a dark page
 */
export function inks(hex) {
  const found = known.get(hex) ?? mixed(hex);
  known.set(hex, found);
  return found;
}

/** @param {string} hex */
function mixed(hex) {
  return { light: towards(hex, [0, 0, 0], "#faf9f6", 3), dark: towards(hex, [255, 255, 255], "#1b1e23", 4.5) };
}

/**
 * The contrast of two colours after WCAG 2.2, from 1 to 21.
 * @param {string} one @param {string} other
 */
export function contrast(one, other) {
  const [low, high] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} hex @param {number[]} end @param {string} paper @param {number} least */
function towards(hex, end, paper, least) {
  const start = channels(hex);
  for (let share = 0; share < 1; share += 0.05) {
    const shade = toHex(start.map((value, index) => value + (end[index] - value) * share));
    if (contrast(shade, paper) >= least) return shade;
  }
  return toHex(end);
}

/** @param {string} hex @returns {number[]} */
function channels(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** @param {number[]} values */
function toHex(values) {
  return `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

/** @param {number[]} values */
function luminance(values) {
  const [red, green, blue] = values.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
