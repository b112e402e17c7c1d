// The text twin: shown in the place of the map when the reader wants to read, in step with the filters, and what is printed.

import { dateWords, localDay } from "./format.js";
import { selectionOf } from "./selection.js";
import { SELECTION } from "./state.js";

/** @param {any} page */
export function startTextView(page) {
  const { state } = page;
  const twin = twinOf();
  const button = document.getElementById("tool-text");
  button?.addEventListener("click", () => {
    state.set({ text: !state.now.text });
    if (state.now.text) /** @type {HTMLElement | null} */ (twin.querySelector("h2"))?.focus();
  });
  // A way to another part of the text is no view of the map: it must not go into the address.
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest(".twin a[href^='#'], a.skip") : null;
    if (!link) return;
    event.preventDefault();
    if (link.matches(".skip") && state.now.text) return goTo("text-title");
    goTo((link.getAttribute("href") ?? "#").slice(1));
  });
  state.on(["text"], (/** @type {any} */ now) => {
    document.body.classList.toggle("is-text", now.text);
    if (now.text) twin.setAttribute("role", "main");
    else twin.removeAttribute("role");
    button?.setAttribute("aria-pressed", String(now.text));
  });
  state.on([...SELECTION, "text"], (/** @type {any} */ now) => {
    if (!now.text) return;
    const { rows } = selectionOf(page);
    for (const { row } of page.data.incidents) document.getElementById(`i-${row + 1}`)?.toggleAttribute("hidden", !rows.has(row));
  });
}

/** @param {string} id */
function goTo(id) {
  const target = document.getElementById(id);
  if (!target) return;
  if (!target.matches("button, a, input")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

/** @returns {HTMLElement} */
function twinOf() {
  return /** @type {HTMLElement} */ (document.getElementById("text"));
}

/** Print everything. @param {any} page */
export function printAll(page) {
  print(page, () => {});
}

/** Print the evidence sheet of one incident: its text, where it lies, and the sources that it rests on. @param {any} page @param {number} row */
export function printSheet(page, row) {
  const twin = twinOf();
  const article = document.getElementById(`i-${row + 1}`);
  const cited = new Set(page.data.claimsOf("incident", row).flatMap((/** @type {any} */ claim) => claim.sources ?? []));
  const marked = [article, ...[...cited].map((source) => document.getElementById(`s-${source + 1}`)),
    ...[...twin.querySelectorAll(".dot")].filter((dot) => (dot.getAttribute("data-rows") ?? "").split(" ").includes(String(row)))];
  document.body.classList.add("is-sheet");
  for (const element of marked) {
    element?.classList.add("on-sheet");
    // A list does not count what is not shown.
    if (element instanceof HTMLLIElement) element.value = Number(element.id.slice(2));
  }
  print(page, () => {
    document.body.classList.remove("is-sheet");
    for (const element of marked) element?.classList.remove("on-sheet");
  });
}

/** @param {any} page @param {() => void} after */
function print({ words }, after) {
  const note = document.getElementById("print-note");
  if (note) note.textContent = `${words("print.date", { date: dateWords(localDay(new Date()), words) })} · ${window.location.href.split("#")[0]}`;
  window.addEventListener("afterprint", after, { once: true });
  window.print();
}
