import "../setup/dom";
import assert from "node:assert/strict";
import { render } from "preact";
import { act } from "preact/test-utils";
import { useUniqueId } from "../../../src/webview/components/useUniqueId";

function Named() {
  return <p id={useUniqueId()} />;
}

describe("unique ids", () => {
  it("are not given twice, however often the root is rendered, and stay", async () => {
    const root = document.createElement("div");
    const ids = (): readonly string[] => [...root.querySelectorAll("p")].map(({ id }) => id);
    for (const count of [1, 2, 3]) {
      await act(() =>
        render(
          <main>
            {Array.from({ length: count }, (_, index) => (
              <Named key={index} />
            ))}
          </main>,
          root,
        ),
      );
    }
    const before = ids();
    assert.equal(new Set(before).size, 3);
    await act(() =>
      render(
        <main>
          {Array.from({ length: 3 }, (_, index) => (
            <Named key={index} />
          ))}
        </main>,
        root,
      ),
    );
    assert.deepEqual(ids(), before);
  });
});
