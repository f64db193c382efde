import type { Draft } from "../../shared/protocol";

/** What `readEntered` takes for a command of the panel's own, or for one whose word is still wanting. */
const command = /^\/(?:(?:new|options|memory|clear|delete|help)\s*|(?:agent|export)(?:[^\S\n]+[^\n]*)?\s*)$/;

/**
 * What of the text in the box is kept and told to the host. A command is no draft: it means the thread and the
 * person of this moment, and must not come back for others.
 */
export function keptDraft(draft: Draft): Draft {
  return command.test(draft.text) ? { text: "", revision: draft.revision } : draft;
}
