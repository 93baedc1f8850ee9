// A page that was open while a new build was put up may want a part that is gone with the old one.

const KEPT = "comanda.renewed";
/** A part that is still not there after a reload will not come by another one. */
const AGAIN_AFTER_MS = 60_000;

/** Loads the page anew, once, when a part of it is gone: the new build has its own. */
export function reloadWhenRenewed(): void {
  addEventListener("vite:preloadError", async () => {
    // Where no server answers nothing is gone, and a reload would take what is still there, too.
    const page = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(
      () => null,
    );
    if (!page?.ok) return;
    const last = Number(sessionStorage.getItem(KEPT));
    if (Date.now() - last < AGAIN_AFTER_MS) return;
    sessionStorage.setItem(KEPT, String(Date.now()));
    location.reload();
  });
}
