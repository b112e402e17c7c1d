// What Python writes of dates, distances and numbers, the page's script writes too, in every language.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateSync } from "node:zlib";

import { bibtex, citedAs, cslJson, plainCitation } from "../../maps/static/js/citing.js";
import { digestOf, sha256 } from "../../maps/static/js/digest.js";
import { documentText, floatText } from "../../maps/static/js/document.js";
import { dateWords, distanceWords, periodWords, positionWords } from "../../maps/static/js/format.js";
import { inflate } from "../../maps/static/js/inflate.js";
import { useNames } from "../../maps/static/js/names.js";
import { readCase } from "../../maps/static/js/read.js";
import { sayingText } from "../../maps/static/js/sayings.js";
import { makeWords } from "../../maps/static/js/words.js";

const languages = JSON.parse(readFileSync(new URL("../contract/words.json", import.meta.url), "utf8"));
const contract = JSON.parse(readFileSync(new URL("../contract/page.json", import.meta.url), "utf8"));

for (const { language, texts, dates, periods, distances, positions, numbers, counts } of languages) {
  test(`dates, distances, positions and numbers are those of Python: ${language}`, () => {
    const words = makeWords(texts, language);
    for (const [edtf, text] of dates) assert.equal(dateWords(edtf, words), text);
    for (const [from, to, text] of periods) assert.equal(periodWords(from, to, words), text);
    for (const [metres, text] of distances) assert.equal(distanceWords(metres, words), text);
    for (const [lat, lon, text] of positions) assert.equal(positionWords(lat, lon, words), text);
    for (const [value, text] of numbers) assert.equal(words.number(value), text);
    for (const [count, text] of counts) assert.equal(words("n.claims", { count }), text);
  });
}

test("the case document is rebuilt to the byte: its digest is the fingerprint", async () => {
  assert.equal(await sha256(documentText(contract.page)), contract.page.fingerprint);
});

test("floats are written as Python writes them", () => {
  const written = [[0, "0.0"], [-0, "-0.0"], [55_000, "55000.0"], [0.1, "0.1"], [1e-4, "0.0001"], [1e-5, "1e-05"], [1.5e-7, "1.5e-07"], [1e16, "1e+16"], [1e15, "1000000000000000.0"], [-33.5, "-33.5"], [1e21, "1e+21"]];
  for (const [value, text] of written) assert.equal(floatText(value), text);
});

test("the digest is SHA-256, with the browser's help and without", async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    assert.equal(Buffer.from(digestOf(bytes)).toString("hex"), createHash("sha256").update(bytes).digest("hex"));
  }
  const text = "عربي, русский";
  assert.equal(await sha256(text, undefined), createHash("sha256").update(text).digest("hex"));
});

test("a zlib stream of any level comes back, and a damaged one is refused", () => {
  const content = Buffer.from(JSON.stringify(contract));
  for (const level of [0, 1, 6, 9]) for (const strategy of [0, 4]) {
    assert.equal(Buffer.compare(Buffer.from(inflate(new Uint8Array(deflateSync(content, { level, strategy })))), content), 0);
  }
  const packed = new Uint8Array(deflateSync(content));
  assert.throws(() => inflate(packed.subarray(0, packed.length / 2)), /too soon|damaged/);
  assert.equal(inflate(new Uint8Array(deflateSync(Buffer.from("")))).length, 0);
});

test("names follow the language, fall back to the one on record, and all can still be searched", () => {
  const data = readCase(contract.page);
  useNames(data, "ar");
  assert.deepEqual([data.parties[1].name, data.parties[1].short, data.parties[0].name], ["بيتا", "بيتا", "Alpha"]);
  assert.ok(data.parties[1].names.some(({ text }) => text === "Beta, in full"));
  useNames(data, "en");
  assert.deepEqual([data.parties[1].name, data.parties[1].short], ["Beta, in full", "Beta"]);
});

test("a saying is said in any language, with its values isolated from its direction", () => {
  const data = readCase(contract.page);
  const saying = ["s", "text.located.at", { position: ["p", 33.5, 38.6], distance: ["m", 1500] }];
  const said = languages.map(({ texts, language }) => sayingText(saying, data, makeWords(texts, language)));
  assert.equal(said[0], "It is put at 33.5000° N, 38.6000° E, within 1.5 km.");
  assert.equal(new Set(said).size, languages.length);
  const words = makeWords(languages[0].texts, "en");
  assert.equal(sayingText(["s", "text.located", { where: ["t", "\u202eabc"] }], data, words), "Location: \u2068\u202eabc\u2069.");
  assert.equal(sayingText(["l", "list.comma", ["n", "parties", 0], ["g", "2017"]], data, words), "Alpha, 2017");
  assert.throws(() => sayingText(["x"], data, words), /kind x/);
});

test("citations name the version, the fingerprint and the day, and no address on the reader's own disk", () => {
  const info = { id: "c", title: "A {case} & 50% more", version: "2026.11", attribution: "Someone", fingerprint: "ab12" };
  const words = makeWords(languages[0].texts, "en");
  const cited = citedAs(info, { id: "i-1", title: "It \\happened" }, "file:///home/me/c.html", "2026-11-24");
  assert.equal(cited.address, null);
  assert.equal(plainCitation(cited, words, "24 November 2026"), "Someone. “It \\happened”. A {case} & 50% more, version 2026.11, accessed 24 November 2026, SHA-256 ab12.");
  assert.match(bibtex(cited), /^@misc\{c-2026\.11-i-1,\n {2}title = \{\{It \\textbackslash\{\}happened\}\}/);
  assert.ok(bibtex(cited).includes("A \\{case\\} \\& 50\\% more"));
  const [item] = JSON.parse(cslJson(citedAs(info, null, "https://example.org/c.html", "2026-11-24")));
  assert.deepEqual([item.type, item.URL, item.issued, item.accessed], ["dataset", "https://example.org/c.html", { "date-parts": [[2026]] }, { "date-parts": [[2026, 11, 24]] }]);
});
