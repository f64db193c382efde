import * as l10n from "@vscode/l10n";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { formatNumber } from "../../shared/formats";
import { OPTION_LIMITS, type ThreadOptions } from "../../shared/threadOptions";
import type { Turn } from "../../shared/transcript";
import { IconButton } from "../components/icon";
import { belongsToInputMethod, takeKey } from "../components/keys";
import { useUniqueId } from "../components/preactHelpers";
import { AnswerForm } from "../form/answerForm";
import { FieldView } from "../form/fieldView";
import { rootPath } from "../form/readForm";
import { useForm } from "../form/useForm";
import { usePanel } from "../state/panel";

interface Props {
  readonly threadId: string;
  readonly agentId: string;
  /** What is set. */
  readonly options: ThreadOptions | undefined;
  readonly turns: readonly Turn[];
  /** Shows what the agent remembers; missing where it has no memory to show. */
  readonly onMemory: (() => void) | undefined;
  readonly onClose: () => void;
}

/** What the requests of one thread carry besides its messages: a form, in place. */
export function ThreadOptionsForm({ threadId, agentId, options, turns, onMemory, onClose }: Props) {
  const panel = usePanel();
  const heading = useUniqueId();
  const set = JSON.stringify(options ?? {});
  const schema = useMemo(() => schemaOf(JSON.parse(set) as ThreadOptions), [set]);
  const form = useForm(panel.formDrafts, `options ${threadId}`, set, schema);
  const { element } = form;
  useLayoutEffect(() => element.current?.querySelector<HTMLElement>("textarea, input")?.focus(), [element]);
  useEffect(() => panel.post("readMemory", { agentId }), [panel, agentId]);
  const save = (changed: ThreadOptions): void => {
    form.sent();
    panel.post("setThreadOptions", { options: changed });
    onClose();
  };
  const cancel = (): void => {
    form.drop();
    onClose();
  };
  return (
    <section
      class="floating optionsForm"
      role="dialog"
      aria-labelledby={heading}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !belongsToInputMethod(event)) {
          takeKey(event);
          cancel();
        }
      }}
    >
      <div class="helpHead">
        <h2 id={heading}>{l10n.t("Thread options")}</h2>
        <IconButton icon="close" label={l10n.t("Close thread options")} onClick={cancel} />
      </div>
      <p class="fieldAbout">
        {l10n.t("For your messages in this thread from now on. The agent stays as it is for everyone else.")}
      </p>
      <AnswerForm
        label={l10n.t("Thread options")}
        element={element}
        onSubmit={() => form.submit((data) => save(data as ThreadOptions))}
      >
        <FieldView frame={form.frame} path={rootPath} field={form.field} value={form.value} onChange={form.change} />
        <div class="actions">
          <button type="submit" class="button primary">
            {l10n.t("Save")}
          </button>
          {options && (
            <button type="button" class="button secondary" onClick={() => save({})}>
              {l10n.t("Reset all")}
            </button>
          )}
          <button type="button" class="button secondary" onClick={cancel}>
            {l10n.t("Cancel")}
          </button>
        </div>
      </AnswerForm>
      <TokensUsed turns={turns} />
      {onMemory && (
        <button type="button" class="button secondary" onClick={onMemory}>
          {l10n.t("What the agent remembers")}
        </button>
      )}
    </section>
  );
}

/** What the responses have used, as far as the server has told it here. */
function TokensUsed({ turns }: Pick<Props, "turns">) {
  const told = turns.flatMap(({ usage }) => (usage ? [usage] : []));
  const sum = (name: "inputTokens" | "outputTokens"): string =>
    formatNumber(told.reduce((total, usage) => total + (usage[name] ?? 0), 0));
  return told.length === 0 ? null : (
    <p class="fieldAbout">
      {l10n.t("Tokens so far: {0} in, {1} out, as told here by the server.", sum("inputTokens"), sum("outputTokens"))}
    </p>
  );
}

/** The options as the panel's forms draw and check them. @param set what stands in the boxes at first */
function schemaOf(set: ThreadOptions): object {
  return {
    type: "object",
    default: set,
    properties: {
      instructions: {
        type: "string",
        title: l10n.t("Instructions"),
        description: l10n.t("Added to the agent's own instructions."),
        minLength: 1,
        maxLength: OPTION_LIMITS.instructions,
      },
      maxSteps: {
        type: "integer",
        title: l10n.t("Maximum steps"),
        description: l10n.t("How often the agent may continue after tool calls in one response."),
        minimum: 1,
        maximum: OPTION_LIMITS.maxSteps,
      },
      temperature: {
        type: "number",
        title: l10n.t("Temperature"),
        description: l10n.t("0 for the most predictable responses, up to 2 for the most varied."),
        minimum: 0,
        maximum: OPTION_LIMITS.temperature,
      },
      requestContext: {
        type: "object",
        title: l10n.t("Request context"),
        description: l10n.t("Values that the server's code reads, such as a tenant."),
        propertyNames: { type: "string", minLength: 1, maxLength: OPTION_LIMITS.name },
        additionalProperties: { type: "string", minLength: 1, maxLength: OPTION_LIMITS.value },
        maxProperties: OPTION_LIMITS.values,
      },
    },
    additionalProperties: false,
  };
}
