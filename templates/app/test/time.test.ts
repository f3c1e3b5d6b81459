import { describe, expect, test } from "vitest";
import { bend, clamped, DAY, density, extentOf, floorTo, HOUR, linear, NARROWEST, stepTo, tidied, undated, unitFor, warped, YEAR, zoomed } from "../src/time";
import type { When } from "../src/data";

const at = (text: string): number => Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);
const when = (start: number | null, end: number | null): When => ({ edtf: "", start, end, approximate: false, uncertain: false, label: {} });
const extent = { start: at("1956-01-01"), end: at("2024-01-01") };

describe("calendar", () => {
  test("a step begins at its hour, day, month, year or decade", () => {
    const night = at("1990-01-19T23:40");
    expect(floorTo(night, "hour", 6)).toBe(at("1990-01-19T18:00"));
    expect(floorTo(night, "day")).toBe(at("1990-01-19"));
    expect(floorTo(at("1990-05-19"), "month", 3)).toBe(at("1990-04-01"));
    expect(floorTo(at("1956-11-04"), "year", 10)).toBe(at("1950-01-01"));
  });

  test("instants before 1970 and years before 100 are dates like others", () => {
    expect(floorTo(at("1956-11-04T13:00"), "day")).toBe(at("1956-11-04"));
    expect(new Date(floorTo(at("0055-06-01"), "year")).toISOString().slice(0, 4)).toBe("0055");
  });

  test("a key moves to the next boundary and not past it", () => {
    expect(stepTo(at("1990-01-15"), "month", 1)).toBe(at("1990-02-01"));
    expect(stepTo(at("1990-01-15"), "month", -1)).toBe(at("1990-01-01"));
    expect(stepTo(at("1990-01-01"), "month", -1)).toBe(at("1989-12-01"));
    expect(stepTo(at("1990-06-01"), "year", 1)).toBe(at("1991-01-01"));
  });

  test("the unit follows the length of the window", () => {
    expect([DAY, 30 * DAY, 5 * YEAR, 60 * YEAR].map(unitFor)).toEqual(["hour", "day", "month", "year"]);
  });
});

describe("windows", () => {
  test("the extent covers every known end, in whole years", () => {
    const all = [when(at("1956-10-23"), at("1956-11-05")), when(null, at("1991-12-27")), when(at("2023-09-01"), null), null];
    expect(extentOf(all)).toEqual({ start: at("1956-01-01"), end: at("2024-01-01") });
  });

  test("the extent of one night is its days", () => {
    expect(extentOf([when(at("1990-01-19"), at("1990-01-21"))])).toEqual({ start: at("1990-01-19"), end: at("1990-01-21") });
  });

  test("there is no extent without dates", () => {
    expect(extentOf([null, when(null, null)])).toBeNull();
    expect(undated(when(null, null)) && undated(null) && !undated(when(0, null))).toBe(true);
  });

  test("a window is pushed inside the extent and keeps its length", () => {
    const late = clamped({ start: at("2023-06-01"), end: at("2025-06-01") }, extent);
    expect(late.end).toBe(extent.end);
    expect(late.end - late.start).toBe(at("2025-06-01") - at("2023-06-01"));
  });

  test("a window is neither longer than the extent nor shorter than six hours", () => {
    expect(clamped({ start: 0 - 200 * YEAR, end: 200 * YEAR }, extent)).toEqual(extent);
    const point = clamped({ start: at("1990-01-20"), end: at("1990-01-20") }, extent);
    expect(point.end - point.start).toBe(NARROWEST);
  });

  test("zooming keeps the instant under the pointer", () => {
    const window = { start: at("1990-01-01"), end: at("1990-02-01") };
    const night = at("1990-01-20");
    const near = zoomed(window, night, 0.5, extent);
    expect(linear(near, 100).x(night)).toBeCloseTo(linear(window, 100).x(night), 6);
    expect(near.end - near.start).toBeCloseTo((window.end - window.start) / 2, 3);
  });

  test("a dragged window lands on whole days, on quarters of an hour in a night", () => {
    expect(tidied({ start: at("1990-01-02T05:13"), end: at("1990-02-01T13:00") })).toEqual({ start: at("1990-01-02"), end: at("1990-02-02") });
    expect(tidied({ start: at("1990-01-19T21:07"), end: at("1990-01-20T06:01") }).start).toBe(at("1990-01-19T21:00"));
  });
});

describe("bent scale", () => {
  const nights = [...Array<number>(12).fill(at("1990-01-19")), ...Array<number>(12).fill(at("1990-01-20"))];
  const instants = [at("1956-11-04"), at("1968-08-21"), at("1988-02-20"), ...nights, at("1991-10-18"), at("2020-11-10"), at("2023-09-19")];
  const crowd = density(instants.map((start) => ({ start, end: start + DAY })), extent);
  const scale = warped(extent, 1000, crowd, 0.7);

  test("it rises everywhere and fills its width", () => {
    const xs = Array.from({ length: 400 }, (_, i) => scale.x(extent.start + (i / 399) * (extent.end - extent.start)));
    expect(xs.every((x, i) => i === 0 || x > xs[i - 1]!)).toBe(true);
    expect([xs[0], xs[399]]).toEqual([0, 1000]);
  });

  test("pixels lead back to their instant", () => {
    for (const instant of [...instants, extent.start, at("1975-05-05"), at("1990-01-19T21:30")]) {
      expect(Math.abs(scale.instant(scale.x(instant)) - instant)).toBeLessThan(1000);
    }
    expect(scale.x(scale.instant(-50))).toBeCloseTo(-50, 6);
  });

  test("two crowded nights get room, a day of a quiet decade does not", () => {
    expect(scale.x(at("1990-01-21")) - scale.x(at("1990-01-19"))).toBeGreaterThan(150);
    expect(scale.x(at("1968-08-22")) - scale.x(at("1968-08-21"))).toBeLessThan(2);
  });

  test("an event known to the year lies over its year, not on its first day", () => {
    const year = warped(extent, 1000, density([{ start: at("1956-01-01"), end: at("1957-01-01") }, { start: at("1990-01-20"), end: at("1990-01-21") }], extent), 0.7);
    expect(year.x(at("1956-07-01"))).toBeCloseTo(year.x(at("1957-01-01")) / 2, -1);
    expect(year.x(at("1956-01-02"))).toBeLessThan(3);
  });

  test("without a bend, or without events inside, it is straight", () => {
    const quiet = { start: at("1970-01-01"), end: at("1980-01-01") };
    expect(warped(quiet, 100, crowd, 0.7).x(at("1975-01-01"))).toBeCloseTo(linear(quiet, 100).x(at("1975-01-01")), 6);
    expect(warped(extent, 100, crowd, 0).x(at("1990-01-01"))).toBeCloseTo(50, 0);
    expect(bend(30 * DAY, 0.7)).toBe(0);
    expect(bend(10 * YEAR, 0.7)).toBeCloseTo(0.7, 9);
    expect(bend(YEAR, 0.7)).toBeGreaterThan(0);
    expect(bend(2 * HOUR, 0.7)).toBe(0);
  });
});
