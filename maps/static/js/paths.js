// Lines coded as text; the coding is documented in maps/backdrop/coding.py.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

/**
 * @param {string} text
 * @param {number} precision decimals that the path was coded with
 * @returns {[number, number][]} latitude and longitude in degrees
 */
export function decodePath(text, precision) {
  /** @type {[number, number][]} */
  const points = [];
  const scale = 10 ** precision;
  const sum = [0, 0];
  for (let index = 0, axis = 0; index < text.length; axis ^= 1) {
    let value = 0;
    let weight = 1;
    let group = 0;
    do {
      const letter = VALUES.get(text[index]);
      if (letter === undefined) throw new Error(`a path stops or is damaged at letter ${index}`);
      index += 1;
      group = letter;
      value += (group & 31) * weight;
      weight *= 32;
    } while (group > 31);
    sum[axis] += value % 2 ? -(value + 1) / 2 : value / 2;
    if (axis) points.push([sum[0] / scale, sum[1] / scale]);
  }
  return points;
}
