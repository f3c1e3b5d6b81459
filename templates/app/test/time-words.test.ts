import { describe, expect, test } from "vitest";
import { Spelled, timeWords } from "../src/timeline-words";
import az from "../../locales/az.json";

const at = (text: string): number => Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);
const range = (from: string, to: string): { start: number; end: number } => ({ start: at(from), end: at(to) });
const azWords = (key: string): string => String((az as Record<string, unknown>)[key] ?? key);
const plain = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, " ");
const windows = [
  range("1956-01-01", "2024-01-01"),
  range("1990-01-01", "1991-01-01"),
  range("1990-01-01", "1990-02-01"),
  range("1989-11-01", "1993-03-01"),
  range("1990-01-13", "1990-01-21"),
  range("1989-12-28", "1990-02-03"),
  range("1990-01-20", "1990-01-21"),
  range("1990-01-19T21:00", "1990-01-20T06:30"),
];

describe("windows in words", () => {
  test("English", () => {
    const words = timeWords("en", () => "");
    expect(windows.map((one) => plain(words.range(one)))).toEqual([
      "1956–2023", "1990", "January 1990", "November 1989 – February 1993", "13–20 January 1990", "28 December 1989 – 2 February 1990", "20 January 1990",
      "19 January 1990, 21:00 – 20 January 1990, 06:30",
    ].map((one) => expect.stringMatching(new RegExp(`^${one.replace(/, /g, "(,| at) ").replace(/ ?– ?/g, " ?– ?")}$`)) as string));
  });

  test("Russian", () => {
    const words = timeWords("ru", () => "");
    const said = windows.map((one) => plain(words.range(one)));
    expect(said[0]).toMatch(/^1956\s?–\s?2023/);
    expect(said[4]).toMatch(/^13\s?–\s?20 января 1990/);
    expect(said[7]).toMatch(/19 января 1990 г\.,? (в )?21:00 – 20 января 1990 г\.,? (в )?06:30/);
  });

  test("Azerbaijani, from the locale file where the browser has no month names", () => {
    const spelled = new Spelled(azWords);
    const day = spelled.of("day");
    expect(day.format(at("1990-01-19"))).toBe("19 yanvar 1990");
    expect(day.formatRange(at("1990-01-19"), at("1990-01-20"))).toBe("19–20 yanvar 1990");
    expect(day.formatRange(at("1990-01-13"), at("1990-02-02"))).toBe("13 yanvar – 2 fevral 1990");
    expect(day.formatRange(at("1989-12-28"), at("1990-01-03"))).toBe("28 dekabr 1989 – 3 yanvar 1990");
    expect(spelled.of("month").formatRange(at("1990-01-01"), at("1990-07-31"))).toBe("yanvar–iyul 1990");
    expect(spelled.of("year").formatRange(at("1956-01-01"), at("2023-01-01"))).toBe("1956–2023");
    expect(spelled.of("hour").formatRange(at("1990-01-19T21:00"), at("1990-01-20T03:00"))).toBe("19 yanvar 1990, 21:00 – 20 yanvar 1990, 03:00");
    expect(spelled.of("dayShort").format(at("1990-01-19"))).toBe("19 yan");
  });

  test("a tick is short: no dot, no word for year", () => {
    const ru = timeWords("ru", () => "");
    expect(ru.tick(at("1990-01-01"), "year")).toBe("1990");
    expect(ru.tick(at("1990-01-01"), "month")).toBe("янв");
    expect(timeWords("en", () => "").tick(at("1990-01-19T21:00"), "hour")).toBe("21:00");
  });

  test("a language that no browser knows is spelled with its file's words", () => {
    expect(timeWords("xal", azWords).instant(at("1990-01-20"), "day")).toBe("20 yanvar 1990");
  });
});
