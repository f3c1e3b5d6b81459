/// <reference types="node" />
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as L from "leaflet";
import { afterEach, describe, expect, test } from "vitest";
import { addBasemap } from "../src/basemap";
import { type BasemapData, decode, decodeDepths, type DepthData, type LabelData, labelsOf, type Line, mercatorX, mercatorY } from "../src/basemap-data";
import { nameOf, placeLabels } from "../src/basemap-labels";
import { clipped, copies, type View } from "../src/basemap-paint";

const FOLDER = join(import.meta.dirname, "../../../geodata/basemap");
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8"));
const DATA: BasemapData = { coast: read("coast"), labels: read("labels"), region: read("region"), world: read("world") };
const INKS = { text: "", country: "", water: "", halo: "", waterHalo: "", family: "", size: 1 };
const measure = (text: string) => text.length * 7;

function view(lon: number, lat: number, zoom: number, width = 800, height = 600): View {
  const world = 256 * 2 ** zoom;
  return { left: mercatorX(lon) * world - width / 2, top: mercatorY(lat) * world - height / 2, width, height, world, zoom };
}

/** Whether a point is on land: inside an odd number of rings. */
function onLand(rings: readonly Line[], lon: number, lat: number): boolean {
  const [x, y] = [mercatorX(lon), mercatorY(lat)];
  let inside = false;
  for (const { xy } of rings) {
    for (let i = 0, j = xy.length - 2; i < xy.length; j = i, i += 2) {
      const [ax, ay, bx, by] = [xy[i]!, xy[i + 1]!, xy[j]!, xy[j + 1]!];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

describe("the basemap's data", () => {
  const depths = decodeDepths(DATA);

  test("is drawn from the world down, land before what lies on it", () => {
    expect(depths.map((depth) => [depth.minZoom, depth.hasLand])).toEqual([[0, true], [5, true], [5, false]]);
  });

  test.each([
    ["the middle Caspian", 50.5, 41.5, false],
    ["the southern Caspian", 51.5, 38.5, false],
    ["the Black Sea", 34.5, 43.3, false],
    ["the Bay of Baku", 49.88, 40.33, false],
    ["the hills above Baku", 49.8, 40.42, true],
    ["Yerevan", 44.51, 40.18, true],
    ["Tbilisi", 44.8, 41.7, true],
  ])("knows land from water at every depth: %s", (_, lon, lat, land) => {
    for (const depth of depths.filter((one) => one.hasLand)) expect(onLand(depth.land, lon, lat)).toBe(land);
  });

  test("has Antarctica reach below every view", () => {
    expect(onLand(depths[0]!.land, 0, -88)).toBe(true);
    expect(onLand(depths[0]!.land, -120, -88)).toBe(true);
  });

  test("keeps at least 370 corners of the Absheron's coast", () => {
    const inside = (value: number, least: number, most: number) => value >= least && value <= most;
    let count = 0;
    for (const { xy } of depths[1]!.land) {
      for (let i = 0; i < xy.length; i += 2) {
        if (inside(xy[i]!, mercatorX(49), mercatorX(51)) && inside(xy[i + 1]!, mercatorY(40.8), mercatorY(39.9))) count++;
      }
    }
    expect(count).toBeGreaterThanOrEqual(370);
  });

  test("takes no cut along the edge of a depth for coast", () => {
    const file: Pick<DepthData, "scale" | "bounds"> = { scale: 1, bounds: [0, 0, 10, 10] };
    const square = decode([0, 0, 2, 5, 0, 0, 5, -5, 0], file, true);
    expect([...square.edges!]).toEqual([0, 0, 0, 1]);
    expect(decode([0, 2, 2, 5, 0, 0, 5], file, true).edges).toBeNull();
    expect(depths[0]!.land.some((ring) => ring.edges?.some(Boolean))).toBe(true);
  });

  test("names every label in English, and in Azerbaijani and Russian where they differ", () => {
    const labels = labelsOf(DATA);
    expect(labels.length).toBeGreaterThan(300);
    for (const label of labels) expect(label.names["en"]).toBeTruthy();
    const baku = labels.find((label) => label.names["en"] === "Baku")!;
    expect([nameOf(baku, "az"), nameOf(baku, "ru-RU"), nameOf(baku, "ka")]).toEqual(["Bakı", "Баку", "Baku"]);
  });
});

describe("cutting areas at the canvas", () => {
  test("leaves a ring inside as it is", () => {
    expect([...clipped([1, 1, 4, 1, 4, 4], 0, 0, 10, 10)]).toEqual([1, 1, 4, 1, 4, 4]);
  });

  test("brings a ring around the canvas down to the canvas", () => {
    const ring = clipped([-1e7, -1e7, 1e7, -1e7, 1e7, 1e7, -1e7, 1e7], 0, 0, 10, 10);
    expect(Math.min(...ring)).toBe(0);
    expect(Math.max(...ring)).toBe(10);
  });

  test("leaves nothing of a ring outside", () => {
    expect(clipped([20, 20, 30, 20, 30, 30], 0, 0, 10, 10)).toHaveLength(0);
  });
});

describe("copies of the world", () => {
  test("are one in a near view and several where the view is broader than the world", () => {
    expect(copies(view(50, 40, 7))).toHaveLength(1);
    expect(copies(view(180, 60, 4)).map((copy) => copy.left < 0)).toEqual([false, true]);
    expect(copies(view(0, 0, 1, 1600))).toHaveLength(5);
  });
});

describe("names on the map", () => {
  const label = (name: string, lon: number, kind: LabelData["kind"] = "city", more: Partial<LabelData> = {}): LabelData => ({
    kind,
    lon,
    lat: 0,
    min_zoom: 3,
    names: { en: name },
    ...more,
  });
  const place = (labels: readonly LabelData[], zoom = 5, language = "en") => placeLabels(labels, view(0, 0, zoom), language, INKS, measure);

  test("never overlap: the less important one moves aside", () => {
    const [first, second] = place([label("Alpha", 0), label("Beta", -0.5)]);
    expect(first!.align).toBe("left");
    expect(second!.align).toBe("right");
  });

  test("give way when there is no room on any side", () => {
    const crowd = Array.from({ length: 40 }, (_, i) => label(`Town number ${i}`, i / 1000));
    expect(place(crowd).length).toBeLessThan(5);
  });

  test("come and go with the zoom", () => {
    const names = [label("Sea", 0, "sea", { min_zoom: 4, max_zoom: 6 })];
    expect([3, 4, 6.9, 7].map((zoom) => place(names, zoom).length)).toEqual([0, 1, 1, 0]);
  });

  test("are put in capitals by the rules of their language", () => {
    const [azeri] = place([label("Armenia", 0, "country", { names: { en: "Armenia", az: "Ermənistan" } })], 5, "az");
    expect(azeri!.lines).toEqual(["ERMƏNİSTAN"]);
  });

  test("of several words are set in two even lines", () => {
    expect(place([label("Democratic Republic of Somewhere", 0, "country")])[0]!.lines).toEqual(["DEMOCRATIC REPUBLIC", "OF SOMEWHERE"]);
  });

  test("of the real map do not touch each other in any language at any zoom", () => {
    for (const language of ["en", "az", "ru"]) {
      for (let zoom = 2; zoom <= 16; zoom++) {
        const placed = placeLabels(labelsOf(DATA), view(49.87, 40.38, zoom), language, INKS, measure);
        const flat = placed.filter((one) => !one.label.angle).map((one) => {
          const width = Math.max(...one.lines.map(measure));
          const left = one.x - (one.align === "left" ? 0 : one.align === "right" ? width : width / 2);
          const half = one.lines.length * 6;
          return [left, one.y - half, left + width, one.y + half] as const;
        });
        flat.forEach((a, i) => flat.slice(i + 1).forEach((b) => {
          expect(a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]).toBe(false);
        }));
      }
    }
  });
});

describe("the layer", () => {
  let map: L.Map | undefined;
  afterEach(() => {
    map?.remove();
    document.body.replaceChildren();
  });

  test("puts two hidden canvases into panes of their own, and takes them away again", () => {
    const frame = document.createElement("div");
    Object.defineProperties(frame, { clientWidth: { value: 320 }, clientHeight: { value: 480 } });
    document.body.append(frame);
    map = L.map(frame, { fadeAnimation: false }).setView([40.38, 49.87], 7);
    const layer = addBasemap(map, DATA, "az");
    const found = [...frame.querySelectorAll("canvas")];
    expect(found.map((one) => one.parentElement!.className)).toEqual([
      expect.stringContaining("leaflet-basemap-pane"),
      expect.stringContaining("leaflet-basemap-labels-pane"),
    ]);
    expect(found.every((one) => one.getAttribute("aria-hidden") === "true")).toBe(true);
    expect(found[0]!.style.width).toBe(`${320 * 1.4}px`);
    expect(layer.setLanguage("ru")).toBe(layer);
    layer.remove();
    expect(frame.querySelectorAll("canvas")).toHaveLength(0);
  });
});
