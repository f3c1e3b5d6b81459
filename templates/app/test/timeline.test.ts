import { beforeAll, beforeEach, expect, test } from "vitest";
import type { EventInfo, PageData, When } from "../src/data";
import type { App } from "../src/app";
import { createTranslate } from "../src/i18n";
import { createIndex } from "../src/lookup";
import { initialState, Store } from "../src/state";
import { createTimeline } from "../src/timeline";
import en from "../../locales/en.json";
import az from "../../locales/az.json";

const at = (text: string): number => Date.parse(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);
const when = (edtf: string, start: string | null, end: string | null): When =>
  ({ edtf, start: start === null ? null : at(start), end: end === null ? null : at(end), approximate: false, uncertain: false, label: { en: edtf } });
const event = (id: string, date: When | null): EventInfo =>
  ({ id, title: { en: `Title of ${id}` }, summary: {}, layer: "a", category: "a", when: date, places: [], certainty: "", claims: [], unplaced: null });

const night = when("1990-01-19/1990-01-20", "1990-01-19", "1990-01-21");
const data: PageData = {
  version: 1,
  map: { id: "m", title: {}, subtitle: {}, languages: ["en", "az"], url: null, home: [0, 0, 1, 1], kiosk: { idle_seconds: 1, warning_seconds: 1 }, credits: [] },
  layers: [{ id: "a", title: { en: "Layer" }, colour: "#333333", icon: "circle", shown: true }],
  sources: [], mentions: [], places: [], claims: [], chapters: [],
  words: { en, az } as PageData["words"],
  events: [
    event("hungary", when("1956", "1956-01-01", "1957-01-01")),
    ...["troops", "barricades", "television"].map((id) => event(id, night)),
    event("morning", when("1990-01-20", "1990-01-20", "1990-01-21")),
    event("operation", when("2023-09", "2023-09-01", "2023-10-01")),
    event("speech", null),
  ],
};

let width = 1000;
let root: HTMLElement;
let app: App;
const frame = (): Promise<unknown> => new Promise((done) => setTimeout(done, 40));
const one = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector)!;
const press = (selector: string, key: string): boolean => one(selector).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const items = (): string[] => [...root.querySelectorAll<HTMLElement>(".timeline-items > button")].flatMap((made) => (made.dataset["item"] ?? made.dataset["stack"]!).split(" "));

// There is no layout here: every element is as large as the band of a small screen.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, get: () => width });
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => 100 });
});

beforeEach(async () => {
  width = 1000;
  root = document.createElement("footer");
  document.body.replaceChildren(root);
  const store = new Store(initialState(data));
  app = { data, store, t: createTranslate(data, () => store.get().lang), index: createIndex(data), drawn: { layers: new Set<string>(), named: true } };
  createTimeline(root, app);
  await frame();
});

test("every dated event has a button, alone or in a stack, in the order of time", () => {
  expect(items()).toEqual(["hungary", "troops", "barricades", "television", "morning", "operation"]);
  expect(one("[data-item=morning]").getAttribute("aria-label")).toBe("Title of morning, 1990-01-20");
  expect(root.querySelectorAll(".timeline-items > [tabindex='0']")).toHaveLength(1);
});

test("the handles are sliders that say their date in words", () => {
  expect(one(".timeline-handle-start").getAttribute("role")).toBe("slider");
  expect(one(".timeline-handle-start").getAttribute("aria-valuetext")).toBe("1956");
  expect(one(".timeline-handle-end").getAttribute("aria-valuetext")).toBe("2023");
});

test("keys on a handle choose a time, by the unit of the window", async () => {
  press(".timeline-handle-start", "ArrowRight");
  await frame();
  expect(app.store.get().time).toEqual({ start: at("1957-01-01"), end: at("2024-01-01") });
  expect(items()).not.toContain("hungary");
  press(".timeline-handle-start", "Home");
  await frame();
  expect(app.store.get().time).toBeNull();
});

test("the words follow the language", async () => {
  app.store.set({ time: { start: at("1990-01-19"), end: at("1990-01-21") }, lang: "az" });
  await frame();
  expect(one(".timeline-handle-window").getAttribute("aria-valuetext")).toBe("19–20 yanvar 1990");
  expect(one(".timeline-undated").textContent).toBe("Tarixsiz: 1");
});

