/** Ticks of a time axis: from centuries down to the hours of one night, on straight and on bent scales. */
import { addTo, floorTo, type Range, type Scale, type Unit } from "./time";

export interface Tick {
  readonly instant: number;
  readonly x: number;
  readonly unit: Unit;
  /** False: only a line; there is no room for words. */
  readonly labelled: boolean;
}

/** Each step cuts the parts made by the one before it. */
const STEPS: readonly (readonly [Unit, number])[] = [
  ["year", 1000], ["year", 100], ["year", 50], ["year", 10], ["year", 5], ["year", 1],
  ["month", 6], ["month", 3], ["month", 1], ["day", 7], ["day", 1], ["hour", 12], ["hour", 6], ["hour", 3], ["hour", 1],
];

/**
 * Ticks in order of time. Coarse ones take their room first; a part is cut further only while it is broad enough, so that
 * on a bent scale one stretch may show days beside another that shows decades.
 *
 * @param finest "hour", or anything else for whole days
 * @param gap_px least distance between two labelled ticks of a unit; lines alone stand a fifth of it apart.
 */
export function ticks(scale: Scale, gap_px: (unit: Unit) => number, finest: Unit = "hour"): Tick[] {
  const found = new Map<number, Tick>();
  let parts: Range[] = [scale.range];
  for (const [unit, step] of STEPS) {
    if (unit === "hour" && finest !== "hour") break;
    const gap = gap_px(unit);
    const next: Range[] = [];
    for (const part of parts) {
      if (scale.x(part.end) - scale.x(part.start) < gap * 0.4) continue;
      const cuts = boundaries(part, unit, step);
      for (const instant of cuts) {
        // A label stands only where its own step is broad: no lone "2019" squeezed in before the end of an axis of decades.
        const broad = Math.max(scale.x(addTo(instant, unit, step)) - scale.x(instant), scale.x(instant) - scale.x(addTo(instant, unit, -step)));
        offer(found, scale, instant, unit, gap, broad);
      }
      next.push(...split(part, cuts));
    }
    parts = next;
  }
  return inContext([...found.values()].sort((a, b) => a.instant - b.instant));
}

/** "Jul" and "20 Jan" are read with the year to their left: where that is another year, only their line stays. */
function inContext(sorted: readonly Tick[]): Tick[] {
  let year: number | null = null;
  return sorted.map((tick) => {
    const own = new Date(tick.instant).getUTCFullYear();
    if (tick.labelled && tick.unit === "year") year = own;
    return year === null || year === own ? tick : { ...tick, labelled: false };
  });
}

/** Days of a month are cut at 1, 8, 15 and 22, so that every month reads alike. */
function boundaries(part: Range, unit: Unit, step: number): number[] {
  const weekly = unit === "day" && step === 7;
  const cuts: number[] = [];
  let at = weekly ? floorTo(part.start, "month") : floorTo(part.start, unit, step);
  while (at < part.end && cuts.length < 1000) {
    const late = weekly && new Date(at).getUTCDate() > 22;
    if (at >= part.start && !late) cuts.push(at);
    at = late ? addTo(at, "month", 1) : addTo(at, unit, step);
  }
  return cuts;
}

function split(part: Range, cuts: readonly number[]): Range[] {
  const edges = [part.start, ...cuts.filter((cut) => cut > part.start), part.end];
  return edges.slice(1).map((end, index) => ({ start: edges[index]!, end }));
}

function offer(found: Map<number, Tick>, scale: Scale, instant: number, unit: Unit, gap: number, broad: number): void {
  if (found.has(instant) || broad < gap / 5) return;
  const x = scale.x(instant);
  let nearest = Infinity;
  let nearestLine = Infinity;
  for (const tick of found.values()) {
    const distance = Math.abs(tick.x - x);
    nearestLine = Math.min(nearestLine, distance);
    if (tick.labelled) nearest = Math.min(nearest, distance);
  }
  if (nearestLine >= gap / 5) found.set(instant, { instant, x, unit, labelled: nearest >= gap && broad >= gap });
}
