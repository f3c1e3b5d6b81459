/** Words in the reader's language: keys of templates/locales, and texts that the curator translated. */
import type { PageData, Text, Words } from "./data";

export type Values = Readonly<Record<string, string | number>>;

export interface Translate {
  /** The words of `key`; `{n}` chooses the plural form, every `{name}` is replaced. A missing key falls back to the default language, then to the key. */
  (key: string, values?: Values): string;
  /** The curator's words in the reader's language, or in the map's default language. */
  text(words: Text): string;
  /** The language that `text` answers in: for the `lang` attribute. */
  textLang(words: Text): string;
  /** A number as this language writes it. */
  number(value: number): string;
  /** Whether any language has this key. */
  has(key: string): boolean;
  readonly lang: string;
}

/** A translator that asks `lang` at every call, so that it always speaks the language of the moment. */
export function createTranslate(data: Pick<PageData, "words" | "map">, lang: () => string): Translate {
  const fallback = data.map.languages[0] ?? "en";
  const entry = (key: string): [Words[string] | undefined, string] => {
    for (const language of [lang(), fallback, "en"]) {
      const found = own(data.words[language], key);
      if (found !== undefined) return [found, language];
    }
    return [undefined, fallback];
  };
  const translate = (key: string, values: Values = {}): string => {
    const [words, language] = entry(key);
    if (words === undefined) return key;
    return place(typeof words === "string" ? words : form(words, values["n"], language), values, language);
  };
  return Object.defineProperty(
    Object.assign(translate, {
      text: (words: Text): string => words[textLanguage(words, lang(), fallback)] ?? "",
      textLang: (words: Text): string => textLanguage(words, lang(), fallback),
      number: (value: number): string => number(value, lang()),
      has: (key: string): boolean => entry(key)[0] !== undefined,
    }),
    "lang",
    { get: lang },
  ) as unknown as Translate;
}

/** The first of: the language asked for, the map's default, any; with words in it. */
export function textLanguage(words: Text, asked: string, fallback: string): string {
  if (words[asked]) return asked;
  if (words[fallback]) return fallback;
  return Object.keys(words).find((language) => words[language]) ?? fallback;
}

function own(words: Words | undefined, key: string): Words[string] | undefined {
  return words !== undefined && Object.hasOwn(words, key) ? words[key] : undefined;
}

function form(words: Exclude<Words[string], string>, n: string | number | undefined, language: string): string {
  const category = new Intl.PluralRules(language).select(Number(n ?? 0));
  return words[category] ?? words.other ?? "";
}

function place(words: string, values: Values, language: string): string {
  return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value, language) : value;
  });
}

function number(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
