import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PNG } from "pngjs";
import { comparePictures } from "../../e2e/setup/gallery/compare";
import { type PictureOptions, pictures } from "../../e2e/setup/gallery/pictures";
import { smallPng } from "../../e2e/setup/gallery/smallPng";

type Colour = readonly [red: number, green: number, blue: number];

/** A picture of 60 × 60, painted by a function. */
function paint(colourAt: (x: number, y: number) => Colour): Buffer {
  const png = new PNG({ width: 60, height: 60 });
  for (let at = 0; at < 3600; at++) {
    png.data.set([...colourAt(at % 60, Math.floor(at / 60)), 255], at * 4);
  }
  return PNG.sync.write(png);
}

/** A square on grey. */
function square(left: number, colour: Colour = [0, 90, 200]): Buffer {
  return paint((x, y) => (x >= left && x < left + 20 && y >= 20 && y < 40 ? colour : [30, 30, 30]));
}

describe("pictures of the gallery", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pictures-"));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function options(change: Partial<PictureOptions> = {}): PictureOptions {
    return { folder: join(folder, "kept"), failures: join(folder, "failures"), update: false, create: true, ...change };
  }

  it("are written when there are none, and then are the same", () => {
    const kept = pictures(options());
    ok(!kept.same("dark", "a", square(20)));
    strictEqual(kept.check("dark", "a", square(20)), undefined);
    ok(kept.same("dark", "a", square(20)));
    strictEqual(kept.check("dark", "a", square(20)), undefined);
  });

  it("must be there already when nobody looks", () => {
    match(
      pictures(options({ create: false })).check("dark", "a", square(20)) ?? "",
      /^dark\/a: there is no picture of it/,
    );
    ok(!existsSync(join(folder, "kept")));
    ok(existsSync(join(folder, "failures", "dark", "a.png")));
  });

  it("differ after a move by 2 pixels or another colour, and show where", () => {
    const kept = pictures(options());
    kept.check("dark", "a", square(20));
    match(kept.check("dark", "a", square(22)) ?? "", /^dark\/a: \d+ pixels differ/);
    for (const kind of ["actual", "expected", "diff"]) {
      ok(existsSync(join(folder, "failures", "dark", `a.${kind}.png`)), kind);
    }
    ok(kept.check("dark", "a", square(20, [20, 110, 220])));
    ok(kept.check("dark", "a", PNG.sync.write(new PNG({ width: 60, height: 61 }))));
    deepStrictEqual(comparePictures(readFileSync(join(folder, "kept", "dark", "a.png")), square(20)).different, 0);
  });

  it("are renewed only when they differ", () => {
    pictures(options()).check("dark", "a", square(20));
    const file = join(folder, "kept", "dark", "a.png");
    const first = readFileSync(file);
    const renewing = pictures(options({ update: true }));
    strictEqual(renewing.check("dark", "a", square(20)), undefined);
    ok(readFileSync(file).equals(first));
    strictEqual(renewing.check("dark", "a", square(30)), undefined);
    ok(comparePictures(readFileSync(file), square(30)).same);
  });

  it("say so when the file that rests is no picture", () => {
    pictures(options()).check("dark", "a", square(20));
    writeFileSync(join(folder, "kept", "dark", "a.png"), "no picture");
    match(pictures(options()).check("dark", "a", square(20)) ?? "", /is no picture/);
  });
});

describe("a small PNG file", () => {
  it("keeps few colours as they are", () => {
    const before = square(20);
    ok(PNG.sync.read(smallPng(before)).data.equals(PNG.sync.read(before).data));
  });

  it("makes one of rare colours that are nearly the same, and no difference that is seen", () => {
    const rims = paint((x, y) => (y < 50 ? [30, 30, 30] : [30 + x, 30 + y, 200 - x]));
    const small = smallPng(rims);
    strictEqual(small[25], 3, "colours are named by their place in a palette");
    strictEqual(comparePictures(small, rims).different, 0);
  });

  it("keeps every colour of a photograph", () => {
    const photograph = paint((x, y) => [x * 4, y * 4, ((x * y) % 60) * 4]);
    ok(PNG.sync.read(smallPng(photograph)).data.equals(PNG.sync.read(photograph).data));
  });
});
