import * as l10n from "@vscode/l10n";
import { useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../components/icon";
import { AnswerForm } from "../../form/answerForm";
import { useUniqueId } from "../../components/preactHelpers";
import type { FormValue } from "../../state/formDrafts";
import { usePanel } from "../../state/panel";
import { type AskProps, FormAsk } from "./formAsk";
import { type AskedQuestion, readQuestion } from "./readAsks";

/** What a person has chosen and written so far. */
interface Reply {
  /** By choice. */
  readonly chosen: readonly boolean[];
  /** Whether the own words count. */
  readonly own: boolean;
  readonly words: string;
}

/** A question of Mastra's `ask_user`: with choices, of which one or several are taken, or own words, or both. */
export function QuestionAsk(props: AskProps) {
  const { payload } = props.call.suspension ?? {};
  const question = useMemo(() => readQuestion(payload), [payload]);
  return question === undefined ? <FormAsk {...props} /> : <Question {...props} asked={question} />;
}

function Question({ turnId, call, rests, onAnswered, actions, asked }: AskProps & { readonly asked: AskedQuestion }) {
  const panel = usePanel();
  const id = useUniqueId();
  const form = useRef<HTMLFormElement>(null);
  const key = `form ${turnId} ${call.id}`;
  const [reply, setReply] = useState(() => readReply(panel.formDrafts.get(key)?.value, asked));
  const [tried, setTried] = useState(false);
  const answer = answerOf(reply, asked);
  const wrong = tried && answer === undefined;
  const change = (changed: Reply): void => {
    setReply(changed);
    panel.formDrafts.set(key, { value: { group: [changed.words, changed.own, ...changed.chosen] } });
  };
  const submit = (): void => {
    setTried(true);
    if (answer === undefined) {
      form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
    } else if (!rests) {
      onAnswered();
      panel.post("resumeToolCall", { turnId, toolCallId: call.id, data: answer });
    }
  };
  const { options, several } = asked;
  const choose = (index: number, on: boolean): void => {
    const chosen = reply.chosen.map((was, at) => (at === index ? on : several && was));
    change({ ...reply, chosen, own: several && reply.own });
  };
  const useOwn = (own: boolean, words = reply.words): void => {
    change({ words, own, chosen: several || !own ? reply.chosen : reply.chosen.map(() => false) });
  };
  const type = several ? "checkbox" : "radio";
  const described = wrong ? `${id}-wrong` : undefined;
  return (
    <AnswerForm label={l10n.t("Input for {0}", call.toolName)} element={form} onSubmit={submit}>
      <fieldset class="field choices" aria-describedby={described}>
        <legend class="question" dir="auto">
          {asked.question}
        </legend>
        {options.map(({ label, description }, index) => (
          <div key={index} class="choice">
            <div class="checkLine">
              <input
                id={`${id}-${index}`}
                type={type}
                name={id}
                checked={reply.chosen[index] === true}
                disabled={rests}
                aria-describedby={description === "" ? undefined : `${id}-${index}-about`}
                onChange={(event) => choose(index, event.currentTarget.checked)}
              />
              <label for={`${id}-${index}`} dir="auto">
                {label}
              </label>
            </div>
            {description !== "" && (
              <p id={`${id}-${index}-about`} class="fieldAbout" dir="auto">
                {description}
              </p>
            )}
          </div>
        ))}
        {options.length > 0 && (
          <div class="checkLine">
            <input
              id={`${id}-own`}
              type={type}
              name={id}
              checked={reply.own}
              disabled={rests}
              onChange={(event) => useOwn(event.currentTarget.checked)}
            />
            <label for={`${id}-own`}>{l10n.t("Something else")}</label>
          </div>
        )}
        <textarea
          class="textInput"
          rows={1}
          dir="auto"
          aria-label={options.length > 0 ? l10n.t("In your own words") : asked.question}
          aria-invalid={wrong || undefined}
          aria-describedby={described}
          placeholder={options.length > 0 ? l10n.t("In your own words") : undefined}
          value={reply.words}
          disabled={rests}
          onInput={(event) => useOwn(true, event.currentTarget.value)}
        />
        {wrong && (
          <p id={`${id}-wrong`} class="fieldWrong">
            <Icon name="error" />
            <span>
              {options.length > 0
                ? l10n.t("Choose something, or write it in your own words.")
                : l10n.t("Write something.")}
            </span>
          </p>
        )}
      </fieldset>
      {actions(
        <button type="submit" class="button primary" disabled={rests}>
          {l10n.t("Continue")}
        </button>,
      )}
    </AnswerForm>
  );
}

/** What was typed before, in the shape in which `change` keeps it. */
function readReply(value: FormValue | undefined, { options }: AskedQuestion): Reply {
  const group = typeof value === "object" && value !== null && "group" in value ? value.group : [];
  const [words, own, ...chosen] = group;
  return {
    words: typeof words === "string" ? words : "",
    own: own === true || options.length === 0,
    chosen: options.map((_, index) => chosen[index] === true),
  };
}

/** What the tool goes on with: a text, or where several may be chosen a list; undefined as long as there is nothing. */
function answerOf({ chosen, own, words }: Reply, { options, several }: AskedQuestion): string | string[] | undefined {
  const said = options.filter((_, index) => chosen[index]).map(({ label }) => label);
  const all = (own || options.length === 0) && words.trim() !== "" ? [...said, words.trim()] : own ? [] : said;
  return all.length === 0 ? undefined : several ? all : all[0];
}
