/** Where the map looks: the state's centre and zoom when the reader has moved it, else what is being told. */
import * as L from "leaflet";
import type { App } from "./app";
import type { Bounds, EventInfo, PlaceInfo } from "./data";
import type { State } from "./state";

const PADDING_PX = 28;
/** So much of the land around a single place is shown with it, so that one sees where it is. */
const AROUND_M = 800_000;
/** What the buttons at the map's edge take of its breadth. */
const CONTROLS_PX = 64;

export interface View {
  /** Move just so far that a circle of `radius_px` around `at` is in sight. */
  reveal(at: L.LatLng, radius_px: number): void;
  /** Go to where the map begins, as if nobody had moved it. */
  home(): void;
}

export function createView(map: L.Map, app: App): View {
  const { store, data } = app;
  let target: L.LatLngBounds = latLngBounds(data.map.home);
  /** What was brought into sight since the last move to somewhere else. */
  let revealed: { at: L.LatLng; radius_px: number } | null = null;
  /** Where the last move of ours ends: arriving there is no news. */
  let ours: { center: L.LatLng; zoom: number } | null = null;

  const go = (bounds: L.LatLngBounds, animate: boolean): void => {
    target = bounds;
    revealed = null;
    const room = L.point(PADDING_PX, PADDING_PX).multiplyBy(2);
    const zoom = Math.min(map.getBoundsZoom(bounds, false, room), map.getMaxZoom());
    const center = map.unproject(map.project(bounds.getNorthWest(), zoom).add(map.project(bounds.getSouthEast(), zoom)).divideBy(2), zoom);
    ours = { center, zoom };
    map.setView(center, zoom, { animate: animate && !isStill() });
  };
  const place = (state: State, animate: boolean): void => {
    if (state.lat !== null && state.lng !== null) {
      ours = { center: L.latLng(state.lat, state.lng), zoom: state.zoom ?? map.getZoom() ?? 6 };
      map.setView(ours.center, ours.zoom, { animate: animate && !isStill() });
    } else go(told(state, app) ?? latLngBounds(data.map.home), animate);
  };

  let isResizing = false;
  let isMoving = false;
  map.on("movestart", () => (isMoving = true));
  const resize = (): void => {
    isResizing = true;
    map.invalidateSize({ animate: false, pan: false });
    isResizing = false;
  };
  resize(); // the map was made before the page had its layout
  map.on("moveend", () => {
    isMoving = false;
    const center = map.getCenter();
    const zoom = map.getZoom();
    if (isResizing) return;
    if (ours && ours.zoom === zoom && map.project(center, zoom).distanceTo(map.project(ours.center, zoom)) < 2) return;
    ours = { center, zoom };
    store.set({ lat: round(center.lat, 4), lng: round(center.lng, 4), zoom: round(zoom, 2) });
  });
  new ResizeObserver(() => {
    resize();
    if (store.get().lat !== null) return;
    const circle = revealed;
    go(target, false);
    if (circle) reveal(circle.at, circle.radius_px);
  }).observe(map.getContainer());

  const bring = (state: State, animate: boolean): void => {
    const bounds = selected(state, app);
    if (bounds && !map.getBounds().pad(-0.05).contains(bounds.getCenter())) go(bounds, animate);
  };

  const first = store.get();
  place(first, false);
  if (first.lat === null && first.chapter === null) bring(first, false);
  store.on((state, previous) => {
    const moved = state.lat !== previous.lat || state.lng !== previous.lng || state.zoom !== previous.zoom;
    if (moved && state.lat !== null && ours && near(ours, state)) return;
    if (state.chapter !== previous.chapter || (moved && (state.lat !== null || state.event === previous.event))) place(state, true);
    else if (state.event !== previous.event || state.place !== previous.place) bring(state, true);
  });
  return {
    reveal: (at, radius_px) => {
      // A move under way ends first; it may well show what is wanted.
      if (isMoving) return void map.once("moveend", () => setTimeout(() => reveal(at, radius_px)));
      reveal(at, radius_px);
    },
    home: () => {
      store.set({ lat: null, lng: null, zoom: null });
      go(latLngBounds(data.map.home), true);
    },
  };

  function reveal(at: L.LatLng, radius_px: number): void {
    revealed = { at, radius_px };
    const size = map.getSize();
    const point = map.latLngToContainerPoint(at);
    const controls = size.x > 3 * CONTROLS_PX + 2 * radius_px ? CONTROLS_PX : 0;
    const room = { x: Math.min(radius_px, size.x / 2 - 1), y: Math.min(radius_px, size.y / 2 - 1) };
    const wanted = L.point(Math.min(Math.max(point.x, room.x), size.x - room.x - controls), Math.min(Math.max(point.y, room.y), size.y - room.y));
    const by = point.subtract(wanted).round();
    if (by.x === 0 && by.y === 0) return;
    ours = { center: map.containerPointToLatLng(size.divideBy(2).add(by)), zoom: map.getZoom() };
    map.setView(ours.center, ours.zoom, { animate: !isStill() });
  }
}

/** What a chapter, else the selection, is about. */
function told(state: State, app: App): L.LatLngBounds | null {
  const chapter = app.index.chapters.get(state.chapter ?? "");
  if (chapter?.view) return latLngBounds(chapter.view);
  if (chapter && chapter.events.length > 0) return around(chapter.events.flatMap((id) => placesOf(app, app.index.events.get(id))));
  return state.chapter === null ? null : latLngBounds(app.data.map.home);
}

function selected(state: State, app: App): L.LatLngBounds | null {
  const place = app.index.places.get(state.place ?? "");
  return around(place ? [place] : placesOf(app, app.index.events.get(state.event ?? "")));
}

function placesOf({ index }: App, event: EventInfo | undefined): PlaceInfo[] {
  return (event?.places ?? []).flatMap((at) => index.places.get(at.place) ?? []);
}

function around(places: readonly PlaceInfo[]): L.LatLngBounds | null {
  const bounds = L.latLngBounds([]);
  for (const { lat, lon, bounds: extent } of places) {
    if (extent) bounds.extend(latLngBounds(extent));
    else if (lat !== null && lon !== null) bounds.extend(L.latLng(lat, lon).toBounds(AROUND_M));
  }
  return bounds.isValid() ? bounds : null;
}

function latLngBounds([west, south, east, north]: Bounds): L.LatLngBounds {
  return L.latLngBounds([south, west], [north, east]);
}

function near(view: { center: L.LatLng; zoom: number }, state: State): boolean {
  return round(view.center.lat, 4) === state.lat && round(view.center.lng, 4) === state.lng && round(view.zoom, 2) === state.zoom;
}

function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
