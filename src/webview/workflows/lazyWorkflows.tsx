import * as l10n from "@vscode/l10n";
import { lazily } from "../../shared/lazily";
import { NotLoaded } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import type { WorkflowsViewProps } from "./workflowsView";

/** Comes with the first look at the workflows. */
export const workflowsView = lazily(async () => (await import("./workflowsView")).WorkflowsView);

/** The workflows, once the script that draws them is there. */
export function LazyWorkflows(props: WorkflowsViewProps) {
  const { made: View, failed } = useLazy(workflowsView);
  return failed ? (
    <NotLoaded message={l10n.t("Couldn't load the workflows. Close this view and open it again.")} />
  ) : (
    View && <View {...props} />
  );
}
