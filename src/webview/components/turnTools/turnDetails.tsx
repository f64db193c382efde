import * as l10n from "@vscode/l10n";
import type { DetailRow } from "./detailRows";

interface TurnDetailsProps {
  readonly id: string;
  readonly rows: readonly DetailRow[];
}

/** Model, duration and tokens of an answer, once somebody asks for them. */
export function TurnDetails({ id, rows }: TurnDetailsProps) {
  return (
    <dl class="turnDetails" id={id} aria-label={l10n.t("Details")}>
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value()}</dd>
        </div>
      ))}
    </dl>
  );
}
