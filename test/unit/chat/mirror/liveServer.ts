import type { ServerResponse } from "node:http";
import { type HttpServer, json, startHttpServer } from "../../setup/httpServer";

interface LiveRun {
  readonly id: string;
  readonly question: string;
  readonly told: object[];
  readonly own: ServerResponse | undefined;
  text: string;
  isQuestionTold?: true;
}

/** As much of a Mastra server as one thread needs, and every moment of it is a test's: its runs, and its faults. */
export class LiveServer {
  readonly messages: { id: string; role: string; createdAt: string; content: { parts: [{ text: string }] } }[] = [];
  /** Stands in the place of telling what happens in the thread. */
  subscribing: ((response: ServerResponse) => void) | undefined;
  /** The status of every reading. */
  reading = 200;
  /** Milliseconds until a request is answered; what is read is as it was when it came. */
  lag = 0;
  /** Milliseconds until what is left of an aborted run is stored, after that is told: some 40 on a real server. */
  storesAbortedAfter = 0;
  subscribed = 0;
  aborted = 0;
  private readonly listeners = new Set<ServerResponse>();
  private run: LiveRun | undefined;
  /** Runs that begin when the one before has ended, as on a real server. */
  private readonly later: (() => void)[] = [];
  private held: object[] | undefined;
  private http: HttpServer | undefined;
  private count = 0;
  /** What is to be stored before anything else is. */
  private unstored: (() => void) | undefined;

  async start(): Promise<this> {
    this.http = await startHttpServer(({ path, body }, response) => {
      const answer = this.answer(path.replace("/api", ""), body, response);
      if (this.lag > 0) {
        setTimeout(() => response.destroyed || answer(), this.lag);
      } else {
        answer();
      }
    });
    return this;
  }

  get url(): string {
    return this.http?.origin ?? "";
  }

  /** How often it was asked for anything. */
  get asked(): number {
    return this.http?.seen.length ?? 0;
  }

  get listening(): number {
    return this.listeners.size;
  }

  get runs(): boolean {
    return this.run !== undefined;
  }

  /** Nothing is under way: no run, and nothing of one that is still to be stored. */
  get rests(): boolean {
    return !this.run && !this.unstored;
  }

  /** As a person would read it. */
  get words(): readonly string[] {
    return this.messages.map(({ role, content }) => `${role === "user" ? "user" : "agent"}: ${content.parts[0].text}`);
  }

  async close(): Promise<void> {
    await this.http?.close();
  }

  /** Somebody else asks. */
  begin(question: string): void {
    this.beginRun(question, undefined);
  }

  say(text: string): void {
    if (this.run) {
      this.run.text += text;
      this.tell({ type: "text-delta", runId: this.run.id, payload: { id: "t", text } });
    }
  }

  /** The run ends: it is stored, and then told. */
  end(type: "finish" | "abort" = "finish"): void {
    const { run } = this;
    if (run) {
      if (type === "abort" && this.storesAbortedAfter > 0) {
        this.unstored?.();
        const store = (): void => {
          if (this.unstored === store) {
            this.unstored = undefined;
            this.store(run);
          }
        };
        this.unstored = store;
        setTimeout(store, this.storesAbortedAfter);
      } else {
        this.store(run);
      }
      this.tell({ type, runId: run.id, ...(type === "finish" ? { payload: { stepResult: { reason: "stop" } } } : {}) });
      this.forget();
    }
  }

  /** The question of the run is told, as by one of `send-message`. */
  tellQuestion(): void {
    if (this.run) {
      const { id, question } = this.run;
      this.run.isQuestionTold = true;
      this.tell({ type: "data-user-message", runId: id, data: { id: `${id}-question`, contents: question } });
    }
  }

  /** A tool, or the sub-agent behind it, says something. */
  report(toolCallId: string, text: string): void {
    const output = { type: "text-delta", payload: { id: "n", text } };
    this.tell({
      type: "tool-output",
      ...(this.run && { runId: this.run.id }),
      payload: { toolCallId, toolName: "bookTrip", output },
    });
  }

  /** The run fails: that is the last thing that is told of it, and of the answer nothing is stored. */
  fail(message: string): void {
    const { run } = this;
    if (run) {
      this.tell({ type: "error", runId: run.id, payload: { error: { message } } });
      this.forget();
    }
  }

  /** The run is lost: nothing of it is stored or told. */
  lose(): void {
    this.forget();
  }

