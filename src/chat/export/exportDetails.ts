/** What stands above an exported conversation. */
export interface ExportDetails {
  /** Title of the thread; may be empty. */
  readonly title: string;
  /** Host and port of the server, for people to read. */
  readonly serverLabel: string;
  /** Milliseconds since the epoch. */
  readonly exportedAt: number;
}
