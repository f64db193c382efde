import * as l10n from "@vscode/l10n";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ToolCallPart } from "../../shared/transcript";
import { belongsToInputMethod, isApple, isSendKey } from "../components/keys";
import { useUniqueId } from "../components/preactHelpers";
import { useSendKey } from "../components/sendKey";
import { usePanel } from "../state/panel";
import { ToolValue } from "./valueViews";

/** A key of the panel: for `aria-keyshortcuts` (WAI-ARIA 1.2 §6.6) and for people. */
interface Shortcut {
  readonly aria: string;
  readonly label: string;
}

/** The keys of VS Code's own chat for a tool that waits; the panel listens for them. */
function approvalShortcuts(): { readonly approve: Shortcut; readonly decline: Shortcut } {
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

interface ApprovalProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** Asks before a tool runs. One decision is enough: the buttons rest until the host answers with a new part. */
export function Approval({ turnId, call }: ApprovalProps) {
  const panel = usePanel();
  const drafts = panel.formDrafts;
  const key = `reason ${turnId} ${call.id}`;
  const [reason, setReason] = useState(() => drafts.get(key)?.value ?? "");
  const [asked, setAsked] = useState(reason !== "");
  const [decided, setDecided] = useState<ToolCallPart>();
  const toggle = useRef<HTMLButtonElement>(null);
  const rests = decided === call;
  const inner = innerCall(call.suspension?.payload);
  const { approve, decline } = approvalShortcuts();
  const decide = (approved: boolean): void => {
    if (!rests) {
      setDecided(call);
      const words = approved || !asked || typeof reason !== "string" ? "" : reason.trim();
      panel.post("decideToolCall", { turnId, toolCallId: call.id, approved, reason: words });
    }
  };
  return (
    <div class="approval">
      <p>{l10n.t("The agent wants to run {0} with these arguments.", inner?.toolName ?? call.toolName)}</p>
      {inner !== undefined && (
        <ToolValue title={l10n.t("Arguments of {0}", inner.toolName)} value={inner.args} open="always" />
      )}
      <div class="actions">
        <button
          type="button"
          class="button primary"
          data-approve={call.id}
          aria-keyshortcuts={approve.aria}
          title={l10n.t("Approve ({0})", approve.label)}
          disabled={rests}
          onClick={() => decide(true)}
        >
          {l10n.t("Approve")}
        </button>
        <button
          type="button"
          class="button secondary"
          data-decline={call.id}
          aria-keyshortcuts={decline.aria}
          title={l10n.t("Decline ({0})", decline.label)}
          disabled={rests}
          onClick={() => decide(false)}
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
          onDecline={() => decide(false)}
          onClose={() => {
            setAsked(false);
            toggle.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/** The tool of a sub-agent that is asked for in the name of the sub-agent's own call. */
function innerCall(payload: unknown): { readonly toolName: string; readonly args: unknown } | undefined {
  const { toolName, args } = (typeof payload === "object" && payload !== null ? payload : {}) as Readonly<
    Record<string, unknown>
  >;
  return typeof toolName === "string" && toolName !== "" ? { toolName, args } : undefined;
}

interface ReasonProps {
  readonly text: string;
  readonly rests: boolean;
  readonly onInput: (text: string) => void;
  readonly onDecline: () => void;
  readonly onClose: () => void;
}

/**
 * One line for the reason. Enter declines with it, and so does the key that sends elsewhere: whoever has chosen
 * Ctrl+Enter for it must not approve with the words of a refusal. Escape puts the line away and keeps its words.
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
      <input
        ref={box}
        id={id}
        class="textInput"
        type="text"
        dir="auto"
        value={text}
        placeholder={l10n.t("The agent reads this. Enter declines.")}
        disabled={rests}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isSendKey(event) || sendKey.is(event)) {
            event.preventDefault();
            onDecline();
          } else if (event.key === "Escape" && !belongsToInputMethod(event)) {
            // Escape stops an answer elsewhere in the panel.
            event.stopPropagation();
            onClose();
          }
        }}
      />
    </div>
  );
}
