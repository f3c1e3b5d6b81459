/** The state as words for people's links and programs: "#event=...&lang=az&time=1990-01-19/1990-01-21". */
import type { PageData } from "./data";
import { initialState, MODES, PANELS, sameState, THEMES, type Span, type State } from "./state";

/** The public form of the state: what `window.mapbuilder.state()` gives and `set()` takes. */
export interface Words {
  [key: string]: string | number | boolean | null | readonly string[];
}

interface Codec {
  readonly key: keyof State;
  write(state: State, data: PageData): Words[string];
  /** What the words say, or undefined when they say nothing of sense. */
  read(words: Words[string], data: PageData): Partial<State> | undefined;
}

const DAY = 86_400_000;
const FLAGS: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };
const MOST_LETTERS = 200;

const CODECS: readonly Codec[] = [
  oneOf("mode", () => MODES),
  oneOf("lang", (data) => data.map.languages),
  oneOf("theme", () => THEMES),
  oneOf("panel", () => PANELS),
  id("chapter", (data) => data.chapters),
  id("event", (data) => data.events),
  id("place", (data) => data.places),
  id("source", (data) => data.sources),
  id("mention", (data) => data.mentions),
  id("claim", (data) => data.claims),
  {
    key: "time",
    write: (state) => (state.time === null ? null : timeToWords(state.time)),
    read: (words) => (words === null ? { time: null } : typeof words === "string" ? timed(wordsToTime(words)) : undefined),
  },
  {
    key: "layers",
    write: (state, data) => data.layers.map((layer) => layer.id).filter((layer) => state.layers.has(layer)),
    read: (words, data) => {
      const asked = typeof words === "string" ? words.split(",") : Array.isArray(words) ? words : undefined;
      return asked && { layers: new Set(data.layers.map((layer) => layer.id).filter((layer) => asked.includes(layer))) };
    },
  },
  flag("named"),
  flag("undated"),
  { key: "q", write: (state) => state.q, read: (words) => (typeof words === "string" ? { q: words.slice(0, MOST_LETTERS) } : undefined) },
  measure("lat", 90, 4),
  measure("lng", 360, 4),
  measure("zoom", 24, 2),
];

/** All of the state in words. */
export function toWords(state: State, data: PageData): Words {
  return Object.fromEntries(CODECS.map((codec) => [codec.key, codec.write(state, data)]));
}

/** What the words change; whatever they say that makes no sense is left as it is. */
export function fromWords(words: Words, data: PageData): Partial<State> {
  const read = CODECS.map((codec) => (Object.hasOwn(words, codec.key) ? codec.read(words[codec.key] ?? null, data) : undefined));
  return Object.assign({}, ...read) as Partial<State>;
}

/** The hash of a state, without "#": only what differs from the beginning, so that it stays readable. */
export function toHash(state: State, data: PageData): string {
  const start = initialState(data);
  const implied = { ...start, panel: impliedPanel(state, start) };
  const parts = CODECS.flatMap((codec) => {
    const words = codec.write(state, data);
    if (String(words) === String(codec.write(implied, data)) || words === null) return [];
    return [`${codec.key}=${escape(Array.isArray(words) ? words.join(",") : String(words))}`];
  });
  return parts.join("&");
}

/** The state that a hash names, from the beginning; unknown keys and bad values are passed over. */
export function fromHash(hash: string, data: PageData): State {
  const words: Words = {};
  for (const [key, value] of new URLSearchParams(hash.replace(/^#/, "").replaceAll("+", "%2B"))) words[key] = value;
  const start = initialState(data);
  const said = fromWords(words, data);
  const asked = { ...start, ...said };
  const read = { ...asked, panel: said.panel ?? impliedPanel(asked, start) };
  return sameState(read, start) ? start : coherent(read, data);
}

/** A link that names something opens it, without saying in which panel. */
function impliedPanel(state: State, start: State): State["panel"] {
  if (state.event !== null || state.place !== null) return "card";
  return state.mention !== null || state.claim !== null || state.source !== null ? "sources" : start.panel;
}

/** "1990-01-19/1990-01-21": both days are in it; with hours, "1990-01-19T21:00/1990-01-20T03:00" up to the second. */
export function timeToWords(span: Span): string {
  if (span.start % DAY === 0 && span.end % DAY === 0) return `${iso(span.start, 10)}/${iso(span.end - DAY, 10)}`;
  return `${iso(span.start, 16)}/${iso(span.end, 16)}`;
}

export function wordsToTime(words: string): Span | undefined {
  const [from, to, ...more] = words.split("/");
  if (from === undefined || to === undefined || more.length > 0) return undefined;
  const start = instant(from, false);
  const end = instant(to, true);
  return start < end ? { start, end } : undefined;
}

/** An event and a place are not selected together; a card needs one of them; a mention and a claim know their source. */
function coherent(state: State, data: PageData): State {
  const source = (data.mentions.find((item) => item.id === state.mention) ?? data.claims.find((item) => item.id === state.claim))?.source;
  const selected = state.event !== null || state.place !== null;
  return {
    ...state,
    place: state.event === null ? state.place : null,
    source: source ?? state.source,
    panel: state.panel === "card" && !selected ? initialState(data).panel : state.panel,
  };
}

function timed(time: Span | undefined): Partial<State> | undefined {
  return time && { time };
}

function instant(words: string, asEnd: boolean): number {
  const day = /^[+-]?\d{4,6}-\d\d-\d\d$/.test(words);
  if (!day && !/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d$/.test(words)) return NaN;
  const at = Date.parse(day ? `${words}T00:00Z` : `${words}Z`);
  return day && asEnd ? at + DAY : at;
}

/** The beginning of an ISO 8601 date; a year outside 0-9999 has a sign and two more digits. */
function iso(at: number, letters: number): string {
  const words = new Date(at).toISOString();
  return words.slice(0, /^[+-]/.test(words) ? letters + 3 : letters);
}

function oneOf(key: "mode" | "lang" | "theme" | "panel", choices: (data: PageData) => readonly string[]): Codec {
  return {
    key,
    write: (state) => state[key],
    read: (words, data) => (typeof words === "string" && choices(data).includes(words) ? { [key]: words } : undefined),
  };
}

function id(key: "event" | "place" | "source" | "mention" | "claim" | "chapter", items: (data: PageData) => readonly { readonly id: string }[]): Codec {
  return {
    key,
    write: (state) => state[key],
    read: (words, data) => {
      if (words === null || words === "") return { [key]: null };
      return items(data).some((item) => item.id === words) ? { [key]: words } : undefined;
    },
  };
}

function flag(key: "named" | "undated"): Codec {
  return {
    key,
    write: (state) => state[key],
    read: (words) => {
      const value = FLAGS[String(words)];
      return value === undefined ? undefined : { [key]: value };
    },
  };
}

function measure(key: "lat" | "lng" | "zoom", most: number, decimals: number): Codec {
  return {
    key,
    write: (state) => (state[key] === null ? null : Number(state[key].toFixed(decimals))),
    read: (words) => {
      if (words === null) return { [key]: null };
      const value = words === "" ? NaN : Number(words);
      return Math.abs(value) <= most ? { [key]: value } : undefined;
    },
  };
}

/** Percent-encoded only where a link needs it: "/", ":" and "," stay readable. */
function escape(words: string): string {
  return encodeURIComponent(words).replace(/%(2F|3A|2C)/g, (code) => decodeURIComponent(code));
}
