// The signs of the page, drawn. Every meaning has a shape as well as a colour, so that a grey print still tells them apart.

import { inks } from "./colors.js";
import { svg } from "./dom.js";

/** @typedef {"full" | "half" | "hatched" | "crossed" | "hollow"} Fill */

const STRENGTH = ["hollow", "half", "full", "hatched", "crossed"];

const GLYPHS = {
  clash: "M-3 -3L3 3M3 -3L-3 3",
  burst: "M0 -3.8V3.8M-3.3 -1.9L3.3 1.9M-3.3 1.9L3.3 -1.9",
  page: "M-3 -1.7H3M-3 1.7H1.2",
  wedge: "M0 -3.4L3.4 2.8H-3.4Z",
  ring: "M-3 0A3 3 0 1 1 3 0A3 3 0 1 1 -3 0",
  dot: "M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0",
  fort: "M-4 3.5V-3.5H-2V-1.8H-1V-3.5H1V-1.8H2V-3.5H4V3.5Z",
  tent: "M0 -3.6L4.2 3.4H-4.2ZM0 0V3.4",
  gate: "M-3.5 3.5V-3M3.5 3.5V-3M-3.5 -1.6H3.5",
  runway: "M0 -4V4M-4 1.4L0 -1.4L4 1.4",
};

/**
 * The outline of a party's shape around the origin.
 * @param {string} shape @param {number} radius
 */
export function shapePath(shape, radius) {
  const corners = { triangle: 3, square: 4, diamond: 4, pentagon: 5, hexagon: 6 };
  if (shape === "star") return polygon(10, radius * 1.2, -90, (corner) => (corner % 2 ? 0.48 : 1));
  if (shape === "cross") return crossPath(radius);
  if (!(shape in corners)) return `M${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0Z`;
  const sides = corners[/** @type {keyof typeof corners} */ (shape)];
  const grown = radius * { 3: 1.3, 4: 1.2, 5: 1.12, 6: 1.08 }[/** @type {3 | 4 | 5 | 6} */ (sides)];
  return polygon(sides, grown, shape === "square" ? 45 : -90, () => 1);
}

/**
 * Give an element the ink of a party, for light and dark pages alike; style sheets use it as --party.
 * @template {HTMLElement | SVGElement} E @param {E} element @param {{color: string}} party
 * @returns {E}
 */
export function inked(element, party) {
  const { light, dark } = inks(party.color);
  element.classList.add("inked");
  element.style.setProperty("--ink-light", light);
  element.style.setProperty("--ink-dark", dark);
  return element;
}

/**
 * A party's shape in its colour, as a small picture beside its name.
 * @param {{color: string, shape: string}} party @param {Fill} [fill]
 */
export function partySign(party, fill = "full") {
  const sign = svg("svg", { class: "sign", viewBox: "-8 -8 16 16", width: 16, height: 16, "aria-hidden": "true" },
    svg("path", { class: `sign-shape fill-${fill}`, d: shapePath(party.shape, 5.2) }));
  return inked(sign, party);
}

/**
 * The mark of a stance: full, half, hatched, crossed or hollow.
 * @param {Fill} fill
 */
