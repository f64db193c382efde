import type { ClientAccess } from "./clientAccess";
import { fields } from "./parse/fields";

/**
 * The agent in whose name a thread is changed. The server wants one with memory for that, even though
 * the thread belongs to no agent: with another one it answers 400, for an unknown one 404 (measured).
 */
export class MemoryAgent {
  private answers = new Map<string, Promise<unknown>>();
  private server = "";

  constructor(private readonly access: ClientAccess) {}

  /**
   * @param agentId the one that is meant, if any
   * @returns it, or another one that has memory, or it all the same when none has
   */
  async find(agentId: string | undefined): Promise<string> {
    const agents = Object.keys(fields(await this.read("/agents?partial=true")));
    const meant = agents.filter((id) => id === agentId);
    for (const id of [...meant, ...agents.filter((other) => other !== agentId)]) {
      if (await this.remembers(id)) {
        return id;
      }
    }
    return agentId ?? agents[0] ?? "";
  }

  /**
   * Whether an agent has memory. The list says so of every agent, and this of every one that is not there
   * (measured).
   */
  async remembers(agentId: string): Promise<boolean> {
    const query = new URLSearchParams({ agentId }).toString();
    return fields(await this.read(`/memory/status?${query}`))["result"] === true;
  }

  private read(path: string): Promise<unknown> {
    if (this.server !== this.access.serverKey) {
      this.answers = new Map();
      this.server = this.access.serverKey;
    }
    const known = this.answers.get(path);
    if (known) {
      return known;
    }
    const answer = this.access.read<unknown>(path);
    this.answers.set(path, answer);
    // What was not answered is asked again.
    answer.catch(() => this.answers.delete(path));
    return answer;
  }
}
