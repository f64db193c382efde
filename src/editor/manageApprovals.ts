import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { RememberedApproval } from "../chat/approvals/rememberedApprovals";
import type { Chat } from "../chat/chat";
import type { OwnerSession } from "../chat/ownerSession";
import { describeThread } from "../chat/threads/localThread";

interface ApprovalItem extends vscode.QuickPickItem {
  readonly approval: RememberedApproval;
}

/** Lists what is approved without asking; choosing a row, or the button behind it, takes that back. */
export async function manageApprovals({
  connection,
  controller,
}: Pick<Chat, "connection" | "controller">): Promise<void> {
  const session = await controller.opened();
  const approvals = await session?.approvals();
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: l10n.t("Remove") };
  const rows = (): readonly ApprovalItem[] =>
    (approvals?.all ?? []).map((approval) => ({
      approval,
      label: approval.tool,
      description: connection.findAgent(approval.agentId)?.name ?? approval.agentId,
      detail: where(approval, session),
      buttons: [remove],
    }));
  if (rows().length === 0) {
    await vscode.window.showInformationMessage(l10n.t("No approvals are remembered in this workspace."));
    return;
  }
  const list = vscode.window.createQuickPick<ApprovalItem>();
  list.title = l10n.t("Remembered Approvals");
  list.placeholder = l10n.t("Choose a tool to be asked before it runs again.");
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  const fill = (): void => {
    list.items = rows();
    if (list.items.length === 0) {
      list.hide();
    }
  };
  const forget = (item: ApprovalItem | undefined): void => {
    if (item !== undefined) {
      approvals?.forget(item.approval);
      fill();
    }
  };
  list.onDidTriggerItemButton(({ item }) => forget(item));
  list.onDidAccept(() => forget(list.activeItems[0]));
  const closed = new Promise<void>((resolve) => list.onDidHide(resolve));
  fill();
  list.show();
  await closed;
  list.dispose();
}

function where({ threadId }: RememberedApproval, session: OwnerSession | undefined): string {
  if (threadId === undefined) {
    return l10n.t("In all threads of this workspace");
  }
  const thread = session?.conversations.find(threadId);
  const title = thread && describeThread(thread.transcript).title;
  return title ? l10n.t("In the thread “{0}”", title) : l10n.t("In one thread");
}
