import { describe, expect, it } from "vitest";
import { fold, matches } from "../src/search";
import { event, pageData } from "./fixture";

describe("fold", () => {
  it.each([
    ["Lənkəran", "lankaran"],
    ["LƏNKƏRAN", "lankaran"],
    ["Neftçala", "neftcala"],
    ["İmişli", "imisli"],
    ["Bakı", "baki"],
    ["Чёрный", "черныи"],
    ["“Black  January”", "black january"],
    ["don’t", "dont"],
    ["Müasir—yol", "muasir yol"],
  ])("%s is %s", (words, folded) => expect(fold(words)).toBe(folded));
});

describe("matches", () => {
  const data = pageData();
  const flood = data.events[0] ?? event("");

  it.each(["lankaran", "Lənkəran", "ленкорань", "ЛЕНКОРАНЬ", "river", "letter", "title flood"])("finds the flood by %s", (q) => expect(matches(flood, q, data)).toBe(true));

  it("asks for every word", () => {
    expect(matches(flood, "river fire", data)).toBe(false);
    expect(matches(flood, " ", data)).toBe(true);
  });
});
