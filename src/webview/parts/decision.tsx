import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ToolCallPart } from "../../shared/transcript";
import { belongsToInputMethod, isApple, isSendKey, takeKey } from "../components/keys";
import { useUniqueId } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import { usePanel } from "../state/panel";

/** A key of the panel: for `aria-keyshortcuts` (WAI-ARIA 1.2 §6.6) and for people. */
interface Shortcut {
  readonly aria: string;
  readonly label: string;
}

/** The keys of VS Code's own chat for a tool that waits; the panel listens for them. */
export function decisionShortcuts(): { readonly approve: Shortcut; readonly decline: Shortcut } {
  return isApple()
    ? {
        approve: { aria: "Meta+Enter", label: "⌘Enter" },
        decline: { aria: "Meta+Alt+Enter", label: "⌥⌘Enter" },
      }
    : {
        approve: { aria: "Control+Enter", label: l10n.t("Ctrl+Enter") },
        decline: { aria: "Control+Alt+Enter", label: l10n.t("Ctrl+Alt+Enter") },
      };
}

interface DecisionProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
  /** True once somebody has decided, until the host answers with a new part. */
  readonly rests: boolean;
  /** Called when the call was declined. */
  readonly onDecided: () => void;
  /** The buttons that say yes, in front of those that say no. */
  readonly children?: ComponentChildren;
}

/** The row of buttons under a call that waits for a person: whatever it asks for can be declined, with or without a reason. */
export function Decision({ turnId, call, rests, onDecided, children }: DecisionProps) {
  const panel = usePanel();
  const drafts = panel.formDrafts;
  const key = `reason ${turnId} ${call.id}`;
  const [reason, setReason] = useState(() => drafts.get(key)?.value ?? "");
  const [asked, setAsked] = useState(reason !== "");
  const toggle = useRef<HTMLButtonElement>(null);
  const { decline } = decisionShortcuts();
  const onDecline = (): void => {
    if (!rests) {
      onDecided();
      const words = !asked || typeof reason !== "string" ? "" : reason.trim();
      panel.post("decideToolCall", { turnId, toolCallId: call.id, approved: false, reason: words });
    }
  };
  return (
    <>
      <div class="actions">
        {children}
        <button
          type="button"
          class="button secondary"
          data-decline={call.id}
          aria-keyshortcuts={decline.aria}
          title={l10n.t("Decline ({0})", decline.label)}
          disabled={rests}
          onClick={onDecline}
        >
          {l10n.t("Decline")}
        </button>
        <button
          ref={toggle}
          type="button"
          class="button link"
          aria-expanded={asked}
          disabled={rests}
          onClick={() => setAsked(!asked)}
        >
          {l10n.t("Decline with reason…")}
        </button>
      </div>
      {asked && (
        <Reason
          text={typeof reason === "string" ? reason : ""}
          rests={rests}
          onInput={(text) => {
            drafts.set(key, { value: text });
            setReason(text);
          }}
          onDecline={onDecline}
          onClose={() => {
            setAsked(false);
            toggle.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface ReasonProps {
  readonly text: string;
  readonly rests: boolean;
  readonly onInput: (text: string) => void;
  readonly onDecline: () => void;
  readonly onClose: () => void;
}

/**
 * One line for the reason, and the button that sends it. Enter declines with it, and so does the key that sends
 * elsewhere: whoever has chosen Ctrl+Enter for it must not approve with the words of a refusal. Escape puts the line
 * away and keeps its words.
 */
function Reason({ text, rests, onInput, onDecline, onClose }: ReasonProps) {
  const id = useUniqueId();
  const box = useRef<HTMLInputElement>(null);
  const sendKey = useSendKey();
  useLayoutEffect(() => {
    // Only for the person who asked for it: words of an earlier time come without taking the focus.
    if (text === "") {
      box.current?.focus();
    }
  }, []);
  return (
    <div class="reason">
      <label for={id}>{l10n.t("Reason for declining")}</label>
      <div class="reasonLine">
        <input
          ref={box}
          id={id}
          class="textInput"
          type="text"
          dir="auto"
          value={text}
          placeholder={l10n.t("Sent to the agent. Press Enter to decline.")}
          disabled={rests}
          onInput={(event) => onInput(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (isSendKey(event) || sendKey.is(event)) {
              event.preventDefault();
              onDecline();
            } else if (event.key === "Escape" && !belongsToInputMethod(event)) {
              // Escape stops an answer elsewhere in the panel.
              takeKey(event);
              onClose();
            }
          }}
        />
        <button type="button" class="button secondary" disabled={rests} onClick={onDecline}>
          {l10n.t("Send reason")}
        </button>
      </div>
    </div>
  );
}
