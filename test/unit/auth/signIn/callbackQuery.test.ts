import assert from "node:assert/strict";
import { parseCallbackQuery } from "../../../../src/auth/signIn/callbackQuery";

const expected = { code: "c0de", iss: "https://clerk.example.com", state: "random_state-1" };
const plain = "code=c0de&iss=https%3A%2F%2Fclerk.example.com&state=random_state-1";

describe("callbackQuery", () => {
  const forms: Readonly<Record<string, string>> = {
    "as it was sent": plain,
    "decoded once, as Uri.query gives it": decodeURIComponent(plain),
    "encoded once more as a whole": encodeURIComponent(plain),
    "encoded once more value by value": plain.replaceAll("%", "%25"),
    "with VS Code's own keys": `windowId=3&${plain}&vscode-reqid=7&vscode-scheme=vscode`,
    "encoded once more with VS Code's own keys": encodeURIComponent(`windowId=3&vscode-reqid=7&${plain}`),
  };
  for (const [how, query] of Object.entries(forms)) {
    it(`reads a query ${how}`, () => {
      assert.deepEqual(Object.fromEntries(parseCallbackQuery(query)), expected);
    });
  }

  it("keeps a plus sign in a code that was decoded already", () => {
    assert.equal(parseCallbackQuery("code=a+b&state=s").get("code"), "a+b");
  });

  it("reads an error with its description", () => {
    const query = parseCallbackQuery("error=access_denied&error_description=The+person+said+no&state=s");
    assert.equal(query.get("error"), "access_denied");
    assert.equal(query.get("error_description"), "The person said no");
  });

  for (const query of ["", "%", "state=%E0%A4%A", "=&=&&", "%25%25", "?state=s"]) {
    it(`survives ${JSON.stringify(query)}`, () => {
      assert.doesNotThrow(() => parseCallbackQuery(query));
    });
  }

  it("keeps repeated values, which the checks after it refuse", () => {
    assert.deepEqual(parseCallbackQuery("state=s&code=1&code=2").getAll("code"), ["1", "2"]);
  });
});
