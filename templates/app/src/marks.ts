/** Marks on the map: one for each place or stack, a fan of events around an opened stack, lines between joint places. */
import * as L from "leaflet";
import { actions } from "./actions";
import type { App } from "./app";
import type { MarkBox } from "./basemap";
import type { PlaceInfo } from "./data";
import { attributes, button, h, replace, s } from "./dom";
import { isUncertain, whenOf } from "./parts";
import { isArea } from "./place-card";
import { namedMark, roleMark, selectionRing, stackMark } from "./role-mark";
import { RING, fan, grouped, spotsOf, type Group, type Part } from "./spots";
import type { State } from "./state";
import { highlighted } from "./story";
import type { View } from "./view";

interface Drawn {
  readonly marker: L.Marker;
  readonly button: HTMLButtonElement;
}

interface Mark {
  readonly key: string;
  readonly at: L.LatLng;
  readonly offset: { readonly x: number; readonly y: number };
  readonly label: string;
  /** The name beside the mark; empty: none. */
  readonly name: string;
  readonly css: string;
  readonly place: string;
  readonly event: string | null;
  readonly picture: SVGSVGElement;
  press(): void;
}

export function createMarks(map: L.Map, view: View, app: App, avoid: (boxes: readonly MarkBox[]) => void): void {
  const layer = L.layerGroup().addTo(map);
  const joins = L.layerGroup().addTo(map);
  const drawn = new Map<string, Drawn>();
  let opened = "";
  const render = (): void => {
    const state = app.store.get();
    const size = targetSize(map.getContainer());
    const groups = grouped(spotsOf(state, app), (spot) => map.project([spot.lat, spot.lon]), size * 0.95);
    const marks = underFan(groups.flatMap((group) => marksOf(group, state, app, size)), groups, state, map, size);
    const shown = named(marks, map, size);
    reconcile(layer, drawn, shown, size);
    avoid(shown.map((mark) => boxOf(mark, size)));
    drawJoins(joins, groups, state, app);
    if (opened !== openStack(groups, state)) reveal(groups, state, size, view);
    opened = openStack(groups, state);
  };
  app.store.watch(["event", "place", "lang", "layers", "time", "q", "named", "undated", "chapter", "panel", "mode"], render);
  map.on("zoomend", render);
}

function marksOf(group: Group, state: State, app: App, size: number): Mark[] {
  const [only] = group.parts;
  if (only === undefined) return [namedOnly(group, state, app)];
  if (group.parts.length === 1) return [eventMark(group, only, state, app)];
  const isOpen = isOpened(group, state);
  return [stack(group, isOpen, state, app), ...(isOpen ? fanned(group, state, app, size) : [])];
}

/** A stack opens when its place is selected, or one of its events while they still make one ring. */
function isOpened(group: Group, state: State): boolean {
  if (group.parts.length < 2) return false;
  if (group.spots.some((spot) => spot.place.id === state.place)) return true;
  return group.parts.length <= RING && group.parts.some((part) => part.event.id === state.event);
}

function openStack(groups: readonly Group[], state: State): string {
  return groups.find((group) => isOpened(group, state))?.anchor.place.id ?? "";
}

/** An opened fan is all in sight. */
function reveal(groups: readonly Group[], state: State, size: number, view: View): void {
  const group = groups.find((candidate) => isOpened(candidate, state));
  if (group === undefined) return;
  view.reveal(L.latLng(group.anchor.lat, group.anchor.lon), radiusOf(group, size) + size * 0.75);
}

function radiusOf(group: Group, size: number): number {
  return Math.max(...fan(group.parts.length, size).map(({ x, y }) => Math.hypot(x, y)));
}

function eventMark(group: Group, part: Part, state: State, app: App, offset = { x: 0, y: 0 }): Mark {
  const { t, index } = app;
  const { event, role } = part;
  const spot = group.spots.find((member) => member.parts.some((other) => other.event === event)) ?? group.anchor;
  const place = spot.place;
  const isFanned = offset.x !== 0 || offset.y !== 0;
  const isSelected = event.id === state.event || (!isFanned && place.id === state.place);
  const picture = roleMark({ shape: index.layers.get(event.layer)?.icon ?? "circle", layer: event.layer, role, uncertain: isUncertain(event) });
  if (isSelected) picture.append(selectionRing());
  const words = t("mark.event", { title: t.text(event.title), place: t.text(place.name), when: whenOf(app, event) });
  return {
    key: isFanned ? `${place.id} ${event.id}` : place.id,
    at: L.latLng(group.anchor.lat, group.anchor.lon),
    offset,
    label: isUncertain(event) ? t("mark.uncertain", { label: words }) : words,
    name: isFanned ? "" : t.text(place.name),
    css: css(place, isSelected, isPale([event.id], state, app), isFanned),
    place: place.id,
    event: event.id,
    picture,
    press: () => actions(app).openEvent(event.id),
  };
}

