import { deepStrictEqual, fail, ok, strictEqual } from "node:assert/strict";
import { globSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { comparePictures } from "./setup/gallery/compare";
import { GalleryPage } from "./setup/gallery/galleryPage";
import { type GalleryServer, startGalleryServer } from "./setup/gallery/galleryServer";
import { isPictured } from "./setup/gallery/galleryState";
import { pictureFolder, picturesOfRepository, renewing } from "./setup/gallery/pictures";
import { allStates } from "./setup/gallery/states/allStates";
import { richAnswer } from "./setup/gallery/states/answers";
import { movedWhileStreaming } from "./setup/gallery/streaming";
import { textDirections } from "./setup/gallery/textDirection";
import { readThemes, type ThemeName, themeNames } from "./setup/gallery/themes";
import { type Findings, grouped, tour } from "./setup/gallery/tour";
import { openedChat, startsFromKnownState } from "./setup/window";
import type { World } from "./setup/world";

/** The panel in all its states and in VS Code's four themes, which are read from the running window. */
describe("the looks of the panel", function () {
  // Four themes by a hundred states at once, on a machine that may have something else to do.
  this.timeout(30 * 60_000);

  startsFromKnownState();

  let world: World;
  let server: GalleryServer;
  const findings: Partial<Record<ThemeName, Findings>> = {};

  before(async () => {
    ({ world } = await openedChat());
    const looks = await readThemes(world.page, (id) => world.configure({ "workbench.colorTheme": id }));
    world.configure({});
    server = await startGalleryServer(looks);
    const pictures = picturesOfRepository();
    await Promise.all(
      themeNames.map(async (theme) => {
        findings[theme] = await tour(world.browser, server, theme, allStates, pictures);
      }),
    );
  });

  // Undefined when the themes could not be read.
  after(() => (server as GalleryServer | undefined)?.close());

  for (const theme of themeNames) {
    describe(`in the theme ${theme}`, () => {
      const none = (kind: keyof Findings): void => {
        const lines = grouped(findings[theme]?.[kind] ?? ["nobody: has looked"]);
        if (lines !== "") {
          fail(`\n${lines}`);
        }
      };

      it("comes into every state", () => none("broken"));

      it("is drawn as in the pictures of the repository", () => none("pictures"));

      it("gives axe nothing to find", () => none("axe"));

      it("names every control and shows which one has the focus", () => none("focus"));

      it("keeps everything within the sidebar, at 250 px and at 200 %, too", () => none("overflow"));
    });
  }

  it("has a picture of each state and no other, all in less than 4 MB", () => {
    const wanted = themeNames.flatMap((theme) =>
      allStates
        .filter((state) => isPictured(state, theme))
        .map(({ name }) => join(pictureFolder, theme, `${name}.png`)),
    );
    strictEqual(new Set(wanted).size, wanted.length, "two states have the same name");
    const pictures = (): readonly string[] => globSync(join(pictureFolder, "*", "*.png")).sort();
    if (renewing()) {
      pictures()
        .filter((file) => !wanted.includes(file))
        .forEach((file) => rmSync(file));
    }
    deepStrictEqual(pictures(), wanted.sort());
    const bytes = pictures().reduce((sum, file) => sum + statSync(file).size, 0);
    ok(bytes < 4_000_000, `they have ${bytes} bytes`);
  });

  describe("on one page", () => {
    let gallery: GalleryPage;

    beforeEach(async () => {
      gallery = await GalleryPage.open(world.browser, server, "light");
    });

    afterEach(() => (gallery as GalleryPage | undefined)?.close());

    async function show(name: string): Promise<void> {
      const state = allStates.find((candidate) => candidate.name === name);
      ok(state, `there is no state ${name}`);
      await gallery.show(state);
    }

    it("moves nothing that has been written while an answer streams", async () => {
      deepStrictEqual(await movedWhileStreaming(gallery, richAnswer), []);
    });

    it("lays out Arabic and Hebrew from the right, and English from the left", async () => {
      await show("arabic-and-hebrew");
      const blocks = await textDirections(gallery.page);
      const rightToLeft = blocks.filter(({ text }) => /[\u0590-\u06ff]/.test(text));
      ok(rightToLeft.length >= 8);
      const wrong = rightToLeft.filter(({ direction }) => direction !== "rtl").map(({ text }) => text);
      deepStrictEqual(wrong, []);
      await show("markdown");
      deepStrictEqual(
        (await textDirections(gallery.page)).filter(({ direction }) => direction !== "ltr"),
        [],
      );
    });

    it("has nothing to press that is smaller than 24 px, but for words in a line and boxes that are checked by their label, too", async () => {
      for (const name of [
        "turn-tools",
        "threads",
        "chips",
        "find",
        "markdown",
        "code-menu",
        "queue",
        "form",
        "approval-with-reason",
      ]) {
        await show(name);
        const small = await gallery.page.locator("button, select, input, summary, [role=menuitem]").evaluateAll((all) =>
          all
            .filter(
              (element) =>
                element.checkVisibility({ visibilityProperty: true }) &&
                !element.matches(".markdown p *, [inert] *, [type=checkbox]"),
            )
            .map((element) => ({ element, box: element.getBoundingClientRect() }))
            .filter(({ box }) => Math.min(box.width, box.height) < 24)
            .map(
              ({ element, box }) => `${String(box.width)} x ${String(box.height)}: ${element.outerHTML.slice(0, 120)}`,
            ),
        );
        deepStrictEqual(small, [], name);
      }
    });

    for (const direction of ["threads", "threads-right-to-left"] as const) {
      it(`keeps the title of a thread clear of the row's tools: ${direction}`, async () => {
        await show(direction);
        const long = gallery.page.locator(".threadItem").filter({ hasText: "A very long question" });
        await long.hover();
        const [tools, title] = await long.evaluate((row) =>
          [".threadTools", ".threadRowTitle > span"].map((selector) => {
            const { left, right } = row.querySelector(selector)!.getBoundingClientRect();
            return { left, right };
          }),
        );
        ok(tools && title);
        ok(
          title.right <= tools.left || title.left >= tools.right,
          `${JSON.stringify(title)} lies under ${JSON.stringify(tools)}`,
        );
      });
    }

    it("frames a second button in its own colour, not in that of the first", async () => {
      await show("approval");
      const colours = await gallery.page.locator("[data-decline]").evaluate((button) => {
        const colourOf = (name: string): string => {
          const probe = document.createElement("i");
          probe.style.color = `var(${name})`;
          document.body.append(probe);
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        };
        const own = getComputedStyle(button).borderTopColor;
        return { own, second: colourOf("--vscode-button-secondaryBorder"), first: colourOf("--vscode-button-border") };
      });
      strictEqual(colours.own, colours.second);
      ok(colours.own !== colours.first, "the theme tells them apart");
    });

    for (const [what, css] of [
      ["a colour a little different", ".panel { color: #3f3f3f; }"],
      ["a margin 2 px wider", ".turnHeading { margin-block-end: 6px; }"],
      ["a border gone", ".toolCard { border-color: transparent !important; }"],
    ] as const) {
      it(`sees ${what} in a picture`, async () => {
        await show("approval");
        const before = await gallery.picture();
        ok(comparePictures(await gallery.picture(), before).same, "the same page twice is the same picture");
        await gallery.page.addStyleTag({ content: css });
        ok(!comparePictures(await gallery.picture(), before).same, `nobody would see ${css}`);
      });
    }
  });
});
