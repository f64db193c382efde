import type { DataPart } from "../../../shared/transcript";
import { NoteView } from "./progress";

/** A report of the server that belongs to no tool. */
export function DataView({ part }: { readonly part: DataPart }) {
  return (
    <div class="dataPart">
      <NoteView note={part.note} name={part.name} detail />
    </div>
  );
}
