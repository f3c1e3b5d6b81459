import { describe, expect, it } from "vitest";
import { createIndex } from "../src/lookup";
import { fan, grouped, spotsOf } from "../src/spots";
import { initialState } from "../src/state";
import { event, pageData, place } from "./fixture";

const at = (...places: string[]) => ({ places: places.map((id) => ({ place: id, role: "happened" as const })) });
const data = pageData({
  places: [place("a", { lon: 0 }), place("b", { lon: 10 }), place("c", { lon: 90 }), place("nowhere", { lat: null, lon: null }), place("unknown", { precision: "unknown" })],
  events: [event("one", at("a")), event("two", at("a", "b")), event("three", at("c", "nowhere", "unknown"))],
  mentions: [{ id: "m", source: "letter", start: 0, end: 1, kind: "place", place: "b" }],
});
const index = createIndex(data);
const app = { data, index, drawn: { layers: new Set(data.layers.map((layer) => layer.id)), named: true } };
const state = initialState(data);

describe("spots", () => {
  it("are places with coordinates, the most events first", () => {
    expect(spotsOf(state, app).map((spot) => [spot.place.id, spot.parts.length])).toEqual([["a", 2], ["b", 1], ["c", 1]]);
  });

  it("hold places that are merely named, while their switch is on", () => {
    const none = { ...state, layers: new Set<string>() };
    expect(spotsOf(none, app).map((spot) => spot.place.id)).toEqual(["b"]);
    expect(spotsOf({ ...none, named: false }, app)).toEqual([]);
  });

  it("hold only what the assembly script has added to the map", () => {
    const bare = { ...app, drawn: { layers: new Set<string>(), named: false } };
    expect(spotsOf(state, bare)).toEqual([]);
  });

  it("join the weightiest one within reach, and an event of two places stays one", () => {
    const groups = grouped(spotsOf(state, app), (spot) => ({ x: spot.lon, y: 0 }), 30);
    expect(groups.map((group) => [group.anchor.place.id, group.parts.map((part) => part.event.id)])).toEqual([["a", ["one", "two"]], ["c", ["three"]]]);
  });
});

describe("a fan", () => {
  it.each([2, 9, 17, 33, 80])("gives each of %i marks a place of its own, clear of the stack", (count) => {
    const size = 34;
    const places = fan(count, size);
    expect(places).toHaveLength(count);
    places.forEach((a, i) => {
      expect(Math.hypot(a.x, a.y)).toBeGreaterThan(size);
      for (const b of places.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(size * 0.97);
    });
  });
});
