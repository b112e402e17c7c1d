// The time bar: when things happened or were said, when zones were in force, and the range and the date that the reader
// chooses. What is uncertain is drawn faded; what has no date or no place waits in a tray, with a count.

import { dayOf, endOf, startOf } from "./clocks.js";
import { el, replace, svg } from "./dom.js";
import { prefersStillness } from "./layer.js";
import { selectionOf } from "./selection.js";
import { SELECTION } from "./state.js";
import { inked } from "./symbols.js";
import { isNumber } from "./standing.js";
import { barsOf, binsOf, DAY_S, domainOf, ticksOf } from "./timescale.js";
import { claimsSaid, isHeard, zoneStanding } from "./view.js";

const BARS = 40;
const AXIS = 17;
const LANE = 5;
const STEPS = 90;

/** @param {any} page @param {HTMLElement} home */
export function showTimeBar(page, home) {
  const { words, state } = page;
  const picture = svg("svg", { class: "time-picture", "aria-hidden": "true" });
  const frame = el("div", { class: "time-frame" }, picture, ...rangeInputs(page));
  replace(home, controls(page), frame);
  let waiting = 0;
  const draw = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => drawTime(page, picture, frame));
  };
  state.on([...SELECTION, "close", "definitions"], draw);
  new ResizeObserver(draw).observe(frame);
  brush(page, frame);
  page.dayWords = (/** @type {string} */ day) => dayInWords(day, words);
  page.rangeWords = () => rangeInWords(state.now, words);
}

/** @param {any} page */
function controls(page) {
  const { words, state } = page;
  const play = el("button", { type: "button", class: "play", on: { click: () => (playing ? stop() : start()) } });
  let playing = 0;
  const label = () => {
    play.setAttribute("aria-label", words(playing ? "time.pause" : "time.play"));
    play.textContent = playing ? "❚❚" : "▶";
  };
  const stop = () => {
    clearInterval(playing);
    playing = 0;
    label();
  };
  const start = () => {
    const still = prefersStillness();
    playing = window.setInterval(() => { if (!stepOn(page, still ? 12 : 1)) stop(); }, still ? 1200 : 110);
    label();
  };
  label();
  return el("div", { class: "time-controls" }, play,
    choice(page, "clock", ["event", "statement"]), choice(page, "within", ["may", "must"]), focusSwitch(page), asOfInput(page), rangeText(page), tray(page));
}

/** Move the end of the range on, or on the statement clock the date up to which things were said. @param {any} page @param {number} pace */
function stepOn(page, pace) {
  const { data, state } = page;
  const { now } = state;
  const zone = data.info.time_zone ?? "UTC";
  const { start, end } = domainOf(data, now.close);
  const first = now.from ? startOf(now.from, zone) : start;
  const key = now.clock === "event" ? "to" : "asOf";
  const at = now[key] ? endOf(now[key], zone) : Infinity;
  const next = at >= end ? first + DAY_S : at + Math.max(DAY_S, ((end - first) / STEPS) * pace);
  const done = next >= end;
  state.set({ [key]: done ? null : dayOf(next - 1, zone) });
  return !done;
}

/** Two or more words of which one is chosen. @param {any} page @param {"clock" | "within"} key @param {string[]} values */
function choice({ words, state }, key, values) {
  const buttons = values.map((value) => el("button", { type: "button", class: "choice", title: words(`time.${value}.note`), on: { click: () => state.set({ [key]: value }) } }, words(`time.${value}`)));
  state.on([key], (/** @type {any} */ now) => buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(values[index] === now[key]))));
  return el("span", { class: `choices choices-${key}`, role: "group", "aria-label": words(`time.${key}`) }, ...buttons);
}

/** @param {any} page */
function focusSwitch({ data, words, state }) {
  if (!data.info.focus) return null;
  const button = el("button", { type: "button", class: "choice", on: { click: () => state.set({ close: !state.now.close }) } }, words("time.close"));
  state.on(["close"], (/** @type {any} */ now) => button.setAttribute("aria-pressed", String(now.close)));
  return el("span", { class: "choices" }, button);
}

/** @param {any} page */
function asOfInput({ data, words, state }) {
  const { start, end } = domainOf(data, false);
  const zone = data.info.time_zone ?? "UTC";
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "date", id: "as-of", min: dayOf(start, zone), max: dayOf(end - 1, zone), title: words("time.asof.note"), on: { change: () => { if (!input.value || input.validity.valid) state.set({ asOf: input.value || null }); } } }));
  state.on(["asOf"], (/** @type {any} */ now) => { input.value = now.asOf?.length === 10 ? now.asOf : ""; });
  return el("span", { class: "as-of" }, el("label", { for: "as-of" }, words("time.asof")), input);
}

