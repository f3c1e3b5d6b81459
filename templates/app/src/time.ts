/**
 * Calendar arithmetic, windows and scales of the timeline. Instants are milliseconds of the written wall-calendar date
 * as if it were UTC (see data.ts), so everything here is UTC and nothing asks the reader's clock.
 */
import type { When } from "./data";

/** Half-open: from `start`, up to but without `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export type Unit = "hour" | "day" | "month" | "year";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const YEAR = 365.2425 * DAY;
/** The narrowest window: six hours of one night. */
export const NARROWEST = 6 * HOUR;

const utc = (year: number, month: number): number => {
  // Date.UTC reads the years 0-99 as 1900-1999; history has those years too.
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime();
};

/** The beginning of the step of `unit`s that holds `instant`; steps count from hour 0, from January, from the year 0. */
export function floorTo(instant: number, unit: Unit, step = 1): number {
  if (unit === "hour" || unit === "day") {
    const size = step * (unit === "hour" ? HOUR : DAY);
    return Math.floor(instant / size) * size;
  }
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  if (unit === "year") return utc(Math.floor(year / step) * step, 0);
  return utc(year, Math.floor(date.getUTCMonth() / step) * step);
}

/** `instant` moved by `count` units; months and years are counted from the first of its month. */
export function addTo(instant: number, unit: Unit, count: number): number {
  if (unit === "hour") return instant + count * HOUR;
  if (unit === "day") return instant + count * DAY;
  const date = new Date(instant);
  return utc(date.getUTCFullYear() + (unit === "year" ? count : 0), date.getUTCMonth() + (unit === "month" ? count : 0));
}

/** The next boundary of `unit` after (`by` > 0) or before `instant`, or the one `by` boundaries away. */
export function stepTo(instant: number, unit: Unit, by: number): number {
  const floor = floorTo(instant, unit);
  return addTo(floor, unit, by < 0 && floor < instant ? by + 1 : by);
}

/** The unit in which a window of this length is spoken of and moved by keys. */
export function unitFor(length_ms: number): Unit {
  if (length_ms < 3 * DAY) return "hour";
  if (length_ms < 1.5 * YEAR) return "day";
  return length_ms < 12 * YEAR ? "month" : "year";
}

/** The next longer unit, for PageUp and PageDown. */
export const coarser = (unit: Unit): Unit => (unit === "hour" ? "day" : unit === "day" ? "month" : "year");

/** True when neither end is known: such an event stands in the list of undated ones. */
export const undated = (when: When | null): boolean => when === null || (when.start === null && when.end === null);

/** The whole of the dated events, rounded outwards to years (to months or days when all lie close together); null: none. */
export function extentOf(whens: readonly (When | null)[]): Range | null {
  const instants = whens.flatMap((when) => [when?.start, when?.end].filter((x): x is number => typeof x === "number"));
  if (instants.length === 0) return null;
  const start = instants.reduce((a, b) => Math.min(a, b));
  const end = instants.reduce((a, b) => Math.max(a, b));
  const unit: Unit = end - start > 2 * YEAR ? "year" : end - start > 62 * DAY ? "month" : "day";
  return { start: floorTo(start, unit), end: stepTo(Math.max(end, start + 1) - 1, unit, 1) };
}

/** `window` no shorter than the narrowest, no longer than `extent`, and pushed inside it without changing its length. */
export function clamped(window: Range, extent: Range, narrowest = NARROWEST): Range {
  const whole = extent.end - extent.start;
  const length = Math.min(whole, Math.max(narrowest, window.end - window.start));
  const start = Math.min(Math.max(window.start, extent.start), extent.end - length);
  return { start, end: start + length };
}

/** Rounded to whole days, or to quarters of an hour when the window is shorter than four days: tidy words, tidy links. */
export function tidied(window: Range): Range {
  const size = window.end - window.start < 4 * DAY ? HOUR / 4 : DAY;
  return { start: Math.round(window.start / size) * size, end: Math.round(window.end / size) * size };
}

/** `window` zoomed by `factor` (< 1 is in) so that the instant `at` keeps its share of it. */
export function zoomed(window: Range, at: number, factor: number, extent: Range): Range {
  const length = Math.max(NARROWEST, (window.end - window.start) * factor);
  const share = (at - window.start) / (window.end - window.start);
  return clamped({ start: at - share * length, end: at + (1 - share) * length }, extent);
}

export interface Scale {
  readonly range: Range;
  readonly width: number;
  /** Pixels of an instant; outside the range it goes on with the mean slope. */
  x(instant: number): number;
  instant(x: number): number;
}

