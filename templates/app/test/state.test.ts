import { describe, expect, it } from "vitest";
import { initialState, isFiltered, Store, visibleEvents, withoutFilters, type State } from "../src/state";
import { DAY, event, pageData, when } from "./fixture";

const ids = (state: Partial<State>, data = pageData()): string[] => visibleEvents({ ...initialState(data), ...state }, data).map((item) => item.id);

describe("visibleEvents", () => {
  it("shows the layers that are on", () => {
    expect(ids({})).toEqual(["flood", "rumour"]);
    expect(ids({ layers: new Set(["one", "two"]) })).toEqual(["flood", "meeting", "rumour"]);
    expect(ids({ layers: new Set() })).toEqual([]);
  });

  it("takes an event that can have lasted into the span, and none that only touches it", () => {
    expect(ids({ time: { start: DAY, end: 3 * DAY } })).toContain("flood");
    expect(ids({ time: { start: 2 * DAY, end: 3 * DAY } })).not.toContain("flood");
    expect(ids({ time: { start: -DAY, end: 0 } })).not.toContain("flood");
  });

  it("lets open ends reach as far as need be", () => {
    const data = pageData({ events: [event("since", { when: when(0, null) }), event("until", { when: when(null, 0) })] });
    expect(ids({ time: { start: 900 * DAY, end: 901 * DAY } }, data)).toEqual(["since"]);
    expect(ids({ time: { start: -901 * DAY, end: -900 * DAY } }, data)).toEqual(["until"]);
  });

  it("keeps events without a date behind their switch", () => {
    expect(ids({ time: { start: 500 * DAY, end: 501 * DAY } })).toEqual(["rumour"]);
    expect(ids({ undated: false })).toEqual(["flood"]);
  });
});

describe("filters", () => {
  it("are undone by withoutFilters", () => {
    const data = pageData();
    const filtered = { ...initialState(data), q: "x", layers: new Set<string>(), time: { start: 0, end: 1 }, event: "flood" };
    expect(isFiltered(filtered, data)).toBe(true);
    const back = { ...filtered, ...withoutFilters(data) };
    expect(isFiltered(back, data)).toBe(false);
    expect(back.event).toBe("flood");
  });
});

describe("Store", () => {
  it("is silent when nothing changes, sets and spans by value", () => {
    const store = new Store({ ...initialState(pageData()), time: { start: 1, end: 2 } });
    let told = 0;
    store.on(() => told++);
    store.set({ layers: new Set(["one"]), time: { start: 1, end: 2 }, q: "" });
    expect(told).toBe(0);
    store.set({ q: "x" });
    expect(told).toBe(1);
  });

  it("tells every listener every change once, also one that a listener makes", () => {
    const store = new Store(initialState(pageData()));
    const heard: string[] = [];
    store.on((state) => state.q === "a" && store.set({ q: "b" }));
    store.on((state, previous) => heard.push(`${previous.q}>${state.q}`));
    store.set({ q: "a" });
    expect(heard).toEqual([">a", "a>b"]);
  });

  it("goes on working after a listener has failed", () => {
    const store = new Store(initialState(pageData()));
    const stop = store.on(() => {
      throw new Error("broken");
    });
    expect(() => store.set({ q: "a" })).toThrow("broken");
    stop();
    let heard = "";
    store.on((state) => (heard = state.q));
    store.set({ q: "b" });
    expect(heard).toBe("b");
  });

  it("watches only what it was asked to, beginning at once", () => {
    const store = new Store(initialState(pageData()));
    const seen: string[] = [];
    store.watch(["q"], (state) => seen.push(state.q));
    store.set({ lang: "ru" });
    store.set({ q: "x" });
    expect(seen).toEqual(["", "x"]);
  });
});
