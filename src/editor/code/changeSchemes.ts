/** Scheme of the right-hand side of a comparison; menus in package.json ask for it. */
export const PROPOSED_SCHEME = "agent-chat-proposed";

/** Scheme of what files would become in a view of several; the query is `<set>.<index>.<side>`. */
export const SEVERAL_SCHEME = "agent-chat-proposed-files";

/** An address of these names a change, or a set of them, that waits or has waited, and never another one. */
export const NAMES_A_CHANGE: ReadonlySet<string> = new Set([PROPOSED_SCHEME, SEVERAL_SCHEME]);
