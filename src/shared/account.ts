/** Who is signed in, as much as the chat needs to know. */
export interface Account {
  /** The access token's `sub`: the Mastra resource id. */
  readonly sub: string;
  /** E-mail address or name, for people to read. */
  readonly label: string;
  /** Host of the Clerk instance that issued the access token. */
  readonly issuer: string;
}
