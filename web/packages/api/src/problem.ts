// What the server says when it does not do what it was asked (RFC 9457), as an error to throw.

import type { components } from "./schema.d.ts";

type Problem = components["schemas"]["Problem"];
export type FieldFault = components["schemas"]["FieldProblem"];

/** The code of an error that never reached the server. */
const OFFLINE = "web.offline";

/** An answer that is a problem. `code` is what programs look at, `message` is for people. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  /** Which fields of the request are wrong, each with a JSON pointer. */
  readonly fields: readonly FieldFault[];
  readonly requestId: string | undefined;
  /** How many seconds to wait before trying again, when the server says so. */
  readonly retryAfterS: number | undefined;
  /** For `api.step-up-needed`: what sign-in is asked for (RFC 9470). */
  readonly challenge: {
    acrValues: string | undefined;
    maxAge: number | undefined;
  };

  constructor(problem: Partial<Problem>, status: number, headers?: Headers) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = "ProblemError";
    this.code = problem.code ?? "web.unknown";
    this.status = status;
    this.fields = problem.errors ?? [];
    this.requestId = problem.request_id ?? undefined;
    const wait = Number(headers?.get("retry-after"));
    this.retryAfterS = Number.isFinite(wait) && wait > 0 ? wait : undefined;
    const asked = headers?.get("www-authenticate") ?? "";
    const maxAge = /max_age="?(\d+)/.exec(asked)?.[1];
    this.challenge = {
      acrValues: /acr_values="([^"]+)"/.exec(asked)?.[1],
      maxAge: maxAge === undefined ? undefined : Number(maxAge),
    };
  }
}

/** Whatever was thrown, as a problem. A request that got no answer is `web.offline`. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  // fetch throws a TypeError when there is no answer, for whatever reason.
  if (thrown instanceof TypeError) return new ProblemError({ code: OFFLINE, detail }, 0);
  return new ProblemError({ code: "web.unknown", detail }, 0);
}

/** Whether the server could not be reached, so that the same may be tried again later. */
export function isOffline(thrown: unknown): boolean {
  const { code, status } = asProblem(thrown);
  return code === OFFLINE || status === 502 || status === 503 || status === 504;
}
