import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Words } from "../src/data";
import { createTranslate } from "../src/i18n";
import { pageData } from "./fixture";

const LANGUAGES = ["en", "az", "ru"] as const;
const locale = (language: string): Words => JSON.parse(readFileSync(`../locales/${language}.json`, "utf8")) as Words;
const words = Object.fromEntries(LANGUAGES.map((language) => [language, locale(language)]));

describe("the translator", () => {
  const data = pageData({ words: { en: { hello: "Hello, {name}", only: "English" }, ru: { hello: "Здравствуйте, {name}", n: { one: "{n} событие", few: "{n} события", many: "{n} событий", other: "{n} события" } } } });
  let lang = "ru";
  const t = createTranslate(data, () => lang);

  it.each([[1, "1 событие"], [3, "3 события"], [11, "11 событий"], [21, "21 событие"], [25, "25 событий"]])("says %i in Russian as “%s”", (n, said) => expect(t("n", { n })).toBe(said));

  it("follows the language of the moment and falls back to the default one", () => {
    expect(t("hello", { name: "Ada" })).toBe("Здравствуйте, Ada");
    expect(t("only")).toBe("English");
    lang = "en";
    expect(t("hello", { name: "Ada" })).toBe("Hello, Ada");
    expect(t("no.such.key")).toBe("no.such.key");
    expect(t("constructor")).toBe("constructor");
  });

  it("puts values in as they are", () => expect(t("hello", { name: "$& {name} <b>" })).toBe("Hello, $& {name} <b>"));

  it("tells the language of a text that is not translated", () => {
    lang = "ru";
    expect([t.text({ en: "Baku" }), t.textLang({ en: "Baku" }), t.textLang({ en: "Baku", ru: "Баку" }), t.text({})]).toEqual(["Baku", "en", "ru", ""]);
  });
});

describe("the locales", () => {
  it.each(LANGUAGES)("%s has every key of English, with the same places for values", (language) => {
    const holes = (entry: Words[string]): string => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g))].sort().join();
    expect(Object.keys(words[language] ?? {}).sort()).toEqual(Object.keys(words["en"] ?? {}).sort());
    for (const [key, entry] of Object.entries(words[language] ?? {})) {
      if (typeof entry === "string" && !key.startsWith("timeline.pattern")) expect(`${key} ${holes(entry)}`).toBe(`${key} ${holes(words["en"]?.[key] ?? "")}`);
    }
  });

  it.each(LANGUAGES)("%s has every plural form that its language tells apart for whole numbers", (language) => {
    const rules = new Intl.PluralRules(language);
    const categories = new Set([0, 1, 2, 3, 5, 11, 21, 22, 25, 100].map((n) => rules.select(n)));
    for (const [key, entry] of Object.entries(words[language] ?? {})) {
      if (typeof entry !== "string") for (const category of categories) expect(entry[category] ?? entry.other, `${key} ${category}`).toBeTruthy();
    }
  });

  it("has every key that the page asks for by name", async () => {
    const { globSync } = await import("node:fs").then((fs) => ("globSync" in fs ? fs : { globSync: () => [] as string[] }));
    const sources = (globSync as (pattern: string) => string[])("src/*.ts").map((path) => readFileSync(path, "utf8")).join("\n");
    for (const [, key] of sources.matchAll(/\bt\("([a-z_.]+)"/g)) expect(words["en"], key).toHaveProperty([key ?? ""]);
  });
});
