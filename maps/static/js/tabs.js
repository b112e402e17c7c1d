// The parts of the panel, one open at a time, after the pattern for tabs of the ARIA Authoring Practices.

import { el, replace } from "./dom.js";

/**
 * @param {any} page @param {Element} bar @param {{id: string, panel: HTMLElement, count?: number}[]} parts
 */
export function showTabs(page, bar, parts) {
  const { words, state } = page;
  const tabs = parts.map(({ id, panel, count }, index) => {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", `tab-${id}`);
    return el("button", {
      type: "button", role: "tab", id: `tab-${id}`, class: `tab tab-${id}`, "aria-controls": panel.id,
      on: { click: () => state.set({ tab: id }), keydown: (/** @type {KeyboardEvent} */ event) => step(event, index) },
    }, words(`tab.${id}`), count === undefined ? null : el("span", { class: "count" }, words.number(count)));
  });
  replace(bar, ...tabs);
  /** @param {KeyboardEvent} event @param {number} index */
  function step(event, index) {
    const ways = { ArrowRight: 1, ArrowLeft: -1 };
    const way = ways[/** @type {keyof typeof ways} */ (event.key)];
    if (!way) return;
    const shown = tabs.filter((tab) => tab.offsetParent !== null);
    const mirrored = document.documentElement.dir === "rtl" ? -way : way;
    const next = shown[(shown.indexOf(tabs[index]) + mirrored + shown.length) % shown.length];
    next.focus();
    next.click();
  }
  state.on(["tab"], (/** @type {any} */ now) => {
    parts.forEach(({ id, panel }, index) => {
      const open = id === now.tab;
      panel.classList.toggle("is-open", open);
      tabs[index].setAttribute("aria-selected", String(open));
      tabs[index].setAttribute("tabindex", open ? "0" : "-1");
    });
  });
}
