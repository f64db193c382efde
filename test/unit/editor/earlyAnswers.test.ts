import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { EarlyAnswers } from "../../../src/editor/earlyAnswers";

describe("EarlyAnswers", () => {
  let state: Map<string, unknown>;
  let owner: string | undefined;
  let isUsed: boolean;
  let isKnown: boolean;
  let server: readonly string[];
  let asked: number;

  beforeEach(() => {
    state = new Map();
    [owner, isUsed, isKnown, server, asked] = ["ada", true, true, ["weather"], 0];
  });

  /** As a window that has just opened has it. */
  const open = (): EarlyAnswers =>
    new EarlyAnswers({
      isUsed: () => isUsed,
      isKnown: () => isKnown,
      owner: () => Promise.resolve(owner),
      memory: {
        get: <T>(key: string, otherwise: T) => (state.get(key) as T | undefined) ?? otherwise,
        update: (key, value) => {
          // As VS Code keeps it.
          state.set(key, value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
          return Promise.resolve();
        },
      },
    });
  const list = (answers: EarlyAnswers, unheard: "asks" | "nothing" = "nothing"): Promise<readonly string[]> =>
    answers.list(
      "models",
      () => {
        asked++;
        return Promise.resolve(server);
      },
      unheard,
    );

  it("are what the server says once the extension is used", async () => {
    deepStrictEqual(await list(open()), ["weather"]);
    server = ["weather", "travel"];
    deepStrictEqual(await list(open()), ["weather", "travel"]);
  });

  it("are what was said last before that, without a question to the server", async () => {
    await list(open());
    [isUsed, asked, server] = [false, 0, ["other"]];
    deepStrictEqual(await list(open()), ["weather"]);
    strictEqual(asked, 0);
  });

  it("are nothing, or what the server says, where nothing was ever said", async () => {
    isUsed = false;
    deepStrictEqual(await list(open()), []);
    strictEqual(asked, 0);
    deepStrictEqual(await list(open(), "asks"), ["weather"]);
    deepStrictEqual(await open().list("mcpServers", () => Promise.resolve(["one"]), "nothing"), []);
  });

  it("are nothing for nobody, and never those of somebody else", async () => {
    await list(open());
    isUsed = false;
    owner = "grace";
    deepStrictEqual(await list(open()), []);
    owner = undefined;
    deepStrictEqual(await list(open(), "asks"), []);
    strictEqual(asked, 1);
  });

  it("keep nothing of a server that has not answered, nor of an owner who has left meanwhile", async () => {
    await list(open());
    [server, isKnown] = [[], false];
    deepStrictEqual(await list(open()), []);
    isKnown = true;
    const answers = open();
    const listing = answers.list(
      "models",
      () => {
        owner = "grace";
        return Promise.resolve(["hers?"]);
      },
      "nothing",
    );
    await listing;
    isUsed = false;
    deepStrictEqual(await list(open()), []);
    owner = "ada";
    deepStrictEqual(await list(open()), ["weather"]);
  });

  it("remember an empty list, and eight owners", async () => {
    server = [];
    await list(open());
    isUsed = false;
    deepStrictEqual(await list(open(), "asks"), []);
    strictEqual(asked, 1);
    isUsed = true;
    for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) {
      owner = name;
      server = [name];
      await list(open());
    }
    isUsed = false;
    deepStrictEqual(await list(open()), ["h"]);
    owner = "a";
    deepStrictEqual(await list(open()), ["a"]);
    owner = "ada";
    asked = 0;
    await list(open(), "asks");
    strictEqual(asked, 1);
  });

  it("are gone with a sign-out", async () => {
    const answers = open();
    await list(answers);
    answers.forget();
    isUsed = false;
    deepStrictEqual(await list(open()), []);
  });
});
