/** What the reader has chosen. Everything on the page is a picture of this; the hash mirrors it (hash.ts). */
import type { EventInfo, Mode, PageData } from "./data";
import { matches } from "./search";

/** Milliseconds of the written date as if it were UTC, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Theme = "auto" | "light" | "dark";
/** What the reading panel shows; on a narrow screen the legend and the time are tabs too. */
export type Panel = "card" | "story" | "list" | "sources" | "legend" | "time";

export const MODES: readonly Mode[] = ["page", "embed", "kiosk"];
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];
export const PANELS: readonly Panel[] = ["card", "story", "list", "sources", "legend", "time"];

export interface State {
  readonly mode: Mode;
  readonly lang: string;
  readonly theme: Theme;
  readonly event: string | null;
  readonly place: string | null;
  readonly source: string | null;
  readonly mention: string | null;
  readonly claim: string | null;
  readonly chapter: string | null;
  /** null: all of time. */
  readonly time: Span | null;
  /** Ids of the layers that are shown. */
  readonly layers: ReadonlySet<string>;
  /** Also show places that the texts merely name. */
  readonly named: boolean;
  /** Also show events without a date. */
  readonly undated: boolean;
  /** The map's centre and zoom; null: where the map, or its chapter, begins. */
  readonly lat: number | null;
  readonly lng: number | null;
  readonly zoom: number | null;
  readonly q: string;
  readonly panel: Panel;
}

export type Listener = (state: State, previous: State) => void;

/** The one place where state changes. Every listener hears of every change, in order; a change made by a listener comes next. */
export class Store {
  #state: State;
  #told: State;
  #telling = false;
  readonly #listeners = new Set<Listener>();

  constructor(state: State) {
    this.#state = this.#told = state;
  }

  get(): State {
    return this.#state;
  }

  /** Change some of it; nobody is told when nothing changed. */
  set(partial: Partial<State>): void {
    const next = { ...this.#state, ...partial };
    if (sameState(this.#state, next)) return;
    this.#state = next;
    if (!this.#telling) this.#tell();
  }

  /** Hear of every change; returns how to stop. */
  on(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Run now, and whenever one of `keys` has changed; returns how to stop. */
  watch(keys: readonly (keyof State)[], run: (state: State) => void): () => void {
    run(this.#state);
    return this.on((state, previous) => {
      if (keys.some((key) => !sameValue(state[key], previous[key]))) run(state);
    });
  }

  #tell(): void {
    this.#telling = true;
    try {
      while (this.#told !== this.#state) {
        const previous = this.#told;
        const state = (this.#told = this.#state);
        for (const listener of [...this.#listeners]) listener(state, previous);
      }
    } finally {
      this.#telling = false;
      this.#told = this.#state;
    }
  }
}

/** Where every reader begins. */
export function initialState(data: PageData): State {
  return {
    mode: "page",
    lang: data.map.languages[0] ?? "en",
    theme: "auto",
    event: null,
    place: null,
    source: null,
    mention: null,
    claim: null,
    chapter: null,
    time: null,
    layers: new Set(data.layers.filter((layer) => layer.shown).map((layer) => layer.id)),
    named: true,
    undated: true,
    lat: null,
    lng: null,
    zoom: null,
    q: "",
    panel: data.chapters.length > 0 ? "story" : "list",
  };
}

/** The events that layers, time and search let through, in the data's order. */
export function visibleEvents(state: State, data: PageData): EventInfo[] {
  return data.events.filter((event) => state.layers.has(event.layer) && isInTime(event, state) && matches(event, state.q, data));
}

/** An event is in a span when it can have lasted into it; open ends reach as far as need be. */
export function isInTime(event: EventInfo, state: Pick<State, "time" | "undated">): boolean {
  const when = event.when;
  if (when === null || (when.start === null && when.end === null)) return state.undated;
  if (state.time === null) return true;
  return (when.start ?? -Infinity) < state.time.end && (when.end ?? Infinity) > state.time.start;
}

/** What a filter has taken away can be brought back by these. */
export function withoutFilters(data: PageData): Partial<State> {
  const { time, layers, named, undated, q } = initialState(data);
  return { time, layers, named, undated, q };
}

export function isFiltered(state: State, data: PageData): boolean {
  const start = initialState(data);
  return state.time !== null || state.q !== "" || state.undated !== start.undated || !sameSet(state.layers, start.layers);
}

export function sameState(a: State, b: State): boolean {
  return (Object.keys(a) as (keyof State)[]).every((key) => sameValue(a[key], b[key]));
}

function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Set && b instanceof Set) return sameSet(a, b);
  if (isSpan(a) && isSpan(b)) return a.start === b.start && a.end === b.end;
  return a === b;
}

function sameSet(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}
