// The client: every operation of the document, typed. What is not an answer is thrown.

import createClient, { type Client, type Middleware } from "openapi-fetch";
import { ProblemError } from "./problem.ts";
import type { paths } from "./schema.d.ts";

export type Api = Client<paths>;

interface Options {
  /** Where the server is; empty when it is where the page came from. */
  base: string;
  /** Who is calling: an access token, or nothing for nobody. Asked before each request. */
  token: () => Promise<string | undefined>;
  /** Told when a token was refused. Answers whether there is a better one, to try once more. */
  refused?: () => Promise<boolean>;
}

/** Longest wait for an answer. What is longer is an answer that got lost. */
const ANSWER_WITHIN_MS = 30_000;

/** A client that throws a [`ProblemError`] for every answer that is a problem. */
export function createApi({ base, token, refused }: Options): Api {
  const send = async (request: Request): Promise<Response> => {
    const again = refused ? request.clone() : undefined;
    const first = await dispatch(request, await token());
    if (first.status !== 401 || !again || !refused) return first;
    const code = await codeOf(first);
    // A stronger sign-in is the app's to ask for; a token that has ended is not.
    if (code === "api.step-up-needed" || !(await refused())) return first;
    return dispatch(again, await token());
  };
  const client = createClient<paths>({ baseUrl: base, fetch: send });
  client.use(throwing);
  return client;
}

async function dispatch(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set("authorization", `Bearer ${token}`);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  try {
    return await fetch(request, { signal });
  } catch (thrown) {
    // Too late is as good as never: both may be tried again.
    if (thrown instanceof DOMException && thrown.name === "TimeoutError") {
      throw new TypeError("no answer in time");
    }
    throw thrown;
  }
}

async function codeOf(response: Response): Promise<string | undefined> {
  const body = await response
    .clone()
    .json()
    .catch(() => undefined);
  return body?.code;
}

const throwing: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return undefined;
    const body = await response.json().catch(() => ({}));
    throw new ProblemError(body, response.status, response.headers);
  },
};
