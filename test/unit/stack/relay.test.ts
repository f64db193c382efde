import assert from "node:assert/strict";
import { readRelayPage, relayDecision } from "../../stack/auth/relayPage";
import { redirectUris } from "../../stack/auth/redirectUris";

const page = readRelayPage();
const ANSWER = { code: "c 1", iss: "http://127.0.0.2:4455", unrelated: "x" };
const ADDED = "code=c%201&iss=http%3A%2F%2F127.0.0.2%3A4455";
const OURS = "vscode-authority=agent-chat.mastra-clerk";
const HOSTS =
  "localhost 127.0.0.1 [::1] code.example.com port.example.com:8443 *.team.example.org *.com * .example.net";

function decide(state: string, answer: Record<string, string> = ANSWER): { target?: string; refusal?: string } {
  return relayDecision(page, `?${new URLSearchParams({ state, ...answer }).toString()}`, HOSTS);
}

describe("relay page: where it goes", () => {
  it("adds code and iss to the query of the callback and keeps that query as it is", () => {
    const callback = `http://localhost:8080/stable-abc/callback?vscode-reqid=3&${OURS}&vscode-query=state%3Dr%2520s`;
    const expected = { target: `${callback}&${ADDED}` };
    assert.deepEqual(decide(encodeURIComponent(callback)), expected);
    assert.deepEqual(decide(callback), expected);
  });

  it("forwards an error response", () => {
    const denied = { error: "access_denied", error_description: "no & no" };
    assert.deepEqual(decide(`https://127.0.0.1:9/cb?${OURS}`, denied), {
      target: `https://127.0.0.1:9/cb?${OURS}&error=access_denied&error_description=no%20%26%20no`,
    });
  });

  for (const origin of [
    "http://localhost:8080",
    "http://[::1]:8080",
    "https://code.example.com",
    "https://CODE.example.com:443",
    "https://port.example.com:8443",
    "https://alice.team.example.org",
    "https://a.b.team.example.org",
  ]) {
    it(`goes to ${origin}`, () => {
      const target = `${origin.toLowerCase().replace(":443", "")}/cb?${OURS}&${ADDED}`;
      assert.deepEqual(decide(encodeURIComponent(`${origin}/cb?${OURS}`)), { target });
    });
  }

  it("knows the extension's own address under every editor's scheme", () => {
    for (const uri of redirectUris().filter((known) => !known.startsWith("http"))) {
      assert.deepEqual(decide(`${uri}?state=s&windowId=1`), { target: `${uri}?state=s&windowId=1&${ADDED}` });
    }
  });

  it("comes with a list of this computer's addresses only", () => {
    const query = (host: string): string => `?code=c&state=${encodeURIComponent(`https://${host}/cb?${OURS}`)}`;
    assert.ok("target" in relayDecision(page, query("localhost")));
    assert.ok("refusal" in relayDecision(page, query("code.example.com")));
  });
});

