import * as l10n from "@vscode/l10n";
import type { ComponentChildren, Ref } from "preact";

interface AnswerFormProps {
  readonly toolName: string;
  readonly element: Ref<HTMLFormElement>;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** The frame of whatever a suspended tool asks for: sent by its button, and by Ctrl or Cmd with Enter from every box. */
export function AnswerForm({ toolName, element, onSubmit, children }: AnswerFormProps) {
  return (
    <form
      ref={element}
      class="toolForm"
      aria-label={l10n.t("Input for {0}", toolName)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.defaultPrevented) {
          // The panel's own use of this key is to approve a call.
          event.preventDefault();
          event.stopPropagation();
          onSubmit();
        }
      }}
    >
      {children}
    </form>
  );
}
