/** Search that forgives: case, diacritics, apostrophes and the Latin, Azerbaijani and Cyrillic ways to write one letter. */
import type { EventInfo, PageData } from "./data";

/** Letters that Unicode's decomposition leaves whole. */
const LETTERS: Readonly<Record<string, string>> = {
  ə: "a", ı: "i", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ё: "е", ѐ: "е", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "ʻ": "",
};

/** Words as search compares them: lower case, no diacritics, one space between words. */
export function fold(words: string): string {
  // Dotted capital I first: its lower case is two characters, and "I" is "i" here in every language.
  const lower = words.replace(/İ/g, "i").toLowerCase();
  const plain = lower.normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.replace(/[^a-z0-9 ]/gu, (letter) => LETTERS[letter] ?? letter).replace(/[\s\p{P}]+/gu, " ").trim();
}

const folded = new WeakMap<PageData, Map<string, string>>();

/** True when every word of `q` is somewhere in the event: titles, summary, places and quotes, in any language. */
export function matches(event: EventInfo, q: string, data: PageData): boolean {
  const wanted = fold(q);
  if (wanted === "") return true;
  const words = searchable(data).get(event.id) ?? "";
  return wanted.split(" ").every((word) => words.includes(word));
}

function searchable(data: PageData): Map<string, string> {
  let table = folded.get(data);
  if (table === undefined) {
    table = new Map(data.events.map((event) => [event.id, fold(wordsOf(event, data))]));
    folded.set(data, table);
  }
  return table;
}

function wordsOf(event: EventInfo, data: PageData): string {
  const places = data.places.filter((place) => event.places.some((part) => part.place === place.id));
  const claims = data.claims.filter((claim) => claim.event === event.id);
  const sources = data.sources.filter((source) => claims.some((claim) => claim.source === source.id));
  return [
    ...[event.title, event.summary, ...places.map((place) => place.name)].flatMap(Object.values<string>),
    ...claims.flatMap((claim) => [claim.quote, ...[claim.measure, claim.label, claim.qualifier, claim.unit].flatMap(Object.values<string>)]),
    ...sources.flatMap((source) => [...Object.values(source.title), ...Object.values(source.author)]),
    ...Object.values(event.when?.label ?? {}),
  ].join("\n");
}
