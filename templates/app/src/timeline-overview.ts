/** The overview band: all of time with what is dense in it, and a window with two handles. */
import { attributes, h, replace } from "./dom";
import { clamped, coarser, DAY, NARROWEST, stepTo, tidied, unitFor, warped, type Range, type Scale, type Unit } from "./time";
import { Axis } from "./timeline-axis";
import { gestures, type Drag } from "./timeline-gestures";
import { beginning, shapeOf, type Actions, type View } from "./timeline-view";

/** How far the overview's scale is bent towards busy days. */
export const MOST_BEND = 0.68;
const COLUMN_PX = 6;

type Part = "start" | "window" | "end";

export class Overview {
  readonly element: HTMLElement;
  readonly #plot = h("div", { class: "timeline-plot" });
  readonly #columns = h("div", { class: "timeline-columns", "aria-hidden": "true" });
  readonly #brush = h("div", { class: "timeline-brush", "aria-hidden": "true" });
  readonly #axis = new Axis();
  readonly #handles: Record<Part, HTMLElement>;
  readonly #actions: Actions;
  #view: View | null = null;
  #scale: Scale | null = null;
  #drawn = "";

  constructor(actions: Actions) {
    this.#actions = actions;
    const handle = (part: Part): HTMLElement =>
      h("div", { class: `timeline-handle timeline-handle-${part}`, role: "slider", tabindex: 0, "aria-orientation": "horizontal", "data-part": part });
    this.#handles = { start: handle("start"), window: handle("window"), end: handle("end") };
    this.#plot.append(this.#axis.lines, this.#columns, this.#brush, this.#handles.window, this.#handles.start, this.#handles.end, this.#axis.labels);
    this.element = h("div", { class: "timeline-overview", role: "group" }, this.#plot);
    gestures(this.#plot, {
      drag: (x, target) => this.#drag(x, target),
      wheel: (x, _, deltaY) => this.#wheel(x, deltaY),
    });
    this.#plot.addEventListener("keydown", (event) => this.#key(event));
  }

  draw(view: View): void {
    this.#view = view;
    const width = this.#plot.clientWidth;
    if (width <= 0) return;
    attributes(this.element, { "aria-label": view.app.t("timeline.overview") });
    this.#scale = warped(view.extent, width, view.crowd, MOST_BEND);
    this.#drawGround(view, this.#scale, width);
    this.#drawWindow(view, this.#scale);
  }

  /** Pixels to time on this band, for playing: busy nights pass slowly, empty decades fast. */
  get scale(): Scale | null {
    return this.#scale;
  }

  /** Columns and axis change with the data, the words and the width, not with the window. */
  #drawGround(view: View, scale: Scale, width: number): void {
    const key = [width, view.state.lang, view.target, ...view.dated.map((event) => event.id)].join(" ");
    if (key !== this.#drawn) {
      this.#drawn = key;
      this.#axis.draw(scale, view.words, "day");
      replace(this.#columns, ...columns(view, scale));
    }
    const inside = (x: number): boolean => x >= scale.x(view.window.start) - COLUMN_PX && x < scale.x(view.window.end);
    for (const column of this.#columns.children as Iterable<HTMLElement> & HTMLCollection) {
      attributes(column, { "data-inside": inside(parseFloat((column as HTMLElement).style.left)) });
    }
  }

