// Copies the font files we serve and writes their @font-face rules, one subset and weight each, so that a reader's
// browser fetches only the scripts that stand on the page.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const [target, sheet] = process.argv.slice(2);
const families = [
  { name: "Noto Sans", pack: "noto-sans", weights: [400, 600, 700],
    subsets: ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek"] },
  { name: "Noto Sans Georgian", pack: "noto-sans-georgian", weights: [400, 600, 700], subsets: ["georgian"] },
  { name: "Noto Sans Armenian", pack: "noto-sans-armenian", weights: [400, 600, 700], subsets: ["armenian"] },
  { name: "Noto Sans Mono", pack: "noto-sans-mono", weights: [400, 600], subsets: ["latin"] },
];

mkdirSync(target, { recursive: true });
let rules = "// Made by fonts.mjs.\n";
for (const { name, pack, weights, subsets } of families) {
  const source = `node_modules/@fontsource/${pack}`;
  const ranges = JSON.parse(readFileSync(`${source}/unicode.json`, "utf8"));
  for (const subset of subsets) {
    for (const weight of weights) {
      const file = `${pack}-${subset}-${weight}-normal.woff2`;
      cpSync(`${source}/files/${file}`, `${target}/${file}`);
      rules += `@font-face{font-family:"${name}";font-style:normal;font-weight:${weight};font-display:swap;`
        + `src:url("fonts/${file}") format("woff2");unicode-range:${ranges[subset]}}\n`;
    }
  }
}
writeFileSync(sheet, rules);
