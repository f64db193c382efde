import { deepStrictEqual, ok } from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Child } from "../auth/setup/childProcess";
import { FaultStack } from "../faults/faultStack";

const QUESTION = "How warm is it in Ouagadougou in May?";

/** Letters of a secret that are looked for: a snapshot has no string to its end that is very long. */
const ENOUGH = 200;

/** The real parts of the extension in a process of their own, whose whole heap is read. */
describe("what a sign-out leaves in memory and in files", function () {
  this.timeout(120_000);
  let stack: FaultStack;
  let folder: string;

  before(async () => {
    stack = await FaultStack.start();
    folder = mkdtempSync(join(tmpdir(), "agent-chat-memory-"));
  });
  after(async () => {
    await stack.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is no token and no sentence of a conversation", async () => {
    const { issuer, clientId } = stack.auth;
    const key = randomBytes(32).toString("base64url");
    const setup = { auth: { issuer, clientId }, url: stack.url, folder, key, workspace: "one" };
    const heard: string[] = [];
    const over = Promise.withResolvers<string>();
    const child = new Child("leftInMemory", setup, (message) => {
      const said = String(message);
      heard.push(said);
      if (said === "open") {
        child.send(QUESTION);
      } else if (said === "left" || said.startsWith("failed")) {
        over.resolve(said);
      }
    });
    const end = await Promise.race([over.promise, child.exited.then(() => "failed: it has ended by itself")]);
    child.kill("SIGKILL");
    await child.exited;
    ok(end === "left", end);
    const [accessToken = "", refreshToken = ""] = JSON.parse(heard[1] ?? "[]") as string[];
    const secrets = { accessToken, refreshToken, question: QUESTION };
    const found = (text: string): readonly string[] =>
      Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret.slice(0, ENOUGH)) ? [name] : []));
    deepStrictEqual(found(heap("before")), Object.keys(secrets), "they can be found");
    deepStrictEqual(found(heap("after")), []);
    deepStrictEqual(found(files()), []);
  });

  const heap = (name: string): string => readFileSync(join(folder, `${name}.heapsnapshot`), "utf8");

  function files(): string {
    const storage = join(folder, "storage");
    return readdirSync(storage, { recursive: true })
      .map((name) => join(storage, String(name)))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path).toString("latin1"))
      .join("\n");
  }
});
