export { Boundary } from "./components/Boundary.tsx";
export { Button, buttonClass, IconButton } from "./components/Button.tsx";
export { SelectField, TextArea, TextField } from "./components/Field.tsx";
export { Icon, type IconName } from "./components/Icon.tsx";
export { Notice } from "./components/Notice.tsx";
export { Sheet } from "./components/Sheet.tsx";
export { Skeleton } from "./components/Skeleton.tsx";
export { Stepper } from "./components/Stepper.tsx";
export { ToastsProvider, useToast } from "./components/Toasts.tsx";
export { useNow } from "./now.ts";
export { reloadWhenRenewed } from "./renewed.ts";
export {
  applyBrand,
  applyTheme,
  chooseTheme,
  chosenTheme,
  type Theme,
} from "./theme.ts";
export {
  type Dictionaries,
  type LoadedWords,
  loadWords,
  useAnyWords,
  type Words,
  WordsProvider,
} from "./words/context.tsx";
export { Formats } from "./words/formats.ts";
export {
  chosenLanguage,
  direction,
  LANGUAGES,
  type Language,
  localeOf,
  NAMES,
} from "./words/languages.ts";
export type { Plural, Text, Values } from "./words/text.ts";
