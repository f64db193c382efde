import type { ComponentChildren, Ref } from "preact";

interface AnswerFormProps {
  /** The form's name. */
  readonly label: string;
  readonly element: Ref<HTMLFormElement>;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** The frame of a form, such as one for what a suspended tool asks for: sent by its button, and by Ctrl or Cmd with Enter from every box. */
export function AnswerForm({ label, element, onSubmit, children }: AnswerFormProps) {
  return (
    <form
      ref={element}
      class="toolForm"
      aria-label={label}
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
