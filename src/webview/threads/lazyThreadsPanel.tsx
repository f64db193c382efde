import * as l10n from "@vscode/l10n";
import { lazily } from "../../shared/lazily";
import { NotLoaded } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import type { ThreadsPanelProps } from "./threadsPanel";

/** The list comes when it is first opened, or about to be: every panel loads the first script, and few open it. */
export const threadsPanel = lazily(async () => (await import("./threadsPanel")).ThreadsPanel);

/** The list of threads, once its script is there. */
export function LazyThreadsPanel(props: ThreadsPanelProps) {
  const { made: ThreadsPanel, failed } = useLazy(threadsPanel);
  if (failed) {
    return <NotLoaded message={l10n.t("Couldn't load the threads. Close this view and open it again.")} />;
  }
  return ThreadsPanel === undefined ? null : <ThreadsPanel {...props} />;
}
