import style from "./MapLink.module.css";

/** A telephone number that is called when pressed, and read from the left in every language. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a href={`tel:${phone.replace(/\s/g, "")}`} className={style.way}>
      <bdi>{phone}</bdi>
    </a>
  );
}
