import type { ProcessInputArgs, ProcessInputResult, Processor } from "@mastra/core/processors";
import { askedIn } from "./askedIn";

/**
 * An input processor that lets no message with the word "forbidden" through: the run ends with a `tripwire`.
 * At "crash" it breaks itself, as a processor with a mistake in it does, and the request ends with 500.
 */
export class BlockForbidden implements Processor<"forbidden-words"> {
  readonly id = "forbidden-words" as const;

  processInput({ messages, abort }: ProcessInputArgs): ProcessInputResult {
    const words = askedIn(messages);
    if (/\bforbidden\b/i.test(words)) {
      abort('Messages with the word "forbidden" are not answered here.');
    }
    if (/\bcrash\b/i.test(words)) {
      throw new TypeError("Cannot read properties of undefined (reading 'words')");
    }
    return messages;
  }
}
