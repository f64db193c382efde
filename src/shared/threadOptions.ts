/** What a person has set for the requests of one thread; what is left out is the agent's own. */
export interface ThreadOptions {
  /** Said to the agent besides its own instructions; never empty. */
  readonly instructions?: string;
  /** How often the agent may go on after tool calls in one run: a whole number from 1 on. */
  readonly maxSteps?: number;
  /** From 0 to 2. */
  readonly temperature?: number;
  /** Values that the server's code reads, by name; never without one. */
  readonly requestContext?: Readonly<Record<string, string>>;
}

/** What the options may hold; what is more is refused. */
export const OPTION_LIMITS = {
  instructions: 20_000,
  maxSteps: 1_000,
  temperature: 2,
  values: 50,
  name: 100,
  value: 4_000,
};

type Check = (value: unknown) => boolean;

const CHECKS: { readonly [K in keyof Required<ThreadOptions>]: Check } = {
  instructions: (value) => isText(value, OPTION_LIMITS.instructions),
  maxSteps: (value) => Number.isSafeInteger(value) && isWithin(value, 1, OPTION_LIMITS.maxSteps),
  temperature: (value) => isWithin(value, 0, OPTION_LIMITS.temperature),
  requestContext: (value) => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return (
      entries.length > 0 &&
      entries.length <= OPTION_LIMITS.values &&
      entries.every(([name, each]) => isText(name, OPTION_LIMITS.name) && isText(each, OPTION_LIMITS.value))
    );
  },
};

/** Whether a value that nobody has checked, from the panel or a file, is options and nothing else. */
export function isThreadOptions(value: unknown): value is ThreadOptions {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.entries(value).every(
      ([name, each]) => Object.hasOwn(CHECKS, name) && CHECKS[name as keyof ThreadOptions](each),
    )
  );
}

/** How many of the options are set. */
export function countOptions(options: ThreadOptions = {}): number {
  return Object.keys(options).length;
}

function isText(value: unknown, most: number): boolean {
  return typeof value === "string" && value !== "" && value.length <= most;
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}
