/**
 * The basemap's data, as scripts/make_basemap writes it into geodata/basemap/*.json and the build puts it into
 * `<script type="application/json" id="mapbuilder-basemap">`: an object of these files by name.
 */

/** `[least zoom, x, y, dx, dy, ...]`: whole numbers of 1/scale degrees, each the step from the last point. */
export type Path = readonly number[];

/** A part of the earth in one detail. A finer one is drawn over a coarser one, inside its bounds, from its zoom on. */
export interface DepthData {
  readonly version: 1;
  readonly id: string;
  readonly source: string;
  readonly min_zoom: number;
  /** [west, south, east, north] in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly scale: number;
  /** Rings, islands and holes alike: filled together by the even-odd rule. A depth without land is drawn on the last one's. */
  readonly land?: readonly Path[];
  readonly lakes?: readonly Path[];
  readonly rivers?: readonly Path[];
  readonly borders?: readonly Path[];
  /** Borders that are disputed or not settled. */
  readonly disputed?: readonly Path[];
}

export type LabelKind = "ocean" | "sea" | "country" | "capital" | "city" | "lake" | "land" | "bay" | "river";

export interface LabelData {
  readonly kind: LabelKind;
  readonly lon: number;
  readonly lat: number;
  readonly min_zoom: number;
  readonly max_zoom?: number;
  /** Degrees clockwise; along a coast, a river or a range. */
  readonly angle?: number;
  /** By language; one that is the same as in English is left out. */
  readonly names: Readonly<Record<string, string>>;
}

export interface LabelFile {
  readonly version: 1;
  readonly source: string;
  readonly labels: readonly LabelData[];
}

export type BasemapData = Readonly<Record<string, DepthData | LabelFile>>;

/** A line or ring in the unit square of the Web Mercator world: x and y from 0 (west, north) to 1. */
export interface Line {
  readonly minZoom: number;
  /** x0, y0, x1, y1, ... */
  readonly xy: Float64Array;
  /** 1 where the step to the next point (the last: to the first) runs along the edge of the depth: no coast. */
  readonly edges: Uint8Array | null;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

export interface Depth {
  readonly minZoom: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
  readonly hasLand: boolean;
  readonly land: readonly Line[];
  readonly lakes: readonly Line[];
  readonly rivers: readonly Line[];
  readonly borders: readonly Line[];
  readonly disputed: readonly Line[];
}

/** Latitudes beyond this are drawn here: far outside Leaflet's own limit of 85.05, so that Antarctica goes on below it. */
const POLE = 89;

export function mercatorX(lon: number): number {
  return (lon + 180) / 360;
}

export function mercatorY(lat: number): number {
  const sine = Math.sin((Math.max(-POLE, Math.min(POLE, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** The depths in the order in which they are drawn, decoded once. */
export function decodeDepths(data: BasemapData): readonly Depth[] {
  const files = Object.values(data).filter((file): file is DepthData => "bounds" in file);
  const ordered = [...files].sort((a, b) => a.min_zoom - b.min_zoom || Number("land" in b) - Number("land" in a));
  return ordered.map(decodeDepth);
}

export function labelsOf(data: BasemapData): readonly LabelData[] {
  return Object.values(data).flatMap((file) => ("labels" in file ? file.labels : []));
}

function decodeDepth(file: DepthData): Depth {
  const [west, south, east, north] = file.bounds;
  const rings = (paths: readonly Path[] = []) => paths.map((path) => decode(path, file, true));
  const lines = (paths: readonly Path[] = []) => paths.map((path) => decode(path, file, false));
  return {
    minZoom: file.min_zoom,
    west: mercatorX(west),
    north: mercatorY(north),
    east: mercatorX(east),
    south: mercatorY(south),
    hasLand: file.land !== undefined,
    land: rings(file.land),
    lakes: rings(file.lakes),
    rivers: lines(file.rivers),
    borders: lines(file.borders),
    disputed: lines(file.disputed),
  };
}

/** A path in the unit square; for a ring, also which of its steps are edges of the depth. */
export function decode(path: Path, file: Pick<DepthData, "scale" | "bounds">, closed: boolean): Line {
  const { scale } = file;
  const [west, south, east, north] = file.bounds.map((degrees) => Math.round(degrees * scale)) as [number, number, number, number];
  const count = (path.length - 1) / 2;
  const xy = new Float64Array(count * 2);
  /** Which edges of the depth each point lies on, as bits: west 1, east 2, south 4, north 8. */
  const sides = new Uint8Array(count);
  const box = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  let lon = 0;
  let lat = 0;
  for (let i = 0; i < count; i++) {
    lon += path[1 + 2 * i]!;
    lat += path[2 + 2 * i]!;
    const x = mercatorX(lon / scale);
    const y = mercatorY(lat / scale);
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    sides[i] = Number(lon === west) | (Number(lon === east) << 1) | (Number(lat === south) << 2) | (Number(lat === north) << 3);
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.north = Math.min(box.north, y);
    box.south = Math.max(box.south, y);
  }
  const edges = closed && sides.some(Boolean) ? sides.map((side, i) => Number((side & sides[(i + 1) % count]!) !== 0)) : null;
  return { minZoom: path[0]!, xy, edges, ...box };
}
