import type { Category, Menu } from "@comanda/api";
import { Button, Sheet } from "@comanda/ui";
import { useDeed } from "../../parts/deed.ts";
import { useDraft } from "../../parts/draft.ts";
import parts from "../../parts/parts.module.css";
import { faultAt } from "../../parts/problems.ts";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { freshId, productsOf, putCategory, removeCategory } from "./edits.ts";
import { putMerged } from "./save.ts";
import { Texts } from "./Texts.tsx";
import { useSave } from "./useMenu.ts";

interface Props {
  menu: Menu;
  /** Without one, a new one is made. */
  category: Category | undefined;
  onClose: () => void;
}

const NEW: Category = { id: "", name: "" };

export function CategorySheet({ menu, category, onClose }: Props) {
  const { t } = useWords();
  const save = useSave();
  const deed = useDeed();
  const draft = useDraft(`menu ${category?.id ?? "cat_new"}`, category ?? NEW);
  const empty = category && productsOf(menu, category.id).length === 0;
  const submit = async () => {
    const taken = menu.categories.map((one) => one.id);
    const mine = category
      ? draft.value
      : { ...draft.value, id: freshId("cat", draft.value.name, taken) };
    const done = await deed.run(
      () =>
        save(
          putMerged({
            base: category,
            mine,
            find: (one) => one.categories.find((other) => other.id === mine.id),
            put: putCategory,
          }),
        ),
      t("saved"),
    );
    if (!done) return;
    draft.drop();
    onClose();
  };
  return (
    <Sheet
      title={category ? category.name : t("category_new")}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <div className={parts.actions}>
          <Button kind="primary" busy={deed.busy} disabled={!draft.value.name} onClick={submit}>
            {t("save")}
          </Button>
          {empty && (
            <Button
              kind="danger"
              busy={deed.busy}
              onClick={async () => {
                const done = await deed.run(() => save(removeCategory(category.id)), t("deleted"));
                if (done) onClose();
              }}
            >
              {t("delete")}
            </Button>
          )}
        </div>
      }
    >
      <div className={parts.form}>
        <Texts
          own={menu.language ?? "en"}
          value={draft.value}
          onChange={draft.set}
          description
          wrong={{ name: faultAt(deed.error, "/name") }}
        />
        {category && !empty && <p className={parts.soft}>{t("category_not_empty")}</p>}
        {deed.error ? <Failed error={deed.error} /> : null}
      </div>
    </Sheet>
  );
}
