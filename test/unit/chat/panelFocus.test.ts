import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { PanelFocus } from "../../../src/chat/panelFocus";

describe("PanelFocus", () => {
  let visible: boolean;
  let came: number;
  let listeners: Set<() => void>;
  let focus: PanelFocus;
  const goOn = (): void => listeners.forEach((listener) => listener());

  beforeEach(() => {
    visible = true;
    came = 0;
    listeners = new Set();
    focus = new PanelFocus({
      isVisible: () => visible,
      focusBox: () => {
        came += 1;
        return Promise.resolve();
      },
      onWentOn: (listener) => {
        listeners.add(listener);
        return { dispose: () => listeners.delete(listener) };
      },
    });
  });

  it("comes back after what began in the panel, chosen from or not", async () => {
    await focus.during(() => Promise.resolve(undefined));
    deepStrictEqual([came, listeners.size], [1, 0]);
    await rejects(
      focus.during(() => Promise.reject(new Error("failed"))),
      /failed/,
    );
    deepStrictEqual([came, listeners.size], [2, 0]);
  });

  it("comes back as soon as nothing more is asked, and once more at the end", async () => {
    const sent = Promise.withResolvers<undefined>();
    const task = focus.during(async () => {
      await focus.inputsOver();
      await sent.promise;
    });
    await Promise.resolve();
    strictEqual(came, 1);
    sent.resolve(undefined);
    await task;
    strictEqual(came, 2);
  });

  it("leaves a person alone who has gone on in an editor meanwhile", async () => {
    await focus.during(() => {
      goOn();
      return focus.inputsOver();
    });
    strictEqual(came, 0);
  });

  it("leaves what began elsewhere where VS Code leaves it, and opens no panel that is closed", async () => {
    await focus.inputsOver();
    visible = false;
    await focus.during(() => focus.inputsOver());
    strictEqual(came, 0);
  });
});