/** A rising line through knots: instants[i] is drawn at xs[i]. */
function through(instants: readonly number[], xs: readonly number[]): Scale {
  const last = instants.length - 1;
  const range = { start: instants[0]!, end: instants[last]! };
  const width = xs[last]!;
  const slope = width / (range.end - range.start);
  const between = (from: readonly number[], to: readonly number[], value: number): number => {
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from[middle]! <= value) low = middle;
      else high = middle;
    }
    const step = from[high]! - from[low]!;
    return to[low]! + (step > 0 ? (value - from[low]!) / step : 0) * (to[high]! - to[low]!);
  };
  return {
    range,
    width,
    x: (instant) => {
      if (instant < range.start) return (instant - range.start) * slope;
      if (instant > range.end) return width + (instant - range.end) * slope;
      return between(instants, xs, instant);
    },
    instant: (x) => {
      if (x < 0) return range.start + x / slope;
      if (x > width) return range.end + (x - width) / slope;
      return between(xs, instants, x);
    },
  };
}

export const linear = (range: Range, width: number): Scale => through([range.start, range.end], [0, width]);

/** How much of the record lies before an instant: a rising line through knots, from 0 to the number of events (damped). */
export interface Density {
  readonly instants: readonly number[];
  readonly sums: readonly number[];
}

/** Twelve events of one day weigh as seven, so that one day never takes the whole band. */
const DAMPING = 0.78;

/**
 * The density of `spans` over `extent`. What lasted, or what is known to the month or the year, lies evenly over its
 * span. Of the events of one day the first lies over its month, so that a lone one does not blow up its day; the rest is
 * the day's own, and so a busy day becomes broad.
 */
export function density(spans: readonly Range[], extent: Range): Density {
  const counts = new Map<string, { span: Range; count: number }>();
  for (const { start, end } of spans) {
    const span = { start: floorTo(start, "day"), end: Math.max(stepTo(end - 1, "day", 1), floorTo(start, "day") + DAY) };
    const key = `${span.start} ${span.end}`;
    counts.set(key, { span, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const weights: (Range & { weight: number })[] = [];
  for (const { span, count } of counts.values()) {
    const day = span.end - span.start <= DAY;
    const month = { start: floorTo(span.start, "month"), end: stepTo(span.start, "month", 1) };
    weights.push({ ...(day ? month : span), weight: day ? 1 : count ** DAMPING });
    if (day && count > 1) weights.push({ ...span, weight: count ** DAMPING - 1 });
  }
  return summed(weights, extent);
}

/** The running sum of weights that each lie evenly over a range. */
function summed(weights: readonly (Range & { readonly weight: number })[], extent: Range): Density {
  const edges = weights.flatMap(({ start, end }) => [start, end]).filter((at) => at > extent.start && at < extent.end);
  const instants = [...new Set([extent.start, ...edges, extent.end])].sort((a, b) => a - b);
  const rates = new Map<number, number>();
  for (const { start, end, weight } of weights) {
    const from = Math.max(start, extent.start);
    const to = Math.min(end, extent.end);
    if (to <= from) continue;
    rates.set(from, (rates.get(from) ?? 0) + weight / (to - from));
    rates.set(to, (rates.get(to) ?? 0) - weight / (to - from));
  }
  let rate = 0;
  let sum = 0;
  const sums = instants.map((instant, index) => {
    if (index > 0) sum += Math.max(0, rate) * (instant - instants[index - 1]!);
    rate += rates.get(instant) ?? 0;
    return sum;
  });
  return { instants, sums };
}

/**
 * A scale on which busy times are broad and empty years narrow. `share` 0 is the plain linear scale; the rest is given
 * out by density. It rises everywhere, so that nothing changes its order, and its ticks show where time is compressed.
 */
export function warped(range: Range, width: number, crowd: Density, share: number): Scale {
  if (share <= 0) return linear(range, width);
  const sum = through(crowd.instants, crowd.sums);
  const inside = crowd.instants.filter((instant) => instant > range.start && instant < range.end);
  const instants = [range.start, ...inside, range.end];
  const first = sum.x(range.start);
  const total = sum.x(range.end) - first;
  if (!(total > 0)) return linear(range, width);
  const length = range.end - range.start;
  const xs = instants.map((t) => width * (((1 - share) * (t - range.start)) / length + (share * (sum.x(t) - first)) / total));
  return through(instants, xs);
}

/** How far the detail band bends its scale: not at all below two months, as far as the overview from three years on. */
export function bend(length_ms: number, most: number): number {
  const from = Math.log(62 * DAY);
  const to = Math.log(3 * YEAR);
  return most * Math.min(1, Math.max(0, (Math.log(length_ms) - from) / (to - from)));
}
