import { isForTerminal } from "../../shared/terminalCodes";
import { LongText, type LongTextProps } from "../components/longText";
import { useLazy } from "../components/preactHelpers";
import { plainOutput, terminal } from "./terminalOutput";

interface OutputTextProps extends LongTextProps {
  /** True to obey the codes that programs write for a terminal; else they are letters like all others. */
  readonly codes: boolean;
}

/** A text of any length, such as what a program put out. */
export function OutputText({ codes, ...props }: OutputTextProps) {
  return codes && isForTerminal(props.text) ? <TerminalText {...props} /> : <LongText {...props} />;
}

/** In colours, or without any where these cannot be loaded. */
function TerminalText(props: LongTextProps) {
  const { made } = useLazy(terminal);
  return made === undefined ? <LongText {...props} text={plainOutput(props.text)} /> : <made.ColouredText {...props} />;
}
