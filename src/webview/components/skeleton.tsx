import * as l10n from "@vscode/l10n";

/** Grey lines where the conversation will stand; they keep its place while it loads. */
export function Skeleton() {
  return (
    <div class="skeleton" role="status">
      <span class="visuallyHidden">{l10n.t("Loading…")}</span>
      <div class="line short" />
      <div class="line" />
      <div class="line medium" />
    </div>
  );
}
