import { TextField } from "@comanda/ui";
import { useState } from "react";
import parts from "../../parts/parts.module.css";
import { useWords } from "../../words/index.ts";
import { type Coordinates, mapOf, readPlace, writtenPlace } from "./coordinates.ts";

interface Props {
  wrong: string | undefined;
  value: Coordinates | null | undefined;
  onChange: (place: Coordinates | null) => void;
}

/** Where the door is. What is no place stays to be mended, and changes nothing. */
export function PlaceField({ wrong, value, onChange }: Props) {
  const { t } = useWords();
  const written = writtenPlace(value);
  const [typed, setTyped] = useState(written);
  const read = readPlace(typed);
  const isUnread = typed.trim() !== "" && !read;
  // What changes from outside replaces what was typed, unless both are the same place.
  const shown = isUnread || writtenPlace(read) === written ? typed : written;
  return (
    <div className={parts.form}>
      <TextField
        label={t("place")}
        hint={t("place_hint", { example: "52.5208, 13.4094" })}
        wrong={isUnread ? t("place_wrong", { example: "52.5208, 13.4094" }) : wrong}
        inputMode="text"
        autoComplete="off"
        dir="ltr"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          const place = readPlace(event.target.value);
          if (place) onChange(place);
          else if (event.target.value.trim() === "") onChange(null);
        }}
      />
      {value && (
        <p>
          <a href={mapOf(value)} target="_blank" rel="noreferrer">
            {t("place_look")}
          </a>
        </p>
      )}
    </div>
  );
}
