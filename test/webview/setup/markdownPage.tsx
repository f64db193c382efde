import "./dom";
import { render } from "preact";
import { act } from "preact/test-utils";
import { Markdown } from "../../../src/webview/markdown/markdown";
import { Panel } from "../../../src/webview/panel";
import { PanelContext } from "../../../src/webview/panelContext";
import { Host } from "../../../src/webview/host";
import { FakeApi, FakeScheduler } from "./fakes";

/** A Markdown text, drawn and redrawn in one place. */
export class MarkdownPage {
  readonly api = new FakeApi();
  readonly root = document.createElement("div");
  private readonly panel = new Panel(new Host(this.api), new FakeScheduler(), () => undefined);

  draw(text: string, finished = false): this {
    void act(() =>
      render(
        <PanelContext.Provider value={this.panel}>
          <Markdown text={text} finished={finished} />
        </PanelContext.Provider>,
        this.root,
      ),
    );
    return this;
  }

  get html(): string {
    return this.root.innerHTML;
  }
}
