import { match, strictEqual } from "node:assert/strict";
import { networkCode, networkSentence } from "../../../src/agents/networkError";

function failed(code: string): Error {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("x"), { code }) });
}

describe("networkSentence", () => {
  const sentences: readonly (readonly [string, RegExp])[] = [
    ["ECONNREFUSED", /Nothing answers at example\.com/],
    ["ENOTFOUND", /could not be found/],
    ["EAI_AGAIN", /could not be found/],
    ["CERT_HAS_EXPIRED", /has expired/],
    ["SELF_SIGNED_CERT_IN_CHAIN", /not trusted on this machine/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", /not trusted on this machine/],
    ["UND_ERR_SOCKET", /was cut/],
    ["UND_ERR_CONNECT_TIMEOUT", /did not answer in time/],
    ["SOMETHING_ELSE", /could not be reached/],
  ];
  for (const [code, words] of sentences) {
    it(`has a sentence for ${code}`, () => match(networkSentence(failed(code), "example.com"), words));
  }

  it("reads the first of several addresses", () => {
    const several = new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]);
    strictEqual(networkCode(new TypeError("fetch failed", { cause: several })), "ECONNREFUSED");
  });

  it("ends on a cause that is its own cause", () => {
    const error = new Error("loop");
    error.cause = error;
    strictEqual(networkCode(error), "");
  });
});
