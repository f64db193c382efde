import * as l10n from "@vscode/l10n";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AgentMemory, WorkingMemory } from "../../shared/agentMemory";
import { Fold } from "../components/fold";
import { AnswerForm } from "../form/answerForm";
import { FieldView } from "../form/fieldView";
import { rootPath } from "../form/readForm";
import { useForm } from "../form/useForm";
import type { FormDrafts, FormValue } from "../state/formDrafts";
import { usePanel } from "../state/panel";

/** Under which what is typed is kept, and what it was typed over. */
const TYPED = "typed";
const BASE = "base";

interface Props {
  readonly memory: AgentMemory;
  readonly working: WorkingMemory;
  /** What is typed and not saved; of this memory alone. */
  readonly drafts: FormDrafts;
  /** Draws the form anew, with nothing typed in it. */
  readonly onReset: () => void;
}

/**
 * A form for an agent's working memory. What was typed is typed over the memory that was shown then; as long as the
 * server has another one, both are shown, and the person says which one stays.
 */
export function WorkingMemoryForm({ memory, working, drafts, onReset }: Props) {
  const panel = usePanel();
  const base = typedOver(drafts) ?? working.text;
  const theirs = base === working.text ? undefined : working.text;
  const fields = fieldsOf({ ...working, text: base });
  const schema = useMemo(() => fields ?? textSchema(base || working.template), [JSON.stringify(fields), base]);
  const form = useForm(drafts, TYPED, base, schema);
  const sent = useRef<FormValue>(undefined);
  const [, drawAgain] = useState({});
  const change = (value: FormValue): void => {
    keepBase(drafts, base);
    form.change(value);
  };
  useLayoutEffect(() => {
    if (memory.saved && memory.problem === undefined && sent.current !== undefined) {
      // What was typed since is typed over what is saved now.
      keepBase(drafts, working.text);
      if (form.value === sent.current) {
        onReset();
      } else {
        drawAgain({});
      }
    }
  }, [memory]);
  const save = (): void =>
    form.submit((data) => {
      sent.current = form.value;
      const text = fields ? JSON.stringify({ ...unshown(base, fields), ...(data as object) }) : (data as string);
      panel.post("saveMemory", { agentId: memory.agentId, change: { text, shown: working.text } });
    });
  const whose =
    working.source === "resource"
      ? l10n.t("Working memory, the same in all your threads.")
      : l10n.t("Working memory of this thread.");
  return (
    <AnswerForm label={whose} element={form.element} onSubmit={save}>
      <p class="fieldAbout">
        {whose}
        {working.text === "" && ` ${l10n.t("Nothing is remembered yet.")}`}
      </p>
      {theirs !== undefined && (
        <div role="alert">
          <p>{l10n.t("The memory has changed on the server, perhaps by the agent. Nothing of yours is saved yet.")}</p>
          <p class="fieldAbout">{l10n.t("On the server now")}</p>
          <Shown label={l10n.t("On the server now")}>{readable(theirs)}</Shown>
        </div>
      )}
      {fields ? (
        <FieldView frame={form.frame} path={rootPath} field={form.field} value={form.value} onChange={change} />
      ) : (
        <TextBox label={whose} value={form.value} onChange={change} />
      )}
      {working.template !== "" && !working.schema && (
        <Fold summary={l10n.t("Template")}>{() => <Shown label={l10n.t("Template")}>{working.template}</Shown>}</Fold>
      )}
      {working.fixed ? (
        <p>{l10n.t("Send a message in this thread first. The server saves no changes until then.")}</p>
      ) : (
        <Actions isChanged={theirs !== undefined} onTheirs={onReset} />
      )}
    </AnswerForm>
  );
}

interface ActionsProps {
  readonly isChanged: boolean;
  readonly onTheirs: () => void;
}

function Actions({ isChanged, onTheirs }: ActionsProps) {
  return (
    <div class="actions">
      <button type="submit" class="button primary">
        {isChanged ? l10n.t("Keep mine") : l10n.t("Save")}
      </button>
      {isChanged && (
        <button type="button" class="button secondary" onClick={onTheirs}>
          {l10n.t("Use the server's")}
        </button>
      )}
    </div>
  );
}

interface TextBoxProps {
  readonly label: string;
  readonly value: FormValue;
  readonly onChange: (value: FormValue) => void;
}

/** Markdown of any length: Enter is a new line, and empty is an answer. */
function TextBox({ label, value, onChange }: TextBoxProps) {
  return (
    <textarea
      class="textInput json"
      aria-label={label}
      rows={8}
      dir="auto"
      value={typeof value === "string" ? value : ""}
      onInput={({ currentTarget }) => onChange(currentTarget.value || { empty: true })}
    />
  );
}

interface ShownProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A text that can be read and scrolled, and not changed. */
export function Shown({ label, children }: ShownProps) {
  return (
    <div class="question textInput" role="group" aria-label={label} dir="auto" tabIndex={0}>
      {children}
    </div>
  );
}

/** The memory that something was typed over; undefined when nothing was. */
function typedOver(drafts: FormDrafts): string | undefined {
  const base = drafts.get(BASE)?.value;
  return drafts.get(TYPED) && typeof base === "string" ? base : undefined;
}

function keepBase(drafts: FormDrafts, base: string): void {
  if (drafts.get(BASE)?.value !== base) {
    drafts.set(BASE, { value: base });
  }
}

/** The schema of a memory in fields, filled with what is remembered; undefined where no fields could hold it. */
function fieldsOf({ schema, text }: WorkingMemory): object | undefined {
  if (!schema) {
    return undefined;
  }
  try {
    const data: unknown = text === "" ? {} : JSON.parse(text);
    return typeof data === "object" && data !== null ? { type: "object", ...schema, default: data } : undefined;
  } catch {
    // Written by an agent that keeps its memory in words, and shares it with this one.
    return undefined;
  }
}

function textSchema(text: string): object {
  return { type: "string", default: text };
}

/** What is remembered and has no field: it stays. */
function unshown(text: string, schema: object): object {
  const { properties = {} } = schema as { properties?: object };
  const all = text === "" ? [] : Object.entries(JSON.parse(text) as object);
  return Object.fromEntries(all.filter(([name]) => !(name in properties)));
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
