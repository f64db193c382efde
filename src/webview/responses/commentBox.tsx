import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, IconButton } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";
import type { Rating, ResponseStore } from "./responseStore";

interface Props {
  readonly turnId: string;
  readonly rating: Rating;
  readonly store: ResponseStore;
}

/** Asks for a comment after a thumb, and says what became of both. */
export function CommentBox({ turnId, rating, store }: Props) {
  const { comment, isHelpful, problem } = rating;
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const said = useRef<HTMLParagraphElement>(null);
  const isOpen = comment === "asked" || comment === "sending";
  const focusThumb = (): void => {
    const turn = said.current?.closest(".turn");
    turn?.querySelector<HTMLElement>(`[data-rates="${String(isHelpful)}"]`)?.focus();
  };
  useLayoutEffect(() => {
    if (comment === "asked") {
      box.current?.focus();
    }
    if (comment === "sent") {
      setText("");
      // The box has gone, and the keyboard with it.
      if (document.activeElement === document.body) {
        focusThumb();
      }
    }
  }, [comment, isHelpful]);
  const close = (): void => {
    store.change(turnId, { comment: undefined });
    focusThumb();
  };
  return (
    <>
      {isOpen && (
        <form
          class="responseComment"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== "" && comment === "asked") {
              store.comment(turnId, text.trim());
            }
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && !belongsToInputMethod(event)) {
              takeKey(event);
              close();
            }
          }}
        >
          <input
            ref={box}
            class="textInput"
            type="text"
            dir="auto"
            maxLength={4000}
            aria-label={l10n.t("Comment (optional)")}
            placeholder={l10n.t("Comment (optional)")}
            value={text}
            readOnly={comment === "sending"}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
          <IconButton
            icon="send"
            label={l10n.t("Send")}
            disabled={text.trim() === "" || comment === "sending"}
            onClick={({ currentTarget }) => currentTarget.form?.requestSubmit()}
          />
          <IconButton icon="close" label={l10n.t("Dismiss")} onClick={close} />
        </form>
      )}
      <p ref={said} class="turnState" role="status">
        {comment === "sent" && l10n.t("Comment sent.")}
      </p>
      {problem !== undefined && (
        <p class="turnState warning" role="alert">
          <Icon name="warning" />
          {problem}
        </p>
      )}
    </>
  );
}
