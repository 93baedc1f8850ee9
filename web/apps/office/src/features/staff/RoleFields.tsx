import { usePlaces } from "../../frame/places.tsx";
import { ManyOf, OneOf } from "../../parts/Chips.tsx";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";

export interface Right {
  role: string;
  locations: string[];
}

/** Whether a right says everything: a barista or a manager is so somewhere. */
export function complete({ role, locations }: Right): boolean {
  return role === "admin" || role === "customer" || locations.length > 0;
}

/** A right as the API takes it: an owner is so everywhere. */
export function written({ role, locations }: Right): Right {
  return { role, locations: role === "admin" || role === "customer" ? [] : locations };
}

interface Props {
  value: Right;
  onChange: (value: Right) => void;
}

/** What somebody may do, and where. */
export function RoleFields({ value, onChange }: Props) {
  const { t } = useWords();
  const { all } = usePlaces();
  const hints = {
    barista: t("role_barista_may"),
    manager: t("role_manager_may"),
    admin: t("role_admin_may"),
  };
  return (
    <>
      <OneOf
        legend={t("role")}
        value={value.role}
        onChange={(role) => onChange({ ...value, role })}
        choices={[
          { value: "barista", label: t("role_barista") },
          { value: "manager", label: t("role_manager") },
          { value: "admin", label: t("role_admin") },
        ]}
      />
      <p className={parts.soft}>{hints[value.role as keyof typeof hints]}</p>
      {value.role !== "admin" && (
        <ManyOf
          legend={t("staff_where")}
          value={value.locations}
          onChange={(locations) => onChange({ ...value, locations })}
          choices={all.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
    </>
  );
}
