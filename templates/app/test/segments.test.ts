import { describe, expect, it } from "vitest";
import { segment, snippet } from "../src/segments";

const cut = (id: string, start: number, end: number) => ({ id, start, end });

describe("segment", () => {
  it("counts code points, not UTF-16 units", () => {
    const [paragraph] = segment("🕯️ in Bakı 𝐁𝐚𝐤𝐮", [cut("m", 6, 10)], []);
    expect(paragraph?.map((piece) => piece.text)).toEqual(["🕯️ in ", "Bakı", " 𝐁𝐚𝐤𝐮"]);
    expect(paragraph?.[1]?.mention?.id).toBe("m");
  });

  it("keeps every letter of the text, however cuts overlap", () => {
    const text = "Troops entered Baku.\n\nIn Baku, 131 people; in Neftchala and Lankaran 26.\r\nEnd";
    const cuts = [cut("a", 0, 19), cut("b", 10, 40), cut("c", 15, 19), cut("d", 39, 60), cut("e", 60, 78)];
    const paragraphs = segment(text, [cut("m", 15, 19), cut("n", 25, 29)], cuts);
    expect(paragraphs.map((pieces) => pieces.map((piece) => piece.text).join(""))).toEqual(["Troops entered Baku.", "In Baku, 131 people; in Neftchala and Lankaran 26.", "End"]);
  });

  it("lets two claims share words, and ends each of them once", () => {
    const [paragraph] = segment("744 injured, 4 missing", [], [cut("x", 0, 11), cut("y", 0, 22)]);
    expect(paragraph?.map((piece) => [piece.text, piece.claims.map((claim) => claim.id), piece.ending.map((claim) => claim.id)])).toEqual([
      ["744 injured", ["x", "y"], ["x"]],
      [", 4 missing", ["y"], ["y"]],
    ]);
  });

  it("ends a claim that runs over paragraphs in the last of them", () => {
    const ends = segment("one\ntwo", [], [cut("x", 0, 7)]).flat().map((piece) => piece.ending.length);
    expect(ends).toEqual([0, 1]);
  });

  it("gives overlapping mentions to the first, and passes over what lies outside", () => {
    const pieces = segment("Republic of Azerbaijan", [cut("long", 0, 22), cut("short", 12, 22), cut("out", 20, 99), cut("none", -1, -1)], []).flat();
    expect(pieces.map((piece) => piece.mention?.id)).toEqual(["long"]);
  });
});

describe("snippet", () => {
  it("shows the words around, cut at spaces", () => {
    const text = `${"word ".repeat(30)}Baku${" word".repeat(30)}`;
    const { before, exact, after } = snippet(text, { start: 150, end: 154 }, 20);
    expect([before.startsWith("… word"), exact, after.endsWith("word …")]).toEqual([true, "Baku", true]);
  });
});
