import { describe, expect, test } from "vitest";
import { density, linear, warped, type Scale } from "../src/time";
import { ticks } from "../src/timeline-ticks";

const at = (text: string): number => Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);
const labelled = (scale: Scale, gap = 50): string[] =>
  ticks(scale, () => gap).filter((tick) => tick.labelled).map((tick) => `${tick.unit} ${new Date(tick.instant).toISOString().slice(0, 16)}`);

describe("ticks", () => {
  test("one night is cut into hours", () => {
    expect(labelled(linear({ start: at("1990-01-19T18:00"), end: at("1990-01-20T06:00") }, 700))).toEqual([
      "hour 1990-01-19T18:00", "hour 1990-01-19T19:00", "hour 1990-01-19T20:00", "hour 1990-01-19T21:00", "hour 1990-01-19T22:00",
      "hour 1990-01-19T23:00", "day 1990-01-20T00:00", "hour 1990-01-20T01:00", "hour 1990-01-20T02:00", "hour 1990-01-20T03:00",
      "hour 1990-01-20T04:00", "hour 1990-01-20T05:00",
    ]);
  });

  test("two weeks are cut into days", () => {
    const days = labelled(linear({ start: at("1990-01-10"), end: at("1990-01-24") }, 1000));
    expect(days).toHaveLength(14);
    expect(days[0]).toBe("day 1990-01-10T00:00");
  });

  test("a year is cut into months", () => {
    const months = labelled(linear({ start: at("1990-01-01"), end: at("1991-01-01") }, 800));
    expect(months[0]).toBe("year 1990-01-01T00:00");
    expect(months.slice(1).every((tick) => tick.startsWith("month"))).toBe(true);
    expect(months).toHaveLength(12);
  });

  test("seven years are cut into years, seventy into decades, seven hundred into centuries", () => {
    expect(labelled(linear({ start: at("1985-01-01"), end: at("1992-01-01") }, 400))).toHaveLength(7);
    expect(labelled(linear({ start: at("1950-01-01"), end: at("2020-01-01") }, 400)).map((tick) => tick.slice(5, 9))).toEqual(
      ["1950", "1960", "1970", "1980", "1990", "2000", "2010"]);
    expect(labelled(linear({ start: at("1300-01-01"), end: at("2000-01-01") }, 400)).map((tick) => tick.slice(5, 9))).toEqual(
      ["1300", "1400", "1500", "1600", "1700", "1800", "1900"]);
  });

  test("on a bent scale days and decades stand on one axis", () => {
    const extent = { start: at("1956-01-01"), end: at("2024-01-01") };
    const nights = [...Array<number>(14).fill(at("1990-01-19")), ...Array<number>(14).fill(at("1990-01-20"))];
    const units = ticks(warped(extent, 1000, density(nights.map((start) => ({ start, end: start + 86_400_000 })), extent), 0.7), () => 44).filter((tick) => tick.labelled).map((tick) => tick.unit);
    expect(units).toContain("year");
    expect(units).toContain("day");
  });

  test("months and days stand only to the right of their own year", () => {
    const extent = { start: at("1956-01-01"), end: at("2024-01-01") };
    const spans = ["1988-03-01", "1989-11-09", "1989-11-09", "1990-01-20", "2020-11-10"].map((day) => ({ start: at(day), end: at(day) + 86_400_000 }));
    for (const width of [300, 600, 900, 1500]) {
      let year = "";
      for (const tick of labelled(warped(extent, width, density(spans, extent), 0.8))) {
        if (tick.startsWith("year")) year = tick.slice(5, 9);
        else expect(tick.split(" ")[1]!.slice(0, 4)).toBe(year);
      }
    }
  });

  test("labels keep their distance and stand in order, whatever the scale", () => {
    for (const width of [120, 390, 1280, 3840]) {
      for (const [from, to] of [["1956-01-01", "2024-01-01"], ["1989-11-20", "1990-03-05"], ["1990-01-19T13:00", "1990-01-21"]] as const) {
        const range = { start: at(from), end: at(to) };
        const xs = ticks(warped(range, width, density(["1990-01-20", "1990-01-20", "1990-01-21"].map((day) => ({ start: at(day), end: at(day) + 86_400_000 })), range), 0.6), () => 50)
          .filter((tick) => tick.labelled).map((tick) => tick.x);
        expect(xs.every((x, i) => i === 0 || x - xs[i - 1]! >= 50)).toBe(true);
      }
    }
  });
});
