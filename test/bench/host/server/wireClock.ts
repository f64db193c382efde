/** The header by which a request names itself, to be asked about later. */
export const WIRE_KEY = "x-bench-key";

/**
 * Notes when the first text of an answer was handed to the socket, by the clock that all processes of
 * this machine share.
 */
export class WireClock {
  private readonly times = new Map<string, string>();

  /** The response, with the time of its first `text-delta` noted as it passes. */
  timed(request: Request, response: Response): Response {
    const key = request.headers.get(WIRE_KEY);
    if (key === null || response.body === null) {
      return response;
    }
    const decoder = new TextDecoder();
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (piece, controller) => {
        if (!this.times.has(key) && decoder.decode(piece, { stream: true }).includes('"text-delta"')) {
          this.times.set(key, String(process.hrtime.bigint()));
        }
        controller.enqueue(piece);
      },
    });
    return new Response(response.body.pipeThrough(watch), response);
  }

  /** When it was, in nanoseconds as text; empty when it was not. Forgets it. */
  take(key: string): string {
    const time = this.times.get(key) ?? "";
    this.times.delete(key);
    return time;
  }
}
