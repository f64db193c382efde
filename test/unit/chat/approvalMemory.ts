import type { ApprovalMemory, RememberedApproval } from "../../../src/chat/approvals/rememberedApprovals";

/** A workspace's memory of approvals, and its trust, under a test's control. */
export class ApprovalNotes implements ApprovalMemory {
  approvals: readonly RememberedApproval[] = [];
  trusted = true;

  get(): readonly RememberedApproval[] {
    return this.approvals;
  }

  set(approvals: readonly RememberedApproval[]): void {
    this.approvals = approvals;
  }

  isTrusted(): boolean {
    return this.trusted;
  }
}
