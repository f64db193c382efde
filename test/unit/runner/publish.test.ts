import { deepStrictEqual } from "node:assert/strict";
import { obstacles } from "../../runner/publish.mjs";

const changelog = "# Changelog\n\n## 0.5.0\n\nNew.\n";
const repository = { url: "git+https://example.com/agent-chat.git" };

describe("publishing", () => {
  it("goes on with a repository, a paragraph in the changelog and a token", () => {
    deepStrictEqual(obstacles({ version: "0.5.0", repository }, changelog, true, "VSCE_PAT"), []);
    deepStrictEqual(obstacles({ version: "0.5.0", repository: repository.url }, changelog, true, "VSCE_PAT"), []);
  });

  it("names everything that is missing, before anything is built", () => {
    const found = obstacles({ version: "0.5.1" }, changelog, false, "OVSX_PAT");
    deepStrictEqual(
      found.map((line) => /repository|0\.5\.1|OVSX_PAT/.exec(line)?.[0]),
      ["repository", "0.5.1", "OVSX_PAT"],
    );
  });
});
