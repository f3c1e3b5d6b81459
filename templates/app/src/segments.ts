/** A text cut where mentions and claims begin and end, so that they may overlap as they like. Offsets are code points. */

export interface Cut {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

export interface Piece<M extends Cut, C extends Cut> {
  readonly text: string;
  readonly mention: M | null;
  readonly claims: readonly C[];
  /** Claims whose last piece this is. */
  readonly ending: readonly C[];
}

export type Paragraph<M extends Cut, C extends Cut> = readonly Piece<M, C>[];

/** The paragraphs (split at line breaks) of `text`; empty ones are left out. Where mentions overlap, the first one has the words. */
export function segment<M extends Cut, C extends Cut>(text: string, mentions: readonly M[], claims: readonly C[]): Paragraph<M, C>[] {
  const points = Array.from(text);
  const inside = (cut: Cut): boolean => cut.start >= 0 && cut.start < cut.end && cut.end <= points.length;
  const named = apart(mentions.filter(inside));
  const said = claims.filter(inside);
  return lines(points).map(([from, to]) => {
    const borders = new Set([from, to]);
    for (const cut of [...named, ...said]) for (const at of [cut.start, cut.end]) if (at > from && at < to) borders.add(at);
    const sorted = [...borders].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((start, i) => {
      const end = sorted[i + 1] ?? to;
      const covering = said.filter((claim) => claim.start < end && claim.end > start);
      return {
        text: points.slice(start, end).join(""),
        mention: named.find((mention) => mention.start < end && mention.end > start) ?? null,
        claims: covering,
        ending: covering.filter((claim) => claim.end <= end || (end === to && !more(points, claim.end, to))),
      };
    });
  });
}

/** `text` from code point `start` to `end`, with some words around it, cut at spaces. */
export function snippet(text: string, cut: { readonly start: number; readonly end: number }, around = 60): { before: string; exact: string; after: string } {
  const points = Array.from(text);
  const before = points.slice(Math.max(0, cut.start - around), cut.start).join("");
  const after = points.slice(cut.end, cut.end + around).join("");
  const cutBefore = cut.start > around ? `… ${before.replace(/^\S*\s/, "")}` : before;
  const cutAfter = cut.end + around < points.length ? `${after.replace(/\s\S*$/, "")} …` : after;
  return { before: cutBefore.replace(/^.*[\n\r]+/s, ""), exact: points.slice(cut.start, cut.end).join(""), after: cutAfter.replace(/[\n\r]+.*$/s, "") };
}

/** Whether a claim goes on with words after the paragraph that ends at `to`. */
function more(points: readonly string[], end: number, to: number): boolean {
  return points.slice(to, end).some((point) => point.trim() !== "");
}

function apart<M extends Cut>(mentions: readonly M[]): M[] {
  const kept: M[] = [];
  for (const mention of [...mentions].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (mention.start >= (kept.at(-1)?.end ?? 0)) kept.push(mention);
  }
  return kept;
}

function lines(points: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let at = 0; at <= points.length; at++) {
    if (at < points.length && points[at] !== "\n" && points[at] !== "\r") continue;
    if (points.slice(from, at).some((point) => point.trim() !== "")) found.push([from, at]);
    from = at + 1;
  }
  return found;
}
