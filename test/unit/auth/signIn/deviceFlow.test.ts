import assert from "node:assert/strict";
import { ClockWatch } from "../../../../src/auth/clerk/clockWatch";
import { Discovery } from "../../../../src/auth/clerk/discovery";
import type { Fetch } from "../../../../src/auth/clerk/http";
import { DeviceFlow } from "../../../../src/auth/signIn/deviceFlow";
import { type FlowContext, SignInLog } from "../../../../src/auth/signIn/flowContext";
import { FlowNotStarted } from "../../../../src/auth/signIn/flows";
import { rejectsWith } from "../setup/expectError";
import { type Answer, ScriptedClerk } from "../setup/scriptedClerk";
import { RecordedUi } from "./recordedUi";

const never = new AbortController().signal;

describe("deviceFlow", () => {
  let clerk: ScriptedClerk;
  let ui: RecordedUi;
  let lines: string[];
  let opened: string[];
  /** How long it waited before each question, in milliseconds; nothing is really waited for. */
  let waits: number[];
  let now: number;
  let device: () => Answer;
  let answers: Answer[];
  let fetch: Fetch;

  before(async () => {
    clerk = new ScriptedClerk();
    await clerk.start();
  });
  after(() => clerk.stop());
  beforeEach(() => {
    [ui, lines, opened, waits, now] = [new RecordedUi(), [], [], [], Date.now()];
    fetch = (url, init) => globalThis.fetch(url, init);
    device = () => ({ body: code() });
    answers = [tokens()];
    clerk.forms.length = 0;
    clerk.token = (form) => (form.has("grant_type") ? (answers.shift() ?? { status: 500 }) : device());
  });

  const code = (changes: object = {}): object => ({
    device_code: "secretDeviceCode",
    user_code: "WDJB-MJHT",
    verification_uri: `${clerk.issuer}/device`,
    verification_uri_complete: `${clerk.issuer}/device?user_code=WDJB-MJHT`,
    expires_in: 600,
    ...changes,
  });
  const tokens = (changes: object = {}): Answer => ({
    body: {
      access_token: clerk.accessToken(),
      token_type: "Bearer",
      expires_in: 86_400,
      refresh_token: "refresh1",
      id_token: clerk.idToken("", { nonce: undefined }),
      ...changes,
    },
  });
  const refusal = (error: string, status = 400): Answer => ({ status, body: { error } });
  const pending = refusal("authorization_pending");

  const run = async (signal = never, openBrowser?: (url: string) => Promise<boolean>) => {
    const clock = new ClockWatch();
    const wait = (ms: number, waitSignal: AbortSignal): Promise<void> => {
      waits.push(ms);
      now += ms;
      return waitSignal.aborted ? Promise.reject(waitSignal.reason as Error) : Promise.resolve();
    };
    const grant = new DeviceFlow(
      (url, init) => fetch(url, init),
      clock,
      () => now,
      wait,
    );
    clerk.discovery = (document) => ({
      body: { ...document, device_authorization_endpoint: `${clerk.issuer}/oauth/device_authorization` },
    });
    const log = { info: (line: string) => void lines.push(line), warn: (line: string) => void lines.push(line) };
    const turn: FlowContext = {
      flow: "deviceGrant",
      request: { instance: clerk.instance, scopes: "profile email", redirectRelay: "" },
      metadata: await new Discovery((url, init) => globalThis.fetch(url, init)).get(clerk.issuer),
      window: {
        traits: { ui: "web", remote: true, uriScheme: "code-oss" },
        externalUri: () => assert.fail("A code needs no callback."),
        openBrowser: openBrowser ?? ((url) => (opened.push(url), Promise.resolve(true))),
        askForToken: () => assert.fail("Nobody asked to paste."),
      },
      ui,
      log: new SignInLog(log, "clerk.example.com"),
      signal,
    };
    return grant.run(turn);
  };

  it("shows the code, opens the page that has it filled in, and makes a session", async () => {
    const session = await run();
    assert.equal(session.identity.email, "a@example.com");
    assert.equal(session.refreshToken, "refresh1");
    assert.equal(session.scope, "email openid profile");
    assert.equal(session.kind, "oauth");
    const [prompt] = ui.codes;
    assert.ok(prompt);
    assert.equal(prompt.userCode, "WDJB-MJHT");
    assert.equal(prompt.verificationUri, `${clerk.issuer}/device`);
    assert.equal(prompt.expiresAt, now - 5000 + 600_000);
    assert.deepEqual(opened, [prompt.verificationUriComplete]);
    assert.deepEqual(
      clerk.forms.map((form) => Object.fromEntries(form)),
      [
        { scope: "email openid profile", client_id: clerk.clientId },
        {
          device_code: "secretDeviceCode",
          grant_type: "urn:ietf:params:oauth:grant-type:device_code",
          client_id: clerk.clientId,
        },
      ],
    );
    assert.doesNotMatch(lines.join("\n"), /secretDeviceCode|WDJB|[?&]/);
  });

  it("asks every five seconds, and five seconds less often each time it is told to slow down", async () => {
    answers = [pending, refusal("slow_down"), pending, refusal("slow_down"), tokens()];
    await run();
    assert.deepEqual(waits, [5000, 5000, 10_000, 10_000, 15_000]);
  });

  it("asks at the interval that Clerk wants", async () => {
    device = () => ({ body: code({ interval: 8 }) });
    answers = [pending, tokens()];
    await run();
    assert.deepEqual(waits, [8000, 8000]);
  });

  it("goes on more and more rarely while Clerk is out of reach, and normally afterwards", async () => {
    const page = { body: "<html>Hotel Wi-Fi: please log in</html>" };
    answers = [pending, { status: 503 }, page, { status: 429 }, pending, tokens()];
    let failures = 1;
    fetch = (url, init) =>
      url.endsWith("/oauth/token") && waits.length > 1 && failures-- > 0
        ? Promise.reject(new TypeError("fetch failed"))
        : globalThis.fetch(url, init);
    assert.equal((await run()).identity.sub, "user_1");
    assert.deepEqual(waits, [5000, 5000, 10_000, 20_000, 40_000, 60_000, 5000]);
  });

  for (const [how, answer] of [
    ["Clerk says so", refusal("expired_token")],
    ["Clerk says so with 401", refusal("expired_token", 401)],
  ] as const) {
    it(`ends when the code has expired: ${how}`, async () => {
      answers = [pending, answer];
      const error = await rejectsWith(run(), "deviceCodeExpired");
      assert.deepEqual(error.actions, ["signIn", "anotherWay"]);
    });
  }

  it("ends when the code has expired although Clerk cannot be reached", async () => {
    device = () => ({ body: code({ expires_in: 12 }) });
    answers = [pending];
    await rejectsWith(run(), "deviceCodeExpired");
    assert.deepEqual(waits, [5000, 5000, 2000]);
  });

  it("ends when the person does not allow it", async () => {
    answers = [pending, refusal("access_denied")];
    await rejectsWith(run(), "accessDenied");
  });

  it("explains other refusals while it asks", async () => {
    answers = [refusal("invalid_client", 401)];
    await rejectsWith(run(), "invalidClient");
    answers = [refusal("invalid_grant")];
    await rejectsWith(run(), "codeRejected");
    answers = [refusal("unsupported_grant_type")];
    await rejectsWith(run(), "deviceGrantRefused");
  });

  for (const refused of ["unauthorized_client", "unsupported_grant_type"]) {
    it(`lets the next way begin when the application may not: ${refused}`, async () => {
      device = () => refusal(refused);
      const error: unknown = await run().catch((thrown: unknown) => thrown);
      assert.ok(error instanceof FlowNotStarted);
      await rejectsWith(Promise.reject(error.reason), "deviceGrantRefused");
      assert.deepEqual(ui.codes, []);
    });
  }

  it("explains what is wrong at the start", async () => {
    device = () => refusal("invalid_client", 401);
    await rejectsWith(run(), "invalidClient");
    device = () => refusal("invalid_scope");
    await rejectsWith(run(), "invalidScope");
    device = () => ({ status: 503 });
    await rejectsWith(run(), "offline");
  });

  for (const uri of [
    "http://clerk.example.com/device",
    "javascript:alert(1)",
    "vscode://evil/x",
    "file:///etc/passwd",
    "x",
  ]) {
    it(`opens no page at ${uri}`, async () => {
      device = () => ({ body: code({ verification_uri: uri, verification_uri_complete: uri }) });
      await rejectsWith(run(), "idTokenInvalid");
      assert.deepEqual([opened, ui.codes], [[], []]);
      device = () => ({ body: code({ verification_uri_complete: uri }) });
      await run();
      assert.deepEqual(opened, [`${clerk.issuer}/device`]);
      assert.equal(ui.codes[0]?.verificationUriComplete, undefined);
    });
  }

  it("goes on without a browser: the code can be typed into another device", async () => {
    assert.ok(await run(never, () => Promise.resolve(false)));
    answers = [tokens()];
    assert.ok(await run(never, () => Promise.reject(new Error("no browser"))));
  });

  it("checks what it gets as any sign-in does", async () => {
    answers = [tokens({ id_token: clerk.idToken("", { aud: "somebodyElse" }) })];
    await rejectsWith(run(), "idTokenInvalid");
    answers = [tokens({ id_token: undefined })];
    await rejectsWith(run(), "idTokenInvalid");
    answers = [tokens({ access_token: "oat_2abcDEF" })];
    await rejectsWith(run(), "opaqueToken");
    const acme = { org_id: "org_1", org_name: "Acme" };
    answers = [tokens({ id_token: clerk.idToken("", acme) })];
    assert.equal((await run()).identity.organization?.name, "Acme");
  });

  it("asks only once for tokens that were given, even if the keys cannot be fetched", async () => {
    const healthy = clerk.keys;
    clerk.keys = () => ({ status: 500 });
    answers = [tokens(), tokens()];
    await rejectsWith(run(), "offline");
    assert.equal(answers.length, 1);
    clerk.keys = healthy;
  });

  it("is cancelled in silence, while it waits and while it asks", async () => {
    const controller = new AbortController();
    answers = [{ ...tokens(), after: 2000 }];
    const running = run(controller.signal);
    await ui.until(() => ui.codes.length > 0);
    controller.abort();
    await assert.rejects(running, { name: "AbortError" });
    await assert.rejects(run(controller.signal), { name: "AbortError" });
  });
});
