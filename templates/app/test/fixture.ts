/** A small map with every kind of record, about an imagined town. */
import type { ClaimInfo, EventInfo, PageData, PlaceInfo } from "../src/data";

export const DAY = 86_400_000;

export function event(id: string, change: Partial<EventInfo> = {}): EventInfo {
  return { id, title: { en: `Title of ${id}` }, summary: {}, layer: "one", category: "c", when: null, places: [], certainty: "", claims: [], unplaced: null, ...change };
}

export function when(start: number | null, end: number | null): EventInfo["when"] {
  return { edtf: "", start, end, approximate: false, uncertain: false, label: { en: "some day" } };
}

export function place(id: string, change: Partial<PlaceInfo> = {}): PlaceInfo {
  return { id, name: { en: id }, kind: "", lon: 0, lat: 0, geometry: null, bounds: null, precision: "city", radius_km: null, valid: null, same_as: [], note: {}, ...change };
}

export function claim(id: string, change: Partial<ClaimInfo> = {}): ClaimInfo {
  return { id, event: "flood", source: "letter", quote: "", start: 0, end: 1, measure: {}, low: null, high: null, qualifier: {}, unit: {}, label: {}, note: {}, ...change };
}

export function pageData(change: Partial<PageData> = {}): PageData {
  return {
    version: 1,
    map: { id: "m", title: { en: "Map" }, subtitle: {}, languages: ["en", "ru"], url: null, home: [0, 0, 1, 1], kiosk: { idle_seconds: 60, warning_seconds: 20 }, credits: [] },
    layers: [
      { id: "one", title: { en: "One" }, colour: "#223344", icon: "circle", shown: true },
      { id: "two", title: { en: "Two" }, colour: "#882255", icon: "square", shown: false },
    ],
    sources: [{ id: "letter", title: { en: "A letter" }, author: { en: "" }, publisher: "", published: null, language: "en", url: "", licence: "", note: {}, sha256: "", text: "The river rose." }],
    mentions: [{ id: "letter-4", source: "letter", start: 4, end: 9, kind: "place", place: "lenkoran" }],
    places: [place("lenkoran", { name: { en: "Lankaran", az: "Lənkəran", ru: "Ленкорань" } })],
    events: [
      event("flood", { when: when(0, 2 * DAY), places: [{ place: "lenkoran", role: "happened" }] }),
      event("meeting", { layer: "two", when: when(10 * DAY, 11 * DAY) }),
      event("rumour", { when: null }),
    ],
    claims: [claim("flood-1", { quote: "The river rose." })],
    chapters: [{ id: "chapter-1", title: { en: "Begin" }, html: { en: "<p>x</p>" }, events: ["flood"], view: null }],
    words: { en: {}, ru: {} },
    ...change,
  };
}
