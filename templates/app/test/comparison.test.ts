import { describe, expect, it } from "vitest";
import { byMeasure, compare } from "../src/comparison";
import { claim } from "./fixture";

const killed = { measure: { en: "killed" }, unit: { en: "people" } };
const official = claim("a", { ...killed, low: 131, high: 131 });
const unofficial = claim("b", { ...killed, low: 300, high: null });
const range = claim("c", { measure: { en: "killed" }, unit: { en: "civilians" }, low: 131, high: 170, source: "other" });
const injured = claim("d", { measure: { en: "injured" }, unit: { en: "people" }, low: 744, high: 744 });
const said = claim("e");

describe("figures", () => {
  it("stand together by what they measure; words without a figure stand alone", () => {
    expect(byMeasure([said, official, injured, unofficial, range]).map((group) => group.map((item) => item.id))).toEqual([["e"], ["a", "b", "c"], ["d"]]);
  });

  it("are compared only with figures of the same unit", () => {
    expect(compare([official, unofficial, range])).toMatchObject({ sources: 2, differ: true, units: [{ en: "people" }, { en: "civilians" }] });
    expect(compare([official, range])).toMatchObject({ differ: null });
    expect(compare([official, claim("f", { ...killed, low: 131, high: 131 })])).toMatchObject({ differ: false, units: [] });
  });

  it("are nothing to compare when there is one", () => {
    expect(compare([official, said])).toBeNull();
  });
});
