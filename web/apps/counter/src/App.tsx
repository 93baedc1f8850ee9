import { useWords } from "./words/index.ts";

export function App() {
  const { t } = useWords();
  return <h1>{t("title")}</h1>;
}
