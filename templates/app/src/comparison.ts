/** Figures side by side: which claims speak of one measure, and whether they agree. Nothing is averaged, nothing is added. */
import type { App } from "./app";
import type { ClaimInfo, Text } from "./data";

export interface Comparison {
  readonly claims: readonly ClaimInfo[];
  readonly sources: number;
  /** null: no two of them count the same thing, so that nothing can be compared. */
  readonly differ: boolean | null;
  /** What is counted, when it is not the same in all: people, civilians. */
  readonly units: readonly Text[];
}

/** Claims of one event in groups of one measure, in their own order; what has no figure stands alone. */
export function byMeasure(claims: readonly ClaimInfo[]): ClaimInfo[][] {
  const groups = new Map<string, ClaimInfo[]>();
  for (const claim of claims) {
    const key = hasFigure(claim) ? `measure ${firstOf(claim.measure)}` : `claim ${claim.id}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

/** null for fewer than two figures: there is nothing to compare. Only figures of one unit are compared with each other. */
export function compare(claims: readonly ClaimInfo[]): Comparison | null {
  const figures = claims.filter(hasFigure);
  if (figures.length < 2) return null;
  const byUnit = new Map<string, ClaimInfo[]>();
  for (const claim of figures) byUnit.set(firstOf(claim.unit), [...(byUnit.get(firstOf(claim.unit)) ?? []), claim]);
  const comparable = [...byUnit.values()].filter((group) => group.length > 1);
  return {
    claims: figures,
    sources: new Set(figures.map((claim) => claim.source)).size,
    differ: comparable.length === 0 ? null : comparable.some(doDiffer),
    units: byUnit.size < 2 ? [] : [...byUnit.values()].flatMap(([claim]) => (claim === undefined ? [] : [claim.unit])),
  };
}

/** "3 statements in 2 sources; they differ. Not counted alike: people, civilians." */
export function comparisonWords({ t }: Pick<App, "t">, { claims, sources, differ, units }: Comparison): string {
  const values = { statements: t("compare.statements", { n: claims.length }), sources: t("compare.sources", { n: sources }) };
  const words = t(differ === null ? "compare.only" : differ ? "compare.differ" : "compare.agree", values);
  const names = units.map((unit) => t.text(unit)).filter(Boolean);
  const said = names.length < 2 ? words : `${words} ${t("compare.units", { units: names.join(", ") })}`;
  return said.charAt(0).toLocaleUpperCase(t.lang) + said.slice(1);
}

export function hasFigure(claim: ClaimInfo): boolean {
  return claim.low !== null || claim.high !== null;
}

function doDiffer([first, ...rest]: readonly ClaimInfo[]): boolean {
  return rest.some((claim) => claim.low !== first?.low || claim.high !== first.high);
}

function firstOf(text: Text): string {
  return Object.values(text)[0] ?? "";
}
