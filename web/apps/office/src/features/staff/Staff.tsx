// Who works here: inviting, roles, and what is to be done when somebody leaves or loses their phone.

import { Button, Icon } from "@comanda/ui";
import { useState } from "react";
import { Page } from "../../frame/Page.tsx";
import { useHere, usePlaces } from "../../frame/places.tsx";
import { Card, Pill, type Tone } from "../../parts/Card.tsx";
import parts from "../../parts/parts.module.css";
import { Answered } from "../../parts/States.tsx";
import { type Column, Table } from "../../parts/Table.tsx";
import { type Key, useWords } from "../../words/index.ts";
import { InviteSheet } from "./InviteSheet.tsx";
import { MemberSheet } from "./MemberSheet.tsx";
import { type Member, useStaff } from "./useStaff.ts";

const STATUS: Record<string, [Key, Tone]> = {
  active: ["staff_active", "good"],
  invited: ["staff_invited", "info"],
  disabled: ["staff_disabled", "bad"],
};

export default function Staff() {
  const { t } = useWords();
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<string>();
  const found = useStaff();
  return (
    <Page
      title={t("nav_staff")}
      lead={t("staff_lead")}
      actions={
        <Button kind="primary" onClick={() => setInviting(true)}>
          <Icon name="add" />
          {t("invite")}
        </Button>
      }
    >
      <Card>
        <Answered query={found} rows={5}>
          {(members) => {
            const member = members.find((one) => one.id === open);
            return (
              <>
                <Members members={members} onOpen={setOpen} />
                {member && <MemberSheet member={member} onClose={() => setOpen(undefined)} />}
              </>
            );
          }}
        </Answered>
      </Card>
      {inviting && <InviteSheet onClose={() => setInviting(false)} />}
    </Page>
  );
}

function Members({ members, onOpen }: { members: Member[]; onOpen: (id: string) => void }) {
  const { t, f } = useWords();
  const here = useHere();
  const { all } = usePlaces();
  const place = (id: string) => all.find((one) => one.id === id)?.name ?? id;
  const role = (one: Member) =>
    one.role === "barista" || one.role === "manager" || one.role === "admin"
      ? t(`role_${one.role}`)
      : one.role;
  const columns: Column<Member>[] = [
    {
      name: t("name"),
      cell: (one) => (
        <>
          {one.name ?? one.email}
          {one.name && <small className={parts.soft}> {one.email}</small>}
        </>
      ),
    },
    {
      name: t("role"),
      cell: (one) => (
        <>
          {role(one)}{" "}
          <small className={parts.soft}>
            {one.role === "admin" ? t("everywhere") : f.list(one.locations.map(place))}
          </small>
        </>
      ),
    },
    {
      name: t("status"),
      cell: (one) => {
        const found = STATUS[one.status];
        return (
          <span className={parts.actions}>
            {found ? <Pill tone={found[1]}>{t(found[0])}</Pill> : one.status}
            {one.status === "active" && !one.second_factor && (
              <Pill tone="warn">{t("no_second_factor")}</Pill>
            )}
          </span>
        );
      },
    },
    {
      name: t("last_seen"),
      cell: (one) =>
        one.last_signed_in_at ? f.dayTime(one.last_signed_in_at, here.time_zone) : t("never"),
    },
    {
      name: t("change"),
      quiet: true,
      number: true,
      cell: (one) => (
        <Button
          aria-label={t("change_name", { name: one.name ?? one.email })}
          onClick={() => onOpen(one.id)}
        >
          {t("change")}
        </Button>
      ),
    },
  ];
  return <Table caption={t("nav_staff")} columns={columns} rows={members} id={(one) => one.id} />;
}
