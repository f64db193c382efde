import type { Part } from "../../shared/transcript";
import { Markdown } from "../markdown/markdown";
import { memo } from "../memo";
import { ContextParts } from "./parts/contextParts";
import { FileView } from "./parts/fileView";
import { DataView } from "./parts/dataView";
import { ObjectView } from "./parts/objectView";
import { Reasoning } from "./parts/reasoning";
import { SourceLine } from "./parts/sources";
import { StepView } from "./parts/stepView";
import { type Paused, ToolCard } from "./toolCard";

interface PartViewProps {
  readonly turnId: string;
  readonly part: Part;
  /** False while the part may still grow. */
  readonly finished: boolean;
  /** Of a tool call, and of one in a step. */
  readonly paused: Paused;
}

/** One part of a turn, drawn again only when it is another object. */
export const PartView = memo(function PartView({ turnId, part, finished, paused }: PartViewProps) {
  switch (part.kind) {
    case "text":
      return <Markdown text={part.text} finished={finished} />;
    case "reasoning":
      return <Reasoning part={part} />;
    case "tool":
      return <ToolCard turnId={turnId} call={part} paused={paused} />;
    case "source":
      return <SourceLine part={part} />;
    case "file":
      return <FileView turnId={turnId} part={part} />;
    case "object":
      return <ObjectView part={part} />;
    case "data":
      return <DataView part={part} />;
    case "step":
      return <StepView turnId={turnId} part={part} paused={paused} />;
    case "context":
      return <ContextParts parts={[part]} />;
  }
});
