import "./dom";
import { render } from "preact";
import { act } from "preact/test-utils";
import { KnownPaths } from "../../../src/webview/markdown/fileNames";
import { Markdown } from "../../../src/webview/markdown/markdown";
import { Host } from "../../../src/webview/state/host";
import { Panel, PanelContext } from "../../../src/webview/state/panel";
import { FakeApi, FakeScheduler } from "./fakes";

/** A Markdown text, drawn and redrawn in one place. */
export class MarkdownPage {
  readonly api = new FakeApi();
  readonly root = document.createElement("div");
  /** What the host has found in the workspace; drawn with the next `draw`. */
  paths: ReadonlySet<string> = new Set();
  readonly panel = new Panel(new Host(this.api), new FakeScheduler(), () => undefined);

  draw(text: string, finished = false): this {
    void act(() =>
      render(
        <PanelContext.Provider value={this.panel}>
          <KnownPaths.Provider value={this.paths}>
            <Markdown text={text} finished={finished} />
          </KnownPaths.Provider>
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
