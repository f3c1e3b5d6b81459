/** One shape a layer: the same path on the map, the timeline, in the list and in the legend. */
import type { Glyph } from "./data";
import { s } from "./dom";

/** The paths lie in a box from -10 to 10, y down, and have about the same visual weight. */
export const GLYPHS: Readonly<Record<Glyph, string>> = {
  circle: "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
  square: "M-7-7H7V7H-7Z",
  diamond: "M0-9.5L9.5 0L0 9.5L-9.5 0Z",
  triangle: "M0-9L9 7H-9Z",
  "triangle-down": "M0 9L-9-7H9Z",
  cross: "M-3-9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z",
  star: "M0-10L2.9-3.6L9.5-3.1L4.5 1.5L6 8.5L0 4.9L-6 8.5L-4.5 1.5L-9.5-3.1L-2.9-3.6Z",
  hexagon: "M0-9L7.8-4.5V4.5L0 9L-7.8 4.5V-4.5Z",
  pentagon: "M0-9L8.6-2.8L5.3 7.3H-5.3L-8.6-2.8Z",
  ring: "M0-8.5A8.5 8.5 0 1 1 0 8.5A8.5 8.5 0 1 1 0-8.5ZM0-4A4 4 0 1 0 0 4A4 4 0 1 0 0-4Z",
};

/** A picture of the glyph for running text; coloured by `data-layer` in the style of its surroundings. */
export function glyph(shape: Glyph, layer: string): SVGSVGElement {
  const path = s("path", { d: GLYPHS[shape] });
  return s("svg", { class: "glyph", viewBox: "-12 -12 24 24", "aria-hidden": "true", focusable: "false", "data-layer": layer }, path);
}
