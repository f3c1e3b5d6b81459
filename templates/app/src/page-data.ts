/** The data block of the page. */
import type { PageData } from "./data";

export function readPageData(): PageData {
  return readJson("mapbuilder-data") as PageData;
}

/** The JSON of a script element by id; null when it is not there. */
export function readJson(id: string): unknown {
  const words = document.getElementById(id)?.textContent ?? "";
  return words === "" ? null : (JSON.parse(words) as unknown);
}
