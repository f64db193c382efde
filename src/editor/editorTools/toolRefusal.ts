/** Why a call is not run; the agent and the person read it. */
export class ToolRefusal extends Error {}

/** A person has said no to what a call would have done. */
export class Declined extends Error {}
