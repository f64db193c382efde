import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import * as vscode from "vscode";
import { Actions } from "../../src/editor/actions";
import { ErrorReporter } from "../../src/editor/errorReporter";
import { UserFacingError } from "../../src/shared/userFacingError";

const nothing = (): Promise<void> => Promise.resolve();
const noParts = {
  retry: nothing,
  signIn: nothing,
  anotherWay: nothing,
  cancelSignIn: () => undefined,
  copyRedirectUri: nothing,
  showThreads: nothing,
  retryTurn: nothing,
  restoreMessages: nothing,
};

describe("ErrorReporter", () => {
  let lines: string[];
  let log: vscode.LogOutputChannel;
  let reporter: ErrorReporter;

  beforeEach(() => {
    lines = [];
    const channel = vscode.window.createOutputChannel("Agent Chat test", { log: true });
    log = Object.create(channel, {
      warn: { value: (text: string) => lines.push(text) },
      error: { value: (text: string) => lines.push(text) },
    }) as vscode.LogOutputChannel;
    reporter = new ErrorReporter(log, (action) => new Actions(noParts).run(action));
    channel.dispose();
  });

  it("logs our own sentence with the code behind it, so that Show Log has something to show", () => {
    const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
    const cause = new TypeError("fetch failed", { cause: refused });
    reporter.logError("looking at the server", new UserFacingError("network", "Nothing answers.", [], { cause }));
    deepStrictEqual(lines, ["looking at the server: network: Nothing answers. (TypeError ECONNREFUSED)"]);
  });

  it("never logs the text of somebody else's error, which may hold an address with a query", () => {
    reporter.logError(
      "signing in",
      new TypeError("bad URL https://clerk.example.com/callback?code=secret\nstate=secret"),
    );
    ok(!lines.join("\n").includes("secret"));
    match(lines[0] ?? "", /^signing in: \(TypeError\)\n\s+at /);
  });

  it("ends before its notification is closed, and shows none for what the panel says already", async () => {
    const asked: string[] = [];
    const told = new ErrorReporter(log, nothing, (message) => asked.push(message) > 0);
    await told.guard("asking", () => Promise.reject(new UserFacingError("network", "Nothing answers.")));
    deepStrictEqual(asked, ["Nothing answers."]);
    // Nobody closes this one.
    await reporter.guard("asking", () => Promise.reject(new UserFacingError("network", "Nothing answers.")));
    strictEqual(lines.length, 2);
  });

  it("says nothing at all about a cancellation", async () => {
    await reporter.guard("signing in", () => Promise.reject(new vscode.CancellationError()));
    await reporter.guard("sending", () => Promise.reject(new DOMException("stop", "AbortError")));
    strictEqual(lines.length, 0);
  });
});
