/**
 * The basemap as a Leaflet layer: land, water, borders in one canvas below everything, names in another above areas and
 * below marks. Both let clicks through and are hidden from screen readers. Colours are the `--basemap-*` properties
 * (styles/basemap.css); the layer draws itself again when the theme, the fonts or the screen's density change.
 *
 * The world is repeated to the east and the west, as Leaflet's tile layers do it; marks stand in the first copy.
 */
import * as L from "leaflet";
import { type BasemapData, decodeDepths, labelsOf, mercatorX, mercatorY } from "./basemap-data";
import { type Inks, paint, type View } from "./basemap-paint";
import { type Box, type LabelInks, measureBy, paintLabels, placeLabels } from "./basemap-labels";

/** How much more than the map's frame is drawn on each side, as a share of its size. */
const PADDING = 0.2;
/** When a zoom under way (fly, pinch) has changed the scale by more than this, it is drawn anew. */
const STRETCH = 1.6;
const SHARPEST = 3;

/** A box around a point (`left`, `top`, `right`, `bottom` in pixels from it) and the name that already stands there. */
export interface MarkBox {
  readonly lat: number;
  readonly lon: number;
  readonly box: Box;
  readonly name: string;
}

export class BasemapLayer extends L.Layer {
  private readonly depths;
  private readonly labels;
  private readonly ground = canvas();
  private readonly names = canvas();
  private language: string;
  private marks: readonly MarkBox[] = [];
  private drawn: { view: View; center: L.LatLng; zoom: number; corner: L.Point } | null = null;
  private frame = 0;
  private release: readonly (() => void)[] = [];

  constructor(data: BasemapData, language = "en") {
    super();
    this.depths = decodeDepths(data);
    this.labels = labelsOf(data);
    this.language = language;
  }

  /** Writes the names in this language (BCP 47), falling back to English name by name. */
  setLanguage(language: string): this {
    this.language = language;
    return this.redraw();
  }

  /** Writes no name where these are, and none that they already have. */
  setMarks(marks: readonly MarkBox[]): this {
    const changed = JSON.stringify(marks) !== JSON.stringify(this.marks);
    this.marks = marks;
    return changed ? this.redraw() : this;
  }

  /** Draws again in the next frame. */
  redraw(): this {
    if (!this.frame) this.frame = requestAnimationFrame(() => this.draw());
    return this;
  }

  override onAdd(map: L.Map): this {
    pane(map, "basemap").append(this.ground);
    pane(map, "basemap-labels").append(this.names);
    for (const element of [this.ground, this.names]) {
      element.classList.toggle("leaflet-zoom-animated", map.options.zoomAnimation !== false);
    }
    this.release = this.watch();
    this.draw();
    return this;
  }

