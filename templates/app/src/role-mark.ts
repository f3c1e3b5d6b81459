/** How a place stands to its event, as a picture: the same on the map and in the key. */
import type { Glyph, Role } from "./data";
import { s, type Child } from "./dom";
import { GLYPHS } from "./glyphs";

export interface Look {
  readonly shape: Glyph;
  readonly layer: string;
  readonly role: Role;
  readonly uncertain: boolean;
}

/** A mark in a box from -16 to 16; classes say the rest (marks.css), so that themes only change tokens. */
export function roleMark(look: Look): SVGSVGElement {
  return frame(look.layer, `mark-drawing role-${look.role}${look.uncertain ? " is-uncertain" : ""}`, ...drawing(look));
}

/** The ring of the selected one, the same around every mark. */
export function selectionRing(radius = 14.5): SVGCircleElement {
  return s("circle", { class: "selection-ring", r: radius });
}

/** An event in a stack: its layer, and whether it steps back for now. */
export interface Share {
  readonly layer: string;
  readonly isPale: boolean;
}

/** Several events in one place: a ring with a share for each layer, their number inside. */
export function stackMark(parts: readonly Share[], label: string): SVGSVGElement {
  const kinds = new Map(parts.map((part) => [`${part.isPale ? "pale" : ""} ${part.layer}`, part]));
  const shares = [...kinds.values()].map(({ layer, isPale }) => ({ layer, isPale, count: parts.filter((other) => other.layer === layer && other.isPale === isPale).length }));
  let from = 0;
  const arcs = shares.map(({ layer, isPale, count }) => {
    const arc = s("path", { class: isPale ? "stack-share is-pale" : "stack-share", "data-layer": layer, d: arcPath(from / parts.length, (from + count) / parts.length) });
    from += count;
    return arc;
  });
  const number = s("text", { class: "stack-count", y: 3.6, "text-anchor": "middle" }, label);
  return frame("", "mark-drawing is-stack", s("circle", { class: "stack-ground", r: 13 }), ...arcs, number);
}

/** A place that the texts merely name. */
export function namedMark(): SVGSVGElement {
  return frame("", "mark-drawing role-named", s("circle", { class: "mark-casing", r: 4.5 }), s("circle", { class: "mark-shape", r: 4.5 }));
}

function drawing({ shape, role }: Look): Child[] {
  const d = GLYPHS[shape];
  const casing = s("path", { class: "mark-casing", d });
  const path = s("path", { class: "mark-shape", d });
  if (role === "mentioned") return [s("circle", { class: "mark-casing", r: 5.5 }), s("circle", { class: "mark-shape", r: 5.5 })];
  if (role === "affected") {
    const small = s("g", { transform: "scale(.68)" }, s("path", { class: "mark-shape", d }));
    return [s("circle", { class: "mark-casing", r: 10.5 }), s("circle", { class: "mark-ring", r: 10.5 }), small];
  }
  if (role === "spoken_from") return [casing, s("path", { class: "mark-tail", d: "M2 7L12 13L9 3Z" }), path];
  return [casing, path];
}

function frame(layer: string, css: string, ...children: Child[]): SVGSVGElement {
  return s("svg", { class: css, viewBox: "-16 -16 32 32", "aria-hidden": "true", focusable: "false", "data-layer": layer === "" ? null : layer }, ...children);
}

/** A part of a ring, from and to as shares of the whole, clockwise from the top; gaps keep neighbours apart. */
function arcPath(from: number, to: number): string {
  const outer = 13;
  const inner = 9.2;
  if (to - from >= 1) return `M0-${outer}A${outer} ${outer} 0 1 1 0 ${outer}A${outer} ${outer} 0 1 1 0-${outer}ZM0-${inner}A${inner} ${inner} 0 1 0 0 ${inner}A${inner} ${inner} 0 1 0 0-${inner}Z`;
  const gap = 0.012;
  const point = (share: number, radius: number): string => `${(radius * Math.sin(share * 2 * Math.PI)).toFixed(2)} ${(-radius * Math.cos(share * 2 * Math.PI)).toFixed(2)}`;
  const [a, b] = [from + gap, Math.max(from + gap + 0.01, to - gap)];
  const large = b - a > 0.5 ? 1 : 0;
  return `M${point(a, outer)}A${outer} ${outer} 0 ${large} 1 ${point(b, outer)}L${point(b, inner)}A${inner} ${inner} 0 ${large} 0 ${point(a, inner)}Z`;
}
