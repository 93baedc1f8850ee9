import { useApi, useWho } from "@comanda/session";
import { Button, Sheet } from "@comanda/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDeed } from "../../parts/deed.ts";
import parts from "../../parts/parts.module.css";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import { complete, type Right, RoleFields, written } from "./RoleFields.tsx";
import type { Member } from "./useStaff.ts";

interface Props {
  member: Member;
  onClose: () => void;
}

/** Somebody's role, and what is done when they leave or lose something. */
export function MemberSheet({ member, onClose }: Props) {
  const { t } = useWords();
  const api = useApi();
  const who = useWho();
  const queries = useQueryClient();
  const deed = useDeed();
  const [right, setRight] = useState<Right>({ role: member.role, locations: member.locations });
  const yourself = who.kind === "account" && who.account.id === member.id;
  const params = { path: { member: member.id } };
  const name = member.name ?? member.email;
  const act = async (what: () => Promise<unknown>, done: string) => {
    const did = await deed.run(async () => {
      await what();
      await queries.invalidateQueries({ queryKey: ["staff"] });
    }, done);
    if (did) onClose();
  };
  const same = JSON.stringify(written(right)) === JSON.stringify(written(member));
  return (
    <Sheet
      title={name}
      closeLabel={t("close")}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          wide
          busy={deed.busy}
          disabled={same || !complete(right)}
          onClick={() =>
            act(
              () => api.PUT("/v1/staff/{member}", { params, body: written(right) }),
              t("role_changed", { name }),
            )
          }
        >
          {t("save")}
        </Button>
      }
    >
      <div className={parts.form}>
        <RoleFields value={right} onChange={setRight} />
        {!same && <p className={parts.soft}>{t("role_change_hint")}</p>}
        {deed.error ? <Failed error={deed.error} /> : null}
        <h3>{t("staff_help")}</h3>
        <p className={parts.soft}>{t("staff_sign_out_hint")}</p>
        <div className={parts.actions}>
          <Button
            busy={deed.busy}
            onClick={() =>
              act(
                () => api.POST("/v1/staff/{member}/sign-out", { params }),
                t("staff_signed_out", { name }),
              )
            }
          >
            {t("staff_sign_out")}
          </Button>
          {!yourself && member.second_factor && (
            <Button
              busy={deed.busy}
              onClick={() =>
                act(
                  () => api.POST("/v1/staff/{member}/reset-mfa", { params }),
                  t("staff_factor_reset", { name }),
                )
              }
            >
              {t("staff_reset_factor")}
            </Button>
          )}
          {!yourself &&
            (member.status === "disabled" ? (
              <Button
                busy={deed.busy}
                onClick={() =>
                  act(
                    () => api.POST("/v1/staff/{member}/enable", { params }),
                    t("staff_let_in", { name }),
                  )
                }
              >
                {t("staff_enable")}
              </Button>
            ) : (
              <Button
                kind="danger"
                busy={deed.busy}
                onClick={() =>
                  act(
                    () => api.POST("/v1/staff/{member}/disable", { params }),
                    t("staff_kept_out", { name }),
                  )
                }
              >
                {t("staff_disable")}
              </Button>
            ))}
        </div>
      </div>
    </Sheet>
  );
}
