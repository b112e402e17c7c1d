// The tools of the header: text view, print, verify, download, cite. Each opens a sheet, or does its work at once.

import { el, replace } from "./dom.js";
import { bibtex, citedAs, cslJson, plainCitation } from "./citing.js";
import { sha256 } from "./digest.js";
import { documentText } from "./document.js";
import { claimsCsv, handOver, pageGeojson } from "./exporting.js";
import { dateWords, localDay } from "./format.js";
import { readBlock } from "./read.js";
import { printAll, printSheet } from "./textview.js";

/** @param {any} page */
export function startTools(page) {
  const sheet = /** @type {HTMLDialogElement} */ (document.getElementById("sheet"));
  on("tool-print", () => (page.state.now.incident === null ? printAll(page) : printSheet(page, page.state.now.incident)));
  on("tool-verify", () => openSheet(page, sheet, "verify.title", verifyPart(page)));
  on("tool-download", () => openSheet(page, sheet, "download.title", downloadPart(page)));
  on("tool-cite", () => openSheet(page, sheet, "cite.title", citePart(page, sheet)));
  const more = document.getElementById("more");
  more?.addEventListener("click", () => more.setAttribute("aria-expanded", String(document.body.classList.toggle("has-tools"))));
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });
}

/** @param {string} id @param {() => void} listener */
function on(id, listener) {
  document.getElementById(id)?.addEventListener("click", listener);
}

/** @param {any} page @param {HTMLDialogElement} sheet @param {string} title @param {HTMLElement} part */
function openSheet({ words }, sheet, title, part) {
  replace(sheet,
    el("div", { class: "sheet-head" }, el("h2", { id: "sheet-title" }, words(title)), el("button", { type: "button", class: "quiet", on: { click: () => sheet.close() } }, words("tool.close"))),
    part);
  sheet.showModal();
}

/** @param {any} page */
function verifyPart({ data, words }) {
  const result = el("p", { class: "verify-result", role: "status" }, words("verify.working"));
  const computed = el("code", { class: "hash" }, "…");
  sha256(documentText(readBlock(document, "case-data"))).then((found) => {
    replace(computed, found);
    const same = found === data.info.fingerprint;
    result.classList.add(same ? "is-same" : "is-different");
    replace(result, words(same ? "verify.same" : "verify.differs"));
  });
  return el("div", {}, result,
    el("dl", { class: "facts" },
      el("div", {}, el("dt", {}, words("verify.computed")), el("dd", { dir: "ltr" }, computed)),
      el("div", {}, el("dt", {}, words("verify.stated")), el("dd", { dir: "ltr" }, el("code", { class: "hash" }, data.info.fingerprint)))),
    el("p", { class: "note" }, words("verify.how")));
}

/** @param {any} page */
function downloadPart({ data, words }) {
  const name = [data.info.id, data.info.version].filter(Boolean).join("-");
  /** @param {string} key @param {() => void} listener */
  const way = (key, listener) => el("li", {}, el("button", { type: "button", class: "link", on: { click: listener } }, words(key)));
  return el("div", {},
    el("ul", { class: "ways" },
      way("download.case", () => handOver(`${name}.json`, "application/json", documentText(readBlock(document, "case-data")))),
      way("download.geojson", () => handOver(`${name}.geojson`, "application/geo+json", pageGeojson(data))),
      way("download.csv", () => handOver(`${name}-claims.csv`, "text/csv;charset=utf-8", claimsCsv(data)))),
    el("p", { class: "note" }, words("download.text")),
    el("p", { class: "note" }, el("bdi", { lang: "en" }, [data.info.attribution, data.info.license].filter(Boolean).join(" · "))));
}

/** @param {any} page @param {HTMLDialogElement} sheet */
function citePart(page, sheet) {
  const { data, words, state } = page;
  const incident = state.now.incident === null ? null : data.incidents[state.now.incident];
  return el("div", {},
    incident ? el("section", {}, el("h3", {}, words("cite.incident")), ...ways(page, incident),
      el("p", {}, el("button", { type: "button", class: "link", on: { click: () => { sheet.close(); printSheet(page, incident.row); } } }, words("cite.sheet")))) : null,
    el("section", {}, el("h3", {}, words("cite.page")), ...ways(page, null)));
}

/** @param {any} page @param {any} incident */
function ways({ data, words }, incident) {
  const today = localDay(new Date());
  const [bare] = window.location.href.split("#");
  const address = incident ? `${bare}#incident=${encodeURIComponent(incident.id)}` : bare;
  const cited = citedAs(data.info, incident, address, today);
  return [
    copyable(words, words("cite.plain"), plainCitation(cited, words, dateWords(today, words))),
    copyable(words, words("cite.bibtex"), bibtex(cited)),
    copyable(words, words("cite.csl"), cslJson(cited)),
    copyable(words, words("cite.permalink"), incident ? address : window.location.href),
  ];
}

/** A text to take away. @param {import("./words.js").Words} words @param {string} name @param {string} text */
function copyable(words, name, text) {
  const box = /** @type {HTMLTextAreaElement} */ (el("textarea", { readonly: true, rows: Math.min(text.split("\n").length + 1, 6), "aria-label": name, dir: "auto", spellcheck: "false" }, text));
  const done = el("span", { class: "note", role: "status" });
  const copy = async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(text);
      replace(done, words("cite.copied"));
    } catch {
      box.focus(); // the browser keeps its clipboard closed here; the text is selected, for the reader to copy
    }
  };
  return el("div", { class: "copyable" }, el("div", { class: "copy-head" }, el("span", {}, name), el("button", { type: "button", class: "quiet", "aria-label": `${words("cite.copy")}: ${name}`, on: { click: copy } }, words("cite.copy")), done), box);
}
