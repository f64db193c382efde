import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { parseChunk } from "../../../src/agents/parseChunk";
import { storedMessage } from "../../../src/agents/storedThread";
import { exportMarkdown } from "../../../src/chat/export/markdownExport";
import { turnsFromMessages } from "../../../src/chat/history/storedTurns";
import { reduceTurn } from "../../../src/chat/reducer/turnReducer";
import type { ToolCallPart, Turn } from "../../../src/shared/transcript";
import { emptyTurn } from "../chat/turns";
import { ShowcaseClient } from "./showcaseClient";

describe("showcase agent: how its tools come out, as it is seen and as it is read again", function () {
  this.timeout(60_000);
  let client: ShowcaseClient;

  before(async () => {
    client = await ShowcaseClient.start();
  });
  after(() => client.close());

  /** The call as the stream brings it, and as the server's memory has it; everything else about them must agree. */
  async function call(question: string): Promise<ToolCallPart> {
    const thread = crypto.randomUUID();
    const chunks = await client.ask(question, thread);
    const seen = chunks
      .map((chunk) => parseChunk(chunk))
      .reduce((turn, chunk) => reduceTurn(turn, chunk, 0), emptyTurn());
    const stored = (await client.stored(thread)).flatMap((message) => storedMessage(message) ?? []);
    const [first, again] = [seen, turnsFromMessages(stored, "Showcase").at(-1)].map(onlyCall);
    ok(first && again);
    const outcomeOf = ({ status, error, result }: ToolCallPart) => ({ status, error, result });
    deepStrictEqual(outcomeOf(again), outcomeOf(first));
    return first;
  }

  function onlyCall(turn: Turn | undefined): ToolCallPart | undefined {
    ok(turn?.state === "complete" && !JSON.stringify(turn).includes("/srv/"));
    return turn.parts.find((part) => part.kind === "tool");
  }

  it("fails with the text that an MCP server gives", async () => {
    const { status, error, result } = await call("Ask the remote service");
    deepStrictEqual([status, error], ["failed", "API key invalid"]);
    deepStrictEqual(result, { content: [{ type: "text", text: "API key invalid" }], isError: true });
  });

  it("fails with the arguments that Mastra refuses", async () => {
    const { status, error } = await call("Measure with bad arguments");
    strictEqual(status, "failed");
    ok(/^Tool input validation failed for measureStations\.[^\n]*\ncount: \S/.test(error ?? ""), error);
  });

  it("fails with every line that it throws, and without its stack", async () => {
    const { status, error } = await call("Calibrate a sensor");
    deepStrictEqual(
      [status, error],
      [
        "failed",
        'The sensor "barometer 4" could not be calibrated.\nExpected 1013.25 hPa, measured 0 hPa.\nCheck its cable and try again.',
      ],
    );
  });

  it("fails with the words of a workflow that failed", async () => {
    const { status, error } = await call("Run the workflow for Atlantis");
    deepStrictEqual([status, error], ["failed", 'No figures for "Atlantis".']);
  });

  it("returns what a program wrote for a terminal, which an export shows without codes", async () => {
    const part = await call("Run the checks");
    strictEqual(part.status, "done");
    ok(String(part.result).includes("\u001b[32m✓\u001b[39m 3 passed"));
    const turns = [{ ...emptyTurn(), parts: [part], state: "complete" as const }];
    const markdown = exportMarkdown({ threadId: "t", turns }, { title: "", serverLabel: "", exportedAt: 0 });
    ok(
      markdown.includes("reading 100%\n✓ 3 passed\n✗ 1 failed (station 17)\nwarning battery low\nreport\n```"),
      markdown,
    );
  });

  it("returns JSON as a text, digit by digit", async () => {
    const { status, result } = await call("Read the ledger");
    deepStrictEqual([status, result], ["done", '{"id":822106502566256641,"price":1.10,"note":"one","note":"two"}']);
  });
});
