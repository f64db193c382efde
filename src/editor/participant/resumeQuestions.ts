/** One question as VS Code's own form asks it (the tool `vscode_askQuestions`). */
export interface EditorQuestion {
  /** Names the answer; at most 50 characters, and unique. */
  readonly header: string;
  /** At most 200 characters. */
  readonly question: string;
  /** Missing for a text. */
  readonly options?: readonly { readonly label: string }[];
  readonly multiSelect?: boolean;
  readonly allowFreeformInput: boolean;
}

/** What VS Code's form returns for a question. */
export interface EditorAnswer {
  readonly selected: readonly string[];
  readonly freeText: string | null;
}

/** A form of VS Code's for what a suspended tool asks for. */
export interface ResumeForm {
  readonly questions: readonly EditorQuestion[];
  /** @returns the data that the tool waits for; undefined when something of it is missing or does not fit */
  read(answers: Readonly<Record<string, EditorAnswer>>): unknown;
}

/** More questions than that are a form, which the panel draws. */
const MOST = 6;
const HEADER = 50;
const QUESTION = 200;

/** Words that stand for a choice, with the value behind each. */
type Choices = ReadonlyMap<string, unknown>;

interface Field {
  readonly name: string;
  readonly question: EditorQuestion;
  readonly isRequired: boolean;
  /** What counts where nothing is given; undefined when there is no such value. */
  readonly fallback: unknown;
  /** @returns undefined when the answer does not fit */
  readonly value: (answer: EditorAnswer) => unknown;
}

type Schema = Readonly<Record<string, unknown>>;

/** What says more than a question for each property can ask; the panel's forms take it. */
const beyond = ["anyOf", "oneOf", "allOf", "not", "if", "$ref", "patternProperties", "dependentRequired", "const"];
/** Rules that are not looked at here. */
const rules = ["pattern", "format", "multipleOf", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"];
/** What VS Code's form would show while it is typed. */
const secretNames = /passw|passphrase|secret|token|api_?key|pin$/i;

/**
 * Makes questions of the JSON Schema of an answer. VS Code's form knows texts and choices; whatever is more, and
 * whatever is secret, is the panel's to ask.
 *
 * @param schema as `Suspension.schema`
 * @param message what the tool says about it; empty when it says nothing
 * @param words for yes and no
 * @returns undefined when the form would not do
 */
export function resumeForm(
  schema: unknown,
  message: string,
  words: { readonly yes: string; readonly no: string },
): ResumeForm | undefined {
  const { type, properties, required = [], additionalProperties } = asSchema(schema);
  const names = Object.keys(asSchema(properties));
  if (
    type !== "object" ||
    names.length === 0 ||
    names.length > MOST ||
    hasAny(asSchema(schema), beyond) ||
    !Array.isArray(required) ||
    typeof additionalProperties === "object"
  ) {
    return undefined;
  }
  const needed = new Set<unknown>(required);
  const fields = names.map((name) =>
    fieldOf(name, asSchema(asSchema(properties)[name]), message, needed.has(name), words),
  );
  const known = fields.filter((field) => field !== undefined);
  const headers = new Set(known.map(({ question }) => question.header));
  return headers.size < names.length
    ? undefined
    : { questions: known.map(({ question }) => question), read: (answers) => read(known, answers) };
}

/** The answers that the tool returned as a text. @returns undefined when a person has given none */
export function editorAnswers(text: string): Readonly<Record<string, EditorAnswer>> | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const answers: Record<string, EditorAnswer> = {};
  for (const [header, value] of Object.entries(asSchema(asSchema(parsed)["answers"]))) {
    const { selected, freeText } = asSchema(value);
    answers[header] = {
      selected: Array.isArray(selected) ? selected.map(String) : [],
      freeText: typeof freeText === "string" ? freeText : null,
    };
  }
  return Object.keys(answers).length === 0 ? undefined : answers;
}

