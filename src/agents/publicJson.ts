const MAX_BYTES = 256 * 1024;
const TIMEOUT_MS = 5_000;

/**
 * Options for documents that anybody may read: no cookies, no redirects (`manual`), and an end after five seconds.
 *
 * @param signal ends it earlier
 */
export function publicRequest(signal?: AbortSignal): RequestInit {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return {
    redirect: "manual",
    credentials: "omit",
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
  };
}

/**
 * The same response with its body read, at most 256 KiB of it. Whoever sends more is not sending one of
 * the small documents that are asked for here.
 *
 * @throws RangeError when there is more
 */
export async function limitedResponse(response: Response): Promise<Response> {
  const { status, headers } = response;
  if (status !== 200 || response.body === null) {
    await response.body?.cancel();
    return new Response(null, { status: status === 200 ? 204 : Math.max(status, 400), headers });
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  // Leaving the loop by the error cancels the body.
  for await (const piece of response.body) {
    size += piece.byteLength;
    if (size > MAX_BYTES) {
      throw new RangeError(`More than ${String(MAX_BYTES)} bytes.`);
    }
    pieces.push(new Uint8Array(piece));
  }
  return new Response(new Blob(pieces), { status, headers });
}
