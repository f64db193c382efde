"use client";

import { useAuth } from "@clerk/nextjs";
import { MastraClient } from "@mastra/client-js";
import { type FormEvent, useState } from "react";

const baseUrl = process.env.NEXT_PUBLIC_MASTRA_URL ?? "http://localhost:4111";
const template = process.env.NEXT_PUBLIC_CLERK_JWT_TEMPLATE ?? "mastra";

/** Asks `weatherAgent` with the token of whoever is signed in, and gives that token to VS Code. */
export function AskAgent() {
  const { getToken, userId } = useAuth();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);

  async function run(work: (token: string) => Promise<string>): Promise<void> {
    setBusy(true);
    try {
      const token = await getToken({ template });
      setSaid(token === null ? "You are signed out. Sign in again." : await work(token));
    } catch (error) {
      setSaid(`That didn't work. ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      setBusy(false);
    }
  }

  function ask(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const question = String(new FormData(event.currentTarget).get("question"));
    void run(async (token) => {
      const client = new MastraClient({
        baseUrl,
        headers: { Authorization: `Bearer ${token}` },
        // The default repeats a question whose answer was lost, up to three times.
        retries: 0,
      });
      // The server puts the signed-in person in place of the resource.
      const memory = { thread: `web-${userId ?? ""}`, resource: userId ?? "" };
      const { text } = await client.getAgent("weatherAgent").generate(question, { memory });
      return text;
    });
  }

  function copyForEditor(): void {
    void run(async (token) => {
      await navigator.clipboard.writeText(token);
      return "The token is in the clipboard. In VS Code, run “Agent Chat: Paste a Token…”. It can't be renewed there.";
    });
  }

  return (
    <>
      <form onSubmit={ask}>
        <label>
          Your question{" "}
          <input name="question" defaultValue="What is the weather like in New York?" size={40} required />
        </label>{" "}
        <button disabled={busy}>Ask</button>
      </form>
      <p>
        <button type="button" disabled={busy} onClick={copyForEditor}>
          Copy for VS Code
        </button>
      </p>
      <p role="status" style={{ whiteSpace: "pre-wrap" }}>
        {busy ? "One moment…" : said}
      </p>
    </>
  );
}
