// One option group and its options.

import type { Menu, MenuOption, OptionGroup } from "@comanda/api";
import { Button, Icon, TextField } from "@comanda/ui";
import { useState } from "react";
import { Redirect, useLocation } from "wouter";
import { Page } from "../../frame/Page.tsx";
import { Back } from "../../parts/Back.tsx";
import { Card } from "../../parts/Card.tsx";
import { Confirm } from "../../parts/Confirm.tsx";
import { useDeed } from "../../parts/deed.ts";
import { useDraft } from "../../parts/draft.ts";
import parts from "../../parts/parts.module.css";
import { SaveBar } from "../../parts/SaveBar.tsx";
import { useWords } from "../../words/index.ts";
import { Conflict } from "./Conflict.tsx";
import { freshId, moved, putGroup, removeGroup } from "./edits.ts";
import { faultOf } from "./faults.ts";
import { OptionFields } from "./OptionFields.tsx";
import { Clashed, putMerged } from "./save.ts";
import { Texts } from "./Texts.tsx";
import { useSave } from "./useMenu.ts";

const NEW: OptionGroup = { id: "", name: "", min: 0, max: 1, options: [] };

export function GroupPage({ menu, id }: { menu: Menu; id: string }) {
  const group = menu.option_groups?.find((one) => one.id === id);
  if (!group && id !== "new") return <Redirect to="/menu/options" />;
  return <Editor menu={menu} group={group} />;
}

function Editor({ menu, group }: { menu: Menu; group: OptionGroup | undefined }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const save = useSave();
  const deed = useDeed();
  const [base, setBase] = useState(group);
  const [removing, setRemoving] = useState(false);
  const draft = useDraft(`menu ${group?.id ?? "grp_new"}`, group ?? NEW);
  const { value } = draft;
  const own = menu.language ?? "en";
  const set = (change: Partial<OptionGroup>) => {
    if (!draft.changed) setBase(group);
    draft.set({ ...value, ...change });
  };
  const wrong = (field: string) => faultOf(deed.error, menu, "option_groups", value.id, field);
  const put = async (mine: OptionGroup, from: OptionGroup | undefined) => {
    const find = (one: Menu) => one.option_groups?.find((other) => other.id === mine.id);
    const edit = putMerged({ base: from, mine, find, put: putGroup });
    if (!(await deed.run(() => save(edit), t("saved")))) return;
    draft.drop();
    if (!group) go(`/menu/options/${mine.id}`, { replace: true });
  };
  const submit = () => {
    const taken = (menu.option_groups ?? []).map((one) => one.id);
    const mine = group ? value : { ...value, id: freshId("grp", value.name, taken) };
    return put(mine, draft.changed ? base : group);
  };
  const addOption = () => {
    const all = [...(menu.option_groups ?? []), value].flatMap((one) => one.options);
    const taken = all.map((one) => one.id);
    const option: MenuOption = { id: freshId("opt", `${value.name}-option`, taken), name: "" };
    set({ options: [...value.options, option] });
  };
  const clash = deed.error instanceof Clashed ? deed.error : undefined;
  const complete =
    value.name !== "" && value.options.length > 0 && value.options.every((one) => one.name !== "");
  return (
    <Page
      title={value.name || t("group_new")}
      back={<Back to="/menu/options" name={t("option_groups")} />}
      actions={
        group && (
          <Button kind="danger" onClick={() => setRemoving(true)}>
            {t("delete")}
          </Button>
        )
      }
    >
      <form
        className={parts.stack}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Card title={t("texts_and_choices")}>
          <Texts
            own={own}
            value={value}
            onChange={(next) => set(next)}
            wrong={{ name: wrong("name") }}
          />
          <div className={parts.row}>
            <TextField
              label={t("choices_min")}
              hint={t("choices_min_hint")}
              wrong={wrong("min")}
              type="number"
              min={0}
              max={40}
              value={value.min}
              onChange={(event) => set({ min: Number(event.target.value) })}
            />
            <TextField
              label={t("choices_max")}
              wrong={wrong("max")}
              type="number"
              min={1}
              max={40}
              value={value.max}
              onChange={(event) => set({ max: Number(event.target.value) })}
            />
          </div>
        </Card>
        <Card
          title={t("options")}
          aside={
            <Button onClick={addOption}>
              <Icon name="add" />
              {t("option_new")}
            </Button>
          }
        >
          {value.options.map((option, at) => (
            <OptionFields
              key={option.id}
              own={own}
              value={option}
              saved={group?.options.find((one) => one.id === option.id)}
              last={at === value.options.length - 1}
              first={at === 0}
              stock={menu.stock_items ?? []}
              onMove={(by) => set({ options: moved(value.options, at, at + by) })}
              onRemove={() => set({ options: value.options.filter((one) => one !== option) })}
              onChange={(next) =>
                set({ options: value.options.map((one) => (one === option ? next : one)) })
              }
            />
          ))}
        </Card>
        <SaveBar
          changed={draft.changed}
          busy={deed.busy}
          error={clash ? undefined : deed.error}
          ready={complete}
          onDiscard={draft.drop}
        />
      </form>
      {clash && (
        <Conflict
          clash={clash}
          onMine={() => put(value, clash.theirs as OptionGroup | undefined)}
          onTheirs={() => {
            draft.drop();
            deed.forget();
          }}
          onClose={deed.forget}
        />
      )}
      {removing && group && (
        <Confirm
          title={t("delete_title", { name: group.name })}
          text={t("delete_group")}
          button={t("delete")}
          busy={deed.busy}
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            const done = await deed.run(() => save(removeGroup(group.id)), t("deleted"));
            setRemoving(false);
            if (!done) return;
            draft.drop();
            go("/menu/options");
          }}
        />
      )}
    </Page>
  );
}
