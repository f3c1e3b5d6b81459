/** `window.mapbuilder`: what the page's assembly script calls to make the map, and what programs may ask of it. */
import * as L from "leaflet";
import { mirrorAddress } from "./address";
import { createApi, type Api, type ApiEvent } from "./api";
import type { App } from "./app";
import { createAreas } from "./areas";
import { addBasemap as drawBasemap, type BasemapLayer } from "./basemap";
import { createEmbed } from "./embed";
import { fromHash, type Words } from "./hash";
import { createHeader } from "./header";
import { createTranslate } from "./i18n";
import { createKiosk } from "./kiosk";
import { addLayerColours } from "./layer-colours";
import { updateLayout, watchLayout } from "./layout";
import { createLegend } from "./legend";
import { createIndex } from "./lookup";
import { createMapControls } from "./map-controls";
import { createMarks } from "./marks";
import { readJson, readPageData } from "./page-data";
import { createPanels } from "./panels";
import { Store } from "./state";
import { createStatus } from "./status";
import { createTimeline } from "./timeline";
import { createView } from "./view";

const CLOSEST_ZOOM = 12;
const FARTHEST_ZOOM = 2;

let app: App | undefined;
let api: Api | undefined;
let basemap: BasemapLayer | undefined;
let tellReady: () => void;

/** Fulfilled once the first view is drawn. */
export const ready = new Promise<void>((resolve) => {
  tellReady = resolve;
});

/** The map in the element `id`, with the page's data read and its state taken from the address. */
export function createMap(id: string): L.Map {
  const data = readPageData();
  const store = new Store(fromHash(location.hash, data));
  const made: App = { data, store, t: createTranslate(data, () => store.get().lang), index: createIndex(data), drawn: { layers: new Set(), named: false } };
  app = made;
  api = createApi(made);
  store.watch(["mode"], ({ mode }) => (document.documentElement.dataset["mode"] = mode));
  addLayerColours(data.layers);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  return L.map(id, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    minZoom: FARTHEST_ZOOM,
    maxZoom: CLOSEST_ZOOM,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
    maxBounds: [[-85, -250], [85, 250]],
    maxBoundsViscosity: 0.8,
  });
}

/** A layer of events, on the map while its id is in the state; the marks of all layers are drawn together (marks.ts). */
export function addEvents(_map: L.Map, layer: string): void {
  const { index, drawn } = opened();
  if (!index.layers.has(layer)) throw new Error(`mapbuilder.addEvents: no layer ${layer}`);
  drawn.layers.add(layer);
}

/** Places that the texts merely name, drawn with the marks while their switch is on. */
export function addMentions(_map: L.Map): void {
  opened().drawn.named = true;
}

/** Land, water and borders, from the page's own block. */
export function addBasemap(map: L.Map): void {
  const data = readJson("mapbuilder-basemap");
  if (data === null) return;
  const { store } = opened();
  const layer = (basemap = drawBasemap(map, data as Parameters<typeof drawBasemap>[1], store.get().lang));
  store.on((state, previous) => state.lang !== previous.lang && layer.setLanguage(state.lang));
}

/** Legend and filter for these layers, in this order. */
export function addLegend(_map: L.Map, ids: readonly string[]): void {
  createLegend(element("legend-panel", "aside"), opened(), ids);
}

/** Everything else; the page is ready when this has drawn the first view. */
export function start(map: L.Map): void {
  const made = opened();
  const main = map.getContainer().parentElement ?? document.body;
  createHeader(element("top", "header"), made);
  updateLayout(); // before the panels are there: in their places they can scroll to what a link names
  const panels = createPanels(element("reading", "aside"), made);
  watchLayout((layout) => panels.arrange(layout));
  createStatus(main, made);
  const view = createView(map, made);
  createAreas(map, made);
  createMarks(map, view, made, (boxes) => basemap?.setMarks(boxes));
  createMapControls(main, map, view, made);
  const footer = element("timeline", "footer");
  if (made.data.events.length > 0) createTimeline(footer, made);
  else footer.hidden = true;
  createEmbed(main, map, made);
  createKiosk(main, made, () => view.home());
  mirrorAddress(made);
  skipLinks(made);
  requestAnimationFrame(() => requestAnimationFrame(finish));
}

export function state(): Words {
  return programs().state();
}

export function set(words: Words): Words {
  return programs().set(words);
}

export function on(name: ApiEvent, listener: (state: Words) => void): () => void {
  return programs().on(name, listener);
}

function finish(): void {
  document.documentElement.dataset["ready"] = "true";
  performance.mark("mapbuilder:ready");
  tellReady();
}

/** Their addresses would be taken for a state: they move the focus instead. */
function skipLinks({ store }: App): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.skip-link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const id = link.hash.slice(1);
      if (id === "list") store.set({ panel: "list" });
      document.getElementById(id)?.focus();
    });
  }
}

function opened(): App {
  if (app === undefined) throw new Error("mapbuilder: createMap comes first");
  return app;
}

function programs(): Api {
  if (api === undefined) throw new Error("mapbuilder: createMap comes first");
  return api;
}

function element(id: string, tag: "aside" | "header" | "footer"): HTMLElement {
  const found = document.getElementById(id);
  if (found) return found;
  const made = document.createElement(tag);
  made.id = id;
  document.body.append(made);
  return made;
}
