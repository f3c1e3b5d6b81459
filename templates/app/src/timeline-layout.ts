/** Where each event of the detail band stands: rows, room for titles, stacks. Plain numbers in, plain numbers out. */

export interface Item {
  readonly id: string;
  /** Which of the lanes it belongs to, from 0. */
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

/** The extent of bars; events that last alike share one. */
export interface Bar {
  readonly row: number;
  readonly x0: number;
  readonly x1: number;
  readonly ids: readonly string[];
}

export interface Plan {
  readonly placed: readonly Placed[];
  readonly bars: readonly Bar[];
}

/** Titles shorter than this are cut to nothing readable. */
const LEAST_TITLE = 48;
const LONGEST_TITLE = 260;
const GAP = 4;
/** Room kept for titles, most generous first; the first that leaves no event without a place of its own is taken. */
const WISHES = [240, 180, 130, 90, 60, 0];

/**
 * The best plan for `items` on rows of `width` pixels. `shares` says how many rows each lane has, in their order from the
 * top (rowsFor makes them); `target` is the least size of what can be pressed.
 */
export function plan(items: readonly Item[], shares: readonly number[], width: number, target: number): Plan {
  const placed: Placed[] = [];
  const bars: Bar[] = [];
  let first = 0;
  shares.forEach((rows, lane) => {
    const own = items.filter((item) => item.lane === lane);
    if (rows > 0 && own.length > 0) {
      const part = packed(own, rows, first, width, target);
      placed.push(...part.placed);
      bars.push(...part.bars);
    }
    first += rows;
  });
  return { placed, bars };
}

/** Rows for lanes with such demands: one each, the rest one by one to the fullest lane; null: too few for lanes. */
export function rowsFor(demands: readonly number[], rows: number): number[] | null {
  if (rows < demands.length) return null;
  const shares = demands.map(() => 1);
  for (let left = rows - demands.length; left > 0 && demands.length > 0; left--) {
    let fullest = 0;
    demands.forEach((demand, lane) => {
      if (demand / shares[lane]! > demands[fullest]! / shares[fullest]!) fullest = lane;
    });
    shares[fullest]!++;
  }
  return shares;
}

interface Spot {
  readonly ids: string[];
  readonly row: number;
  readonly x: number;
  /** The bar that it stands in. */
  readonly holder?: Holder;
  readonly title: number;
}

/** What others keep clear of: a glyph with its title, or a whole bar. */
interface Block {
  readonly x: number;
  readonly end: number;
}

interface Holder extends Bar, Block {
  readonly ids: string[];
  readonly blocks: Block[];
}

interface Attempt {
  readonly rows: readonly Block[][];
  readonly spots: Spot[];
  readonly holders: Holder[];
  over: number;
}

function packed(items: readonly Item[], rows: number, firstRow: number, width: number, target: number): Plan {
  const sorted = [...items].sort((a, b) => a.x0 - b.x0 || b.x1 - a.x1);
  let best: Attempt | null = null;
  for (const wish of WISHES) {
    const tried = attempt(sorted, rows, width, target, wish);
    if (best === null || tried.over < best.over) best = tried;
    if (best.over === 0) break;
  }
  return {
    placed: withRoom(best!.spots, width, target).map((spot) => ({ ...spot, row: spot.row + firstRow })),
    bars: best!.holders.map(({ row, x0, x1, ids }) => ({ row: row + firstRow, x0, x1, ids })),
  };
}

/** Every item at the first free place of the row where that place lies furthest left; without one it joins a stack. */
function attempt(items: readonly Item[], rows: number, width: number, target: number, wish: number): Attempt {
  const made: Attempt = { rows: Array.from({ length: rows }, () => []), spots: [], holders: [], over: 0 };
  for (const item of items) {
    const wanted = Math.min(item.title, wish);
    const title = wanted < LEAST_TITLE && wanted < item.title ? 0 : wanted;
    const done = isBroadBar(item, target) ? placeBar(made, item, target, title, width) : placeGlyph(made, item, target, title, width);
    if (done) continue;
    join(made.spots, item, freedom(item, width, target));
    made.over++;
  }
  return made;
}

const isBroadBar = (item: Item, target: number): boolean => item.kind === "bar" && item.x1 - item.x0 >= target * 1.5;

function placeGlyph(made: Attempt, item: Item, target: number, title: number, width: number): boolean {
  const { low, high } = freedom(item, width, target);
  const need = Math.min(target + title, width - low);
  const at = firstRow(made.rows, low, high, need);
  if (at === null) return false;
  insert(made.rows[at.row]!, { x: at.x, end: at.x + need });
  made.spots.push({ ids: [item.id], row: at.row, x: at.x, title: item.title });
  return true;
}

/** Into a bar of the same extent while there is room in it, else as a bar of its own. */
function placeBar(made: Attempt, item: Item, target: number, title: number, width: number): boolean {
  for (const holder of made.holders) {
    if (Math.abs(holder.x0 - item.x0) > 0.5 || Math.abs(holder.x1 - item.x1) > 0.5) continue;
    const need = target + title;
    const x = firstFree(holder.blocks, item.x0, holder.end - need, need);
    if (x === null) continue;
    insert(holder.blocks, { x, end: x + need });
    holder.ids.push(item.id);
    made.spots.push({ ids: [item.id], row: holder.row, x, title: item.title, holder });
    return true;
  }
  const x = Math.min(item.x0, width - target);
  const need = Math.max(item.x1 - x, Math.min(target + title, width - x));
  const at = firstRow(made.rows, x, x, need);
  if (at === null) return false;
  const own = { x, end: x + Math.min(need, target + title) };
  const holder = { row: at.row, x0: item.x0, x1: item.x1, ids: [item.id], x, end: x + need, blocks: [own] };
  made.holders.push(holder);
  insert(made.rows[at.row]!, holder);
  made.spots.push({ ids: [item.id], row: at.row, x, title: item.title, holder });
  return true;
}

/** Where the left edge of an item's glyph may be. */
function freedom(item: Item, width: number, target: number): { low: number; high: number } {
  const within = (x: number): number => Math.min(Math.max(x, 0), Math.max(0, width - target));
  const middle = within((item.x0 + item.x1) / 2 - target / 2);
  if (item.kind === "point" || item.x1 - item.x0 < target * 1.5) return { low: middle, high: middle };
  return { low: within(item.x0), high: within(item.x1 - target) };
}

/** The leftmost free place; of rows that are alike the one that has been free for longest. */
function firstRow(rows: readonly Block[][], low: number, high: number, need: number): { row: number; x: number } | null {
  let best: { row: number; x: number; since: number } | null = null;
  rows.forEach((blocks, row) => {
    const x = firstFree(blocks, low, high, need);
    if (x === null) return;
    const since = blocks.reduce((end, block) => (block.end <= x ? Math.max(end, block.end) : end), -Infinity);
    if (best === null || x < best.x || (x === best.x && since < best.since)) best = { row, x, since };
  });
  return best;
}

/** The least x in [low, high] where `need` pixels are free in a row sorted by x; null: there is none. */
function firstFree(row: readonly Block[], low: number, high: number, need: number): number | null {
  let x = low;
  for (const block of row) {
    if (block.end + GAP <= x) continue;
    if (block.x >= x + need + GAP) break;
    x = block.end + GAP;
  }
  return x <= high ? x : null;
}

function insert(row: Block[], block: Block): void {
  row.push(block);
  row.sort((a, b) => a.x - b.x);
}

/** An item without room goes into the nearest spot, and rather into a stack than into a single one. */
function join(spots: readonly Spot[], item: Item, free: { low: number; high: number }): void {
  const distance = (spot: Spot): number => {
    const aside = spot.x < free.low ? free.low - spot.x : Math.max(0, spot.x - free.high);
    return aside - (spot.ids.length > 1 ? 12 : 0);
  };
  spots.reduce((a, b) => (distance(b) < distance(a) ? b : a)).ids.push(item.id);
}

/** Titles get what is free up to the next spot of their row; where several share a bar they stay in it. */
function withRoom(spots: readonly Spot[], width: number, target: number): Placed[] {
  return spots.map((spot) => {
    const next = spots.reduce((x, other) => (other.row === spot.row && other.x > spot.x ? Math.min(x, other.x - GAP) : x), width);
    const edge = spot.holder && spot.holder.ids.length > 1 ? Math.min(next, spot.holder.x1) : next;
    const free = Math.min(edge - spot.x - target, LONGEST_TITLE);
    const room = spot.ids.length > 1 || free < Math.min(LEAST_TITLE, spot.title) ? 0 : Math.min(free, spot.title);
    return { ids: spot.ids, row: spot.row, x: spot.x, width: target + room, room };
  });
}
