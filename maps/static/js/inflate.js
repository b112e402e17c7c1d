// A zlib stream (RFC 1950, RFC 1951) back to its bytes. Browsers of the last five years do not all bring this along.

const LENGTHS = codeSteps(29, 4, 3);
const DISTANCES = codeSteps(30, 2, 1);
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** @typedef {{counts: Uint16Array, symbols: Uint16Array}} Tree */

/** @param {Uint8Array} packed @returns {Uint8Array} */
export function inflate(packed) {
  const reader = { packed, at: 2, bits: 0, held: 0 };
  let out = new Uint8Array(packed.length * 5);
  let size = 0;
  /** @param {number} more */
  const reserve = (more) => {
    if (size + more <= out.length) return;
    const larger = new Uint8Array(Math.max(out.length * 2, size + more));
    larger.set(out);
    out = larger;
  };
  for (let last = 0; !last;) {
    last = take(reader, 1);
    const kind = take(reader, 2);
    if (kind === 0) {
      reader.bits = reader.held = 0;
      const length = packed[reader.at] | (packed[reader.at + 1] << 8);
      reserve(length);
      out.set(packed.subarray(reader.at + 4, reader.at + 4 + length), size);
      reader.at += 4 + length;
      size += length;
      continue;
    }
    if (kind === 3) throw new Error("data block: damaged stream");
    const [symbols, distances] = kind === 1 ? fixedTrees() : readTrees(reader);
    for (let symbol = symbolIn(reader, symbols); symbol !== 256; symbol = symbolIn(reader, symbols)) {
      reserve(258);
      if (symbol < 256) {
        out[size++] = symbol;
        continue;
      }
      const length = symbol === 285 ? 258 : LENGTHS.base[symbol - 257] + take(reader, LENGTHS.extra[symbol - 257]);
      const far = symbolIn(reader, distances);
      const from = size - (DISTANCES.base[far] + take(reader, DISTANCES.extra[far]));
      for (let index = 0; index < length; index += 1) out[size++] = out[from + index];
    }
  }
  return out.subarray(0, size);
}

/** @param {{packed: Uint8Array, at: number, bits: number, held: number}} reader @param {number} count */
function take(reader, count) {
  while (reader.held < count) {
    if (reader.at >= reader.packed.length) throw new Error("data block: it ends too soon");
    reader.bits |= reader.packed[reader.at++] << reader.held;
    reader.held += 8;
  }
  const value = reader.bits & ((1 << count) - 1);
  reader.bits >>>= count;
  reader.held -= count;
  return value;
}

/** Read one symbol, bit after bit: codes of one length are consecutive. @param {any} reader @param {Tree} tree */
function symbolIn(reader, { counts, symbols }) {
  let [code, first, index] = [0, 0, 0];
  for (let length = 1; length < 16; length += 1) {
    if (!reader.held) {
      if (reader.at >= reader.packed.length) throw new Error("data block: it ends too soon");
      reader.bits = reader.packed[reader.at++];
      reader.held = 8;
    }
    code |= reader.bits & 1;
    reader.bits >>>= 1;
    reader.held -= 1;
    const count = counts[length];
    if (code - count < first) return symbols[index + code - first];
    index += count;
    first = (first + count) << 1;
    code <<= 1;
  }
  throw new Error("data block: damaged stream");
}

/** @param {ArrayLike<number>} lengths @returns {Tree} */
function treeOf(lengths) {
  const counts = new Uint16Array(16);
  const symbols = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol += 1) if (lengths[symbol]) counts[lengths[symbol]] += 1;
  const offsets = new Uint16Array(17);
  for (let length = 1; length < 16; length += 1) offsets[length + 1] = offsets[length] + counts[length];
  for (let symbol = 0; symbol < lengths.length; symbol += 1) if (lengths[symbol]) symbols[offsets[lengths[symbol]]++] = symbol;
  return { counts, symbols };
}

/** @param {any} reader @returns {[Tree, Tree]} */
function readTrees(reader) {
  const [symbols, distances, codes] = [take(reader, 5) + 257, take(reader, 5) + 1, take(reader, 4) + 4];
  const codeLengths = new Uint8Array(19);
  for (let index = 0; index < codes; index += 1) codeLengths[CODE_ORDER[index]] = take(reader, 3);
  const codeTree = treeOf(codeLengths);
  const lengths = new Uint8Array(symbols + distances);
  for (let index = 0; index < lengths.length;) {
    const symbol = symbolIn(reader, codeTree);
    if (symbol < 16) {
      lengths[index++] = symbol;
      continue;
    }
    const value = symbol === 16 ? lengths[index - 1] : 0;
    const times = symbol === 16 ? 3 + take(reader, 2) : symbol === 17 ? 3 + take(reader, 3) : 11 + take(reader, 7);
    lengths.fill(value, index, index + times);
    index += times;
  }
  return [treeOf(lengths.subarray(0, symbols)), treeOf(lengths.subarray(symbols))];
}

/** @returns {[Tree, Tree]} */
function fixedTrees() {
  const lengths = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
  return [treeOf(lengths), treeOf(new Array(30).fill(5))];
}

/** Lengths and distances: how many extra bits a symbol has, and from what number they count. @param {number} count @param {number} group @param {number} first */
function codeSteps(count, group, first) {
  const extra = Array.from({ length: count }, (_, index) => Math.max(0, Math.floor(index / group) - 1));
  const base = [];
  for (let index = 0, next = first; index < count; next += 1 << extra[index], index += 1) base.push(next);
  return { base, extra };
}
