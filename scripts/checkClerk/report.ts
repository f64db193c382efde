import { UserFacingError } from "../../src/shared/userFacingError";

/** `unknown` is what this program cannot find out; its sentence says why. */
export type Verdict = "ok" | "wrong" | "unknown";

/** One line of the report. */
export interface Finding {
  readonly section: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  /** Of what is wrong: the switch to turn. */
  readonly remedy?: string;
}

/** What was found, told as it is found. None of its sentences holds a token, a code, or the value of a claim. */
export class Report {
  private readonly all: Finding[] = [];
  private section = "";

  /** @param tell takes the lines for the person, which end without a line break */
  constructor(private readonly tell: (line: string) => void) {}

  get findings(): readonly Finding[] {
    return this.all;
  }

  /** How many lines have that verdict. */
  count(verdict: Verdict): number {
    return this.all.filter((finding) => finding.verdict === verdict).length;
  }

  /** What follows is about this. */
  begin(section: string): void {
    this.section = section;
    this.tell(`\n${section}`);
  }

  ok(sentence: string): void {
    this.add({ section: this.section, verdict: "ok", sentence });
  }

  /** @param remedy what the owner has to do */
  wrong(sentence: string, remedy: string): void {
    this.add({ section: this.section, verdict: "wrong", sentence, remedy });
  }

  /** @param sentence says why as well */
  unknown(sentence: string): void {
    this.add({ section: this.section, verdict: "unknown", sentence });
  }

  /** For the person in front of the terminal alone; it is no finding and not in the transcript. */
  say(sentence: string): void {
    this.tell(`           ${sentence}`);
  }

  private add(finding: Finding): void {
    this.all.push(finding);
    linesOf(finding).forEach((line) => this.tell(line));
  }
}

/** A finding as the terminal and the transcript show it. */
export function linesOf({ verdict, sentence, remedy }: Finding): readonly string[] {
  return [`  ${verdict.padEnd(7)}  ${sentence}`, ...(remedy === undefined ? [] : [`           → ${remedy}`])];
}

/** The sentence of an error, which for an unexpected one is its name alone: its message may hold anything. */
export function sentenceOf(error: unknown): string {
  if (error instanceof UserFacingError) {
    return error.message;
  }
  return `This program failed (${error instanceof Error ? error.name : "unknown error"}).`;
}
