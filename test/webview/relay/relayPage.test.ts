import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { JSDOM, VirtualConsole } from "jsdom";
import { readRelayPage } from "../../stack/auth/relayPage";

const html = readRelayPage().replaceAll("\r\n", "\n");
const CALLBACK = "http://localhost:8080/cb?vscode-authority=agent-chat.mastra-clerk";

interface Shown {
  readonly document: Document;
  /** How often the page tried to go elsewhere: jsdom says that it cannot. */
  readonly navigations: number;
  readonly address: string;
}

function open(parameters: Record<string, string>): Shown {
  let navigations = 0;
  const virtualConsole = new VirtualConsole();
  virtualConsole.on("jsdomError", (error) => {
    assert.match(error.message, /navigation/);
    navigations++;
  });
  const url = `https://relay.example.com/relay/?${new URLSearchParams(parameters).toString()}`;
  const { window } = new JSDOM(html, { url, runScripts: "dangerously", virtualConsole });
  return { document: window.document, navigations, address: window.location.href };
}

function text({ document }: Shown, id: string): string {
  return document.getElementById(id)?.textContent ?? "";
}

describe("relay page in a browser", () => {
  it("goes to the editor in the browser at once", () => {
    const shown = open({ state: encodeURIComponent(CALLBACK), code: "c" });
    assert.equal(shown.navigations, 1);
    assert.match(text(shown, "message"), /your editor opens here/);
    assert.equal(shown.document.querySelector("a")!.href, `${CALLBACK}&code=c`);
  });

  it("tries an editor's own scheme and leaves a link that a keyboard can reach", () => {
    const shown = open({ state: "cursor://agent-chat.mastra-clerk/callback?state=s", code: "c" });
    assert.equal(shown.navigations, 1);
    const link = shown.document.querySelector("a")!;
    assert.equal(link.hidden, false);
    assert.equal(link.textContent, "Open the editor");
    assert.equal(link.href, "cursor://agent-chat.mastra-clerk/callback?state=s&code=c");
    assert.match(text(shown, "message"), /use the link below.*say yes, then close this tab/);
  });

  it("says what is wrong, aloud, and goes nowhere", () => {
    const state = "https://evil.example/cb?vscode-authority=agent-chat.mastra-clerk";
    const shown = open({ state, code: "c" });
    assert.equal(shown.navigations, 0);
    assert.equal(shown.document.title, "Stopped for your safety");
    assert.equal(text(shown, "title"), "Stopped for your safety");
    assert.equal(shown.document.getElementById("message")!.getAttribute("role"), "alert");
    assert.match(text(shown, "message"), /evil\.example.*not on this page's list.*sign in again from the editor/);
    assert.equal(shown.document.querySelector("a")!.hidden, true);
    assert.equal(shown.document.querySelector("a")!.hasAttribute("href"), false);
  });

  it("keeps the code out of the address bar and the history", () => {
    for (const state of [CALLBACK, "https://evil.example/"]) {
      assert.equal(open({ state, code: "secret" }).address, "https://relay.example.com/relay/");
    }
  });

  it("turns nothing of its address into HTML", () => {
    const before = open({ code: "c" }).document.querySelectorAll("*").length;
    const attack = "<img src=x onerror=alert(1)><script>alert(1)</script>";
    const ours = `vscode://agent-chat.mastra-clerk/${attack}`;
    for (const state of [attack, `https://${attack}/`, ours, `${CALLBACK}&a=${attack}`]) {
      const { document } = open({ state, code: attack, error: attack });
      assert.equal(document.querySelectorAll("*").length, before);
    }
  });

  it("refuses to work inside of another page", () => {
    const outer = new JSDOM("<iframe></iframe>", { url: "https://evil.example/", runScripts: "dangerously" });
    const frame = outer.window.document.querySelector("iframe")!.contentWindow!;
    // The one way to run a page's script in a frame of jsdom without a server.
    frame.document.write(html);
    assert.equal(frame.document.title, "Stopped for your safety");
    assert.match(frame.document.getElementById("message")!.textContent, /inside of another page/);
  });

  it("has a policy that runs this style and this script, and nothing else", () => {
    const { document } = open({});
    const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy"]')!.content;
    for (const name of ["script", "style"]) {
      const [only, ...others] = document.querySelectorAll(name);
      assert.deepEqual(others, []);
      const hash = createHash("sha256").update(only!.textContent).digest("base64");
      assert.ok(policy.includes(`${name}-src 'sha256-${hash}'`), `${name}-src must be 'sha256-${hash}'`);
    }
    assert.match(policy, /^default-src 'none'; base-uri 'none'; form-action 'none';/);
    assert.doesNotMatch(html, /\son\w+=|\sstyle=|unsafe|https?:\/\/[^\s]*\.(js|css)/);
    assert.equal(document.querySelector<HTMLMetaElement>('meta[name="referrer"]')!.content, "no-referrer");
  });
});
