/** How broad words are, before they are in the page. */
let context: CanvasRenderingContext2D | null | undefined;
const known = new Map<string, number>();

/** What was measured before the page's fonts came is wrong. */
export function forgetWidths(): void {
  known.clear();
}

/** Pixels of `text` in the font of `element`; a guess where there is no canvas. */
export function textWidth(text: string, element: Element): number {
  context ??= document.createElement("canvas").getContext?.("2d") ?? null;
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const key = `${font}|${text}`;
  let width = known.get(key);
  if (width === undefined) {
    if (context) context.font = font;
    width = context?.measureText(text).width ?? text.length * (parseFloat(fontSize) || 12) * 0.55;
    known.set(key, width);
  }
  return width;
}
