import { type ComponentChildren, Fragment } from "preact";
import { useMemo } from "preact/hooks";
import { safeHref } from "../../shared/links";
import { terminalLines, type TerminalRun } from "../../shared/terminalLines";
import { ExternalLink } from "../components/buttons";
import { LongText, type LongTextProps } from "../components/longText";
import { restyled, type TerminalStyle } from "./sgr";

type Run = TerminalRun<TerminalStyle>;

/** What a program wrote for a terminal, in the colours of the theme, with the links that can be followed. */
export function ColouredText(props: LongTextProps) {
  const { text } = props;
  const runs = useMemo(() => runsOf(text), [text]);
  const plain = useMemo(() => runs.map((run) => run.text).join(""), [runs]);
  return <LongText {...props} text={plain} draw={(length) => drawn(runs, length)} />;
}

/** All lines in one list, with their breaks between them. */
function runsOf(text: string): readonly Run[] {
  const lineBreak: Run = { text: "\n", style: undefined, href: "" };
  return terminalLines(text, restyled).flatMap((line, index) => (index === 0 ? line : [lineBreak, ...line]));
}

function drawn(runs: readonly Run[], length: number): ComponentChildren {
  const nodes: ComponentChildren[] = [];
  let plain = "";
  let left = length;
  for (const run of runs) {
    if (left <= 0) {
      break;
    }
    const words = run.text.slice(0, left);
    left -= words.length;
    const href = webAddress(run.href);
    if (run.style === undefined && href === undefined) {
      plain += words;
      continue;
    }
    nodes.push(plain);
    plain = "";
    const look = run.style === undefined ? words : <span class={classesOf(run.style)}>{words}</span>;
    nodes.push(
      <Fragment key={nodes.length}>
        {href === undefined ? look : <ExternalLink href={href}>{look}</ExternalLink>}
      </Fragment>,
    );
  }
  return [...nodes, plain];
}

/** Only pages of the web: a file's address would be one on the server, and a mail's has no place in an output. */
function webAddress(address: string): string | undefined {
  const href = address === "" ? undefined : safeHref(address);
  return href?.startsWith("http") === true ? href : undefined;
}

/** On a coloured ground, letters have the usual colour: two colours of a theme need not be readable together. */
function classesOf({ colour, ground, looks }: TerminalStyle): string {
  const inverse = looks.includes("inverse");
  const behind = inverse ? (colour ?? "White") : ground;
  return [
    ...looks,
    ...(behind === undefined ? (colour === undefined ? [] : [`ansi${colour}`]) : [`ground${behind}`]),
  ].join(" ");
}
