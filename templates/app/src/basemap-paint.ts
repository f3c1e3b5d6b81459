/** Paints the basemap's depths on a canvas. Nothing here knows Leaflet. */
import type { Depth, Line } from "./basemap-data";

/** What of the world a canvas shows: its top left corner and the width of the whole world, in CSS pixels. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly world: number;
  readonly zoom: number;
}

export interface Inks {
  readonly water: string;
  readonly land: string;
  readonly coast: string;
  readonly river: string;
  readonly border: string;
  readonly disputed: string;
  /** Times the width of every line: 1, or more in high contrast. */
  readonly weight: number;
}

/** Pixels around the canvas at which areas are cut, so that their cut edges are not seen. */
const MARGIN = 16;
/** Points nearer to the last one than this, in pixels, are not drawn. */
const FINEST = 0.35;

/** Fills the whole canvas, with a copy of the world for each 360 degrees that it shows. */
export function paint(context: CanvasRenderingContext2D, view: View, depths: readonly Depth[], inks: Inks): void {
  context.fillStyle = inks.water;
  context.fillRect(0, 0, view.width, view.height);
  context.lineJoin = "round";
  context.lineCap = "round";
  for (const copy of copies(view)) {
    for (const depth of depths) if (view.zoom >= depth.minZoom) paintDepth(context, copy, depth, inks);
  }
}

/** The view moved by whole worlds, once for each copy of the world that it shows. */
export function copies(view: View): readonly View[] {
  const first = Math.floor(view.left / view.world);
  const last = Math.floor((view.left + view.width) / view.world);
  return Array.from({ length: last - first + 1 }, (_, i) => ({ ...view, left: view.left - (first + i) * view.world }));
}

function paintDepth(context: CanvasRenderingContext2D, view: View, depth: Depth, inks: Inks): void {
  const left = Math.round(depth.west * view.world - view.left);
  const top = Math.round(depth.north * view.world - view.top);
  const right = Math.round(depth.east * view.world - view.left);
  const bottom = Math.round(depth.south * view.world - view.top);
  if (right < 0 || bottom < 0 || left > view.width || top > view.height) return;
  context.save();
  if (depth.minZoom > 0) {
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
  }
  if (depth.hasLand) {
    context.fillStyle = inks.water;
    context.fillRect(left, top, right - left, bottom - top);
    fill(context, view, depth.land, inks.land);
    stroke(context, view, depth.land, inks.coast, coastWidth(view.zoom) * inks.weight, true);
  }
  stroke(context, view, depth.rivers, inks.river, riverWidth(view.zoom) * inks.weight);
  fill(context, view, depth.lakes, inks.water);
  stroke(context, view, depth.lakes, inks.coast, 0.8 * coastWidth(view.zoom) * inks.weight, true);
  context.lineCap = "butt";
  context.setLineDash(view.zoom < 4 ? [] : [5, 2.5]);
  stroke(context, view, depth.borders, inks.border, borderWidth(view.zoom) * inks.weight);
  context.setLineDash([1.5, 3]);
  stroke(context, view, depth.disputed, inks.disputed, borderWidth(view.zoom) * inks.weight);
  context.restore();
}

const coastWidth = (zoom: number) => (zoom < 4 ? 0.6 : zoom < 9 ? 0.9 : 1.2);
const riverWidth = (zoom: number) => (zoom < 5 ? 0.6 : zoom < 8 ? 0.9 : 1.4);
const borderWidth = (zoom: number) => (zoom < 4 ? 0.6 : zoom < 7 ? 0.9 : 1.2);

function fill(context: CanvasRenderingContext2D, view: View, rings: readonly Line[], ink: string): void {
  context.beginPath();
  for (const ring of rings) {
    if (!seen(ring, view)) continue;
    const points = pixels(ring, view);
    trace(context, within(ring, view) ? points : clipped(points, -MARGIN, -MARGIN, view.width + MARGIN, view.height + MARGIN));
  }
  context.fillStyle = ink;
  context.fill("evenodd");
}

