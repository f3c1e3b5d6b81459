/** Each layer's colour as a custom property of whatever carries its id, light enough on a dark ground. */
import type { LayerInfo } from "./data";

/** Contrast that a mark must have with the ground: WCAG 2.2 asks 3:1, we ask what text needs. */
const CONTRAST = 4.5;
const DARK_GROUND: Rgb = [24, 27, 33];
type Rgb = readonly [number, number, number];

/** A style sheet made by script: the page's policy allows no style attributes. */
export function addLayerColours(layers: readonly LayerInfo[]): void {
  const rules = layers.flatMap(({ id, colour }) => {
    const at = `[data-layer="${CSS.escape(id)}"]`;
    return [`${at} { --layer-colour: ${colour}; }`, `[data-dark="true"] ${at} { --layer-colour: ${lightened(colour)}; }`];
  });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules.join("\n"));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** The colour mixed with white until it can be seen on a dark ground. */
export function lightened(colour: string): string {
  const start = parse(colour);
  for (let share = 0; share <= 1; share += 0.05) {
    const mixed = start.map((part) => Math.round(part + (255 - part) * share)) as unknown as Rgb;
    if (contrast(mixed, DARK_GROUND) >= CONTRAST) return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }
  return "#ffffff";
}

function parse(colour: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return hex ? [1, 2, 3].map((i) => parseInt(hex[i] ?? "80", 16)) as unknown as Rgb : [128, 128, 128];
}

/** Contrast ratio of WCAG 2. */
function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const c = part / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
