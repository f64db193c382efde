import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { MastraAuthClerk } from "@mastra/auth-clerk";
import { Mastra } from "@mastra/core";
import { SimpleAuth } from "@mastra/core/server";
import { type HonoBindings, type HonoVariables, MastraServer as HonoAdapter } from "@mastra/hono";
import { LibSQLStore } from "@mastra/libsql";
import { Memory } from "@mastra/memory";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { listen } from "../listen";
import { closeServer, recordRequests, type LoggedRequest } from "../requestLog";
import { createAgents } from "./agents";
import { AnswerGate } from "./model/answerGate";
import { chooseModel } from "./model/chooseModel";
import { decide } from "./model/decide";
import { ScriptedModel } from "./model/scriptedModel";
import { observe } from "./observe";
import { type PublishedSignIn, resourceMetadataRoute } from "./resourceMetadata";
import { OpenMeteo } from "./tools/openMeteo";
import { ToneVoice } from "./toneVoice";
import { createWeatherTools } from "./tools/weatherTools";
import { createWorkflows } from "./workflows/createWorkflows";

export interface MastraServerOptions {
  readonly publishableKey: string;
  /** Default true; without it the server is as `mastra dev` makes one, and answers everybody. */
  readonly requiresSignIn?: boolean;
  /** In place of Clerk: tokens that never change, each with the id of the person who has it (Mastra's `SimpleAuth`). */
  readonly staticTokens?: Readonly<Record<string, string>>;
  /** Only used to ask Clerk for a user's profile; the agents work without. */
  readonly secretKey?: string;
  readonly jwksUri: string;
  /** Whether a signed-in person may use the server; without it everybody with a user id may. */
  readonly authorizeUser?: (user: ClerkUser) => boolean | Promise<boolean>;
  /** Default true; without it everybody with a token has everybody's threads, as Mastra has it by itself. */
  readonly separatesThreads?: boolean;
  /** Published at `/.well-known/oauth-protected-resource`. */
  readonly resourceMetadata?: PublishedSignIn;
  /** Default false. Traces of runs are written, and kept with feedback in memory: LibSQL, which keeps the threads, has no place for feedback. */
  readonly isObserved?: boolean;
  /** Where threads and bookings are kept. */
  readonly dataDir: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Pause between two chunks of the scripted model, in milliseconds; default 15. Slow tools pause 20 times as long. */
  readonly chunkDelayMs?: number;
  /**
   * Longer bodies are refused with 413; default 4.5 MB, as a `mastra build` server does
   * (docs/wire.md#mastra-size-of-a-request).
   */
  readonly maxBodyBytes?: number;
  /** Default true: ask Open-Meteo when it can be reached. */
  readonly liveWeather?: boolean;
  /** Where the keys of model providers are looked for; default `process.env`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: (line: string) => void;
}

/** The claims of the access token that came with a request. */
export type ClerkUser = Parameters<NonNullable<ClerkOptions["authorizeUser"]>>[0];

type ClerkOptions = NonNullable<ConstructorParameters<typeof MastraAuthClerk>[0]>;

export interface MastraServer {
  readonly url: string;
  readonly requests: readonly LoggedRequest[];
  /**
   * Answers of the scripted models pause once their text has so many letters, those that are being written, too;
   * `Infinity` lets them go on.
   *
   * @param inArguments whether a call pauses there as well, while its arguments are being written
   */
  pauseAnswersAt(letters: number, inArguments?: boolean): void;
  /** What the weather agent's voice was given to say, the oldest first. */
  readonly said: string[];
  /** Ends open streams too. */
  close(): Promise<void>;
}

/**
 * A Mastra server whose agents answer only to tokens of this Clerk instance, or to everybody.
 *
 * @throws StackError when the port is in use
 */
export async function startMastraServer(options: MastraServerOptions): Promise<MastraServer> {
  const { dataDir, log = () => undefined, environment = process.env } = options;
  mkdirSync(dataDir, { recursive: true });
  const server = createServer();
  const port = await listen(server, "127.0.0.1", options.port ?? 0);
  const url = `http://localhost:${port}`;
  const kept = new LibSQLStore({ id: "agent-chat-demo", url: `file:${join(dataDir, "mastra.db")}` });
  const observed = options.isObserved ? await observe(kept) : undefined;
  const storage = observed?.storage ?? kept;
  const { chunkDelayMs = 15, maxBodyBytes = 4.5 * 1024 * 1024 } = options;
  const gate = new AnswerGate();
  const script = { chunkDelayMs, gate, apiUrl: () => url };
  const openMeteo = options.liveWeather === false ? undefined : new OpenMeteo();
  const voice = new ToneVoice();
  const agents = createAgents({
    memory: new Memory({ storage }),
    remembering: (memoryOptions) => new Memory({ storage, options: memoryOptions }),
    model: (agentId) => chooseModel({ ...script, agentId, decide }, environment),
    scripted: (agentId, rules) => new ScriptedModel({ ...script, agentId, decide: rules }),
    openMeteo,
    dataDir,
    pauseMs: 20 * chunkDelayMs,
    voice,
    ...(observed && { scorers: observed.scorers }),
  });
  const auth = options.staticTokens === undefined ? clerkAuth(options) : staticAuth(options.staticTokens);
  const { resourceMetadata } = options;
  const apiRoutes = resourceMetadata === undefined ? [] : [resourceMetadataRoute(url, resourceMetadata)];
  const mastra = new Mastra({
    agents,
    workflows: createWorkflows(100 * chunkDelayMs),
    mcpServers: { weatherTools: createWeatherTools(openMeteo) },
    storage,
    ...(observed && { observability: observed.observability }),
    server: { ...(options.requiresSignIn !== false && { auth }), apiRoutes },
    logger: false,
  });
  const app = new Hono<{ Bindings: HonoBindings; Variables: HonoVariables }>();
  // As `mastra dev` and `mastra build` have it by themselves: pages of any origin may ask (docs/wire.md#mastra-cors).
  app.use(
    "*",
    cors({
      origin: "*",
      allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
      allowHeaders: ["Content-Type", "Authorization", "x-mastra-client-type"],
      exposeHeaders: ["Content-Length", "X-Requested-With"],
      maxAge: 3600,
    }),
  );
  const bodyLimitOptions = { maxSize: maxBodyBytes, onError: (error: unknown) => error };
  await new HonoAdapter({ app, mastra, bodyLimitOptions }).init();
  const answer = getRequestListener(app.fetch, { hostname: "localhost" });
  const requests: LoggedRequest[] = [];
  server.on("request", (request, response) => {
    recordRequests(requests, request, response, log);
    void answer(request, response);
  });
  return {
    url,
    requests,
    said: voice.said,
    pauseAnswersAt: (letters, inArguments) => gate.pauseAt(letters, inArguments),
    // The database closes with the process: a run that was cut just now still writes down how it ended.
    close: () => closeServer(server),
  };
}

function clerkAuth(options: MastraServerOptions): MastraAuthClerk {
  return new MastraAuthClerk({
    publishableKey: options.publishableKey,
    secretKey: options.secretKey ?? "sk_test_unused",
    jwksUri: options.jwksUri,
    // Without it every signed-in person could read everybody's threads (docs/wire.md#mastra-whose-threads).
    ...(options.separatesThreads !== false && { mapUserToResourceId: (user: ClerkUser) => user.sub }),
    ...(options.authorizeUser !== undefined && { authorizeUser: options.authorizeUser }),
  });
}

function staticAuth(tokens: Readonly<Record<string, string>>): SimpleAuth<{ readonly id: string }> {
  return new SimpleAuth({
    tokens: Object.fromEntries(Object.entries(tokens).map(([token, id]) => [token, { id }])),
    mapUserToResourceId: ({ id }) => id,
  });
}