  override onRemove(): this {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const free of this.release) free();
    this.release = [];
    this.ground.remove();
    this.names.remove();
    return this;
  }

  override getEvents(): Record<string, L.LeafletEventHandlerFn> {
    return {
      viewreset: () => this.draw(),
      moveend: () => this.draw(),
      resize: () => this.draw(),
      move: () => this.follow(),
      zoomanim: (event) => {
        const { center, zoom } = event as L.ZoomAnimEvent;
        this.transform(center, zoom);
      },
    };
  }

  /** While a move is under way: stretches what is drawn, and draws anew when that no longer fills the frame. */
  private follow(): void {
    if (!this.drawn) return;
    const map = this._map;
    const stretch = map.getZoomScale(map.getZoom(), this.drawn.zoom);
    if (stretch !== 1) this.transform(map.getCenter(), map.getZoom());
    const corner = map.containerPointToLayerPoint([0, 0]).subtract(this.drawn.corner);
    const size = map.getSize();
    const filled = corner.x >= 0 && corner.y >= 0 && corner.x <= 2 * PADDING * size.x && corner.y <= 2 * PADDING * size.y;
    if (stretch === 1 ? !filled : stretch > STRETCH || stretch < 1 / STRETCH) this.redraw();
  }

  /** Moves and stretches the canvases to where they belong at another center and zoom (as L.Renderer does). */
  private transform(center: L.LatLng, zoom: number): void {
    if (!this.drawn) return;
    const map = this._map;
    const scale = map.getZoomScale(zoom, this.drawn.zoom);
    const half = map.getSize().divideBy(2);
    const origin = map.project(center, zoom).subtract(half).add(L.DomUtil.getPosition(map.getPane("mapPane")!)).round();
    const offset = half.multiplyBy((1 + 2 * PADDING) * -scale).add(map.project(this.drawn.center, zoom)).subtract(origin);
    for (const element of [this.ground, this.names]) L.DomUtil.setTransform(element, offset, scale);
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const map = this._map;
    const size = map.getSize();
    if (!size.x || !size.y) return;
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-PADDING)).round();
    const topLeft = map.getPixelOrigin().add(corner);
    const zoom = map.getZoom();
    const view: View = {
      left: topLeft.x,
      top: topLeft.y,
      width: Math.ceil(size.x * (1 + 2 * PADDING)),
      height: Math.ceil(size.y * (1 + 2 * PADDING)),
      world: 256 * 2 ** zoom,
      zoom,
    };
    this.drawn = { view, center: map.getCenter(), zoom, corner };
    const style = getComputedStyle(map.getContainer());
    const ground = prepared(this.ground, view, corner);
    if (ground) paint(ground, view, this.depths, inksOf(style));
    const names = prepared(this.names, view, corner);
    if (!names) return;
    const inks = labelInksOf(style);
    const boxes = this.marks.map((mark) => boxOf(mark, view));
    const named = new Set(this.marks.map((mark) => mark.name.toLowerCase()));
    paintLabels(names, placeLabels(this.labels, view, this.language, inks, measureBy(names), boxes, named), inks);
  }

  /** Listens for what changes the drawing from outside; returns how to stop listening. */
  private watch(): readonly (() => void)[] {
    const redraw = () => void this.redraw();
    const queries = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", "(forced-colors: active)", "print", "(min-resolution: 1.5dppx)"];
    const media = queries.map((query) => matchMedia(query));
    for (const list of media) list.addEventListener("change", redraw);
    const attributes = new MutationObserver(redraw);
    for (const element of [document.documentElement, document.body]) {
      attributes.observe(element, { attributeFilter: ["class", "style", "data-theme", "data-contrast", "data-mode"] });
    }
    const fonts = document.fonts as FontFaceSet | undefined;
    fonts?.addEventListener?.("loadingdone", redraw);
    return [
      () => media.forEach((list) => list.removeEventListener("change", redraw)),
      () => attributes.disconnect(),
      () => fonts?.removeEventListener?.("loadingdone", redraw),
    ];
  }
}

/** Adds the basemap to a map, below everything else. */
export function addBasemap(map: L.Map, data: BasemapData, language = document.documentElement.lang || "en"): BasemapLayer {
  return new BasemapLayer(data, language).addTo(map);
}

function canvas(): HTMLCanvasElement {
  const element = document.createElement("canvas");
  element.setAttribute("aria-hidden", "true");
  return element;
}

function boxOf({ lat, lon, box }: MarkBox, view: View): Box {
  const x = mercatorX(lon) * view.world - view.left;
  const y = mercatorY(lat) * view.world - view.top;
  return [x + box[0], y + box[1], x + box[2], y + box[3]];
}

function pane(map: L.Map, name: string): HTMLElement {
  return map.getPane(name) ?? map.createPane(name);
}

/** The canvas, emptied, sized and put in place for the view; null where canvases do not draw. */
function prepared(element: HTMLCanvasElement, view: View, corner: L.Point): CanvasRenderingContext2D | null {
  const density = Math.min(SHARPEST, window.devicePixelRatio || 1);
  element.width = Math.round(view.width * density);
  element.height = Math.round(view.height * density);
  element.style.width = `${view.width}px`;
  element.style.height = `${view.height}px`;
  L.DomUtil.setTransform(element, corner, 1);
  const context = element.getContext?.("2d") ?? null;
  context?.setTransform(density, 0, 0, density, 0, 0);
  return context;
}

function inksOf(style: CSSStyleDeclaration): Inks {
  const ink = (name: string, otherwise: string) => style.getPropertyValue(`--basemap-${name}`).trim() || otherwise;
  return {
    water: ink("water", "#d3dde3"),
    land: ink("land", "#f6f4ef"),
    coast: ink("coast", "#9fb0ba"),
    river: ink("river", "#b4c5cf"),
    border: ink("border", "#a39c92"),
    disputed: ink("disputed", "#a39c92"),
    weight: Number(ink("weight", "1")) || 1,
  };
}

function labelInksOf(style: CSSStyleDeclaration): LabelInks {
  const ink = (name: string, otherwise: string) => style.getPropertyValue(`--basemap-${name}`).trim() || otherwise;
  return {
    text: ink("label", "#55514a"),
    country: ink("label-country", "#7b756b"),
    water: ink("label-water", "#5f7b8b"),
    halo: ink("halo", "#f6f4efd9"),
    waterHalo: ink("halo-water", "#d3dde3cc"),
    family: style.fontFamily || "sans-serif",
    size: (parseFloat(style.getPropertyValue("--basemap-label-size")) || 1) * Math.max(1, (parseFloat(style.fontSize) || 16) / 16),
  };
}
