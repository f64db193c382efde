import * as l10n from "@vscode/l10n";
import type { Turn } from "../../../shared/transcript";
import { formatDateTime, formatDuration, formatNumber, isTime } from "../../../shared/formats";

/** One line of a turn's details. */
export interface DetailRow {
  readonly name: string;
  /** Made when it is shown: the words for a time take 0.8 ms, and a thread opens with fifty turns (measured). */
  readonly value: () => string;
}

/** What is known of an answer: model, time, duration and tokens. What the server did not tell has no row. */
export function detailRows(turn: Turn): readonly DetailRow[] {
  const { usage = {}, createdAt, endedAt, model } = turn;
  const took = endedAt !== undefined && isTime(createdAt) && endedAt >= createdAt ? endedAt - createdAt : undefined;
  const tokens: readonly (readonly [string, number | undefined])[] = [
    [l10n.t("Input tokens"), usage.inputTokens],
    [l10n.t("Cached input tokens"), usage.cachedInputTokens],
    [l10n.t("Output tokens"), usage.outputTokens],
    [l10n.t("Reasoning tokens"), usage.reasoningTokens],
    [l10n.t("Total tokens"), usage.totalTokens],
  ];
  return [
    ...(model === undefined || model === "" ? [] : [{ name: l10n.t("Model"), value: () => model }]),
    ...(isTime(createdAt) ? [{ name: l10n.t("Asked"), value: () => formatDateTime(createdAt) }] : []),
    ...(took === undefined ? [] : [{ name: l10n.t("Duration"), value: () => formatDuration(took) }]),
    ...tokens.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value: () => formatNumber(value) }])),
  ];
}
