// SHA-256 of a text: by the browser, or here where a page that came over plain HTTP may not ask it.

/**
 * SHA-256 of a text in UTF-8, in hexadecimal digits.
 * @param {string} text @param {SubtleCrypto | undefined} [subtle]
 * @returns {Promise<string>}
 */
export async function sha256(text, subtle = globalThis.crypto?.subtle) {
  const bytes = new TextEncoder().encode(text);
  const digest = subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : digestOf(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * After FIPS 180-4, 6.2. @param {Uint8Array} bytes
 * @returns {Uint8Array}
 */
export function digestOf(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0);
  const primes = firstPrimes(64);
  const constants = primes.map((prime) => fractionBits(Math.cbrt(prime)));
  const hash = Uint32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));
  const words = new Uint32Array(64);
  for (let start = 0; start < padded.length; start += 64) {
    for (let index = 0; index < 16; index += 1) words[index] = view.getUint32(start + 4 * index);
    for (let index = 16; index < 64; index += 1) {
      const [near, far] = [words[index - 15], words[index - 2]];
      words[index] = words[index - 16] + (turn(near, 7) ^ turn(near, 18) ^ (near >>> 3)) + words[index - 7] + (turn(far, 17) ^ turn(far, 19) ^ (far >>> 10));
    }
    mix(hash, words, constants);
  }
  const digest = new Uint8Array(32);
  hash.forEach((word, index) => new DataView(digest.buffer).setUint32(4 * index, word));
  return digest;
}

/** @param {Uint32Array} hash @param {Uint32Array} words @param {number[]} constants */
function mix(hash, words, constants) {
  let [a, b, c, d, e, f, g, h] = hash;
  for (let index = 0; index < 64; index += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[index] + words[index]) >>> 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [a, b, c, d, e, f, g, h] = [(first + second) >>> 0, a, b, c, (d + first) >>> 0, e, f, g];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => { hash[index] += word; });
}

/** @param {number} word @param {number} by */
function turn(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits of a root's fraction. @param {number} root */
function fractionBits(root) {
  return Math.floor((root % 1) * 2 ** 32) >>> 0;
}

/** @param {number} count @returns {number[]} */
function firstPrimes(count) {
  const primes = [2];
  for (let candidate = 3; primes.length < count; candidate += 2) if (primes.every((prime) => candidate % prime)) primes.push(candidate);
  return primes;
}
