import { deepStrictEqual, doesNotMatch, match, ok } from "node:assert/strict";
import type { Browser } from "playwright-core";
import { asMarkdown, hostileMessages, hostileState, hostileTurns } from "../attacks/carriers";
import {
  drawnCarriers,
  forbiddenAddresses,
  hiddenCharacters,
  markdownLinks,
  remotePictures,
  slowTexts,
  xssPayloads,
} from "../attacks/payloads";
import { launchBrowser } from "../stack/host/launchBrowser";
import { AttackedPanel } from "./setup/attacks/attackedPanel";
import { type PanelServer, startPanelServer } from "./setup/attacks/panelServer";
import { agent, snapshot, user } from "./setup/gallery/states/samples";

/** Payloads in one thread. */
const together = 20;

/** Characters that turn text around, and such that a model reads and a person does not see. */
const unseen = /[\u200b\u202a-\u202e\u2060\u2066-\u2069\u3164\ufeff]|[\u{e0000}-\u{e007f}]/u;

/** What the panel asks of the host by itself, and a link to look at; nothing that does something. */
const harmless = new Set([
  "ready",
  "draft",
  "checkPaths",
  "openLink",
  "openFile",
  "listThreads",
  "moreThreads",
  "loadEarlier",
  "listPrompts",
  "response",
]);

function inGroups<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / together) }, (_, index) =>
    all.slice(index * together, (index + 1) * together),
  );
}

/** The panel's page in a browser, against everything that test/attacks has. */
describe("attacks on the panel", function () {
  this.timeout(20 * 60_000);

  let browser: Browser;
  let server: PanelServer;
  before(async () => {
    browser = await launchBrowser();
    server = await startPanelServer();
  });
  after(async () => {
    await server.close();
    await browser.close();
  });

  for (const policy of ["with", "without"] as const) {
    describe(`${policy} its content security policy`, () => {
      let panel: AttackedPanel;
      beforeEach(async () => {
        panel = await AttackedPanel.open(browser, server, policy);
      });
      afterEach(() => panel.close());

      /** Nothing has run, nothing has left, and the panel still draws what it is told. */
      async function isUnharmed(): Promise<void> {
        deepStrictEqual(await panel.executed(), []);
        deepStrictEqual(panel.left, []);
        deepStrictEqual(panel.errors, []);
        for (const message of await panel.posted()) {
          ok(harmless.has(message.type), JSON.stringify(message));
          if (message.type === "openLink") {
            match(message.href, /^(?:https?|mailto):/);
          }
          if (message.type === "response") {
            // With the first response it asks what its server offers; everything else is a person's press.
            deepStrictEqual(message.request, { about: "offers" });
          }
        }
        await panel.tell([snapshot({ turns: [agent("a", ["Still here."])] })]);
        // The list of threads may lie over it.
        await panel.page.locator("article").getByText("Still here.").waitFor({ state: "attached" });
      }

      it("come to nothing in responses", async () => {
        const texts = [
          ...xssPayloads().map(asMarkdown),
          ...forbiddenAddresses.map((address) => markdownLinks(address).join("\n\n")),
          ...remotePictures,
          ...hiddenCharacters,
        ];
        for (const group of inGroups(texts)) {
          await panel.tell([snapshot({ turns: group.map((text, index) => agent(`a${index}`, [text])) })]);
          await panel.touchEverything();
          doesNotMatch((await panel.page.locator("#root").textContent()) ?? "", unseen);
        }
        await isUnharmed();
      });

      it("come to nothing in formulas and diagrams", async () => {
        for (const group of inGroups(xssPayloads().filter((_, index) => index % 4 === 0))) {
          const turns = group.map((payload, index) => agent(`a${index}`, [drawnCarriers(payload).join("\n\n")]));
          await panel.tell([snapshot({ turns })]);
          await panel.touchEverything();
        }
        await panel.page.waitForFunction(() => document.querySelector("[data-waiting]") === null);
        ok((await panel.page.locator("math, article svg[role=img]").count()) > 0, "nothing was drawn");
        await isUnharmed();
      });

      it("come to nothing in names, titles, tool calls, results, forms and lists", async () => {
        for (const payload of [...xssPayloads(), ...remotePictures, ...hiddenCharacters].filter(
          (_, i) => i % 5 === 0,
        )) {
          await panel.tell([
            snapshot({ state: hostileState(payload), turns: hostileTurns(payload) }),
            ...hostileMessages(payload),
          ]);
          await panel.touchEverything();
          doesNotMatch((await panel.page.locator("#root").textContent()) ?? "", unseen);
        }
        await isUnharmed();
      });

      it("do not stop it: it answers after the slowest texts", async () => {
        for (const text of Object.values(slowTexts)) {
          await panel.tell([snapshot({ turns: [user("q", text), agent("a", [text])] })]);
        }
        await isUnharmed();
      });
    });
  }

  /** Without those that would take the page away. */
  const live = xssPayloads().filter(
    (payload) =>
      /alert|prompt|confirm/.test(payload) && !/location|refresh|<base|write|reload|cookieStore/i.test(payload),
  );

  it("would come to something in a page that takes texts for HTML", async () => {
    const panel = await AttackedPanel.open(browser, server, "without");
    await panel.drawCarelessly([...live, ...remotePictures.slice(0, 9)]);
    await panel.page.waitForFunction(() => executed.length >= 20);
    ok(
      panel.left.some((line) => line.includes("evil.test")),
      panel.left.join("\n"),
    );
    await panel.close();
  });

  it("would run nothing even there, with the policy", async () => {
    const panel = await AttackedPanel.open(browser, server, "with");
    await panel.drawCarelessly([...live, ...remotePictures.slice(0, 9)]);
    const executed = await panel.executed();
    deepStrictEqual(
      executed.filter((line) => !line.startsWith("kept by the policy")),
      [],
    );
    ok(executed.length >= 20, "the policy had nothing to keep");
    await panel.close();
  });
});
