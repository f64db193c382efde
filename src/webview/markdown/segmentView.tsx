import type { Token } from "marked";
import type { ComponentChildren } from "preact";
import { memo } from "../components/preactHelpers";
import type { Segment } from "./segments";

interface SegmentViewProps {
  readonly segment: Segment;
  readonly inLink: boolean;
  readonly content: (tokens: readonly Token[], inLink: boolean) => ComponentChildren;
}

/** A piece of a long paragraph in a box of its own: text in one box is laid out anew with each letter. */
export const SegmentView = memo(function SegmentView({ segment, inLink, content }: SegmentViewProps) {
  return <span class="segment">{content(segment.tokens, inLink)}</span>;
});