  #drawWindow(view: View, scale: Scale): void {
    const { window, words, app, target } = view;
    const x0 = Math.max(0, scale.x(window.start));
    const x1 = Math.min(scale.width, Math.max(x0, scale.x(window.end)));
    put(this.#brush, x0, x1 - x0);
    attributes(this.#brush, { "data-all": view.state.time === null });
    // The grips stand outside the window, so that a window of any width has all three of them at full size.
    const breadth = Math.max(x1 - x0, target);
    const left = Math.min(Math.max(0, (x0 + x1 - breadth) / 2), scale.width - breadth);
    const right = left + breadth;
    put(this.#handles.window, left, right - left);
    put(this.#handles.start, left - target, target);
    put(this.#handles.end, right, target);
    const unit = unitFor(window.end - window.start);
    const last = unit === "hour" ? window.end : window.end - 1;
    this.#name("start", app.t("timeline.start"), window.start, words.instant(window.start, unit));
    this.#name("end", app.t("timeline.end"), window.end, words.instant(last, unit));
    this.#name("window", app.t("timeline.window"), window.start, words.range(window));
  }

  #name(part: Part, label: string, now: number, words: string): void {
    const { extent } = this.#view!;
    attributes(this.#handles[part], {
      "aria-label": label,
      "aria-valuemin": Math.round(extent.start / 60_000),
      "aria-valuemax": Math.round(extent.end / 60_000),
      "aria-valuenow": Math.round(Math.min(Math.max(now, extent.start), extent.end) / 60_000),
      "aria-valuetext": words,
    });
  }

  #choose(window: Range): void {
    const { extent } = this.#view!;
    const next = clamped(tidied(window), extent);
    this.#actions.choose(next.start <= extent.start && next.end >= extent.end ? null : next);
  }

  #drag(x: number, target: Element): Drag | null {
    const view = this.#view;
    const scale = this.#scale;
    if (!view || !scale) return null;
    const part = (target.closest("[data-part]") as HTMLElement | null)?.dataset["part"];
    const { window, extent } = view;
    const instant = (to: number): number => scale.instant(Math.min(Math.max(to, 0), scale.width));
    if (part === "start" || part === "end") {
      const offset = scale.x(window[part]) - x;
      return { move: (to) => this.#choose(edged(window, part, instant(to + offset), extent)) };
    }
    if (part === "window" && view.state.time !== null) {
      const x0 = scale.x(window.start);
      const breadth = scale.x(window.end) - x0;
      return {
        move: (to) => {
          // It keeps its breadth on the band, so a window of two nights opens to years where years are narrow.
          const left = Math.min(Math.max(x0 + to - x, 0), scale.width - breadth);
          this.#choose({ start: scale.instant(left), end: scale.instant(left + breadth) });
        },
      };
    }
    return { move: (to) => this.#choose({ start: Math.min(instant(x), instant(to)), end: Math.max(instant(x), instant(to)) }) };
  }

  #wheel(x: number, deltaY: number): void {
    this.#zoomAt(Math.exp(Math.max(-80, Math.min(80, deltaY)) / 300), () => x);
  }

  /** Zoom about the middle of the window: < 1 is in. */
  zoom(factor: number): void {
    this.#zoomAt(factor, (x0, x1) => (x0 + x1) / 2);
  }

  #zoomAt(factor: number, about: (x0: number, x1: number) => number): void {
    const scale = this.#scale;
    if (!this.#view || !scale) return;
    const { window } = this.#view;
    const [x0, x1] = [scale.x(window.start), scale.x(window.end)];
    const at = Math.min(Math.max(about(x0, x1), x0), x1);
    this.#choose({ start: scale.instant(Math.max(0, at - (at - x0) * factor)), end: scale.instant(Math.min(scale.width, at + (x1 - at) * factor)) });
  }

  #key(event: KeyboardEvent): void {
    const part = (event.target as HTMLElement).dataset["part"] as Part | undefined;
    const view = this.#view;
    if (!part || !view || event.ctrlKey || event.metaKey || event.altKey) return;
    const unit = unitFor(view.window.end - view.window.start);
    const steps: Record<string, readonly [Unit, number]> = {
      ArrowLeft: [unit, -1], ArrowDown: [unit, -1], ArrowRight: [unit, 1], ArrowUp: [unit, 1],
      PageDown: [coarser(unit), -1], PageUp: [coarser(unit), 1],
    };
    const { window, extent } = view;
    const step = steps[event.key];
    const edge = event.key === "Home" ? extent.start : event.key === "End" ? extent.end : null;
    if (!step && edge === null) return;
    event.preventDefault();
    if (part === "window") {
      const start = step ? stepTo(window.start, ...step) : edge!;
      return this.#choose({ start, end: start + (window.end - window.start) });
    }
    this.#choose(edged(window, part, step ? stepTo(window[part], ...step) : edge!, extent, unit === "hour" ? NARROWEST : DAY));
  }
}

/** The window with one edge moved; it stops before it would pass the other, or leave all of time. */
export function edged(window: Range, part: "start" | "end", to: number, extent: Range, narrowest = NARROWEST): Range {
  if (part === "start") return { start: Math.min(Math.max(to, extent.start), window.end - narrowest), end: window.end };
  return { start: window.start, end: Math.max(Math.min(to, extent.end), window.start + narrowest) };
}

function put(element: HTMLElement, x: number, width: number): void {
  element.style.left = `${x.toFixed(1)}px`;
  element.style.width = `${width.toFixed(1)}px`;
}

/** Columns of how many events begin in each few pixels, and hairlines for what lasts. */
function columns(view: View, scale: Scale): HTMLElement[] {
  const counts = new Map<number, number>();
  for (const event of view.dated) {
    const column = Math.floor(Math.min(Math.max(scale.x(beginning(event)), 0), scale.width - 1) / COLUMN_PX);
    counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const highest = Math.max(1, ...counts.values());
  const bars = [...counts].map(([column, count]) => {
    const bar = h("span", { class: "timeline-column" });
    put(bar, column * COLUMN_PX, COLUMN_PX - 2);
    bar.style.height = `${(20 + 80 * Math.sqrt(count / highest)).toFixed(0)}%`;
    return bar;
  });
  const lasting = view.dated.filter((event) => shapeOf(event).kind === "bar").map((event) => {
    const { start, end } = event.when!;
    const x0 = start === null ? 0 : scale.x(start);
    const x1 = end === null ? scale.width : scale.x(end);
    const line = h("span", { class: "timeline-lasting" });
    put(line, x0, Math.max(0, x1 - x0));
    return { line, broad: x1 - x0 > COLUMN_PX * 2 };
  });
  return [...lasting.filter((one) => one.broad).map((one) => one.line), ...bars];
}
