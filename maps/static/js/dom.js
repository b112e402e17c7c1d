// Elements of the page. Text always goes in as text nodes: nothing that a case contains is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An HTML element with its attributes, listeners and children.
 * @param {string} tag
 * @param {Record<string, any>} [attributes] `on` holds listeners by event name; null and false leave an attribute out.
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/**
 * An SVG element, likewise.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Text that a case contains: its direction is its own, whatever the page's is, and so is its language. Records are written in
 * English; a name in another script is in the reader's language, by which it was chosen.
 * @param {string} tag
 * @param {string} text
 * @param {Record<string, any>} [attributes]
 */
export function said(tag, text, attributes = {}) {
  const lang = /[A-Za-z]/.test(text) && !/[\u0400-\u06ff]/.test(text) ? "en" : null;
  return el(tag, { dir: "auto", lang, ...attributes }, text);
}

/**
 * Put new children in the place of all that an element holds.
 * @param {Element} parent
 * @param {...Child} children
 */
export function replace(parent, ...children) {
  parent.replaceChildren(...children.filter(isShown).map(asNode));
}

/**
 * The address of a source if it may be followed: http or https, nothing else.
 * @param {string | null | undefined} address
 * @returns {string | null}
 */
export function safeAddress(address) {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null; // no address at all, such as "print edition"
  }
}

/** @template {Element} E @param {E} element @param {Record<string, any>} attributes @param {Child[]} children @returns {E} */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(isShown).map(asNode));
  return element;
}

/** @param {Child} child */
function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}

/** @param {any} child @returns {Node} */
function asNode(child) {
  return child instanceof Node ? child : document.createTextNode(String(child));
}
