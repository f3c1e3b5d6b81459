/** What is shown: legend, filter and counts in one; and the key to how marks are drawn. */
import type { App } from "./app";
import type { Glyph, Role } from "./data";
import { button, h, replace, s, type Child } from "./dom";
import { glyph } from "./glyphs";
import { langOf } from "./parts";
import { namedMark, roleMark, selectionRing, stackMark } from "./role-mark";
import { visibleEvents, type State } from "./state";

const ROLES: readonly Role[] = ["happened", "affected", "spoken_from", "compared", "mentioned"];

/** @param ids layers in the order of the legend. */
export function createLegend(root: HTMLElement, app: App, ids: readonly string[]): void {
  const filters = h("div", { class: "legend-filters" });
  const key = h("details", { class: "legend-key", open: true });
  root.append(filters, key);
  app.store.watch(["lang"], () => {
    replace(filters, ...filterParts(app, ids));
    replace(key, h("summary", {}, app.t("legend.key")), ...keyParts(app));
  });
  app.store.watch(["lang", "layers", "time", "q", "named", "undated"], (state) => update(filters, app, state));
}

function filterParts(app: App, ids: readonly string[]): Child[] {
  const { t, data, store } = app;
  const layers = ids.flatMap((id) => app.index.layers.get(id) ?? []);
  const rows = layers.map((layer) => {
    const box = checkbox(`layer-${layer.id}`, (on) => store.set({ layers: withLayer(store.get().layers, layer.id, on) }));
    const name = h("span", { class: "legend-name", ...langOf(app, layer.title) }, t.text(layer.title));
    const only = button({ class: "link legend-only", "aria-label": t("legend.only_layer", { name: t.text(layer.title) }) }, () => store.set({ layers: new Set([layer.id]) }), t("legend.only"));
    return h("li", { "data-layer": layer.id }, h("label", {}, box, glyph(layer.icon, layer.id), name, h("span", { class: "legend-count" })), only);
  });
  const hasUndated = data.events.some((event) => event.when === null || (event.when.start === null && event.when.end === null));
  const more = [
    row("switch-named", t("legend.named"), (on) => store.set({ named: on }), namedMark()),
    hasUndated && row("switch-undated", t("legend.undated"), (on) => store.set({ undated: on }), undatedMark()),
  ];
  return [
    h("h2", {}, t("legend.layers")),
    h("ul", { class: "legend-layers" }, ...rows),
    h("h3", { class: "visually-hidden" }, t("legend.also")),
    h("ul", { class: "legend-layers legend-more" }, ...more),
  ];
}

function row(id: string, words: string, change: (on: boolean) => void, picture: Node): HTMLElement {
  return h("li", {}, h("label", {}, checkbox(id, change), picture, h("span", { class: "legend-name" }, words)));
}

function checkbox(id: string, change: (on: boolean) => void): HTMLInputElement {
  const box = h("input", { type: "checkbox", id });
  box.addEventListener("change", () => change(box.checked));
  return box;
}

function withLayer(layers: ReadonlySet<string>, id: string, on: boolean): Set<string> {
  const next = new Set(layers);
  if (on) next.add(id);
  else next.delete(id);
  return next;
}

/** Ticks and counts, in place: the keyboard's focus stays where it is. */
function update(filters: HTMLElement, app: App, state: State): void {
  const { data, t } = app;
  const visible = visibleEvents({ ...state, layers: new Set(data.layers.map((layer) => layer.id)) }, data);
  for (const item of filters.querySelectorAll<HTMLElement>("li[data-layer]")) {
    const id = item.dataset["layer"] ?? "";
    const n = data.events.filter((event) => event.layer === id).length;
    const shown = state.layers.has(id) ? visible.filter((event) => event.layer === id).length : 0;
    const box = item.querySelector("input");
    const count = item.querySelector(".legend-count");
    if (box) box.checked = state.layers.has(id);
    if (count) replace(count, h("span", { "aria-hidden": "true" }, shown === n ? String(n) : `${shown}/${n}`), h("span", { class: "visually-hidden" }, t("legend.count", { shown, n })));
    item.classList.toggle("is-off", !state.layers.has(id));
  }
  check(filters, "switch-named", state.named);
  check(filters, "switch-undated", state.undated);
}

function check(root: HTMLElement, id: string, on: boolean): void {
  const box = root.querySelector<HTMLInputElement>(`#${id}`);
  if (box) box.checked = on;
}

/** Only the roles and signs that this map uses. */
function keyParts(app: App): Child[] {
  const { t, data } = app;
  const used = new Set(data.events.flatMap((event) => event.places.map((at) => at.role)));
  const shape: Glyph = data.layers[0]?.icon ?? "circle";
  const look = { shape, layer: "", role: "happened", uncertain: false } as const;
  const sign = (picture: Node, words: string): HTMLElement => h("li", {}, picture, h("span", {}, words));
  return [
    h("h3", {}, t("legend.roles")),
    h("ul", { class: "key" }, ...ROLES.filter((role) => used.has(role)).map((role) => sign(roleMark({ ...look, role }), t(`role.${role}`)))),
    h("h3", {}, t("legend.certainty")),
    h(
      "ul",
      { class: "key" },
      sign(roleMark({ ...look, uncertain: true }), t("legend.unsure")),
      sign(extentMark(), t("legend.extent")),
      sign(areaMark(), t("legend.area")),
      sign(stackMark(data.layers.slice(0, 3).map((layer) => ({ layer: layer.id, isPale: false })), "3"), t("legend.stack")),
      data.events.some((event) => event.places.length > 1) && sign(joinMark(), t("legend.joint")),
      sign(selectedMark(shape), t("legend.selected")),
    ),
  ];
}

function picture(...children: Child[]): SVGSVGElement {
  return s("svg", { class: "mark-drawing", viewBox: "-16 -16 32 32", "aria-hidden": "true", focusable: "false" }, ...children);
}

function undatedMark(): SVGSVGElement {
  return picture(s("text", { class: "undated-sign", y: 8, "text-anchor": "middle" }, "?"));
}

function extentMark(): SVGSVGElement {
  return picture(s("circle", { class: "extent", r: 12 }), s("circle", { class: "key-dot", r: 3 }));
}

function areaMark(): SVGSVGElement {
  return picture(s("path", { class: "area", d: "M-12-4L-5-11L7-9L12-2L6 9L-6 11Z" }));
}

function joinMark(): SVGSVGElement {
  return picture(s("path", { class: "join", d: "M-12 0H12" }), s("circle", { class: "key-dot", cx: -12, r: 3 }), s("circle", { class: "key-dot", cx: 12, r: 3 }));
}

function selectedMark(shape: Glyph): SVGSVGElement {
  const drawn = roleMark({ shape, layer: "", role: "happened", uncertain: false });
  drawn.append(selectionRing());
  return drawn;
}
