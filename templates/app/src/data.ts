/**
 * The page's data, as the build writes it into `<script type="application/json" id="mapbuilder-data">`.
 * This file is the contract between Python (mapbuilder/page.py) and the page; a test type-checks a real build against it.
 *
 * Every `Text` has the map's default language; another language may be missing and falls back to it.
 * Offsets are Unicode code points, half-open. Instants are milliseconds since 1970 of the *written* local date, as if it
 * were UTC: a date of history is a date on a wall calendar, not an instant of the reader's clock.
 */
import type { Geometry } from "geojson";

export type Text = Readonly<Record<string, string>>;
export type Role = "happened" | "affected" | "spoken_from" | "compared" | "mentioned";
export type Precision = "point" | "site" | "district" | "city" | "region" | "country" | "unknown";
export type MentionKind = "place" | "adjective" | "organisation" | "event_name";
export type Mode = "page" | "embed" | "kiosk";
/** [west, south, east, north] in degrees. */
export type Bounds = readonly [number, number, number, number];

export interface PageData {
  readonly version: 1;
  readonly map: MapInfo;
  readonly layers: readonly LayerInfo[];
  readonly sources: readonly SourceInfo[];
  readonly mentions: readonly MentionInfo[];
  readonly places: readonly PlaceInfo[];
  readonly events: readonly EventInfo[];
  readonly claims: readonly ClaimInfo[];
  readonly chapters: readonly ChapterInfo[];
  /** Interface words by language: templates/locales/<language>.json of each of the map's languages. */
  readonly words: Readonly<Record<string, Words>>;
}

export interface MapInfo {
  readonly id: string;
  readonly title: Text;
  readonly subtitle: Text;
  /** The first is the default. */
  readonly languages: readonly string[];
  readonly url: string | null;
  readonly home: Bounds;
  readonly kiosk: { readonly idle_seconds: number; readonly warning_seconds: number };
  /** Credits for data in the map (basemap, gazetteer), one line each. */
  readonly credits: readonly string[];
}

export interface LayerInfo {
  readonly id: string;
  readonly title: Text;
  /** #rrggbb; the page takes it as the colour on a light ground and lightens it on a dark one. */
  readonly colour: string;
  readonly icon: Glyph;
  readonly shown: boolean;
}

/** One shape a layer; drawn by glyphs.ts, the same on map, timeline, list and in the legend. */
export type Glyph = "circle" | "square" | "diamond" | "triangle" | "triangle-down" | "cross" | "star" | "hexagon" | "pentagon" | "ring";

export interface When {
  /** As the curator wrote it, EDTF (ISO 8601-2). */
  readonly edtf: string;
  /** First instant it can have begun; null: open or unknown. */
  readonly start: number | null;
  /** The instant after the last it can have lasted to (exclusive); null: open or unknown. */
  readonly end: number | null;
  /** "~", "?" or "%" somewhere in the EDTF string. */
  readonly approximate: boolean;
  readonly uncertain: boolean;
  /** In words, from CLDR: "19–20 January 1990". */
  readonly label: Text;
}

export interface SourceInfo {
  readonly id: string;
  readonly title: Text;
  readonly author: Text;
  readonly publisher: string;
  readonly published: When | null;
  readonly language: string;
  readonly url: string;
  readonly licence: string;
  readonly note: Text;
  readonly sha256: string;
  readonly text: string;
}

export interface MentionInfo {
  /** "<source>-<start>" */
  readonly id: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly kind: MentionKind;
  /** null: no place on this map. */
  readonly place: string | null;
}

export interface PlaceInfo {
  readonly id: string;
  readonly name: Text;
  readonly kind: string;
  /** A point to stand for it; null: not on the map. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** Its area or line, when known. */
  readonly geometry: Geometry | null;
  readonly bounds: Bounds | null;
  readonly precision: Precision;
  readonly radius_km: number | null;
  /** When this extent or name held. */
  readonly valid: When | null;
  readonly same_as: readonly { readonly label: string; readonly url: string }[];
  readonly note: Text;
}

export interface EventInfo {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  readonly layer: string;
  readonly category: string;
  /** null: no date known. */
  readonly when: When | null;
  readonly places: readonly { readonly place: string; readonly role: Role }[];
  /** "" or the curator's word for how sure it is (certain, probable, disputed, unknown). */
  readonly certainty: string;
  /** Claim ids, in the order of sources and of their texts. */
  readonly claims: readonly string[];
  /** Why it is not on the map: a key of Words ("unplaced.no_place", "unplaced.no_coordinates"); null: it is on it. */
  readonly unplaced: string | null;
}

export interface ClaimInfo {
  readonly id: string;
  readonly event: string;
  readonly source: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly measure: Text;
  readonly low: number | null;
  readonly high: number | null;
  readonly qualifier: Text;
  readonly unit: Text;
  /** The figure in words: "131–170", "more than 20,000"; empty for a statement without a figure. */
  readonly label: Text;
  readonly note: Text;
}

export interface ChapterInfo {
  readonly id: string;
  readonly title: Text;
  /** Cleaned HTML made from the curator's Markdown: only p, em, strong, ul, ol, li, blockquote, br. */
  readonly html: Text;
  readonly events: readonly string[];
  readonly view: Bounds | null;
}

/** A key's words; where a number is in it, one form for each CLDR plural category. "{n}" and "{name}" are replaced. */
export type Words = Readonly<Record<string, string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>>>;
