import * as l10n from "@vscode/l10n";
import { lazily } from "../../shared/lazily";
import { NotLoaded } from "../components/notice";
import { useLazy } from "../components/preactHelpers";
import type { FindBarProps } from "./findBar";

/** The search comes when it is first opened: most threads never need it, and every panel loads the first script. */
export const findBar = lazily(async () => (await import("./findBar")).FindBar);

/** The find bar, once its script is there. */
export function LazyFindBar(props: FindBarProps) {
  const { made: FindBar, failed } = useLazy(findBar);
  if (failed) {
    return <NotLoaded message={l10n.t("Couldn't load Find. Close this view and open it again.")} />;
  }
  return FindBar === undefined ? null : <FindBar {...props} />;
}
