/** Areas and extents under the marks: regions and countries as what they are, towns with the circle within which the truth lies. */
import * as L from "leaflet";
import { actions } from "./actions";
import type { App } from "./app";
import type { PlaceInfo } from "./data";
import { isArea } from "./place-card";
import { spotsOf, type Spot } from "./spots";
import type { State } from "./state";
import { highlighted } from "./story";

/** An area wider than this would fill the map: only its outline is drawn, and only the outline can be pressed. */
const LARGE_DEGREES = 14;
/** And it is left out while it is more than so many times as broad as the map. */
const BEYOND = 2;

export function createAreas(map: L.Map, app: App): void {
  map.createPane("areas").classList.add("areas-pane");
  const renderer = L.svg({ pane: "areas", padding: 0.5 });
  const layer = L.layerGroup().addTo(map);
  const render = (): void => {
    const state = app.store.get();
    layer.clearLayers();
    const spots = spotsOf(state, app);
    for (const spot of [...spots].sort((a, b) => breadth(b.place) - breadth(a.place))) {
      const css = classes(spot, state, app);
      if (spot.place.geometry !== null && !isBeyond(spot.place, map)) drawArea(layer, renderer, spot, css, app);
    }
    for (const spot of distinct(spots.filter(hasExtent))) {
      L.circle([spot.lat, spot.lon], { radius: (spot.place.radius_km ?? 0) * 1000, className: `extent ${classes(spot, state, app)}`, interactive: false, pane: "areas", renderer }).addTo(layer);
    }
  };
  app.store.watch(["event", "place", "layers", "time", "q", "named", "undated", "chapter", "panel"], render);
  map.on("zoomend", render);
}

function drawArea(layer: L.LayerGroup, renderer: L.Renderer, spot: Spot, css: string, app: App): void {
  const { place } = spot;
  if (place.geometry === null) return;
  const className = `area ${css}${breadth(place) > LARGE_DEGREES ? " is-large" : ""}${isVague(place) ? " is-uncertain" : ""}`;
  const shape = L.geoJSON(place.geometry, { style: { className, renderer, pane: "areas" }, pane: "areas" } as L.GeoJSONOptions);
  shape.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    actions(app).openPlace(place.id);
  });
  shape.addTo(layer);
  const layers = new Set(spot.parts.map((part) => part.event.layer));
  const only = layers.size === 1 ? [...layers][0] : undefined;
  shape.eachLayer((part) => {
    if (only !== undefined && part instanceof L.Path) part.getElement()?.setAttribute("data-layer", only);
  });
}

function classes({ place, parts }: Spot, state: State, app: App): string {
  const told = highlighted(state, app);
  const isSelected = place.id === state.place || parts.some((part) => part.event.id === state.event);
  const isPale = told !== null && !parts.some((part) => told.has(part.event.id));
  return [isSelected && "is-selected", isPale && "is-pale", parts.length === 0 && "is-named"].filter(Boolean).join(" ");
}

function hasExtent({ place, parts }: Spot): boolean {
  return parts.length > 0 && !isArea(place) && place.geometry === null && (place.radius_km ?? 0) >= 1;
}

/** Places known only to the same town share one circle. */
function distinct(spots: readonly Spot[]): Spot[] {
  return [...new Map(spots.map((spot) => [`${spot.lat} ${spot.lon} ${spot.place.radius_km}`, spot])).values()];
}

/** An extent that is said to be about right, that held at a time said to be so, or a region that never had fixed limits. */
function isVague(place: PlaceInfo): boolean {
  return place.radius_km !== null || (place.precision === "region" && place.valid === null) || place.valid?.approximate === true || place.valid?.uncertain === true;
}

/** So near to a part of its outline that nobody can see what it is the outline of. */
function isBeyond(place: PlaceInfo, map: L.Map): boolean {
  const width_px = (breadth(place) / 360) * 256 * 2 ** map.getZoom();
  return width_px > BEYOND * Math.max(map.getSize().x, map.getSize().y);
}

function breadth({ bounds }: PlaceInfo): number {
  return bounds === null ? 0 : Math.max(bounds[2] - bounds[0], (bounds[3] - bounds[1]) * 1.6);
}