  /** Every connection of those who listen is cut. */
  drop(): void {
    this.listeners.forEach((response) => response.destroy());
    this.listeners.clear();
  }

  /** What is told is told once more, from its beginning. */
  replay(): void {
    this.listeners.forEach((response) => this.run?.told.forEach((chunk) => send(response, chunk)));
  }

  /** Something that is no chunk of the run. */
  garble(chunk: object | string): void {
    this.listeners.forEach((response) => send(response, chunk));
  }

  private beginRun(question: string, own: ServerResponse | undefined): void {
    if (this.run) {
      this.later.push(() => this.beginRun(question, own));
      return;
    }
    this.count += 1;
    const id = `run-${this.count}`;
    this.run = { id, question, told: [], own, text: "" };
    this.tell({ type: "start", runId: id, payload: { id: "weatherAgent", messageId: `${id}-answer` } });
  }

  private store({ id, isQuestionTold, own, question, text }: LiveRun): void {
    this.unstored?.();
    const message = (role: string, messageId: string, words: string): void => {
      const createdAt = new Date(1_700_000_000_000 + this.messages.length).toISOString();
      const parts: [{ type: string; text: string }] = [{ type: "text", text: words }];
      const content = { format: 2, parts, metadata: { modelId: "m" } };
      this.messages.push({ id: messageId, role, createdAt, content });
    };
    message("user", own ? question : `${id}-question`, question);
    // Of a run of `send-message` that was stopped before its first word, the question is all that is left.
    if (text !== "" || !isQuestionTold) {
      message("assistant", `${id}-answer`, text);
    }
  }

  /** Those who listen hear nothing until `release`; whoever has asked does. */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const { held = [] } = this;
    this.held = undefined;
    held.forEach((chunk) => this.garble(chunk));
  }

  /** The run waits for a person: its own stream ends. */
  ask(toolCallId: string): void {
    const { run } = this;
    if (run) {
      const payload = { toolCallId, toolName: "bookTrip", args: {} };
      this.tell({ type: "tool-call", runId: run.id, payload });
      this.tell({ type: "tool-call-approval", runId: run.id, payload });
      run.own?.end("data: [DONE]\n\n");
    }
  }

  private tell(chunk: object): void {
    this.run?.told.push(chunk);
    if (this.held) {
      this.held.push(chunk);
    } else {
      this.garble(chunk);
    }
    if (this.run?.own) {
      send(this.run.own, chunk);
    }
  }

  private forget(): void {
    const own = this.run?.own;
    this.run = undefined;
    own?.end("data: [DONE]\n\n");
    this.later.shift()?.();
  }

  /** @returns answers; what it reads is as it is now */
  private answer(path: string, body: string, response: ServerResponse): () => void {
    if (path.endsWith("/threads/subscribe")) {
      this.subscribed += 1;
      return () => this.subscribe(response);
    }
    if (path.endsWith("/stream")) {
      const [{ id }] = (JSON.parse(body) as { messages: [{ id: string }] }).messages;
      return () => {
        stream(response).flushHeaders();
        // Whoever leaves ends their run.
        response.on("close", () => this.run?.own === response && !response.writableEnded && this.end("abort"));
        this.beginRun(id, response);
      };
    }
    if (path.endsWith("/threads/abort")) {
      return () => {
        this.aborted += 1;
        json(response, 200, { aborted: this.run !== undefined });
        this.end("abort");
      };
    }
    const { reading, messages } = this;
    if (reading !== 200) {
      return () => json(response, reading, { error: "No" });
    }
    const page = { messages: messages.slice(-40), total: messages.length, hasMore: messages.length > 40 };
    const answers = path.includes("/messages")
      ? page
      : path.includes("/memory/status")
        ? { result: true }
        : { runs: [], total: 0 };
    return () => json(response, 200, answers);
  }

  private subscribe(response: ServerResponse): void {
    if (this.subscribing) {
      this.subscribing(response);
      return;
    }
    stream(response).write(": connected\n\n");
    this.listeners.add(response);
    response.on("close", () => this.listeners.delete(response));
    this.run?.told.forEach((chunk) => send(response, chunk));
  }
}

function stream(response: ServerResponse): ServerResponse {
  response.writeHead(200, { "content-type": "text/event-stream" });
  return response;
}

function send(response: ServerResponse, chunk: object | string): void {
  response.write(`data: ${typeof chunk === "string" ? chunk : JSON.stringify(chunk)}\n\n`);
}