test("the busiest days are a button, and all of time is the way back", async () => {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>(".timeline-preset")];
  const days = buttons.find((made) => made.textContent === "19–20 January 1990");
  days!.click();
  await frame();
  expect(app.store.get().time).toEqual({ start: at("1990-01-19"), end: at("1990-01-21") });
  expect(days!.getAttribute("aria-pressed")).toBe("true");
  buttons[0]!.click();
  await frame();
  expect(app.store.get().time).toBeNull();
});

test("what has no date is listed behind its button and can be switched off", async () => {
  const open = one(".timeline-undated");
  expect(open.textContent).toBe("1 without a date");
  open.click();
  expect(one(".timeline-popover [data-item=speech]").textContent).toContain("Title of speech");
  one(".timeline-popover input").click();
  await frame();
  expect(app.store.get().undated).toBe(false);
  expect(one(".timeline-undated").textContent).toBe("1 without a date");
});

test("pressing an event selects it, and it says so", async () => {
  one("[data-item=hungary]").click();
  await frame();
  expect(app.store.get().event).toBe("hungary");
  expect(one("[data-item=hungary]").getAttribute("aria-current")).toBe("true");
});

test("an arrow key past the last event of the window brings the next one in", async () => {
  app.store.set({ time: { start: at("1956-01-01"), end: at("1960-01-01") } });
  await frame();
  one("[data-item=hungary]").focus();
  press("[data-item=hungary]", "ArrowRight");
  await frame();
  expect(app.store.get().time!.start).toBeLessThan(at("1990-01-19"));
  expect(app.store.get().time!.end).toBeGreaterThan(at("1990-01-19"));
  expect(["troops", "barricades", "television"]).toContain((document.activeElement as HTMLElement).dataset["item"]);
});

test("on a phone the window's events are a list, and zoom still works", async () => {
  width = 390;
  app.store.set({ time: { start: at("1980-01-01"), end: at("2000-01-01") } });
  await frame();
  expect([...root.querySelectorAll<HTMLElement>(".timeline-list button")].map((entry) => entry.dataset["item"])).toEqual(["troops", "barricades", "television", "morning"]);
  root.querySelectorAll<HTMLElement>(".timeline-zoom")[1]!.click();
  await frame();
  const { start, end } = app.store.get().time!;
  expect(end - start).toBeLessThan(at("2000-01-01") - at("1980-01-01"));
});

test("play walks the window forward until somebody else chooses a time", async () => {
  one(".timeline-play").click();
  const first = app.store.get().time!;
  await new Promise((done) => setTimeout(done, 350));
  expect(app.store.get().time!.start).toBeGreaterThan(first.start);
  app.store.set({ time: null });
  await new Promise((done) => setTimeout(done, 250));
  expect(app.store.get().time).toBeNull();
  expect(one(".timeline-play").getAttribute("aria-label")).toBe("Play through time");
});

test("layers and search take events away", async () => {
  app.store.set({ q: "hungary" });
  await frame();
  expect(items()).toEqual(["hungary"]);
  app.store.set({ q: "", layers: new Set() });
  await frame();
  expect(items()).toEqual([]);
  expect(one(".timeline-empty").textContent).toBe("No event with a date lies here.");
});

test("an axis of hours waits for an event that has one", async () => {
  const hours = (): string[] => [...root.querySelectorAll(".timeline-detail .timeline-label")].map((tick) => tick.textContent ?? "").filter((words) => words.includes(":"));
  app.store.set({ time: { start: at("1990-01-19"), end: at("1990-01-21") } });
  await frame();
  expect(hours()).toEqual([]);
  const told = { ...data, events: [...data.events, event("shots", when("1990-01-19T23:30", "1990-01-19T23:30", "1990-01-19T23:31"))] };
  document.body.replaceChildren((root = document.createElement("footer")));
  const store = new Store({ ...initialState(told), time: { start: at("1990-01-19"), end: at("1990-01-21") } });
  createTimeline(root, { ...app, data: told, store, index: createIndex(told) });
  await frame();
  expect(hours().length).toBeGreaterThan(2);
});