export function stanceSign(fill) {
  const inside = {
    full: [svg("circle", { class: "solid", r: 5 })],
    half: [svg("circle", { class: "outline", r: 5 }), svg("path", { class: "solid", d: "M0 -5A5 5 0 0 0 0 5Z" })],
    hatched: [svg("circle", { class: "outline", r: 5 }), svg("path", { class: "outline", d: "M-4.4 1.6L1.6 -4.4M-3.2 3.7L3.7 -3.2M-.9 4.9L4.9 -.9" })],
    crossed: [svg("circle", { class: "outline", r: 5 }), svg("path", { class: "outline", d: "M-3.4 -3.4L3.4 3.4M3.4 -3.4L-3.4 3.4" })],
    hollow: [svg("circle", { class: "outline dashed", r: 5 })],
  }[fill];
  return svg("svg", { class: "sign stance", viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" }, ...inside);
}

/**
 * The sign of a kind of event or position.
 * @param {string} glyph @param {number} [size]
 */
export function glyphSign(glyph, size = 14) {
  return svg("svg", { class: "sign", viewBox: "-6 -6 12 12", width: size, height: size, "aria-hidden": "true" }, glyphPath(glyph));
}

/** @param {string} glyph */
export function glyphPath(glyph) {
  return svg("path", { class: `glyph glyph-${glyph}`, d: GLYPHS[/** @type {keyof typeof GLYPHS} */ (glyph)] ?? GLYPHS.dot });
}

/**
 * How each party's segment is filled: by its strongest stance, so that a denial is never hidden by an assertion.
 * @param {Record<string, any>[]} claims @param {Record<string, Fill>} fills by stance
 * @returns {Map<number, Fill>} by party, in the parties' order
 */
export function segmentsOf(claims, fills) {
  /** @type {Map<number, Fill>} */
  const found = new Map();
  for (const claim of [...claims].sort((a, b) => a.party - b.party)) {
    const fill = fills[claim.stance] ?? "half";
    const before = found.get(claim.party);
    if (!before || STRENGTH.indexOf(fill) > STRENGTH.indexOf(before)) found.set(claim.party, fill);
  }
  return found;
}

/**
 * The mark of an incident, or of several at one spot: a segment for each party around a glyph or a number.
 * @param {{radius: number, glyph?: string, count?: string, segments: Map<number, Fill>, parties: Record<string, any>[]}} mark
 */
export function incidentMark({ radius, glyph, count, segments, parties }) {
  const size = Math.ceil(radius * 2 + 8);
  const turn = (2 * Math.PI) / Math.max(1, segments.size);
  const gap = segments.size > 1 ? 1.3 / radius : 0;
  const arcs = [...segments].map(([party, fill], index) => inked(segment(radius, index * turn + gap / 2, (index + 1) * turn - gap / 2, fill), /** @type {any} */ (parties[party])));
  return svg("svg", { class: "mark", viewBox: `${-size / 2} ${-size / 2} ${size} ${size}`, width: size, height: size, "aria-hidden": "true" },
    svg("circle", { class: "mark-paper", r: radius + 2.8 }),
    segments.size ? null : svg("circle", { class: "mark-empty", r: radius }),
    ...arcs,
    glyph ? glyphPath(glyph) : null,
    count ? svg("text", { class: "mark-count", "text-anchor": "middle", dy: ".35em" }, count) : null);
}

/** @param {number} radius @param {number} from @param {number} to radians clockwise from the top @param {Fill} fill */
function segment(radius, from, to, fill) {
  const end = Math.min(to, from + 2 * Math.PI - 0.001);
  /** @param {number} angle @param {number} [r] */
  const at = (angle, r = radius) => `${(r * Math.sin(angle)).toFixed(2)} ${(-r * Math.cos(angle)).toFixed(2)}`;
  const arc = `M${at(from)}A${radius} ${radius} 0 ${end - from > Math.PI ? 1 : 0} 1 ${at(end)}`;
  const middle = (from + end) / 2;
  return svg("g", { class: `segment fill-${fill}` },
    svg("path", { class: "band", d: arc }),
    fill === "hollow" ? svg("path", { class: "bore", d: arc }) : null,
    fill === "crossed" ? svg("path", { class: "tick", d: `M${at(middle, radius - 3.4)}L${at(middle, radius + 3.4)}` }) : null);
}

/** @param {number} sides @param {number} radius @param {number} first degrees @param {(corner: number) => number} share */
function polygon(sides, radius, first, share) {
  const corners = Array.from({ length: sides }, (_, corner) => {
    const angle = ((first + (360 * corner) / sides) * Math.PI) / 180;
    const reach = radius * share(corner);
    return `${(reach * Math.cos(angle)).toFixed(2)} ${(reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join("L")}Z`;
}

/** @param {number} radius */
function crossPath(radius) {
  const arm = radius * 1.05;
  const half = radius * 0.38;
  return `M${-half} ${-arm}H${half}V${-half}H${arm}V${half}H${half}V${arm}H${-half}V${half}H${-arm}V${-half}H${-half}Z`;
}