/** @param {any} page */
function rangeText({ words, state }) {
  const text = el("span", { class: "range-text" });
  state.on(["from", "to"], (/** @type {any} */ now) => replace(text, now.from || now.to ? rangeInWords(now, words) : null));
  return text;
}

/** @param {any} page */
function tray(page) {
  const { words, state } = page;
  const button = el("button", { type: "button", class: "tray", title: words("tray.note"), on: { click: () => state.set({ tray: !state.now.tray, tab: "incidents", incident: null }) } });
  state.on(SELECTION, (/** @type {any} */ now) => {
    const { length } = selectionOf(page).tray;
    button.setAttribute("aria-pressed", String(now.tray));
    replace(button, words("tray.count", { count: length }));
  });
  return button;
}

/** @param {string} day @param {import("./words.js").Words} words */
function dayInWords(day, words) {
  const [year, month, date] = day.split("-");
  if (!month) return words.digits(year);
  const name = words(`month.short.${Number(month)}`);
  return date ? words("time.day", { day: words.digits(String(Number(date))), month: name, year: words.digits(year) }) : words("time.month", { month: name, year: words.digits(year) });
}

/** @param {any} now @param {import("./words.js").Words} words */
function rangeInWords({ from, to }, words) {
  if (from && to) return words("period.both", { from: dayInWords(from, words), to: dayInWords(to, words) });
  return from ? words("period.from", { from: dayInWords(from, words) }) : words("period.to", { to: dayInWords(to, words) });
}

/** The ends of the range as sliders, which a keyboard or a finger moves. @param {any} page */
function rangeInputs(page) {
  const { data, words, state } = page;
  const zone = data.info.time_zone ?? "UTC";
  return ["from", "to"].map((key) => {
    const input = /** @type {HTMLInputElement} */ (el("input", { type: "range", class: `range range-${key}`, step: 1, "aria-label": words(`time.${key}`), on: { input: () => move() } }));
    const days = () => { const { start, end } = domainOf(data, state.now.close); return { start, last: Math.round((end - start) / DAY_S) }; };
    const move = () => {
      const { start, last } = days();
      const at = Number(input.value);
      const isEnd = key === "from" ? at <= 0 : at >= last;
      const day = isEnd ? null : dayOf(start + at * DAY_S - (key === "from" ? -43_200 : 43_200), zone);
      const { from, to } = { ...state.now, [key]: day };
      state.set(from && to && from > to ? { from: day, to: day } : { [key]: day });
    };
    state.on(["from", "to", "close"], (/** @type {any} */ now) => {
      const { start, last } = days();
      input.min = "0";
      input.max = String(last);
      const at = now[key] === null ? (key === "from" ? 0 : last) : Math.round(((key === "from" ? startOf : endOf)(now[key], zone) - start) / DAY_S);
      input.value = String(at);
      input.setAttribute("aria-valuetext", now[key] ? dayInWords(now[key], words) : words("time.open"));
    });
    return input;
  });
}

/** A range drawn with the pointer over the bars. @param {any} page @param {HTMLElement} frame */
function brush(page, frame) {
  const { data, state } = page;
  const zone = data.info.time_zone ?? "UTC";
  const picture = /** @type {SVGElement} */ (frame.firstElementChild);
  /** @param {PointerEvent} event */
  const second = (event) => {
    const box = picture.getBoundingClientRect();
    const { start, end } = domainOf(data, state.now.close);
    const share = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    return start + (document.documentElement.dir === "rtl" ? 1 - share : share) * (end - start);
  };
  picture.addEventListener("pointerdown", (event) => {
    const first = second(event);
    picture.setPointerCapture(event.pointerId);
    const drag = (/** @type {PointerEvent} */ moved) => {
      const [from, to] = [first, second(moved)].sort((a, b) => a - b);
      if (to - from > DAY_S) state.set({ from: dayOf(from, zone), to: dayOf(to, zone) });
    };
    picture.addEventListener("pointermove", drag);
    picture.addEventListener("pointerup", (/** @type {PointerEvent} */ up) => {
      picture.removeEventListener("pointermove", drag);
      if (Math.abs(second(up) - first) < DAY_S * 2 && (state.now.from || state.now.to)) state.set({ from: null, to: null });
    }, { once: true });
  });
}