function stack(group: Group, isOpen: boolean, state: State, app: App): Mark {
  const { t } = app;
  const { place } = group.anchor;
  const isSelected = group.spots.some((spot) => spot.place.id === state.place);
  const picture = stackMark(group.parts.map(({ event }) => ({ layer: event.layer, isPale: isPale([event.id], state, app) })), t.number(group.parts.length));
  if (isSelected || group.parts.some((part) => part.event.id === state.event)) picture.append(selectionRing(15));
  return {
    key: place.id,
    at: L.latLng(group.anchor.lat, group.anchor.lon),
    offset: { x: 0, y: 0 },
    label: t("mark.stack", { place: t.text(place.name), n: group.parts.length }),
    name: t.text(place.name),
    css: `${css(place, isSelected, isPale(group.parts.map((part) => part.event.id), state, app), false)}${isOpen ? " is-open" : ""}`,
    place: place.id,
    event: null,
    picture,
    press: () => actions(app).openPlace(place.id),
  };
}

function fanned(group: Group, state: State, app: App, size: number): Mark[] {
  const places = fan(group.parts.length, size);
  return group.parts.map((part, i) => eventMark(group, part, state, app, places[i] ?? { x: size, y: 0 }));
}

function namedOnly(group: Group, state: State, app: App): Mark {
  const { t, index } = app;
  const { place } = group.anchor;
  const isSelected = group.spots.some((spot) => spot.place.id === state.place);
  const picture = namedMark();
  if (isSelected) picture.append(selectionRing(10));
  return {
    key: place.id,
    at: L.latLng(group.anchor.lat, group.anchor.lon),
    offset: { x: 0, y: 0 },
    label: t("mark.named", { place: t.text(place.name), n: index.mentionsOf(place.id).length }),
    name: t.text(place.name),
    css: `${css(place, isSelected, highlighted(state, app) !== null, false)} is-named`,
    place: place.id,
    event: null,
    picture,
    press: () => actions(app).openPlace(place.id),
  };
}

function css(place: PlaceInfo, isSelected: boolean, pale: boolean, isFanned: boolean): string {
  return ["mark", isSelected && "is-selected", pale && "is-pale", isArea(place) && "is-area", isFanned && "is-fanned"].filter(Boolean).join(" ");
}

/** Everything that the open chapter is not about steps back. */
function isPale(events: readonly string[], state: State, app: App): boolean {
  const told = highlighted(state, app);
  return told !== null && !events.some((event) => told.has(event));
}

/** Marks of other places that an opened fan covers step back until it closes. */
function underFan(marks: readonly Mark[], groups: readonly Group[], state: State, map: L.Map, size: number): readonly Mark[] {
  const group = groups.find((candidate) => isOpened(candidate, state));
  if (group === undefined) return marks;
  const middle = map.project([group.anchor.lat, group.anchor.lon]);
  const reach = radiusOf(group, size) + size;
  return marks.map((mark) => {
    const distance = map.project(mark.at).distanceTo(middle);
    return distance > 0.5 && distance < reach ? { ...mark, name: "", css: `${mark.css} is-under` } : mark;
  });
}

/** Where the basemap should write nothing. */
function boxOf({ at, offset: { x, y }, name }: Mark, size: number): MarkBox {
  const wide = name === "" ? size / 2 : Math.max(size / 2, halfName(name, size));
  return { lat: at.lat, lon: at.lng, name, box: [x - wide, y - size / 2, x + wide, y + size / 2 + (name === "" ? 0 : size * 0.45)] };
}

/** Half the width of a name, about. */
function halfName(name: string, size: number): number {
  return (Math.min(name.length, 24) * size) / 8.5 / 2 + 2;
}

