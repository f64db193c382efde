// Loaded into an extension host before VS Code: answers the bench from in there, and notes when messages leave.
import { connect } from "node:net";
import { createInterface } from "node:readline";
import { type LineReply, LINE_VARIABLE, type LineRequest } from "./hostLine";
import { rawReader } from "./rawReader";
import { watchPosts } from "./watchPosts";

const port = process.env[LINE_VARIABLE];
if (port !== undefined) {
  const posts = watchPosts();
  const answer = async (request: LineRequest): Promise<LineReply> => {
    const at = request.type === "raw" ? await rawReader(request) : posts.take();
    return at === undefined ? { error: `There is no time for "${request.type}".` } : { at };
  };
  const socket = connect(Number(port), "127.0.0.1");
  // The bench is gone, or has ended this host.
  socket.on("error", () => socket.destroy());
  socket.unref();
  createInterface({ input: socket }).on("line", (line) => {
    void answer(JSON.parse(line) as LineRequest)
      .catch((error: unknown): LineReply => ({ error: String(error) }))
      .then((reply) => socket.write(`${JSON.stringify(reply)}\n`));
  });
}
