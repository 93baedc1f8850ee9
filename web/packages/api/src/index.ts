export { type Api, createApi } from "./client.ts";
export { type Followed, follow } from "./follow.ts";
export { asOffered, runOut } from "./offered.ts";
export {
  asProblem,
  type FieldFault,
  isOffline,
  ProblemError,
} from "./problem.ts";
export type { components, operations, paths } from "./schema.d.ts";
export { ALLERGENS, DIETS } from "./tastes.ts";
export type * from "./types.ts";
