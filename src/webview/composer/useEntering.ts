import * as l10n from "@vscode/l10n";
import type { RefObject } from "preact";
import { type Panel, usePanel } from "../state/panel";
import { canSend } from "../state/store";
import { type Entered, readEntered } from "./commands";
import type { CompletionRow } from "./completionRows";
import { replaceText } from "./editText";
import type { Choose, Completion } from "./useCompletion";

/** What entering something in the message box can bring about beside it. */
interface Outcome {
  /** Shows a sentence about what did not work; an empty one takes the last away. */
  readonly say: (sentence: string) => void;
  readonly showHelp: () => void;
  readonly showOptions: () => void;
  readonly showMemory: () => void;
}

/** What Enter does, with the list of completions and without it. */
export interface Entering {
  /** Runs the command in the box, or sends its text. @param now into the response that is being written */
  readonly submit: (now?: boolean) => void;
  readonly choose: Choose;
}

/** Turns Enter and the chosen rows of the list into messages to the host and changes of the box. */
export function useEntering(
  box: RefObject<HTMLTextAreaElement | null>,
  completion: Completion,
  outcome: Outcome,
): Entering {
  const panel = usePanel();
  const carryOut = (entered: Entered, now = false): void => {
    outcome.say("");
    switch (entered.kind) {
      case "message":
        sendMessage(panel, entered.text, now);
        break;
      case "run":
        run(panel, entered.command, outcome);
        break;
      case "agent":
        post(panel, () => panel.post("selectAgent", { agentId: entered.agentId }));
        break;
      case "export":
        post(panel, () => panel.post("exportThread", { format: entered.format }));
        break;
      case "fill":
        fill(box.current, entered.text, completion);
        break;
      case "wanting":
        fill(box.current, `/${entered.command} `, completion);
        completion.show();
        break;
      case "problem":
        outcome.say(entered.sentence);
        break;
    }
  };
  const read = (text: string): Entered =>
    readEntered(text, { agents: panel.model.state.agents, prompts: panel.model.prompts });
  const choose = (row: CompletionRow, key: "Enter" | "Tab"): void => {
    const { choice } = row;
    switch (choice.kind) {
      case "attach":
        if (choice.id === "thread") {
          // Which one is listed as it is typed.
          replaceQuery(box.current, completion, "@thread");
          break;
        }
        panel.post("attach", { id: choice.id });
        takeOutQuery(box.current, completion);
        break;
      case "prompt":
        carryOut({ kind: "fill", text: choice.text });
        break;
      case "command":
      case "argument": {
        const text = choice.kind === "command" ? `/${choice.command}` : `/${choice.command} ${choice.value}`;
        if (choice.kind === "command" && choice.wantsArgument) {
          carryOut({ kind: "wanting", command: choice.command });
        } else if (key === "Tab") {
          fill(box.current, text, completion);
        } else {
          carryOut(read(text));
        }
        break;
      }
    }
  };
  return { submit: (now) => carryOut(read(panel.model.draft.text), now), choose };
}

/** Carries out a command that takes nothing. A thread is deleted only by the command that says so. */
function run(
  panel: Panel,
  command: (Entered & { readonly kind: "run" })["command"],
  { say, showHelp, showOptions, showMemory }: Outcome,
): void {
  if (command === "help") {
    panel.type("");
    showHelp();
  } else if (command === "options") {
    post(panel, showOptions);
  } else if (command === "memory") {
    post(panel, showMemory);
  } else if (command !== "delete") {
    post(panel, () => panel.post("newThread", {}));
  } else if (panel.model.transcript.turns.length === 0) {
    post(panel, () => say(l10n.t("This thread is empty, so there is nothing to delete.")));
  } else {
    post(panel, () => panel.threads.removeShown());
  }
}

/** A text without its escaping slash is sent in the same step; while nothing can be sent it stays. */
function sendMessage(panel: Panel, text: string, now: boolean): void {
  if (canSend(panel.model) && text !== panel.model.draft.text) {
    panel.type(text);
  }
  panel.send(now);
}

/** Clears the box first, so that the host does not take the command for the thread's draft. */
function post(panel: Panel, action: () => void): void {
  if (panel.model.state.connection === "ready") {
    panel.type("");
    action();
  }
}

function fill(box: HTMLTextAreaElement | null, text: string, completion: Completion): void {
  if (box !== null) {
    replaceText(box, 0, box.value.length, text);
    completion.dismiss();
  }
}

/** Puts another query in the place of the one at the caret. */
function replaceQuery(box: HTMLTextAreaElement | null, { stay }: Completion, query: string): void {
  if (box !== null && stay !== undefined) {
    replaceText(box, stay.trigger.from, box.selectionEnd, query);
  }
}

/** Takes `@query` out of the text, with one of the two blanks it stood between. */
function takeOutQuery(box: HTMLTextAreaElement | null, completion: Completion): void {
  const trigger = completion.stay?.trigger;
  if (box === null || trigger === undefined) {
    return;
  }
  const end = box.selectionEnd;
  const blankBefore = trigger.from === 0 || /\s/.test(box.value.charAt(trigger.from - 1));
  const blankAfter = box.value.charAt(end) === " ";
  replaceText(box, trigger.from, blankBefore && blankAfter ? end + 1 : end, "");
}
