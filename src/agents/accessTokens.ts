/** The door to access tokens, as narrow as requests need it. `auth` has the implementation. */
export interface AccessTokens {
  /**
   * @param origin where the token will be sent, such as `https://mastra.example.com`
   * @param options.rejected the access token that the server has just answered with 401; asks for another
   * @throws UserFacingError when there is no session, or the person did not allow the origin
   */
  get(origin: string, options?: { rejected?: string }): Promise<string>;
}
