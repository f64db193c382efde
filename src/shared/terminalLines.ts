/** Some text of one line of a terminal, all of it in one style. */
export interface TerminalRun<Style> {
  readonly text: string;
  /** Undefined for text that is as usual. */
  readonly style: Style | undefined;
  /** Where it links to (OSC 8), unchecked; empty for most text. */
  readonly href: string;
}

/** Runs of a line up to which something in it is written over; what no program writes is not worth the time. */
const mostRuns = 500;

/** The column that a sequence can go to at most: blanks are put before it. */
const lastColumn = 1000;

/**
 * What moves the cursor or is no text (ECMA-48): ends of lines, control sequences (§5.4; one that was cut off as
 * well), OSC and other strings (§5.6), other escapes and controls.
 */
const sequence =
  /\r?\n|[\r\b]|(?:\u001b\[|\u009b)([0-?]*)[ -/]*([@-~]?)|\u001b[\]PX^_]([^\u0007\u001b\n]*)(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?|[\0-\u0007\u000e-\u001f\u007f]/g;

/** A line that is being written. */
class Line<Style> {
  runs: TerminalRun<Style>[] = [];
  private length = 0;

  /** Writes at a column; blanks up to there. */
  write(column: number, run: TerminalRun<Style>): void {
    if (column < this.length && this.runs.length < mostRuns) {
      const end = column + run.text.length;
      this.runs = [...this.part(0, column), run, ...this.part(end, this.length)];
      this.length = Math.max(this.length, end);
      return;
    }
    const text = " ".repeat(Math.max(0, column - this.length)) + run.text;
    const last = this.runs.at(-1);
    this.length += text.length;
    if (last !== undefined && last.style === run.style && last.href === run.href) {
      this.runs[this.runs.length - 1] = { ...last, text: last.text + text };
    } else {
      this.runs.push({ ...run, text });
    }
  }

  /** Erases what is behind a column. */
  cut(column: number): void {
    if (column < this.length) {
      this.runs = this.part(0, column);
      this.length = column;
    }
  }

  private part(from: number, to: number): TerminalRun<Style>[] {
    let start = 0;
    return this.runs.flatMap((run) => {
      const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start));
      start += run.text.length;
      return text === "" ? [] : [{ ...run, text }];
    });
  }
}

/**
 * The lines that a terminal without edges shows of a text: `\r`, `\b` and the sequences that move the cursor write
 * over what was there, as progress bars do. A screen that is cleared goes on below: nothing of it is lost.
 *
 * @param restyle the style after a sequence of colours (SGR, ECMA-48 §8.3.117)
 */
export function terminalLines<Style>(
  text: string,
  restyle: (style: Style | undefined, parameters: string) => Style | undefined,
): readonly (readonly TerminalRun<Style>[])[] {
  const lines = [new Line<Style>()];
  let [row, column, from, href] = [0, 0, 0, ""];
  let style: Style | undefined;
  const write = (words: string): void => {
    if (words !== "") {
      lines[row]?.write(column, { text: words, style, href });
      column += words.length;
    }
  };
  const goTo = (toRow: number, toColumn: number): void => {
    row = Math.max(0, Math.min(toRow, lines.length - 1));
    column = Math.max(0, toColumn);
  };
  for (const match of text.matchAll(sequence)) {
    const [code, parameters = "", final, string = ""] = match;
    write(text.slice(from, match.index));
    from = match.index + code.length;
    const count = Number.parseInt(parameters, 10) || 1;
    switch (final ?? code) {
      case "\n":
      case "\r\n":
        row += 1;
        column = 0;
        lines[row] ??= new Line();
        break;
      case "\r":
        column = 0;
        break;
      case "\b":
      case "D":
        goTo(row, column - count);
        break;
      case "C":
        goTo(row, Math.min(column + count, Math.max(column, lastColumn)));
        break;
      case "G":
        goTo(row, Math.min(count - 1, lastColumn));
        break;
      case "A":
        goTo(row - count, column);
        break;
      case "B":
        goTo(row + count, column);
        break;
      case "E":
        goTo(row + count, 0);
        break;
      case "F":
        goTo(row - count, 0);
        break;
      case "K":
        if (parameters === "1") {
          lines[row]?.write(0, { text: " ".repeat(column), style: undefined, href: "" });
        } else {
          lines[row]?.cut(parameters === "2" ? 0 : column);
        }
        break;
      case "J":
      case "H":
        if (final === "J" && !/[1-3]/.test(parameters)) {
          lines[row]?.cut(column);
          lines.length = row + 1;
        } else {
          lines.push(...(lines.at(-1)?.runs.length === 0 ? [] : [new Line<Style>()]));
          goTo(lines.length, 0);
        }
        break;
      case "m":
        style = restyle(style, parameters);
    }
    if (code.startsWith("\u001b]8;")) {
      href = string.slice(string.indexOf(";", 2) + 1);
    }
  }
  write(text.slice(from));
  return lines.map(({ runs }) => runs);
}

/** What stands in a terminal at the end of a text that was written for one, without its colours. */
export function withoutCodes(text: string): string {
  return terminalLines(text, () => undefined)
    .map((line) => line.map((run) => run.text).join(""))
    .join("\n");
}
