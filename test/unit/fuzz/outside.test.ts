import { ok, strictEqual } from "node:assert/strict";
import * as fc from "fast-check";
import { normalizeApiPrefix, parseServerUrl } from "../../../src/agents/serverUrl";
import { resolveClerkInstance } from "../../../src/auth/clerk/clerkInstance";
import { CallbackRelay } from "../../../src/auth/signIn/callbackRelay";
import { parseCallbackQuery, PendingSignIns } from "../../../src/auth/signIn/pendingSignIns";
import { dispatchFromView, type ViewHandlers } from "../../../src/chat/viewMessages";
import { readPromptFile, readPromptSetting } from "../../../src/editor/prompts/promptFile";
import * as yaml from "../../../src/editor/prompts/yaml";
import { readServerList, withServer } from "../../../src/editor/servers";
import { fileReference, linkReference, longestPath, proseReference } from "../../../src/shared/fileReference";
import { safeHref } from "../../../src/shared/links";
import { isPrivateUrl } from "../../../src/shared/loopback";
import { terminalLines } from "../../../src/shared/terminalLines";
import { terminalText } from "../../../src/shared/terminalText";
import { UserFacingError } from "../../../src/shared/userFacingError";
import { forbiddenAddresses } from "../../attacks/payloads";
import { fuzzes, target } from "../../fuzz/fuzzed";
import { anyText, anyValue, recordOf, terminalPiece, textOf } from "../../fuzz/pieces";
import { MemorySecrets } from "../auth/setup/memorySecrets";

/** Runs what may refuse with a sentence for people, and with nothing else. */
function orRefuses<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    ok(error instanceof UserFacingError, String(error));
    return undefined;
  }
}

const addressPiece = fc.constantFrom(
  ...[
    "http://",
    "https://",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "evil.test",
    "@",
    ":",
    "\\",
    "/",
    "//",
    "#",
    "?",
    "%2e",
  ],
  ...[".", "0x7f", "2130706433", ":4111", "user:pw@", " ", "\t", "\u3002", "xn--", "javascript:", "file:///"],
);
const pathPiece = fc.constantFrom(
  ...[
    "src",
    "/",
    "\\",
    ".",
    "..",
    ":12",
    ":12:5",
    "#L3-L9",
    "(1,2)",
    "C:",
    "file://",
    "vscode://file/",
    ".ts",
    " ",
    "%20",
  ],
  ...["%", "%00", "~", "//", "wsl$", "?", "*", "a.b"],
);
const queryPiece = fc.constantFrom(
  ...["code=", "state=", "iss=", "error=", "&", "=", "%", "%25", "%3D", "windowId=1", "a".repeat(43), "https%3A%2F%2F"],
  ...["+", ";", "\u0000", "x".repeat(9_000)],
);
const promptPiece = fc.constantFrom(
  ...[
    "---\n",
    "---",
    "\n",
    "name: ",
    "description: ",
    "a",
    "- ",
    ": ",
    "&a ",
    "*a",
    "!!js ",
    "!!set",
    "{",
    "}",
    "[",
    "|\n",
  ],
  ...["<<: *a", '"', "'", "\t", "# x", "? ", "\r\n", "\ufeff", "0o7", "2001-01-01"],
);
const base64 = anyText.map((text) => Buffer.from(text).toString("base64"));

const posted = fc.oneof(
  recordOf(["type", "shown", "text"]),
  fc
    .tuple(
      fc.constantFrom(
        ..."ready send stop action draft openLink decideToolCall attachUris code openFile complete".split(" "),
      ),
      fc.oneof(fc.constant({ owner: "o", threadId: "t" }), anyValue),
      recordOf(
        "text action draft href turnId toolCallId approved reason uris code language near path line request query".split(
          " ",
        ),
        fc.oneof(anyValue, fc.constantFrom("insert", "signIn", "https://a.test/", true, 1, ...forbiddenAddresses)),
      ),
    )
    .map(([type, shown, body]) => ({ ...(body as object), type, shown })),
);

/** A handler for any name, which notes what it was given. */
function noting(seen: unknown[]): ViewHandlers {
  return new Proxy({} as ViewHandlers, { get: () => (message: unknown) => seen.push(message) });
}

describe("what comes from outside never breaks", () => {
  fuzzes([
    target("messages of the panel: done at most once, and links only to where a person may go", posted, (message) => {
      const seen: unknown[] = [];
      strictEqual(dispatchFromView(message, noting(seen)), seen.length === 1);
      const { type, href } = (seen[0] ?? {}) as { type?: unknown; href?: string };
      ok(type !== "openLink" || safeHref(href ?? "") !== undefined);
    }),
    target(
      "addresses that open this extension: nothing is kept of them",
      fc.tuple(anyText, textOf(queryPiece)),
      async (uri) => {
        const secrets = new MemorySecrets();
        const relay = new CallbackRelay(secrets, new PendingSignIns());
        await relay.handleUri({ path: uri[0], query: uri[1] });
        await relay.collect();
        strictEqual(secrets.values.size, 0);
      },
    ),
    target("queries of callbacks", textOf(queryPiece), (query) => {
      ok(!parseCallbackQuery(query).has("windowId"));
    }),
    target("server addresses: private or refused", fc.tuple(textOf(addressPiece, 8), anyText), ([address, prefix]) => {
      const url = orRefuses(() => parseServerUrl(address));
      ok(url === undefined || isPrivateUrl(new URL(url.baseUrl)), address);
      ok(url === undefined || new URL(`${url.baseUrl}${normalizeApiPrefix(prefix)}`).origin === url.origin, address);
    }),
    target("the list of servers", fc.oneof(anyValue, fc.array(recordOf(["name", "url", "clientId"]))), (value) => {
      const list = readServerList(value);
      strictEqual(new Set(list.map(({ name }) => name)).size, list.length);
      const added = { name: "added", url: "https://a.test", publishableKey: "", clientId: "" };
      ok(readServerList(withServer(value, added)).some(({ name }) => name === "added"));
    }),
    target(
      "publishable keys and issuers: private or refused",
      fc.record({
        publishableKey: fc.oneof(
          anyText,
          fc.tuple(fc.constantFrom("pk_test_", "pk_live_", "sk_test_"), base64).map((two) => two.join("")),
        ),
        issuer: fc.oneof(fc.constant(""), textOf(addressPiece, 8)),
        clientId: anyText,
      }),
      (settings) => {
        const instance = orRefuses(() => resolveClerkInstance(settings));
        ok(instance === undefined || isPrivateUrl(new URL(instance.issuer)));
      },
    ),
    target("links and file names", fc.oneof(textOf(pathPiece, 12), textOf(addressPiece, 8)), (text) => {
      for (const place of [fileReference(text), linkReference(text), proseReference(text)]) {
        ok(place === undefined || place.path.length <= longestPath);
        ok(place?.line === undefined || Number.isSafeInteger(place.line));
      }
      ok(/^(?:https?|mailto):|^$/.test(safeHref(text) ?? ""));
    }),
    target("output of programs", textOf(terminalPiece, 60), (text) => {
      ok(!/[\u001b\b]|\r(?!\n)/.test(terminalText(text)));
      terminalLines(text, (_style, codes) => codes);
    }),
    target("prompt files and the setting of prompts", fc.tuple(textOf(promptPiece), anyText, anyValue), (given) => {
      const read = readPromptFile(given[0], given[1], yaml);
      ok("problem" in read || /^[\p{L}\p{M}\p{N}_.-]+$/u.test(read.prompt.name), JSON.stringify(read));
      readPromptSetting(given[2]);
    }),
  ]);
});