function read(fields: readonly Field[], answers: Readonly<Record<string, EditorAnswer>>): unknown {
  const data: Record<string, unknown> = {};
  for (const { name, question, isRequired, fallback, value } of fields) {
    const answer = answers[question.header];
    const isEmpty = !answer || (answer.selected.length === 0 && (answer.freeText ?? "").trim() === "");
    const read = isEmpty ? fallback : value(answer);
    if (read === undefined && (isRequired || !isEmpty)) {
      return undefined;
    }
    if (read !== undefined) {
      data[name] = read;
    }
  }
  return data;
}

function fieldOf(
  name: string,
  schema: Schema,
  message: string,
  isRequired: boolean,
  { yes, no }: { readonly yes: string; readonly no: string },
): Field | undefined {
  const { type, title, description } = schema;
  const header = (typeof title === "string" && title !== "" ? title : name).slice(0, HEADER);
  const question = (typeof description === "string" && description !== "" ? description : message || header).slice(
    0,
    QUESTION,
  );
  const base = { header, question };
  const about = { name, isRequired, fallback: schema["default"] };
  if (hasAny(schema, beyond) || hasAny(schema, rules) || secretNames.test(name)) {
    return undefined;
  }
  const chosen = (choices: Choices): Field => ({
    ...about,
    question: { ...base, options: [...choices.keys()].map((label) => ({ label })), allowFreeformInput: false },
    value: ({ selected: [label = ""] }) => choices.get(label),
  });
  const options = choicesOf(schema["enum"]);
  if (options) {
    return chosen(options);
  }
  switch (type) {
    case "boolean":
      return chosen(
        new Map<string, unknown>([
          [yes, true],
          [no, false],
        ]),
      );
    case "string":
      return {
        ...about,
        question: { ...base, allowFreeformInput: true },
        value: (answer) => within(wordsOf(answer), schema),
      };
    case "number":
    case "integer":
      return {
        ...about,
        question: { ...base, allowFreeformInput: true },
        value: (answer) => within(numberOf(wordsOf(answer), type === "integer"), schema),
      };
    case "array":
      return severalOf(about, base, asSchema(schema["items"]));
    default:
      return undefined;
  }
}

function severalOf(
  about: Pick<Field, "name" | "isRequired" | "fallback">,
  base: { readonly header: string; readonly question: string },
  items: Schema,
): Field | undefined {
  const choices = choicesOf(items["enum"]);
  return (
    choices && {
      ...about,
      question: {
        ...base,
        options: [...choices.keys()].map((label) => ({ label })),
        multiSelect: true,
        allowFreeformInput: false,
      },
      value: ({ selected }) => selected.map((label) => choices.get(label)),
    }
  );
}

function choicesOf(values: unknown): Choices | undefined {
  if (
    !Array.isArray(values) ||
    values.length < 2 ||
    !values.every((each) => typeof each === "string" || typeof each === "number")
  ) {
    return undefined;
  }
  const choices = new Map(values.map((value): [string, unknown] => [String(value), value]));
  return choices.size === values.length ? choices : undefined;
}

function wordsOf({ selected, freeText }: EditorAnswer): string {
  return freeText ?? selected.join(", ");
}

function numberOf(words: string, whole: boolean): number | undefined {
  const number = Number(words.trim());
  return Number.isFinite(number) && (!whole || Number.isInteger(number)) ? number : undefined;
}

/** @returns undefined for a value that breaks a rule about its size */
function within<T extends string | number>(value: T | undefined, schema: Schema): T | undefined {
  const { minLength, maxLength, minimum, maximum } = schema;
  const [size, least, most] =
    typeof value === "string" ? [value.length, minLength, maxLength] : [value ?? NaN, minimum, maximum];
  const fits =
    size >= (typeof least === "number" ? least : -Infinity) && size <= (typeof most === "number" ? most : Infinity);
  return fits ? value : undefined;
}

function hasAny(schema: Schema, keywords: readonly string[]): boolean {
  return keywords.some((keyword) => schema[keyword] !== undefined);
}

function asSchema(value: unknown): Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : {};
}
