import type { Part, Transcript, Turn } from "../../../../src/shared/transcript";

export const details = {
  title: "Weather in Lima",
  serverLabel: "localhost:4111",
  exportedAt: Date.UTC(2026, 0, 2, 3, 4, 5),
};

export function question(text: string, ...parts: readonly Part[]): Turn {
  return {
    id: "u1",
    role: "user",
    agentName: "",
    parts: [{ kind: "text", id: "user", text }, ...parts],
    state: "complete",
    createdAt: Date.UTC(2026, 0, 1),
  };
}

export function answer(parts: readonly Part[], change: Partial<Turn> = {}): Turn {
  return {
    id: "a1",
    role: "agent",
    agentName: "Weather Agent",
    agentId: "weatherAgent",
    parts,
    state: "complete",
    createdAt: Date.UTC(2026, 0, 1),
    endedAt: Date.UTC(2026, 0, 1, 0, 0, 2),
    ...change,
  };
}

export function thread(...turns: readonly Turn[]): Transcript {
  return { threadId: "thread-1", turns };
}

export const text = (words: string): Part => ({ kind: "text", id: "t", text: words });