/** @param {any} page @param {SVGElement} picture @param {HTMLElement} frame */
function drawTime(page, picture, frame) {
  const { data, words, state } = page;
  const width = frame.clientWidth;
  if (!width) return;
  const { now } = state;
  const { start, end } = domainOf(data, now.close);
  const x = (/** @type {number} */ second) => ((second - start) / (end - start)) * width;
  const zone = data.info.time_zone ?? "UTC";
  const zones = zoneLanes(page, x, width);
  const top = zones.height + 3;
  const bins = binsOf(start, end, width, zone);
  const all = barsOf(spansOf(page, false), bins);
  const shown = barsOf(spansOf(page, true), bins);
  const most = Math.max(1, ...all.map(({ sure, maybe }) => sure + maybe));
  const height = top + BARS + AXIS;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("height", String(height));
  const from = now.from ? Math.max(0, x(startOf(now.from, zone))) : 0;
  const to = now.to ? Math.min(width, x(endOf(now.to, zone))) : width;
  const bar = (/** @type {string} */ name, /** @type {any} */ bin, /** @type {number} */ count, /** @type {number} */ below) => (count ? svg("rect", { class: `bar bar-${name}`, x: (x(bin.start) + 0.4).toFixed(1), width: Math.max(1.2, x(bin.end) - x(bin.start) - 0.8).toFixed(1), y: (top + BARS - ((below + count) / most) * (BARS - 3)).toFixed(1), height: ((count / most) * (BARS - 3)).toFixed(1) }) : null);
  picture.replaceChildren(...[
    svg("rect", { class: "time-ground", x: 0, y: 0, width, height: top + BARS }),
    ...zones.drawn,
    ...bins.flatMap((bin, index) => [bar("all", bin, all[index].sure, 0), bar("all-maybe", bin, all[index].maybe, all[index].sure), bar("shown", bin, shown[index].sure, 0), bar("maybe", bin, shown[index].maybe, shown[index].sure)]),
    svg("line", { class: "time-base", x1: 0, x2: width, y1: top + BARS, y2: top + BARS }),
    ...ticksOf(start, end, width, zone).map(({ at, year, month }) => svg("g", {}, svg("line", { class: month ? "tick-month" : "tick-year", x1: x(at), x2: x(at), y1: top + BARS, y2: top + BARS + 4 }),
      svg("text", { class: "tick-word", x: x(at) + 3, y: top + BARS + 13 }, month ? words(`month.short.${month}`) : words.digits(String(year))))),
    from > 0 ? svg("rect", { class: "time-out", x: 0, y: 0, width: from, height: top + BARS }) : null,
    to < width ? svg("rect", { class: "time-out", x: to, y: 0, width: width - to, height: top + BARS }) : null,
    now.asOf ? svg("g", { class: "time-asof" }, svg("rect", { class: "time-unsaid", x: x(endOf(now.asOf, zone)), y: 0, width: Math.max(0, width - x(endOf(now.asOf, zone))), height: top + BARS }), svg("line", { x1: x(endOf(now.asOf, zone)), x2: x(endOf(now.asOf, zone)), y1: 0, y2: top + BARS + 4 })) : null,
  ].filter((part) => part !== null));
  frame.style.setProperty("--bars-top", `${top + BARS - 8}px`);
}

/** When incidents happened, or claims were made. @param {any} page @param {boolean} onlyShown */
function spansOf(page, onlyShown) {
  const { data, state } = page;
  const { rows } = selectionOf(page);
  const incidents = data.incidents.filter((/** @type {any} */ { row }) => !onlyShown || rows.has(row));
  if (state.now.clock === "event") return incidents.map((/** @type {any} */ { start, end }) => ({ start, end }));
  return incidents.flatMap((/** @type {any} */ { row }) => (onlyShown ? claimsSaid(page, "incident", row).filter(({ party }) => isHeard(state.now, party)) : data.claimsOf("incident", row))).map((/** @type {any} */ { said_s, said_until_s }) => ({ start: said_s, end: said_until_s }));
}

/** When the zone definitions that are drawn were in force; an end that nobody stated fades out. @param {any} page @param {(second: number) => number} x @param {number} width */
function zoneLanes(page, x, width) {
  const { data, state } = page;
  const shown = data.definitions.filter((/** @type {any} */ { row, start, end }) => state.now.definitions.has(row) && (isNumber(start) || isNumber(end))).slice(0, 7);
  /** @type {any[]} */
  const drawn = shown.map((/** @type {any} */ definition, /** @type {number} */ lane) => {
    const from = isNumber(definition.start) ? Math.max(0, x(definition.start)) : 0;
    const to = isNumber(definition.end) ? Math.min(width, x(definition.end)) : width;
    const standing = zoneStanding(page, definition);
    if (to <= from) return null;
    return inked(svg("g", { class: `time-zone ${standing === "rejects" ? "is-rejected" : ""}` },
      svg("title", {}, definition.name),
      svg("rect", { x: from.toFixed(1), width: Math.max(2, to - from).toFixed(1), y: 2 + lane * LANE, height: 2.6, class: `${isNumber(definition.start) ? "" : "open-start"} ${isNumber(definition.end) ? "" : "open-end"}` })), data.parties[definition.stated_by]);
  }).filter(Boolean);
  return { drawn, height: 4 + shown.length * LANE };
}
