import * as l10n from "@vscode/l10n";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { approvalKey, approvedTool } from "../../../shared/approvals";
import type { ApprovalScope, ApprovalSource, ToolCallPart } from "../../../shared/transcript";
import { belongsToInputMethod, movedTo, takeKey } from "../../components/keys";
import { useUniqueId } from "../../components/preactHelpers";
import { type Panel, usePanel, ViewStateContext } from "../../state/panel";

interface ApproveAlwaysProps {
  readonly turnId: string;
  /** True once somebody has decided, until the host answers with a new part. */
  readonly rests: boolean;
  readonly onApprove: (remember: ApprovalScope) => void;
}

/** The menu beside "Approve": for how long the tool is approved without asking. */
export function ApproveAlways({ turnId, rests, onApprove }: ApproveAlwaysProps) {
  const panel = usePanel();
  const { untrusted } = useContext(ViewStateContext) ?? {};
  const [open, setOpen] = useState(false);
  const id = useUniqueId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (open) {
      menu.current?.querySelector("button")?.focus();
    }
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const choices: readonly { readonly scope: ApprovalScope; readonly label: string }[] = [
    { scope: "thread", label: l10n.t("In this thread") },
    ...(untrusted
      ? []
      : [
          {
            scope: "workspace" as const,
            label: l10n.t("For {0} in this workspace", agentOf(panel, turnId)),
          },
        ]),
  ];
  return (
    <div
      class="approveAlways"
      onKeyDown={(event) => {
        if (event.key === "Escape" && open && !belongsToInputMethod(event)) {
          // Escape stops an answer elsewhere in the panel.
          takeKey(event);
          close();
        }
      }}
      onFocusOut={({ relatedTarget, currentTarget }) => {
        if (open && relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) {
          setOpen(false);
        }
      }}
    >
      <button
        ref={button}
        type="button"
        class="button secondary"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        disabled={rests}
        onClick={() => setOpen(!open)}
      >
        {l10n.t("Approve always…")}
      </button>
      {open && !rests && (
        <div
          ref={menu}
          id={id}
          class="codeMenu approveMenu"
          role="menu"
          aria-label={l10n.t("Approve always…")}
          onKeyDown={(event) => move(event, menu.current)}
        >
          {choices.map(({ scope, label }) => (
            <button
              key={scope}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onApprove(scope);
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Up, Down, Home and End lead through a menu (WAI-ARIA Authoring Practices, "Menu"). */
function move(event: KeyboardEvent, menu: HTMLElement | null): void {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
  const at = items.findIndex((item) => item === document.activeElement);
  const target = movedTo(event, at, items.length);
  if (target !== undefined) {
    takeKey(event);
    items[target]?.focus();
  }
}

interface ApprovedByProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
}

/** Who approved a call; what was remembered can be taken back here, for as long as it holds. */
export function ApprovedBy({ turnId, call }: ApprovedByProps) {
  const panel = usePanel();
  const { approved = [] } = useContext(ViewStateContext) ?? {};
  const { approval = "person" } = call;
  const agentId = panel.model.transcript.turns.find(({ id }) => id === turnId)?.agentId ?? "";
  const holds = approval !== "person" && approved.includes(approvalKey(approval, agentId, approvedTool(call)));
  return (
    <p class="toolReason approvedBy">
      {sentence(approval, agentOf(panel, turnId))}{" "}
      {holds && (
        <button
          type="button"
          class="button link"
          onClick={() => panel.post("callAction", { action: "askAgain", turnId, toolCallId: call.id })}
        >
          {l10n.t("Ask again from now on")}
        </button>
      )}
    </p>
  );
}

function sentence(approval: ApprovalSource, agentName: string): string {
  switch (approval) {
    case "person":
      return l10n.t("Approved by you");
    case "thread":
      return l10n.t("Approved by your choice for this thread");
    case "workspace":
      return l10n.t("Approved by your choice for {0} in this workspace", agentName);
  }
}

function agentOf(panel: Panel, turnId: string): string {
  return panel.model.transcript.turns.find(({ id }) => id === turnId)?.agentName ?? "";
}
