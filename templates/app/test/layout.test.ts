import { expect, it } from "vitest";
import { lightened } from "../src/layer-colours";
import { layoutFor } from "../src/layout";

it.each([
  [1280, 800, 16, "wide"],
  [3840, 2160, 25, "wide"],
  [1920, 1080, 20, "wide"],
  [1080, 1920, 20, "sheet"],
  [768, 1024, 16, "sheet"],
  [390, 844, 16, "sheet"],
  [320, 480, 16, "sheet"],
  [844, 390, 16, "side"],
  [640, 420, 16, "side"],
  [1280, 400, 16, "side"],
  [1280, 800, 32, "side"], // twice the type size
])("a window of %i by %i pixels with %i pixel type is %s", (width, height, rem, layout) => expect(layoutFor(width / rem, height / rem)).toBe(layout));

it("lightens a layer's colour only as far as a dark ground needs", () => {
  expect(lightened("#ffffff")).toBe("#ffffff");
  expect(lightened("#2b2d42")).not.toBe("#2b2d42");
  expect(lightened("not a colour")).toMatch(/^#[0-9a-f]{6}$/);
});
