import { UserFacingError } from "../shared/userFacingError";
import type { ClientAccess } from "./clientAccess";
import { fields } from "./fields";

/** Errors with which the server says, before it does anything, that the agent is not there or has no memory. */
const WRONG_AGENT: ReadonlySet<string> = new Set(["agentNotFound", "noMemory"]);

/**
 * Requests that change the server's memory. It wants them in the name of an agent with memory, even though a thread
 * belongs to no agent: with another one it answers 400, for an unknown one 404 (docs/wire.md#mastra-threads).
 * Which agents there are is asked once, and again when the server no longer knows the one that was found: a
 * developer renames agents.
 */
export class MemoryRequests {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(private readonly access: ClientAccess) {}

  /**
   * Such a request is made once, for its answer may be lost after it was carried out. Only when the server refuses the
   * agent it is made again, in the name of another one.
   *
   * @param agentId the one that is meant, if any
   */
  async change(
    path: string,
    agentId: string | undefined,
    request: { method: string; body?: object },
  ): Promise<unknown> {
    const agent = await this.agentFor(agentId);
    try {
      return await this.send(path, agent, request);
    } catch (error) {
      if (!(error instanceof UserFacingError && WRONG_AGENT.has(error.kind))) {
        throw error;
      }
      this.answers.clear();
      const another = await this.agentFor(agentId);
      if (another === agent) {
        throw error;
      }
      return this.send(path, another, request);
    }
  }

  /**
   * Whether an agent has memory. The list says so of every agent, and this of every one that is not there
   * (docs/wire.md#mastra-threads).
   */
  async remembers(agentId: string): Promise<boolean> {
    const query = new URLSearchParams({ agentId }).toString();
    return fields(await this.read(`/memory/status?${query}`))["result"] === true;
  }

  /** @returns the agent that is meant, or another one that has memory, or that one all the same when none has */
  private async agentFor(agentId: string | undefined): Promise<string> {
    const agents = Object.keys(fields(await this.read("/agents?partial=true")));
    const meant = agents.filter((id) => id === agentId);
    for (const id of [...meant, ...agents.filter((other) => other !== agentId)]) {
      if (await this.remembers(id)) {
        return id;
      }
    }
    return agentId ?? agents[0] ?? "";
  }

  private send(path: string, agentId: string, request: { method: string; body?: object }): Promise<unknown> {
    const query = new URLSearchParams({ agentId }).toString();
    return this.access.attempt(agentId, (client) => client.request(`${path}?${query}`, request));
  }

  private read(path: string): Promise<unknown> {
    const known = this.answers.get(path);
    if (known) {
      return known;
    }
    const answer = this.access.read<unknown>(path);
    this.answers.set(path, answer);
    // What was not answered is asked again.
    answer.catch(() => {
      if (this.answers.get(path) === answer) {
        this.answers.delete(path);
      }
    });
    return answer;
  }
}
