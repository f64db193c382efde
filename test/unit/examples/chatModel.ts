import { createServer, type IncomingMessage } from "node:http";
import { listen } from "../../stack/listen";
import { closeServer } from "../../stack/requestLog";

/** The final words of the model, after its tool has answered or failed. */
export const MODEL_SAYS = "It is mild in New York.";

interface ChatRequest {
  readonly messages: readonly { readonly role: string }[];
}

/** A server with OpenAI's chat completions, as Ollama has them, whose model calls its tool and then answers. */
export async function startChatModel(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void read(request).then((asked) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(completion(asked)));
    });
  });
  const port = await listen(server, "127.0.0.1", 0);
  return { url: `http://127.0.0.1:${port}/v1`, close: () => closeServer(server) };
}

function completion({ messages }: ChatRequest): object {
  const isAnswer = messages.at(-1)?.role === "tool";
  const call = { name: "getWeather", arguments: JSON.stringify({ city: "New York" }) };
  const message = isAnswer
    ? { role: "assistant", content: MODEL_SAYS }
    : { role: "assistant", content: null, tool_calls: [{ id: "call_1", type: "function", function: call }] };
  return {
    id: "chat_1",
    object: "chat.completion",
    created: 0,
    model: "scripted",
    choices: [{ index: 0, message, finish_reason: isAnswer ? "stop" : "tool_calls" }],
  };
}

async function read(request: IncomingMessage): Promise<ChatRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    pieces.push(piece as Buffer);
  }
  return JSON.parse(Buffer.concat(pieces).toString()) as ChatRequest;
}
