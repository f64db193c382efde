import "../setup/dom";
import assert from "node:assert/strict";
import { createContext, render } from "preact";
import { useContext, useState } from "preact/hooks";
import { act } from "preact/test-utils";
import { lazily } from "../../../src/shared/lazily";
import { memo, useLazy, useUniqueId } from "../../../src/webview/components/preactHelpers";

describe("memo", () => {
  interface Props {
    readonly word: string;
    readonly more?: string;
  }
  let drawn: string[];
  let root: HTMLElement;
  let press: () => void;
  const Depth = createContext(0);
  const Word = memo(function Word({ word, more = "" }: Props) {
    const [count, setCount] = useState(0);
    const depth = useContext(Depth);
    press = () => setCount(count + 1);
    drawn.push(`${word}${more}`);
    return <p>{`${word}${more} ${count} ${depth}`}</p>;
  });
  const draw = (props: Props, depth = 0): void =>
    void act(() =>
      render(
        <Depth.Provider value={depth}>
          <Word {...props} />
        </Depth.Provider>,
        root,
      ),
    );

  beforeEach(() => {
    drawn = [];
    root = document.createElement("div");
    draw({ word: "a" });
  });

  it("does not draw again for the same properties", () => {
    draw({ word: "a" });
    assert.deepEqual(drawn, ["a"]);
  });

  it("draws again for another value, one more property, and one less", () => {
    draw({ word: "b" });
    draw({ word: "b", more: "c" });
    draw({ word: "b" });
    assert.deepEqual(drawn, ["a", "b", "bc", "b"]);
  });

  it("draws again for its own state, which outlives other properties", () => {
    void act(() => press());
    assert.equal(root.textContent, "a 1 0");
    draw({ word: "b" });
    assert.equal(root.textContent, "b 1 0");
  });

  it("draws again for a context that it reads", () => {
    draw({ word: "a" }, 2);
    assert.equal(root.textContent, "a 0 2");
  });
});

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

describe("useLazy", () => {
  it("draws what has come between the first drawing and its effect", async () => {
    const lazy = lazily(() => "here");
    function Shows() {
      return <p>{useLazy(lazy).made}</p>;
    }
    const root = document.createElement("div");
    // Outside of `act`: effects run a frame later.
    render(<Shows />, root);
    await lazy();
    assert.equal(root.textContent, "");
    for (let tries = 0; tries < 200 && root.textContent === ""; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.equal(root.textContent, "here");
    render(null, root);
  });
});
