/** Buttons on the map: nearer, farther, all of it; what folds the panels away; where the map's data come from. */
import type * as L from "leaflet";
import type { App } from "./app";
import { attributes, button, h, s, say } from "./dom";
import { themeSwitch } from "./header";
import { fold, isFolded, stepSheet, type Fold } from "./layout";
import type { View } from "./view";

const ICONS = {
  in: "M12 5V19M5 12H19",
  out: "M5 12H19",
  home: "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
  up: "M6 15L12 9L18 15",
  down: "M6 9L12 15L18 9",
  left: "M15 6L9 12L15 18",
  right: "M9 6L15 12L9 18",
} as const;

export function createMapControls(root: HTMLElement, map: L.Map, view: View, app: App): void {
  const label = (element: HTMLElement, key: string): HTMLElement => {
    app.store.watch(["lang"], () => attributes(element, { "aria-label": app.t(key), title: app.t(key) }));
    return element;
  };
  const control = (icon: keyof typeof ICONS, key: string, press: () => void): HTMLElement => label(button({ class: "icon-button" }, press, picture(icon)), key);
  root.append(
    h("div", { class: "map-controls" }, control("in", "map.zoom_in", () => map.zoomIn(1)), control("out", "map.zoom_out", () => map.zoomOut(1)), control("home", "map.home", () => view.home()), themeSwitch(app)),
    h("div", { class: "sheet-controls" }, control("up", "sheet.taller", () => stepSheet(1)), control("down", "sheet.smaller", () => stepSheet(-1))),
    folder("legend", "left", app),
    folder("reading", "right", app),
    credits(app),
  );
}

/** A button at the map's edge that folds the panel beside it away, and brings it back. */
function folder(part: Fold, side: "left" | "right", app: App): HTMLElement {
  const made = button({ class: `icon-button folder folder-${part}`, "aria-controls": part === "legend" ? "legend-panel" : "reading" }, () => {
    fold(part, !isFolded(part));
    update();
  });
  const update = (): void => {
    const folded = isFolded(part);
    const words = app.t(`${part}.${folded ? "unfold" : "fold"}`);
    attributes(made, { "aria-expanded": String(!folded), "aria-label": words, title: words });
    const outward = side === "left" ? folded : !folded;
    made.replaceChildren(picture(outward ? "right" : "left"));
  };
  app.store.watch(["lang", "panel", "event", "place"], update);
  return made;
}

function picture(icon: keyof typeof ICONS): SVGSVGElement {
  return s("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, s("path", { class: "icon-line", d: ICONS[icon] }));
}

/** One line at the map's foot; it opens the notices that the build wrote into the page. */
function credits(app: App): HTMLElement {
  const notices = document.getElementById("notices");
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "notices-title" });
  const close = button({ class: "primary" }, () => dialog.close());
  if (notices) dialog.append(close, notices);
  document.body.append(dialog);
  const words = h("span", {});
  const open = button({ class: "credits" }, () => dialog.showModal(), words);
  dialog.addEventListener("keydown", (event) => event.key === "Escape" && event.stopPropagation());
  app.store.watch(["lang"], () => {
    say(close, app.t("dialog.close"));
    say(words, [app.t("map.credits"), app.data.map.credits.join(" · ")].filter(Boolean).join(": "));
    attributes(open, { title: app.t("notices.open") });
  });
  return open;
}
