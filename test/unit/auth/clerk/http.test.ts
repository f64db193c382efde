import assert from "node:assert/strict";
import { abortable, requestOptions, withTimeout } from "../../../../src/auth/clerk/http";
import * as oauth from "oauth4webapi";

describe("http", () => {
  it("stops waiting when the signal aborts, and only then", async () => {
    const controller = new AbortController();
    assert.equal(await abortable(Promise.resolve(1), controller.signal), 1);
    await assert.rejects(abortable(Promise.reject(new Error("own")), controller.signal), /own/);
    const waiting = abortable(new Promise(() => undefined), controller.signal);
    controller.abort();
    await assert.rejects(waiting, { name: "AbortError" });
    await assert.rejects(abortable(Promise.resolve(1), controller.signal), { name: "AbortError" });
  });

  it("ends a request in any case", async () => {
    const signal = withTimeout(undefined, 10);
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
    assert.equal((signal.reason as Error).name, "TimeoutError");
    const controller = new AbortController();
    const both = withTimeout(controller.signal, 60_000);
    controller.abort();
    assert.ok(both.aborted);
  });

  it("allows plain http for this computer only", () => {
    const allows = (issuer: string): boolean | undefined => requestOptions(issuer, fetch)[oauth.allowInsecureRequests];
    assert.equal(allows("http://127.0.0.2:4455"), true);
    assert.equal(allows("http://[::1]:4455"), true);
    assert.equal(allows("https://clerk.example.com"), false);
    assert.equal(allows("http://clerk.example.com"), false);
  });
});
