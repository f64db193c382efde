import { useMemo } from "preact/hooks";
import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import type { ToolCallPart } from "../../../shared/transcript";
import { ToolForm } from "../../form/toolForm";
import { JsonText } from "../jsonText";
import { entriesOf, entryCount, isListed, prettyValue, structureOf } from "../values";
import { ToolValue } from "../valueViews";

/** What draws a tool that waits for something. */
export interface AskProps {
  readonly turnId: string;
  readonly call: ToolCallPart;
  /** True once the call was answered or declined, until the host says what came of it. */
  readonly rests: boolean;
  readonly onAnswered: () => void;
  /** Draws the row of buttons around the one that sends. */
  readonly actions: (send: ComponentChildren) => ComponentChildren;
}

/** Where tools put their question, in the order of how much it is one. */
const questionNames = ["message", "question", "prompt", "reason", "description", "text", "title"];

/** Characters above which a text is no question but a document, and is shown as one. */
const longestQuestion = 2000;

interface SuspensionWordsProps {
  readonly toolName: string;
  readonly payload: unknown;
}

/** Why a tool waits: its own question where it has one, and whatever else it said. */
export function SuspensionWords({ toolName, payload }: SuspensionWordsProps) {
  const { question, rest } = questionIn(payload);
  return (
    <>
      <p class="question" dir="auto">
        {question ?? l10n.t("{0} needs your input to continue.", toolName)}
      </p>
      {rest !== undefined && <ToolValue title={l10n.t("Details")} value={rest} open="short" />}
    </>
  );
}

/** Parts a payload into its question and the rest of it. */
export function questionIn(payload: unknown): { readonly question?: string; readonly rest?: unknown } {
  const structure = structureOf(payload);
  if (structure === undefined) {
    return isQuestion(payload)
      ? { question: payload }
      : payload === undefined || payload === null
        ? {}
        : { rest: payload };
  }
  const fields = isListed(structure) ? [] : entriesOf(structure, Infinity);
  const name = questionNames.find((candidate) =>
    fields.some((field) => field.name === candidate && isQuestion(field.value)),
  );
  const asked = fields.find((field) => field.name === name);
  if (asked === undefined || !isQuestion(asked.value)) {
    return entryCount(structure) === 0 ? {} : { rest: structure };
  }
  const others = fields.filter((field) => field !== asked);
  const { value: question } = asked;
  if (others.length === 0) {
    return { question };
  }
  // JSON stays as it came, and whole.
  const json = structure instanceof JsonText;
  return { question, rest: json ? structure : Object.fromEntries(others.map(({ name, value }) => [name, value])) };
}

function isQuestion(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= longestQuestion;
}

/** Characters by which two questions are told apart. */
const questionLength = 4000;

/** The question of any tool, with a form made of the schema of its answer. */
export function FormAsk({ turnId, call, rests, onAnswered, actions }: AskProps) {
  const { payload, schema } = call.suspension ?? {};
  const asked = useMemo(() => prettyValue({ payload, schema }).slice(0, questionLength), [payload, schema]);
  return (
    <>
      <SuspensionWords toolName={call.toolName} payload={payload} />
      <ToolForm turnId={turnId} call={call} asked={asked} rests={rests} onAnswered={onAnswered} actions={actions} />
    </>
  );
}
