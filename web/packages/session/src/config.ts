// What an app is told when it starts, by the server or by a file beside it on a CDN.

export interface Config {
  /** Where the API is; empty when it is where the app came from. */
  api: string;
  /** Who signs people in. */
  issuer: string;
  /** Absent where nobody can sign in. */
  client_id?: string;
  /** What a sign-in asks for, as it stands. Absent: everything our own server has. */
  scope?: string;
  brand: { name: string; logo?: string | null; accent?: string | null };
  /** What orders can be paid with; absent: at the counter only. */
  payments?: ("counter" | "sandbox")[];
  /** The public key for web push, where the server sends any. */
  push_key?: string | null;
}

/** Reads `config.json`, which stands beside the app's first page. */
export async function loadConfig(base: string): Promise<Config> {
  const response = await fetch(`${base}config.json`, {
    headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`config.json: HTTP ${response.status}`);
  return (await response.json()) as Config;
}
