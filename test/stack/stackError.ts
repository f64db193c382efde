/** An error of the local stack whose message is one plain sentence for the terminal; no stack is printed. */
export class StackError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StackError";
  }
}