/** Names only where they have room; marks that come first, the weightiest, have it first. */
function named(marks: readonly Mark[], map: L.Map, size: number): Mark[] {
  const taken: { x0: number; x1: number; y0: number; y1: number }[] = [];
  const boxes = marks.map((mark) => {
    const { x, y } = map.project(mark.at).add([mark.offset.x, mark.offset.y]);
    return { x0: x - size / 2, x1: x + size / 2, y0: y - size / 2, y1: y + size / 2 };
  });
  return marks.map((mark, i) => {
    const box = boxes[i];
    if (mark.name === "" || box === undefined) return mark;
    const half = halfName(mark.name, size);
    const middle = (box.x0 + box.x1) / 2;
    const label = { x0: middle - half, x1: middle + half, y0: box.y1 - 4, y1: box.y1 + size * 0.5 };
    const isFree = [...taken, ...boxes.filter((other) => other !== box)].every((other) => other.x1 < label.x0 || other.x0 > label.x1 || other.y1 < label.y0 || other.y0 > label.y1);
    if (!isFree) return { ...mark, name: "" };
    taken.push(label);
    return mark;
  });
}

/** Marks that stay keep their element, and so the keyboard's focus; the order of the elements is the order of the marks. */
function reconcile(layer: L.LayerGroup, drawn: Map<string, Drawn>, marks: readonly Mark[], size: number): void {
  const wanted = new Set(marks.map((mark) => mark.key));
  for (const [key, { marker }] of drawn) {
    if (wanted.has(key)) continue;
    layer.removeLayer(marker);
    drawn.delete(key);
  }
  marks.forEach((mark, i) => {
    const found = drawn.get(mark.key) ?? create(layer, drawn, mark);
    const leg = mark.offset.x === 0 && mark.offset.y === 0 ? null : legTo(mark.offset, size);
    attributes(found.button, { class: mark.css, "aria-label": mark.label, "data-place": mark.place, "data-event-mark": mark.event });
    const name = mark.name && h("span", { class: "mark-name", "aria-hidden": "true" }, mark.name);
    // Name before count, as in the label: what one reads is what one can say (WCAG 2.2, 2.5.3).
    replace(found.button, leg, name, " ", mark.picture, mark.event && h("span", { class: "mark-tip", "aria-hidden": "true" }, mark.label));
    found.button.onclick = () => mark.press();
    found.marker.setLatLng(mark.at).setZIndexOffset(mark.css.includes("is-selected") ? 9000 : leg ? 6000 : 1000 - i);
    found.button.style.setProperty("--dx", `${mark.offset.x}px`);
    found.button.style.setProperty("--dy", `${mark.offset.y}px`);
  });
}

function create(layer: L.LayerGroup, drawn: Map<string, Drawn>, mark: Mark): Drawn {
  const made = button({}, () => undefined);
  L.DomEvent.disableClickPropagation(made);
  const icon = L.divIcon({ className: "mark-place", html: made, iconSize: [0, 0] });
  const marker = L.marker(mark.at, { icon, interactive: false, keyboard: false }).addTo(layer);
  const found = { marker, button: made };
  drawn.set(mark.key, found);
  return found;
}

/** From a fanned mark back to its place. */
function legTo({ x, y }: { x: number; y: number }, size: number): SVGSVGElement {
  const length = Math.hypot(x, y);
  const from = (size * 0.42) / length;
  const to = 1 - (size * 0.5) / length;
  return s("svg", { class: "mark-leg", "aria-hidden": "true", width: 1, height: 1 }, s("path", { d: `M${-x * from} ${-y * from}L${-x * to} ${-y * to}` }));
}

/** The least size of what can be pressed, in this mode, as the tokens say. */
function targetSize(element: HTMLElement): number {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return (parseFloat(getComputedStyle(element).getPropertyValue("--mark-size_rem")) || 2.125) * rem;
}

/** One event in several places: a thin dashed line; for events with a role elsewhere, only while they are selected. */
function drawJoins(layer: L.LayerGroup, groups: readonly Group[], state: State, app: App): void {
  layer.clearLayers();
  const anchors = new Map(groups.flatMap((group) => group.spots.map((spot) => [spot.place.id, group] as const)));
  for (const event of new Set(groups.flatMap((group) => group.parts.map((part) => part.event)))) {
    const isSelected = event.id === state.event;
    const ends = event.places.filter((at) => isSelected || (at.role === "happened" && !isArea(app.index.places.get(at.place) ?? ({} as PlaceInfo))));
    const at = [...new Set(ends.flatMap((end) => anchors.get(end.place) ?? []))].map((group) => L.latLng(group.anchor.lat, group.anchor.lon));
    if (at.length < 2) continue;
    const line = L.polyline(at, { className: `join${isSelected ? " is-selected" : ""}`, interactive: false }).addTo(layer);
    line.getElement()?.setAttribute("data-layer", event.layer);
  }
}
