/** Windows worth a button, computed from the dates alone: the busiest year, its busiest month, the busiest days. */
import { addTo, DAY, floorTo, type Range, type Unit } from "./time";

/** A run of days is one moment while no more than this lies between two of them. */
const PAUSE = 3 * DAY;

/**
 * From wide to narrow, at most three. A window that would hold everything, or no fewer than the one before it,
 * is left out, and so is one with fewer than two events.
 *
 * @param instants when each dated event began.
 */
export function presets(instants: readonly number[]): Range[] {
  const found: Range[] = [];
  let inside = [...instants].sort((a, b) => a - b);
  for (const cut of [busiest("year"), busiest("month"), busiestDays]) {
    const window = cut(inside);
    if (!window) break;
    const rest = inside.filter((at) => at >= window.start && at < window.end);
    if (rest.length < 2) break;
    const held = found[found.length - 1];
    const shorter = held === undefined || window.end - window.start < (held.end - held.start) * 0.75;
    if (rest.length < instants.length && shorter) found.push(window);
    inside = rest;
  }
  return found;
}

const busiest = (unit: Unit) => (instants: readonly number[]): Range | null => {
  const counts = new Map<number, number>();
  for (const at of instants) counts.set(floorTo(at, unit), (counts.get(floorTo(at, unit)) ?? 0) + 1);
  const start = most(counts);
  return start === null ? null : { start, end: addTo(start, unit, 1) };
};

/** The run of days around the fullest day, whole days. */
function busiestDays(instants: readonly number[]): Range | null {
  const days = new Map<number, number>();
  for (const at of instants) days.set(floorTo(at, "day"), (days.get(floorTo(at, "day")) ?? 0) + 1);
  const peak = most(days);
  if (peak === null) return null;
  // Days with a fair share of the fullest one belong to its moment.
  const near = [...days].filter(([, count]) => count >= days.get(peak)! / 3).map(([day]) => day).sort((a, b) => a - b);
  let start = peak;
  let end = peak;
  for (const day of near) if (day > end && day - end <= PAUSE) end = day;
  for (const day of near.reverse()) if (day < start && start - day <= PAUSE) start = day;
  return { start, end: end + DAY };
}

/** The key with the highest count; the earliest of several. */
function most(counts: ReadonlyMap<number, number>): number | null {
  let best: number | null = null;
  for (const [key, count] of counts) if (best === null || count > counts.get(best)!) best = key;
  return best;
}
