/** The guided story: one chapter at a time; each shows its events on the map and lets the others step back. */
import { actions } from "./actions";
import type { App } from "./app";
import type { ChapterInfo } from "./data";
import { attributes, button, h, replace, type Child } from "./dom";
import { eventButton, langOf } from "./parts";
import type { State } from "./state";

/** The curator's Markdown comes as cleaned HTML; these elements of it are copied, without attributes, and nothing else. */
const ALLOWED = new Set(["p", "em", "strong", "ul", "ol", "li", "blockquote", "br"]);

export function createStory(root: HTMLElement, app: App): void {
  app.store.watch(["chapter", "lang"], (state) => {
    const chapter = app.index.chapters.get(state.chapter ?? "");
    if (chapter) replace(root, h("div", { class: "story-page" }, ...page(app, chapter)), steps(app, app.data.chapters.indexOf(chapter)));
    else replace(root, h("div", { class: "story-page" }, ...contents(app)));
  });
  app.store.watch(["event"], ({ event }) => {
    for (const item of root.querySelectorAll<HTMLElement>(".event-button[data-event-link]")) {
      attributes(item, { "aria-current": item.dataset["eventLink"] === event ? "true" : null });
    }
  });
}

/** The events that the open chapter is about; null while no chapter is being read. */
export function highlighted(state: State, app: App): ReadonlySet<string> | null {
  if (state.chapter === null || (state.panel !== "story" && state.panel !== "card")) return null;
  const chapter = app.index.chapters.get(state.chapter);
  return chapter === undefined || chapter.events.length === 0 ? null : new Set(chapter.events);
}

function contents(app: App): Child[] {
  const { t, data } = app;
  const first = data.chapters[0];
  if (first === undefined) return [];
  const item = (chapter: ChapterInfo): HTMLElement =>
    h("li", {}, button({ class: "chapter-link", ...langOf(app, chapter.title) }, () => go(app, chapter.id), t.text(chapter.title)));
  return [
    h("h2", {}, t("story.contents")),
    h("ol", { class: "chapters" }, ...data.chapters.map(item)),
    button({ class: "primary" }, () => go(app, first.id), t("story.begin")),
  ];
}

function page(app: App, chapter: ChapterInfo): Child[] {
  const { t, data, index } = app;
  const at = data.chapters.indexOf(chapter);
  const n = data.chapters.length;
  const events = chapter.events.flatMap((id) => index.events.get(id) ?? []);
  return [
    h("p", { class: "story-progress" }, h("span", {}, t("story.progress", { i: at + 1, n })), bar(app, at)),
    h("h2", { id: "story-title", tabindex: "-1", ...langOf(app, chapter.title) }, t.text(chapter.title)),
    h("div", { class: "story-text", ...langOf(app, chapter.html) }, ...copied(t.text(chapter.html))),
    events.length > 0 && h("h3", {}, t("story.events")),
    events.length > 0 && h("ul", { class: "events" }, ...events.map((event) => h("li", {}, eventButton(app, event)))),
  ];
}

/** One button a chapter: where one is, and the way to any other. */
function bar(app: App, at: number): HTMLElement {
  const step = (chapter: ChapterInfo, i: number): HTMLElement =>
    button({ class: "story-step", "aria-current": i === at ? "step" : null, "aria-label": `${i + 1}. ${app.t.text(chapter.title)}`, title: app.t.text(chapter.title) }, () => go(app, chapter.id));
  return h("span", { class: "story-bar", role: "group", "aria-label": app.t("story.contents") }, ...app.data.chapters.map(step));
}

function steps(app: App, at: number): HTMLElement {
  const { t, data } = app;
  const previous = data.chapters[at - 1];
  const next = data.chapters[at + 1];
  return h(
    "nav",
    { class: "story-steps", "aria-label": t("tab.story") },
    button({ class: "secondary" }, () => go(app, previous?.id ?? null), previous ? t("story.previous") : t("story.contents")),
    next ? button({ class: "primary" }, () => go(app, next.id), t("story.next")) : button({ class: "primary" }, () => go(app, null), t("story.again")),
  );
}

function go(app: App, chapter: string | null): void {
  actions(app).openChapter(chapter);
  document.getElementById("story-title")?.focus({ preventScroll: true });
}

function copied(html: string): Node[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes].flatMap(copy);
}

function copy(node: Node): Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? "")];
  if (!(node instanceof Element)) return [];
  const inner = [...node.childNodes].flatMap(copy);
  const tag = node.localName;
  if (tag === "script" || tag === "style" || tag === "template") return [];
  if (!ALLOWED.has(tag)) return inner;
  const element = document.createElement(tag);
  element.append(...inner);
  return [element];
}
