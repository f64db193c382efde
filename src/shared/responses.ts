/** What can be done with the responses of a thread besides reading them, as far as its server has it. */
export interface ResponseOffers {
  /** The server keeps what people think of responses. */
  readonly feedback?: true;
}

/** What a person does with one response; `offers` asks what they can do with those of the thread. */
export type ResponseRequest =
  | { readonly about: "offers" }
  | { readonly about: "rating"; readonly turnId: string; readonly isHelpful: boolean; readonly comment?: string };

/** What the host tells of responses. */
export type ResponseNews =
  | {
      readonly about: "offers";
      readonly offers: ResponseOffers;
      /** Ids of the turns that the person has found helpful, or not. */
      readonly ratings: Readonly<Record<string, boolean>>;
    }
  | {
      readonly about: "rating";
      readonly turnId: string;
      readonly isHelpful: boolean;
      /** Set when a comment went along. */
      readonly commented?: true;
      /** Why it was not kept: what was chosen before holds. */
      readonly problem?: string;
    };

/** True for what `ResponseRequest` says; a panel is not trusted. */
export function isResponseRequest(value: unknown): value is ResponseRequest {
  const { about, turnId, isHelpful, comment } = (value ?? {}) as Readonly<Record<string, unknown>>;
  switch (about) {
    case "offers":
      return true;
    case "rating":
      return (
        typeof turnId === "string" &&
        typeof isHelpful === "boolean" &&
        (comment === undefined || typeof comment === "string")
      );
    default:
      return false;
  }
}
