export { type Account, type Role, readAccount } from "./account.ts";
export { type Config, loadConfig } from "./config.ts";
export {
  openServices,
  type Services,
  ServicesProvider,
  useApi,
  useServices,
  useWho,
} from "./context.tsx";
export { type Challenge, Session, type Who } from "./session.ts";
