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
  const isOpen = comment === "asked" || comment === "sending";
  useLayoutEffect(() => {
    if (comment === "asked") {
      box.current?.focus();
    }
  }, [comment, isHelpful]);
  const close = (): void => {
    const turn = box.current?.closest(".turn");
    store.change(turnId, { comment: undefined });
    turn?.querySelector<HTMLElement>(`[data-rates="${String(isHelpful)}"]`)?.focus();
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
      <p class="turnState" role="status">
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
