/** Figures side by side: which claims speak of one measure, and whether they agree. Nothing is averaged, nothing is added. */
import type { App } from "./app";
import type { ClaimInfo } from "./data";

export interface Comparison {
  readonly claims: readonly ClaimInfo[];
  readonly sources: number;
  readonly differ: boolean;
}

/** Claims of one event in groups of one measure and unit, in their own order; what has no figure stands alone. */
export function byMeasure(claims: readonly ClaimInfo[]): ClaimInfo[][] {
  const groups = new Map<string, ClaimInfo[]>();
  for (const claim of claims) {
    const key = hasFigure(claim) ? JSON.stringify([firstOf(claim.measure), firstOf(claim.unit)]) : claim.id;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

/** null for fewer than two figures: there is nothing to compare. */
export function compare(claims: readonly ClaimInfo[]): Comparison | null {
  const figures = claims.filter(hasFigure);
  const [first, ...rest] = figures;
  if (first === undefined || rest.length === 0) return null;
  return {
    claims: figures,
    sources: new Set(figures.map((claim) => claim.source)).size,
    differ: rest.some((claim) => claim.low !== first.low || claim.high !== first.high),
  };
}

/** "3 statements in 2 sources; they differ." */
export function comparisonWords({ t }: Pick<App, "t">, comparison: Comparison): string {
  const words = t(comparison.differ ? "compare.differ" : "compare.agree", {
    statements: t("compare.statements", { n: comparison.claims.length }),
    sources: t("compare.sources", { n: comparison.sources }),
  });
  return words.charAt(0).toLocaleUpperCase(t.lang) + words.slice(1);
}

export function hasFigure(claim: ClaimInfo): boolean {
  return claim.low !== null || claim.high !== null;
}

function firstOf(text: Readonly<Record<string, string>>): string {
  return Object.values(text)[0] ?? "";
}
