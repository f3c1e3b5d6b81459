/** Where each event of the detail band stands: rows, room for titles, stacks. Plain numbers in, plain numbers out. */

export interface Item {
  readonly id: string;
  /** Index of its layer among the layers shown. */
  readonly lane: number;
  /** Its extent in pixels, already cut at the band's edges. */
  readonly x0: number;
  readonly x1: number;
  /** point: stands at its instant; slot: some time within its extent, so it may stand anywhere in it; bar: all of its extent. */
  readonly kind: "point" | "slot" | "bar";
  /** Pixels that its whole title would need. */
  readonly title: number;
}

export interface Placed {
  /** One event, or several that have no room of their own: a stack. */
  readonly ids: readonly string[];
  readonly row: number;
  /** Left edge and breadth of what can be pressed. */
  readonly x: number;
  readonly width: number;
  /** Pixels for the title, to the right of the glyph; 0: none. */
  readonly room: number;
}

export interface Plan {
  readonly placed: readonly Placed[];
  /** The lane of each row, for the lanes' names; empty when there are fewer rows than lanes and all share them. */
  readonly lanes: readonly number[];
}

/** Titles shorter than this are cut to nothing readable. */
const LEAST_TITLE = 48;
const LONGEST_TITLE = 260;
const GAP = 4;
/** Room kept for titles, most generous first; the first that leaves no event without a place of its own is taken. */
const WISHES = [240, 180, 130, 90, 60, 0];

/** The best plan for `items` on `rows` rows of `width` pixels; `target` is the least size of what can be pressed. */
export function plan(items: readonly Item[], rows: number, width: number, target: number): Plan {
  const used = [...new Set(items.map((item) => item.lane))].sort((a, b) => a - b);
  if (used.length === 0 || rows < 1) return { placed: [], lanes: [] };
  if (rows < used.length) return { placed: packed(items, rows, 0, width, target), lanes: [] };
  const shares = dealt(items, used, rows);
  const placed: Placed[] = [];
  const lanes: number[] = [];
  used.forEach((lane, index) => {
    placed.push(...packed(items.filter((item) => item.lane === lane), shares[index]!, lanes.length, width, target));
    for (let row = 0; row < shares[index]!; row++) lanes.push(lane);
  });
  return { placed, lanes };
}

/** Rows for each lane: one each, the rest one by one to the lane that is fullest for the rows it has. */
function dealt(items: readonly Item[], used: readonly number[], rows: number): number[] {
  const counts = used.map((lane) => items.filter((item) => item.lane === lane).length);
  const shares = used.map(() => 1);
  for (let left = rows - used.length; left > 0; left--) {
    let fullest = 0;
    counts.forEach((count, index) => {
      if (count / shares[index]! > counts[fullest]! / shares[fullest]!) fullest = index;
    });
    shares[fullest]!++;
  }
  return shares;
}

interface Spot {
  ids: string[];
  row: number;
  x: number;
  width: number;
  end: number;
  title: number;
  bar: boolean;
}

function packed(items: readonly Item[], rows: number, firstRow: number, width: number, target: number): Placed[] {
  const sorted = [...items].sort((a, b) => a.x0 - b.x0 || b.x1 - a.x1);
  let best: { spots: Spot[]; over: number } | null = null;
  for (const wish of WISHES) {
    const tried = attempt(sorted, rows, width, target, wish);
    if (!best || tried.over < best.over) best = tried;
    if (best.over === 0) break;
  }
  return withRoom(best!.spots, width, target).map((spot) => ({ ...spot, row: spot.row + firstRow }));
}

/** Every item at the first free place of the row where that place lies furthest left; without one it joins a stack. */
function attempt(items: readonly Item[], rows: number, width: number, target: number, wish: number): { spots: Spot[]; over: number } {
  const byRow: Spot[][] = Array.from({ length: rows }, () => []);
  const spots: Spot[] = [];
  let over = 0;
  for (const item of items) {
    const free = freedom(item, width, target);
    const title = Math.min(item.title, wish, Math.max(0, width - free.low - target));
    const need = Math.max(free.width, target + (title >= LEAST_TITLE ? title : 0));
    let chosen: { row: number; x: number } | null = null;
    for (let row = 0; row < rows; row++) {
      const x = firstFree(byRow[row]!, free.low, free.high, need);
      if (x === null) continue;
      const emptier = chosen !== null && x === chosen.x && lastEnd(byRow[row]!) < lastEnd(byRow[chosen.row]!);
      if (chosen === null || x < chosen.x || emptier) chosen = { row, x };
    }
    if (chosen) {
      const spot = { ids: [item.id], row: chosen.row, x: chosen.x, width: free.width, end: chosen.x + need, title: item.title, bar: item.kind === "bar" };
      spots.push(spot);
      byRow[chosen.row]!.push(spot);
      byRow[chosen.row]!.sort((a, b) => a.x - b.x);
    } else {
      join(spots, item, free, target);
      over++;
    }
  }
  return { spots, over };
}

function freedom(item: Item, width: number, target: number): { low: number; high: number; width: number } {
  const within = (x: number): number => Math.min(Math.max(x, 0), Math.max(0, width - target));
  if (item.kind === "bar") return { low: within(item.x0), high: within(item.x0), width: Math.max(target, item.x1 - within(item.x0)) };
  const middle = within((item.x0 + item.x1) / 2 - target / 2);
  if (item.kind === "point" || item.x1 - item.x0 < target * 1.5) return { low: middle, high: middle, width: target };
  return { low: within(item.x0), high: within(item.x1 - target), width: target };
}

const lastEnd = (row: readonly Spot[]): number => (row.length > 0 ? row[row.length - 1]!.end : -Infinity);

/** The least x in [low, high] where `need` pixels are free in a row sorted by x; null: there is none. */
function firstFree(row: readonly Spot[], low: number, high: number, need: number): number | null {
  let x = low;
  for (const spot of row) {
    if (spot.end + GAP <= x) continue;
    if (spot.x >= x + need + GAP) break;
    x = spot.end + GAP;
  }
  return x <= high ? x : null;
}

/** An item without room goes into the nearest spot, rather into one that is a single glyph than into a bar. */
function join(spots: Spot[], item: Item, free: { low: number; high: number }, target: number): void {
  const distance = (spot: Spot): number => {
    const aside = spot.x < free.low ? free.low - spot.x : Math.max(0, spot.x - free.high);
    return aside + (spot.bar ? target * 4 : 0) - (spot.ids.length > 1 ? target / 2 : 0);
  };
  const nearest = spots.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  nearest.ids.push(item.id);
}

/** Titles get what is free up to the next spot of their row. A bar holds its title inside, or beside it when it is short. */
function withRoom(spots: readonly Spot[], width: number, target: number): Placed[] {
  return spots.map((spot) => {
    const next = spots.reduce((x, other) => (other.row === spot.row && other.x > spot.x ? Math.min(x, other.x) : x), width + GAP);
    const free = Math.min(next - GAP - spot.x - target, LONGEST_TITLE);
    const room = spot.ids.length > 1 || free < Math.min(LEAST_TITLE, spot.title) ? 0 : Math.min(free, spot.title);
    const own = spot.ids.length > 1 ? target : spot.width;
    return { ids: spot.ids, row: spot.row, x: spot.x, width: Math.max(own, room > 0 ? target + room : 0), room };
  });
}
