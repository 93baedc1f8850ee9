import { Button, Icon } from "@comanda/ui";
import page from "../../shell/Page.module.css";
import { useWords } from "../../words/index.ts";
import { isSafariOnPhone, useInstall } from "./install.ts";

/** The app on the home screen, for those who look for it. */
export function InstallHint() {
  const { t } = useWords();
  const install = useInstall();
  if (!install && !isSafariOnPhone()) return null;
  return (
    <section className={page.card} aria-labelledby="install">
      <h2 id="install">{t("install")}</h2>
      <p>{t(install ? "install_hint" : "install_ios")}</p>
      {install && (
        <div>
          <Button onClick={install}>
            <Icon name="home" size={20} /> {t("install_now")}
          </Button>
        </div>
      )}
    </section>
  );
}
