/** Which of three layouts the window has room for, and which parts are folded; CSS (layout.css) does the rest. */

/** wide: three columns and time below. sheet: map above a sheet with tabs. side: map beside a panel with tabs. */
export type Layout = "wide" | "sheet" | "side";
export type Fold = "legend" | "reading";
export const SHEETS = ["folded", "half", "tall"] as const;

const WIDE_REM = { width: 60, height: 30 };
/** Narrower than this a panel beside the map leaves too little of both. */
const SIDE_REM = 33;

/** Widths and heights count in rem, so that larger type (a kiosk's, or the reader's own) moves to the roomier layout. */
export function layoutFor(width_rem: number, height_rem: number): Layout {
  if (width_rem >= WIDE_REM.width && height_rem >= WIDE_REM.height) return "wide";
  return width_rem >= SIDE_REM && width_rem > height_rem * 1.1 ? "side" : "sheet";
}

/** Makes `html[data-layout]` true; whether it was another. */
export function updateLayout(): boolean {
  const root = document.documentElement;
  const rem = parseFloat(getComputedStyle(root).fontSize) || 16;
  const layout = layoutFor(innerWidth / rem, innerHeight / rem);
  if (root.dataset["layout"] === layout) return false;
  root.dataset["layout"] = layout;
  return true;
}

/** Tells `changed` the layout, now and whenever it is another. */
export function watchLayout(changed: (layout: Layout) => void): void {
  addEventListener("resize", () => {
    if (updateLayout()) changed(currentLayout());
  });
  updateLayout();
  changed(currentLayout());
}

export function currentLayout(): Layout {
  return (document.documentElement.dataset["layout"] as Layout | undefined) ?? "wide";
}

export function isFolded(part: Fold): boolean {
  return document.documentElement.dataset[part] === "folded";
}

export function fold(part: Fold, folded: boolean): void {
  if (folded) document.documentElement.dataset[part] = "folded";
  else delete document.documentElement.dataset[part];
}

export function sheet(): (typeof SHEETS)[number] {
  return SHEETS.find((name) => name === document.documentElement.dataset["sheet"]) ?? "half";
}

/** One step taller (+1) or smaller (-1). */
export function stepSheet(by: 1 | -1): void {
  const next = SHEETS[SHEETS.indexOf(sheet()) + by];
  if (next !== undefined) document.documentElement.dataset["sheet"] = next;
}
