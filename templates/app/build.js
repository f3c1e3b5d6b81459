/**
 * Makes the page's one script, one style sheet and the notices of what is bundled, in mapbuilder/_static.
 * The same sources give the same bytes: nothing here knows the date, the machine or the folder.
 */
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const STYLES = join(HERE, "..", "styles");
const OUT = join(HERE, "..", "..", "mapbuilder", "_static");
const TARGET = ["chrome111", "firefox113", "safari16.4"];
const require = createRequire(import.meta.url);

/** In this order; every other file of templates/styles follows by name and says its own layer. */
const FIRST_STYLES = ["tokens.css", "reset.css", "leaflet", "base.css"];
const FONT = { package: "@fontsource/google-sans", weights: [400, 600], subsets: ["latin", "latin-ext", "cyrillic", "georgian", "armenian"] };
const BUNDLED = ["leaflet", FONT.package];

async function script() {
  const result = await build({
    absWorkingDir: HERE,
    entryPoints: ["src/main.ts"],
    bundle: true,
    format: "iife",
    globalName: "mapbuilder",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    minify: true,
    sourcemap: false,
    write: false,
    logLevel: "warning",
    plugins: [leaflet],
  });
  return result.outputFiles[0].text;
}

/** Leaflet as a module, without the prefix of its attribution: it holds a national flag and a link out. */
const leaflet = {
  name: "leaflet",
  setup(context) {
    const path = require.resolve("leaflet/dist/leaflet-src.esm.js");
    context.onResolve({ filter: /^leaflet$/ }, () => ({ path }));
    context.onLoad({ filter: /leaflet-src\.esm\.js$/ }, async () => {
      const source = await readFile(path, "utf8");
      const flagless = source.replace(/^\s*var ukrainianFlag = .*$/m, "").replace(/prefix: '<a href=.*$/m, "prefix: false");
      if (/ukrainianFlag/.test(flagless)) throw new Error("Leaflet's attribution has changed: look at build.js");
      return { contents: flagless, loader: "js" };
    });
  },
};

async function styles() {
  const found = (await readdir(STYLES)).filter((name) => name.endsWith(".css") && !FIRST_STYLES.includes(name)).sort();
  const parts = ["@layer reset, leaflet, base, components, modes;", await fonts()];
  for (const name of [...FIRST_STYLES, ...found]) {
    parts.push(name === "leaflet" ? await leafletStyles() : await readFile(join(STYLES, name), "utf8"));
  }
  const result = await transform(parts.join("\n"), { loader: "css", minify: true, target: TARGET, charset: "utf8", legalComments: "none" });
  return result.code;
}

/** Leaflet's own styles in a layer of their own, without the pictures of controls that this page does not have. */
async function leafletStyles() {
  const css = await readFile(require.resolve("leaflet/dist/leaflet.css"), "utf8");
  return `@layer leaflet {\n${css.replace(/^.*url\(.*$/gm, "")}\n}`;
}

/** Font faces with the fonts inside, by the Unicode ranges that the package declares. */
async function fonts() {
  const faces = [];
  for (const weight of FONT.weights) {
    const path = require.resolve(`${FONT.package}/${weight}.css`);
    const css = await readFile(path, "utf8");
    for (const subset of FONT.subsets) {
      const file = `google-sans-${subset}-${weight}-normal`;
      const face = css.match(new RegExp(`/\\* ${file} \\*/\\s*(@font-face \\{[^}]*\\})`))?.[1];
      if (face === undefined) throw new Error(`${FONT.package} has no ${file}`);
      const data = await readFile(join(dirname(path), "files", `${file}.woff2`), "base64");
      faces.push(face.replace(/src: [^;]*;/, `src: url(data:font/woff2;base64,${data}) format("woff2");`));
    }
  }
  return faces.join("\n");
}

async function notices() {
  const parts = await Promise.all(BUNDLED.map(async (name) => {
    const folder = join(HERE, "node_modules", ...name.split("/"));
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const words = await readFile(join(folder, "LICENSE"), "utf8");
    return `${name} ${version} (${license})\n\n${words.replaceAll("\r\n", "\n").trim()}\n`;
  }));
  return parts.join(`\n${"-".repeat(72)}\n\n`);
}

await mkdir(OUT, { recursive: true });
for (const [name, make] of Object.entries({ "app.js": script, "app.css": styles, "notices.txt": notices })) {
  const text = await make();
  await writeFile(join(OUT, name), text);
  console.log(`${name} ${Math.ceil(Buffer.byteLength(text) / 1024)} KB`);
}
