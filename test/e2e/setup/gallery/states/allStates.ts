import type { GalleryState } from "../galleryState";
import { answerStates } from "./answers";
import { boxStates } from "./box";
import { connectionStates } from "./connection";
import { formStates } from "./forms";
import { partStates } from "./parts";
import { readingStates } from "./reading";
import { renderingStates } from "./rendering";
import { threadStates } from "./threads";
import { toolStates } from "./tools";
import { workflowStates } from "./workflows";

/** Every state of the panel, in the order in which the pictures are taken. */
export const allStates: readonly GalleryState[] = [
  ...connectionStates,
  ...answerStates,
  ...toolStates,
  ...formStates,
  ...partStates,
  ...renderingStates,
  ...boxStates,
  ...threadStates,
  ...workflowStates,
  ...readingStates,
];
