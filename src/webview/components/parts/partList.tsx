import type { Part, SourcePart } from "../../../shared/transcript";
import { memo } from "../../memo";
import { PartView } from "../partView";
import type { Paused } from "../toolCard";
import { Sources } from "./sources";

interface PartListProps {
  readonly turnId: string;
  readonly parts: readonly Part[];
  /** True while parts may still come, and the last one may grow. */
  readonly live: boolean;
  /** Then nothing runs, whatever the calls say. */
  readonly paused?: Paused;
}

/** Parts one below the other; several sources in a row become one list. */
export const PartList = memo(function PartList({ turnId, parts, live, paused = false }: PartListProps) {
  return (
    <>
      {parts.map((part, index) => {
        if (part.kind !== "source") {
          return (
            <PartView
              key={index}
              turnId={turnId}
              part={part}
              finished={!live || index < parts.length - 1}
              paused={part.kind === "tool" || part.kind === "step" ? paused : false}
            />
          );
        }
        const first = parts[index - 1]?.kind !== "source";
        return first && <Sources key={index} sources={sourcesFrom(parts, index)} />;
      })}
    </>
  );
});

function sourcesFrom(parts: readonly Part[], index: number): readonly SourcePart[] {
  const sources: SourcePart[] = [];
  for (const part of parts.slice(index)) {
    if (part.kind !== "source") {
      break;
    }
    sources.push(part);
  }
  return sources;
}
