// Whom an ID token describes, as far as an app shows it. What somebody may do is the server's to say;
// this only decides which buttons are worth showing.

export type Role = "customer" | "barista" | "manager" | "admin";

export interface Account {
  id: string;
  name: string | undefined;
  email: string | undefined;
  role: Role;
  /** Where the role counts; an admin's counts everywhere. */
  locations: string[];
}

const ROLES: readonly Role[] = ["customer", "barista", "manager", "admin"];

/** Reads the claims of an ID token: rights are groups such as `barista:loc_demo-cafe`. */
export function readAccount(claims: Record<string, unknown>): Account {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const given = claims["cognito:groups"] ?? claims.groups;
  const groups = Array.isArray(given) ? given.filter((one) => typeof one === "string") : [];
  const rights = groups.map((group) => {
    const [role, location] = group.split(":", 2);
    return { role: role as Role, location };
  });
  const rank = (role: Role) => ROLES.indexOf(role);
  const role = rights.reduce<Role>(
    (best, right) => (rank(right.role) > rank(best) ? right.role : best),
    "customer",
  );
  const locations = rights
    .filter((right) => right.role === role)
    .flatMap((right) => (right.location ? [right.location] : []));
  return {
    id: text("sub") ?? "",
    name: text("name"),
    email: text("email"),
    role,
    locations,
  };
}
