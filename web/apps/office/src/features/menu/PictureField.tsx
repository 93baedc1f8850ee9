import { useApi } from "@comanda/session";
import { Button, buttonClass, Icon } from "@comanda/ui";
import { useId, useState } from "react";
import { useHere } from "../../frame/places.tsx";
import { useDeed } from "../../parts/deed.ts";
import { Failed } from "../../parts/States.tsx";
import { useWords } from "../../words/index.ts";
import style from "./ProductPage.module.css";
import { shrink } from "./picture.ts";

interface Props {
  image: string | null;
  onChange: (image: string | null) => void;
}

/** The picture of a product: made small here, then sent; the product keeps its address. */
export function PictureField({ image, onChange }: Props) {
  const { t } = useWords();
  const api = useApi();
  const { id: location } = useHere();
  const deed = useDeed();
  const hint = useId();
  const [unfit, setUnfit] = useState(false);
  const take = async (file: File) => {
    setUnfit(false);
    const small = await shrink(file);
    if (!small) {
      setUnfit(true);
      return;
    }
    await deed.run(async () => {
      const { data } = await api.POST("/v1/locations/{location}/pictures", {
        params: { path: { location } },
        body: small as never,
        bodySerializer: (body) => body as unknown as Blob,
        headers: { "content-type": small.type },
      });
      if (data) onChange(data.image);
    });
  };
  return (
    <div className={style.picture}>
      {image ? (
        <img src={image} alt="" />
      ) : (
        <span className={style.noPicture}>
          <Icon name="cup" size={40} />
        </span>
      )}
      <div>
        <label className={`${buttonClass()} ${style.upload}`} aria-busy={deed.busy || undefined}>
          {t(image ? "picture_change" : "picture_add")}
          <input
            className={style.file}
            type="file"
            accept="image/*"
            aria-describedby={hint}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) take(file);
              event.target.value = "";
            }}
          />
        </label>{" "}
        {image && (
          <Button kind="quiet" onClick={() => onChange(null)}>
            {t("picture_remove")}
          </Button>
        )}
        <p id={hint}>
          <small>{t("picture_hint")}</small>
        </p>
        {unfit && <p role="alert">{t("picture_unfit")}</p>}
        {deed.error ? <Failed error={deed.error} /> : null}
      </div>
    </div>
  );
}
