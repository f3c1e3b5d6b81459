/** Names on the basemap: which of them have room, and how they are written. Nothing here knows Leaflet. */
import { type LabelData, type LabelKind, mercatorX, mercatorY } from "./basemap-data";
import { copies, type View } from "./basemap-paint";

export interface LabelInks {
  readonly text: string;
  readonly country: string;
  readonly water: string;
  readonly halo: string;
  readonly waterHalo: string;
  readonly family: string;
  /** Times the size of every name: 1 where the page's text has 16 px. */
  readonly size: number;
}

/** A rectangle on the canvas: left, top, right, bottom. */
export type Box = readonly [number, number, number, number];

export interface PlacedLabel {
  readonly label: LabelData;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly align: "center" | "left" | "right";
  /** Where the place's dot is; null for names that stand for an area. */
  readonly dot: readonly [number, number] | null;
}

interface Style {
  readonly px: number;
  readonly weight: number;
  readonly italic: boolean;
  readonly upper: boolean;
  /** Space between letters, in px. */
  readonly spacing: number;
  readonly dot: number;
}

const STYLES: Readonly<Record<LabelKind, Style>> = {
  ocean: { px: 14, weight: 400, italic: true, upper: false, spacing: 3, dot: 0 },
  sea: { px: 13, weight: 400, italic: true, upper: false, spacing: 2, dot: 0 },
  country: { px: 11.5, weight: 400, italic: false, upper: true, spacing: 2, dot: 0 },
  capital: { px: 13, weight: 600, italic: false, upper: false, spacing: 0, dot: 3 },
  city: { px: 12, weight: 400, italic: false, upper: false, spacing: 0, dot: 2 },
  lake: { px: 11.5, weight: 400, italic: true, upper: false, spacing: 0.5, dot: 0 },
  land: { px: 11, weight: 400, italic: false, upper: true, spacing: 3, dot: 0 },
  bay: { px: 11.5, weight: 400, italic: true, upper: false, spacing: 1, dot: 0 },
  river: { px: 11, weight: 400, italic: true, upper: false, spacing: 1.5, dot: 0 },
};
const WATER: ReadonlySet<LabelKind> = new Set(["ocean", "sea", "lake", "bay", "river"]);
const LINE_HEIGHT = 1.2;
/** A name of several words broader than this, in px, is set in two lines. */
const BROAD = 84;
/** Free space around a name, in px. */
const ROOM = 4;

/** How far the name of an area may stand off its middle, in its heights. */
const NUDGES = [0, -0.8, 0.8, -1.6, 1.6] as const;

export type Measure = (text: string, style: Style, inks: LabelInks) => number;

/** The name in a language, else in that language's parent ("az" for "az-Latn"), else in English. */
export function nameOf(label: LabelData, language: string): string {
  return label.names[language] ?? label.names[language.split("-")[0]!] ?? label.names["en"] ?? "";
}

/** The labels that a view shows, in order of importance; each takes its room from those after it. */
export function placeLabels(
  labels: readonly LabelData[],
  view: View,
  language: string,
  inks: LabelInks,
  measure: Measure,
  marks: readonly Box[] = [],
  names: ReadonlySet<string> = new Set(),
): readonly PlacedLabel[] {
  const taken: Box[] = [...marks];
  const found: PlacedLabel[] = [];
  for (const copy of copies(view)) {
    for (const label of labels) {
      if (view.zoom < label.min_zoom - 0.01 || view.zoom > (label.max_zoom ?? 22) + 0.99) continue;
      if (names.has(nameOf(label, language).toLowerCase())) continue;
      const placed = place(label, copy, language, inks, measure, taken);
      if (placed) found.push(placed);
    }
  }
  return found;
}

function place(label: LabelData, view: View, language: string, inks: LabelInks, measure: Measure, taken: Box[]): PlacedLabel | null {
  const x = mercatorX(label.lon) * view.world - view.left;
  const y = mercatorY(label.lat) * view.world - view.top;
  if (x < -200 || y < -60 || x > view.width + 200 || y > view.height + 60) return null;
  const style = STYLES[label.kind];
  const name = nameOf(label, language);
  const lines = broken(style.upper ? name.toLocaleUpperCase(language) : name, style, inks, measure, label.angle !== undefined);
  const width = Math.max(...lines.map((line) => measure(line, style, inks)));
  const height = lines.length * style.px * inks.size * LINE_HEIGHT;
  for (const candidate of candidates(x, y, width, height, style)) {
    const boxes = boxesOf(candidate, label.angle ?? 0);
    if (boxes.some((box) => taken.some((other) => overlap(box, other)))) continue;
    taken.push(...boxes);
    return { label, lines, x: candidate.x, y: candidate.y, align: candidate.align, dot: style.dot ? [x, y] : null };
  }
  return null;
}

