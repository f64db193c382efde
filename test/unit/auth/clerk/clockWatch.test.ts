import assert from "node:assert/strict";
import { ClockWatch } from "../../../../src/auth/clerk/clockWatch";
import { startAuthServer } from "../../../stack/auth/authServer";

const server = Date.UTC(2026, 10, 24, 12, 0, 0);
const minute = 60_000;

describe("clockWatch", () => {
  let now: number;
  let clock: ClockWatch;
  beforeEach(() => {
    now = server;
    clock = new ClockWatch(() => now);
  });

  /** An answer made at `server` that takes `roundTrip` milliseconds. */
  const receive = async (headers: Record<string, string>, roundTrip = 200): Promise<void> => {
    const fetch = clock.watching(() => {
      now += roundTrip;
      return Promise.resolve(new Response("", { headers }));
    });
    await fetch("https://clerk.example.com");
  };
  const date = new Date(server).toUTCString();

  it("knows nothing before the first answer, and nothing from one without a date", async () => {
    assert.equal(clock.offset, undefined);
    await receive({});
    await receive({ date: "yesterday" });
    assert.equal(clock.offset, undefined);
  });

  for (const ahead of [5 * minute, -5 * minute, 3000, -3000]) {
    it(`measures ${ahead / 1000} s`, async () => {
      now += ahead;
      await receive({ date });
      assert.ok(Math.abs((clock.offset ?? 0) - ahead) <= 600, String(clock.offset));
    });
  }

  it("finds no difference within what can be measured", async () => {
    for (const [ahead, roundTrip] of [
      [0, 200],
      [900, 0],
      [0, 10_000],
      [-9000, 10_000],
    ] as const) {
      now = server + ahead;
      await receive({ date }, roundTrip);
      assert.equal(clock.offset, undefined, `${ahead} in ${roundTrip}`);
    }
  });

  it("believes the latest answer, and none out of a cache", async () => {
    now += 5 * minute;
    await receive({ date });
    const measured = clock.offset;
    assert.ok(measured);
    await receive({ date: new Date(server - 60 * minute).toUTCString(), age: "3600" });
    assert.equal(clock.offset, measured);
    now = server;
    await receive({ date });
    assert.equal(clock.offset, undefined);
  });

  it("measures a real server's answers", async () => {
    const clerk = await startAuthServer();
    const watch = new ClockWatch();
    const offset = (): number | undefined => watch.offset;
    const fetch = watch.watching((url, init) => globalThis.fetch(url, init));
    await (await fetch(clerk.jwksUri)).text();
    assert.equal(offset(), undefined);
    clerk.setClockOffset(12 * minute);
    await (await fetch(clerk.jwksUri)).text();
    const wrong = offset() ?? 0;
    assert.ok(Math.abs(wrong + 12 * minute) < 2000, String(wrong));
    await clerk.close();
  });

  it("hands on the answer and the failure untouched", async () => {
    const response = new Response("body", { headers: { date } });
    const init = { method: "POST" };
    const calls: unknown[] = [];
    const fetch = clock.watching((...call) => {
      calls.push(call);
      return Promise.resolve(response);
    });
    assert.equal(await fetch("https://clerk.example.com/x", init), response);
    assert.deepEqual(calls, [["https://clerk.example.com/x", init]]);
    const failing = clock.watching(() => Promise.reject(new TypeError("fetch failed")));
    await assert.rejects(failing("https://clerk.example.com"), /fetch failed/);
  });
});
