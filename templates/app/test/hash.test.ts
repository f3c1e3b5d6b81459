import { describe, expect, it } from "vitest";
import { fromHash, fromWords, timeToWords, toHash, toWords, wordsToTime } from "../src/hash";
import { initialState, MODES, PANELS, sameState, THEMES, type State } from "../src/state";
import { DAY, pageData } from "./fixture";

const data = pageData();
const start = initialState(data);

describe("the hash", () => {
  it("is empty at the beginning and readable afterwards", () => {
    expect(toHash(start, data)).toBe("");
    const state: State = { ...start, event: "flood", panel: "card", lang: "ru", time: { start: 0, end: 2 * DAY }, layers: new Set(["one", "two"]), q: "a b&c" };
    expect(toHash(state, data)).toBe("lang=ru&event=flood&time=1970-01-01/1970-01-02&layers=one,two&q=a%20b%26c");
  });

  it("brings a thousand states back as they were", () => {
    const random = numbers(7);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    for (let i = 0; i < 1000; i++) {
      const event = pick([null, "flood", "rumour"]);
      const state: State = {
        ...start,
        mode: pick(MODES),
        lang: pick(["en", "ru"]),
        theme: pick(THEMES),
        event,
        place: event === null ? pick([null, "lenkoran"]) : null,
        chapter: pick([null, "chapter-1"]),
        panel: pick(PANELS.filter((panel) => panel !== "card" || event !== null)),
        time: pick([null, { start: Math.floor(random() * 1e6) * 60_000, end: Math.floor(1e6 + random() * 1e6) * 60_000 }, { start: -40_000 * DAY, end: 9 * DAY }]),
        layers: new Set(pick([[], ["one"], ["two"], ["one", "two"]])),
        named: random() < 0.5,
        undated: random() < 0.5,
        lat: pick([null, Math.round(random() * 1e4) / 1e4]),
        zoom: pick([null, 7.25]),
        q: pick(["", "#&=%+ ə", "Ленкорань", "1/5"]),
      };
      const back = fromHash(`#${toHash(state, data)}`, data);
      expect(sameState(back, state), toHash(state, data)).toBe(true);
    }
  });

  it("passes over what it does not know", () => {
    for (const hash of ["#event=nobody", "#x=1&&=&%", "#lang=xx&mode=boss&panel=sofa", "#time=yesterday", "#time=1990-02-01/1990-01-01", "#lat=NaN&lng=1e9&zoom=", "#named=perhaps", "#__proto__=1&constructor=2", "#list"]) {
      expect(sameState(fromHash(hash, data), start), hash).toBe(true);
    }
  });

  it("does not select a place and an event at once, and opens no card of nothing", () => {
    expect(fromHash("#event=flood&place=lenkoran", data)).toMatchObject({ event: "flood", place: null });
    expect(fromHash("#panel=card", data).panel).toBe("story");
    expect(fromHash("#mention=letter-4", data).source).toBe("letter");
  });
});

describe("time in words", () => {
  it("holds both of its days", () => {
    expect(wordsToTime("1990-01-19/1990-01-21")).toEqual({ start: Date.UTC(1990, 0, 19), end: Date.UTC(1990, 0, 22) });
    expect(timeToWords({ start: Date.UTC(1990, 0, 19), end: Date.UTC(1990, 0, 22) })).toBe("1990-01-19/1990-01-21");
  });

  it("knows hours and years before the common era", () => {
    expect(timeToWords({ start: Date.UTC(1990, 0, 19, 21), end: Date.UTC(1990, 0, 20, 3) })).toBe("1990-01-19T21:00/1990-01-20T03:00");
    const ides = "-000043-03-15/-000043-03-15";
    const span = wordsToTime(ides);
    expect(span && timeToWords(span)).toBe(ides);
  });
});

describe("words for programs", () => {
  it("are the same as the hash's", () => {
    expect(fromWords({ layers: ["two"], time: "1990-01-19/1990-01-19", q: 7, event: "flood" } as never, data)).toEqual({
      layers: new Set(["two"]),
      time: { start: Date.UTC(1990, 0, 19), end: Date.UTC(1990, 0, 20) },
      event: "flood",
    });
    expect(fromWords(toWords(start, data), data)).toMatchObject({ event: null, time: null, layers: new Set(["one"]) });
  });
});

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