function broken(name: string, style: Style, inks: LabelInks, measure: Measure, turned: boolean): readonly string[] {
  const words = name.split(" ");
  if (turned || words.length < 2 || measure(name, style, inks) <= BROAD * inks.size) return [name];
  const halves = words.slice(1).map((_, i) => [words.slice(0, i + 1).join(" "), words.slice(i + 1).join(" ")] as const);
  return halves.reduce((best, half) => (longest(half) < longest(best) ? half : best));
}

const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));

interface Candidate {
  readonly x: number;
  readonly y: number;
  readonly align: "center" | "left" | "right";
  readonly width: number;
  readonly height: number;
  readonly dot: Box | null;
}

/** Where a name may stand: on its area or a little off, or to the right, the left, above or below its dot. `y` is its middle. */
function candidates(x: number, y: number, width: number, height: number, style: Style): readonly Candidate[] {
  const size = { width, height };
  if (!style.dot) return NUDGES.map((share) => ({ x, y: y + share * height, align: "center", dot: null, ...size }));
  const aside = style.dot + 5;
  const dot: Box = [x - style.dot - 1, y - style.dot - 1, x + style.dot + 1, y + style.dot + 1];
  return [
    { x: x + aside, y, align: "left", dot, ...size },
    { x: x - aside, y, align: "right", dot, ...size },
    { x, y: y - aside - height / 2, align: "center", dot, ...size },
    { x, y: y + aside + height / 2, align: "center", dot, ...size },
  ];
}

/** The room a name takes; a turned one takes that of several small squares along its line. */
export function boxesOf({ x, y, align, width, height, dot }: Candidate, angle: number): readonly Box[] {
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  if (!angle) {
    const box: Box = [left - ROOM, y - height / 2 - ROOM / 2, left + width + ROOM, y + height / 2 + ROOM / 2];
    return dot ? [box, dot] : [box];
  }
  const steps = Math.max(1, Math.ceil(width / height));
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return Array.from({ length: steps }, (_, i) => {
    const along = ((i + 0.5) / steps - 0.5) * width;
    const half = height / 2 + ROOM / 2;
    return [x + along * cos - half, y + along * sin - half, x + along * cos + half, y + along * sin + half] as const;
  });
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

function fontOf(style: Style, inks: LabelInks): string {
  return `${style.italic ? "italic " : ""}${style.weight} ${style.px * inks.size}px ${inks.family}`;
}

/** Measures by a canvas, remembering what it measured. */
export function measureBy(context: CanvasRenderingContext2D): Measure {
  const known = new Map<string, number>();
  return (text, style, inks) => {
    const font = fontOf(style, inks);
    const key = `${font}|${text}`;
    let width = known.get(key);
    if (width === undefined) {
      context.font = font;
      if ("letterSpacing" in context) context.letterSpacing = "0px";
      width = context.measureText(text).width + ("letterSpacing" in context ? text.length * style.spacing : 0);
      known.set(key, width);
    }
    return width;
  };
}

export function paintLabels(context: CanvasRenderingContext2D, placed: readonly PlacedLabel[], inks: LabelInks): void {
  context.lineJoin = "round";
  context.textBaseline = "middle";
  for (const name of placed) paintLabel(context, name, inks);
}

function paintLabel(context: CanvasRenderingContext2D, placed: PlacedLabel, inks: LabelInks): void {
  const { kind, angle } = placed.label;
  const style = STYLES[kind];
  const water = WATER.has(kind);
  const ink = water ? inks.water : kind === "country" || kind === "land" ? inks.country : inks.text;
  context.save();
  context.font = fontOf(style, inks);
  context.textAlign = placed.align;
  if ("letterSpacing" in context) context.letterSpacing = `${style.spacing}px`;
  context.strokeStyle = water && kind !== "river" ? inks.waterHalo : inks.halo;
  context.lineWidth = 3;
  if (placed.dot) paintDot(context, placed.dot, style.dot * inks.size, ink, kind === "capital");
  context.translate(placed.x, placed.y);
  context.rotate(((angle ?? 0) * Math.PI) / 180);
  placed.lines.forEach((line, i) => {
    const y = (i - (placed.lines.length - 1) / 2) * style.px * inks.size * LINE_HEIGHT;
    context.strokeText(line, style.spacing / 2, y);
    context.fillStyle = ink;
    context.fillText(line, style.spacing / 2, y);
  });
  context.restore();
}

/** A capital has a ring around its dot. */
function paintDot(context: CanvasRenderingContext2D, [x, y]: readonly [number, number], radius: number, ink: string, ringed: boolean): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
  context.fillStyle = ringed ? context.strokeStyle : ink;
  context.fill();
  if (!ringed) return;
  context.save();
  context.strokeStyle = ink;
  context.lineWidth = 1.2;
  context.stroke();
  context.beginPath();
  context.arc(x, y, radius / 2.5, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.fill();
  context.restore();
}