describe("relay page: where it does not go", () => {
  for (const attack of [
    "random-state",
    "%E0%A4%A",
    "javascript:alert(1)",
    `javascript://localhost/%0aalert(1)?${OURS}`,
    `javascript://agent-chat.mastra-clerk/%0aalert(1)`,
    "data:text/html,hi",
    `data://localhost/text/html,hi?${OURS}`,
    `blob:http://localhost/cb?${OURS}`,
    `file://localhost/etc/passwd?${OURS}`,
    `ftp://127.0.0.1/?${OURS}`,
    `ws://localhost/cb?${OURS}`,
    `//evil.example/cb?${OURS}`,
    "/relay",
    `https://evil.example/cb?${OURS}`,
    `https://localhost.evil.example/cb?${OURS}`,
    `https://127.0.0.1.evil.example/cb?${OURS}`,
    `https://code.example.com.evil.example/cb?${OURS}`,
    `https://evilcode.example.com/cb?${OURS}`,
    `https://code.example.com./cb?${OURS}`,
    `https://code.example.com:8443/cb?${OURS}`,
    `https://port.example.com/cb?${OURS}`,
    `https://team.example.org/cb?${OURS}`,
    `https://evilteam.example.org/cb?${OURS}`,
    `https://alice.team.example.org:8443/cb?${OURS}`,
    `https://anything.com/cb?${OURS}`,
    `https://a.example.net/cb?${OURS}`,
    `http://code.example.com/cb?${OURS}`,
    `http://alice.team.example.org/cb?${OURS}`,
    `https://127.0.0.1@evil.example/cb?${OURS}`,
    `https://localhost:pw@evil.example/cb?${OURS}`,
    `https://user@localhost/cb?${OURS}`,
    `https://:pw@localhost/cb?${OURS}`,
    `https://evil.example#localhost?${OURS}`,
    `https://localhost/cb?${OURS}#fragment`,
    "https://evil.example?localhost",
    `https://evil.example\\@localhost/cb?${OURS}`,
    `https://localhost/\\evil.example?${OURS}`,
    `http:\\\\evil.example/cb?${OURS}`,
    `http:/\\evil.example?${OURS}`,
    `http:localhost/cb?${OURS}`,
    `https:///localhost/cb?${OURS}`,
    `http://local\thost/cb?${OURS}`,
    `http://localhost/cb?${OURS}\r\nLocation: https://evil.example`,
    `http://localhost/c\u0000b?${OURS}`,
    "java\nscript://localhost/",
    ` http://localhost/cb?${OURS}`,
    `http://ｌocalhost/cb?${OURS}`,
    `https://cоde.example.com/cb?${OURS}`,
    `http://10.0.0.1/cb?${OURS}`,
    `http://0.0.0.0/cb?${OURS}`,
    `http://127.0.0.2/cb?${OURS}`,
    `http://[::ffff:10.0.0.1]/cb?${OURS}`,
    `http://[::]/cb?${OURS}`,
    `http://localhost:99999/cb?${OURS}`,
    "http://localhost/cb",
    "http://localhost/cb?vscode-authority=other.extension",
    `http://localhost/cb?vscode-authority=other.extension&${OURS}`,
    `http://localhost/cb?${OURS}&${OURS}`,
    `http://localhost/cb?${OURS}.evil`,
    `http://localhost/cb?${OURS}&code=planted`,
    `http://localhost/cb?${OURS}&%63ode=planted`,
    `http://localhost/cb?${OURS}&iss=planted`,
    `http://localhost/cb?${OURS}&vscode-query=state%3Ds%26code%3Dplanted`,
    "vscode://other.extension/callback",
    "vscode://agent-chat.mastra-clerk.evil/callback",
    "vscode://agent-chat.mastra-clerk@evil/callback",
    "vscode://agent-chat.mastra-clerk:1/callback",
    "vscode://agent-chat.mastra-clerk",
    "vscode://agent-chat.mastra-clerk/callback?code=planted",
    "vscode:agent-chat.mastra-clerk/callback",
    "vscodes://agent-chat.mastra-clerk/callback",
    "ms-settings://agent-chat.mastra-clerk/callback",
    "intent://agent-chat.mastra-clerk/callback",
    `http://localhost/${"a".repeat(5000)}?${OURS}`,
  ]) {
    it(`refuses ${JSON.stringify(attack.slice(0, 70))}, plain and encoded once or twice`, () => {
      const encoded = encodeURIComponent(attack);
      for (const state of [attack, encoded, encodeURIComponent(encoded)]) {
        const { target, refusal } = decide(state);
        assert.equal(target, undefined);
        assert.match(refusal!, /^[A-Z].*\.$/);
      }
    });
  }

  it("refuses a harmless address that was encoded twice", () => {
    assert.ok(decide(encodeURIComponent(encodeURIComponent(`http://localhost/cb?${OURS}`))).refusal);
  });

  const state = `state=${encodeURIComponent(`http://localhost/cb?${OURS}`)}`;
  for (const query of [
    "",
    "?",
    "?code=c",
    "?code=c&state=",
    `?${state}`,
    `?${state}&code=`,
    `?${state}&${state}&code=c`,
    `?${state}&code=c&code=d`,
    `?${state}&code=c&iss=a&iss=b`,
  ]) {
    it(`refuses an answer that is not whole: ${JSON.stringify(query.slice(0, 20))}… (${query.length})`, () => {
      assert.ok("refusal" in relayDecision(page, query, HOSTS));
    });
  }

  it("says which host is not on the list", () => {
    assert.match(decide(`https://evil.example/cb?${OURS}`).refusal!, /evil\.example, which is not on this page's list/);
  });
});

describe("redirectUris", () => {
  it("registers bare callbacks and the loopback address without a port", () => {
    const uris = redirectUris();
    assert.ok(uris.includes("vscode://agent-chat.mastra-clerk/callback"));
    assert.ok(uris.includes("http://127.0.0.1/callback"));
    assert.ok(uris.every((uri) => !uri.includes("?")));
  });
});