function trace(context: CanvasRenderingContext2D, points: readonly number[]): void {
  if (points.length < 6) return;
  context.moveTo(points[0]!, points[1]!);
  for (let i = 2; i < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
  context.closePath();
}

function stroke(context: CanvasRenderingContext2D, view: View, lines: readonly Line[], ink: string, width: number, closed = false): void {
  context.beginPath();
  for (const line of lines) if (seen(line, view)) traceLine(context, line, view, closed);
  context.strokeStyle = ink;
  context.lineWidth = width;
  context.stroke();
}

/** The steps of a line that are in sight and no edge of the depth. */
function traceLine(context: CanvasRenderingContext2D, line: Line, view: View, closed: boolean): void {
  const { xy, edges } = line;
  const count = xy.length / 2;
  let drawn = false;
  let x = xy[0]! * view.world - view.left;
  let y = xy[1]! * view.world - view.top;
  for (let i = 0; i < (closed ? count : count - 1); i++) {
    const next = (i + 1) % count;
    const toX = xy[2 * next]! * view.world - view.left;
    const toY = xy[2 * next + 1]! * view.world - view.top;
    const last = next === 0 || next === count - 1;
    if (!last && edges === null && Math.abs(toX - x) < FINEST && Math.abs(toY - y) < FINEST) continue;
    if (edges?.[i] || !crosses(x, y, toX, toY, view)) drawn = false;
    else {
      if (!drawn) context.moveTo(x, y);
      context.lineTo(toX, toY);
      drawn = true;
    }
    x = toX;
    y = toY;
  }
}

function crosses(x: number, y: number, toX: number, toY: number, view: View): boolean {
  return (
    !(x < -MARGIN && toX < -MARGIN) &&
    !(y < -MARGIN && toY < -MARGIN) &&
    !(x > view.width + MARGIN && toX > view.width + MARGIN) &&
    !(y > view.height + MARGIN && toY > view.height + MARGIN)
  );
}

function seen(line: Line, view: View): boolean {
  return (
    view.zoom >= line.minZoom &&
    line.west * view.world <= view.left + view.width + MARGIN &&
    line.east * view.world >= view.left - MARGIN &&
    line.north * view.world <= view.top + view.height + MARGIN &&
    line.south * view.world >= view.top - MARGIN
  );
}

/** Whether a ring is near enough to need no cutting: canvases lose their exactness with far-off points. */
function within(line: Line, view: View): boolean {
  const far = 4096;
  return (
    line.west * view.world > view.left - far &&
    line.east * view.world < view.left + view.width + far &&
    line.north * view.world > view.top - far &&
    line.south * view.world < view.top + view.height + far
  );
}

function pixels(ring: Line, view: View): number[] {
  const found: number[] = [];
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = 0; i < ring.xy.length; i += 2) {
    const x = ring.xy[i]! * view.world - view.left;
    const y = ring.xy[i + 1]! * view.world - view.top;
    if (Math.abs(x - lastX) < FINEST && Math.abs(y - lastY) < FINEST) continue;
    found.push(x, y);
    lastX = x;
    lastY = y;
  }
  return found;
}

/** A ring cut at a rectangle, side by side (Sutherland and Hodgman, 1974); what lies outside follows its edge. */
export function clipped(points: readonly number[], left: number, top: number, right: number, bottom: number): readonly number[] {
  const west = clipSide(points, 0, left, 1);
  const east = clipSide(west, 0, right, -1);
  const north = clipSide(east, 1, top, 1);
  return clipSide(north, 1, bottom, -1);
}

/** What lies on the side of `limit` to which `sign` points, along `axis` (0: x, 1: y). */
function clipSide(points: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const found: number[] = [];
  const count = points.length;
  for (let i = 0; i < count; i += 2) {
    const before = (i + count - 2) % count;
    const [fromX, fromY, toX, toY] = [points[before]!, points[before + 1]!, points[i]!, points[i + 1]!];
    const from = ((axis ? fromY : fromX) - limit) * sign;
    const to = ((axis ? toY : toX) - limit) * sign;
    if (from >= 0 !== to >= 0) {
      const share = from / (from - to);
      found.push(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
    }
    if (to >= 0) found.push(toX, toY);
  }
  return found;
}
