import "../setup/dom";
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { render } from "preact";
import { Icon, iconNames } from "../../../src/webview/components/icon";

describe("Icon", () => {
  const codicons = "node_modules/@vscode/codicons/src";

  it("has only names that are in the list of VS Code's font", () => {
    const mapping = JSON.parse(readFileSync(`${codicons}/template/mapping.json`, "utf8")) as Record<string, string[]>;
    const known = new Set(Object.values(mapping).flat());
    assert.deepEqual(
      iconNames.filter((name) => !known.has(name) || !existsSync(`${codicons}/icons/${name}.svg`)),
      [],
    );
  });

  it("has a rule for each name, which takes the file of that name, and no rule for another", () => {
    const styles = readFileSync("src/webview/styles/icons.css", "utf8");
    const rules = styles.matchAll(
      /\.codicon-([\w-]+) \{\s*--icon: url\("@vscode\/codicons\/src\/icons\/([\w-]+)\.svg"\);/g,
    );
    assert.deepEqual(
      Array.from(rules, ([, name, file]) => [name, file]),
      iconNames.map((name) => [name, name]),
    );
  });

  it("is a decoration that nobody reads out", () => {
    const root = document.createElement("div");
    render(<Icon name="add" class="large" />, root);
    assert.equal(root.innerHTML, '<span class="icon codicon-add large" aria-hidden="true"></span>');
  });
});
