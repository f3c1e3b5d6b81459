/** Which marks stand where: events gathered by place, places gathered where their marks would cover each other. */
import type { App } from "./app";
import type { EventInfo, PlaceInfo, Role } from "./data";
import { visibleEvents, type State } from "./state";

export interface Part {
  readonly event: EventInfo;
  readonly role: Role;
}

/** A place that can be drawn, with the events that are shown there; none: the texts merely name it. */
export interface Spot {
  readonly place: PlaceInfo;
  readonly lat: number;
  readonly lon: number;
  readonly parts: readonly Part[];
}

/** Spots whose marks are one mark; the first is where it stands. */
export interface Group {
  readonly anchor: Spot;
  readonly spots: readonly Spot[];
  /** Every event once, in the data's order: by time. */
  readonly parts: readonly Part[];
}

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** The spots of the state; the most events, then the most mentions first: the weightiest one keeps its exact place. */
export function spotsOf(state: State, { data, index, drawn }: Pick<App, "data" | "index" | "drawn">): Spot[] {
  const parts = new Map<string, Part[]>();
  for (const event of visibleEvents(state, data).filter(({ layer }) => drawn.layers.has(layer))) {
    for (const at of event.places) {
      const list = parts.get(at.place) ?? [];
      if (!list.some((part) => part.event === event)) list.push({ event, role: at.role });
      parts.set(at.place, list);
    }
  }
  return data.places
    .flatMap((place) => spot(place, parts.get(place.id) ?? []))
    .filter(({ place, parts: here }) => here.length > 0 || place.id === state.place || (drawn.named && state.named && index.mentionsOf(place.id).length > 0))
    .sort((a, b) => b.parts.length - a.parts.length || index.mentionsOf(b.place.id).length - index.mentionsOf(a.place.id).length);
}

function spot(place: PlaceInfo, parts: Part[]): Spot[] {
  if (place.lat === null || place.lon === null || place.precision === "unknown") return [];
  return [{ place, lat: place.lat, lon: place.lon, parts }];
}

/** Spots nearer than `apart_px` to a weightier one join it. */
export function grouped(spots: readonly Spot[], pixel: (spot: Spot) => Pixel, apart_px: number): Group[] {
  const groups: { anchor: Spot; at: Pixel; spots: Spot[] }[] = [];
  for (const spot of spots) {
    const at = pixel(spot);
    const near = groups.find((group) => Math.hypot(group.at.x - at.x, group.at.y - at.y) < apart_px);
    if (near) near.spots.push(spot);
    else groups.push({ anchor: spot, at, spots: [spot] });
  }
  return groups.map(({ anchor, spots: members }) => ({ anchor, spots: members, parts: merged(members) }));
}

function merged(spots: readonly Spot[]): Part[] {
  const parts = new Map<string, Part>();
  for (const part of spots.flatMap((spot) => spot.parts)) if (!parts.has(part.event.id)) parts.set(part.event.id, part);
  return [...parts.values()].sort((a, b) => order(a.event) - order(b.event));
}

function order(event: EventInfo): number {
  return event.when?.start ?? event.when?.end ?? Infinity;
}

/** So many marks still make one ring that can be taken in. */
export const RING = 20;

/** Where the marks of an opened stack stand around it: clockwise from the top, like hours; in more rings when they are many. */
export function fan(count: number, size_px: number): Pixel[] {
  const step = size_px * 1.08;
  const places: Pixel[] = [];
  for (let radius = size_px * 1.6; places.length < count; radius += step) {
    const left = count - places.length;
    const ring = Math.min(left, Math.max(RING, Math.floor((2 * Math.PI * radius) / step)));
    radius = Math.max(radius, (ring * step) / (2 * Math.PI));
    for (let i = 0; i < ring; i++) {
      const angle = (2 * Math.PI * i) / ring;
      places.push({ x: Math.round(radius * Math.sin(angle)), y: Math.round(-radius * Math.cos(angle)) });
    }
  }
  return places;
}
