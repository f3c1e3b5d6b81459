import { describe, expect, test } from "vitest";
import { plan, rowsFor, type Item, type Placed } from "../src/timeline-layout";
import { presets } from "../src/timeline-presets";

const item = (id: string, x: number, more: Partial<Item> = {}): Item => ({ id, lane: 0, x0: x, x1: x + 2, kind: "point", title: 100, ...more });
const apart = (placed: readonly Placed[]): boolean =>
  placed.every((a, i) => placed.every((b, j) => i >= j || a.row !== b.row || a.x + a.width <= b.x || b.x + b.width <= a.x));
const ids = (placed: readonly Placed[]): string[] => placed.flatMap((spot) => spot.ids).sort();

describe("layout", () => {
  test("an event stands at its instant and shows its title", () => {
    const { placed } = plan([item("a", 300)], [1], 1000, 24);
    expect(placed).toEqual([{ ids: ["a"], row: 0, x: 289, width: 124, room: 100 }]);
  });

  test("events of one moment stand one above the other while rows last", () => {
    const { placed } = plan([item("a", 300), item("b", 300), item("c", 300)], [3], 1000, 24);
    expect(placed.map((spot) => spot.row).sort()).toEqual([0, 1, 2]);
    expect(placed.every((spot) => spot.x === 289)).toBe(true);
  });

  test("what has no room becomes a stack that holds every event", () => {
    const many = Array.from({ length: 40 }, (_, i) => item(`e${i}`, 300 + (i % 3)));
    const { placed } = plan(many, [3], 1000, 24);
    expect(ids(placed)).toHaveLength(40);
    expect(placed).toHaveLength(3);
    expect(placed.some((spot) => spot.ids.length > 1)).toBe(true);
  });

  test("events of a day spread over the day where it is broad, and never leave it", () => {
    const day = Array.from({ length: 9 }, (_, i) => item(`e${i}`, 200, { x1: 740, kind: "slot", title: 150 }));
    const { placed } = plan(day, [3], 1000, 24);
    expect(placed).toHaveLength(9);
    expect(placed.every((spot) => spot.x >= 200 && spot.x + 24 <= 740)).toBe(true);
    expect(apart(placed)).toBe(true);
    expect(placed.every((spot) => spot.room >= 90)).toBe(true);
  });

  test("a lane keeps to its rows, and the fullest has the spare ones", () => {
    expect(rowsFor([3, 1], 3)).toEqual([2, 1]);
    const items = [item("a", 10, { lane: 1 }), item("b", 10), item("c", 400), item("d", 400)];
    const { placed } = plan(items, [2, 1], 1000, 24);
    expect(placed.find((spot) => spot.ids[0] === "a")!.row).toBe(2);
    expect(placed.filter((spot) => spot.row === 2)).toHaveLength(1);
  });

  test("with fewer rows than lanes there are no lanes", () => {
    expect(rowsFor([4, 1, 7], 2)).toBeNull();
  });

  test("a bar keeps its extent and others go round it", () => {
    const { placed, bars } = plan([item("bar", 100, { x1: 500, kind: "bar" }), item("a", 300)], [2], 1000, 24);
    expect(bars).toEqual([{ row: 0, x0: 100, x1: 500, ids: ["bar"] }]);
    expect(placed.find((spot) => spot.ids[0] === "a")!.row).toBe(1);
  });

  test("events that last alike share a bar, each with a place in it", () => {
    const night = ["a", "b", "c", "d", "e"].map((id) => item(id, 100, { x1: 500, kind: "bar", title: 150 }));
    const { placed, bars } = plan(night, [3], 1000, 24);
    expect(placed).toHaveLength(5);
    expect(bars.flatMap((bar) => bar.ids).sort()).toEqual(["a", "b", "c", "d", "e"]);
    expect(bars.every((bar) => bar.x0 === 100 && bar.x1 === 500)).toBe(true);
    expect(placed.every((spot) => spot.x >= 100 && spot.x < 500)).toBe(true);
  });

  test("nothing overlaps, leaves the band or is lost, whatever comes", () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 16807) % 2147483647) % below;
    for (let round = 0; round < 60; round++) {
      const width = 200 + random(1500);
      const items = Array.from({ length: 1 + random(80) }, (_, i): Item => {
        const x0 = random(width);
        const x1 = Math.min(width, x0 + random(300));
        return { id: `e${i}`, lane: random(3), x0, x1, kind: (["point", "slot", "bar"] as const)[random(3)]!, title: random(300) };
      });
      const { placed, bars } = plan(items, [1 + random(4), 1, 2], width, 24);
      for (const bar of bars) {
        const strangers = placed.filter((spot) => spot.row === bar.row && !bar.ids.includes(spot.ids[0]!));
        expect(strangers.every((spot) => spot.x + spot.width <= bar.x0 || spot.x >= bar.x1)).toBe(true);
      }
      expect(ids(placed)).toEqual(items.map((one) => one.id).sort());
      expect(apart(placed)).toBe(true);
      expect(placed.every((spot) => spot.x >= 0 && spot.x + spot.width <= width + 1)).toBe(true);
    }
  });

  test("no rows or no events is no plan", () => {
    expect(plan([], [3], 1000, 24).placed).toEqual([]);
    expect(plan([item("a", 1)], [0], 1000, 24).placed).toEqual([]);
  });
});

describe("presets", () => {
  const at = (day: string): number => Date.parse(`${day}T00:00Z`);
  const days = (windows: readonly { start: number; end: number }[]): string[] =>
    windows.map(({ start, end }) => `${new Date(start).toISOString().slice(0, 10)}/${new Date(end).toISOString().slice(0, 10)}`);

  test("the busiest year, month and days, from wide to narrow", () => {
    const many = (day: string, n: number): number[] => Array<number>(n).fill(at(day));
    expect(days(presets([at("1956-11-04"), at("1990-06-01"), at("1990-01-13"), ...many("1990-01-19", 6), ...many("1990-01-20", 9), at("2023-09-19")]))).toEqual(
      ["1990-01-01/1991-01-01", "1990-01-01/1990-02-01", "1990-01-19/1990-01-21"]);
  });

  test("nothing is offered that shows all, or next to nothing", () => {
    expect(presets([])).toEqual([]);
    expect(presets([at("1956-11-04"), at("1968-08-21")])).toEqual([]);
    expect(days(presets([at("1990-01-19"), at("1990-01-19"), at("1990-05-19"), at("1990-09-01")]))).toEqual(["1990-01-01/1990-02-01", "1990-01-19/1990-01-20"]);
  });
});
