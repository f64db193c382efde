import { deepStrictEqual } from "node:assert/strict";
import { cut } from "../../../bench/panel/inParts";
import type { Timed } from "../../../bench/panel/panelPage";

describe("messages in parts", () => {
  const messages = [0, 16, 32, 48].map((at): Timed => ({ at, message: { type: "focusInput" } }));
  const times = (shares: readonly number[]) => cut(messages, shares).map((part) => part.map(({ at }) => at));

  it("are cut where it is said, and each part begins at once", () => {
    deepStrictEqual(times([0.5, 1]), [
      [0, 16],
      [0, 16],
    ]);
    deepStrictEqual(times([0.25, 0.5, 1]), [[0], [0], [0, 16]]);
    deepStrictEqual(times([1]), [[0, 16, 32, 48]]);
  });
});
