// The table somebody sits at, from the code on it. It lasts as long as the tab.

const key = (location: string) => `comanda.table.${location}`;

/** Longest name of a table that the server takes. */
const TABLE_MAX = 10;

/** The table that an address names. */
export function tableIn(params: URLSearchParams): string | undefined {
  return params.get("table")?.trim().slice(0, TABLE_MAX) || undefined;
}

export function rememberTable(location: string, table: string): void {
  sessionStorage.setItem(key(location), table);
}

export function tableOf(location: string): string | undefined {
  return sessionStorage.getItem(key(location)) || undefined;
}

export function leaveTable(location: string): void {
  sessionStorage.removeItem(key(location));
}
