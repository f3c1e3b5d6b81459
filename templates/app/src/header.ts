/** Title, languages by their own names, light or dark, and the search. */
import type { App } from "./app";
import type { PageData } from "./data";
import { attributes, button, h, s, say } from "./dom";
import type { Theme } from "./state";

export function createHeader(root: HTMLElement, app: App): void {
  const tools = h("div", { class: "header-tools" });
  root.append(tools, search(app));
  if (app.data.map.languages.length > 1) tools.append(languages(app));
  const title = root.querySelector<HTMLElement>("h1");
  const subtitle = root.querySelector<HTMLElement>(".subtitle");
  app.store.watch(["lang"], ({ lang }) => {
    document.documentElement.lang = lang;
    document.documentElement.dir = directionOf(lang);
    document.title = app.t.text(app.data.map.title);
    if (title) say(title, app.t.text(app.data.map.title));
    if (subtitle) say(subtitle, app.t.text(app.data.map.subtitle));
    for (const element of document.querySelectorAll<HTMLElement>("[data-words]")) say(element, app.t(element.dataset["words"] ?? ""));
    for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) attributes(element, { "aria-label": app.t(element.dataset["label"] ?? "") });
  });
}

function languages({ data, store, t }: App): HTMLElement {
  const buttons = data.map.languages.map((lang) => button({ class: "language", lang, "data-lang": lang }, () => store.set({ lang }), nameOf(data, lang)));
  const group = h("div", { class: "languages", role: "group" }, ...buttons);
  store.watch(["lang"], ({ lang }) => {
    group.setAttribute("aria-label", t("language.choose"));
    for (const item of buttons) item.setAttribute("aria-pressed", String(item.dataset["lang"] === lang));
  });
  return group;
}

/** A language by its own name, "Русский"; without a flag, for a language is no country. */
function nameOf(data: PageData, lang: string): string {
  const own = data.words[lang]?.["language.name"];
  if (typeof own === "string") return own;
  const name = new Intl.DisplayNames(lang, { type: "language" }).of(lang) ?? lang;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

/** Scripts written from right to left, by the first subtag of the language. */
function directionOf(lang: string): "ltr" | "rtl" {
  return ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"].includes(lang.split("-")[0] ?? "") ? "rtl" : "ltr";
}

export function themeSwitch({ store, t }: App): HTMLElement {
  const sun = s("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, s("circle", { cx: 12, cy: 12, r: 8, class: "icon-line" }), s("path", { d: "M12 4a8 8 0 0 1 0 16Z", class: "icon-half" }));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = (theme: Theme): boolean => (theme === "auto" ? dark.matches : theme === "dark");
  const made = button({ class: "icon-button theme-switch" }, () => store.set({ theme: isDark(store.get().theme) ? "light" : "dark" }), sun);
  const label = (): void => {
    const words = t(isDark(store.get().theme) ? "theme.to_light" : "theme.to_dark");
    attributes(made, { "aria-label": words, title: words });
    document.documentElement.dataset["dark"] = String(isDark(store.get().theme));
  };
  store.watch(["theme", "lang"], label);
  dark.addEventListener("change", label);
  store.watch(["theme"], ({ theme }) => attributes(document.documentElement, { "data-theme": theme === "auto" ? null : theme }));
  return made;
}

function search({ store, t }: App): HTMLElement {
  const input = h("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", maxlength: 200 });
  const form = h("form", { class: "search", role: "search" }, input);
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => store.set(input.value === "" ? { q: "" } : { q: input.value, panel: "list" }));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || input.value === "") return;
    event.stopPropagation();
    input.value = "";
    store.set({ q: "" });
  });
  store.watch(["q"], ({ q }) => {
    if (input.value !== q) input.value = q;
  });
  store.watch(["lang"], () => attributes(input, { "aria-label": t("search.label"), placeholder: t("search.placeholder") }));
  return form;
}
