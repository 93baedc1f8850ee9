// Line icons, 24 by 24, drawn for the project. They take the colour of the text beside them.

const PATHS = {
  add: "M12 5v14M5 12h14",
  alarm: "M12 4a5 5 0 0 1 5 5c0 5 2 6 2 7H5c0-1 2-2 2-7a5 5 0 0 1 5-5ZM10 19.5a2 2 0 0 0 4 0",
  back: "M15 5l-7 7 7 7",
  bag: "M5 8h14l-1 12H6L5 8Zm4 0V7a3 3 0 0 1 6 0v1",
  card: "M3 6h18v12H3V6Zm0 4h18M6.5 14.5H10",
  chart: "M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6",
  check: "M5 12.5 10 17.5 19.5 7",
  clock: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7v5l3.5 2",
  close: "M6 6l12 12M18 6 6 18",
  cup: "M5 8h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5V8Zm11 1.5h1.5a2.5 2.5 0 0 1 0 5H16M8 3v2m4-2v2",
  down: "M6 9.500l6 6 6-6",
  edit: "M4 20h4L19 9l-4-4L4 16v4ZM13 7l4 4",
  filter: "M4 7h9m4 0h3M15 5v4M4 17h3m4 0h9M9 15v4",
  fire: "M12 3c1 4 5 5 5 10a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 2.5 2 2.500C11 8 11 5 12 3Z",
  flow: "M4 5h6v4H4V5Zm10 10h6v4h-6v-4ZM4 15h6v4H4v-4Zm3-6v6m3-8h4a3 3 0 0 1 3 3v5",
  gauge: "M4.500 17a8.5 8.5 0 1 1 15 0M12 14l4-4",
  gear: "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm0-5.500v3m0 11v3M3.5 12h3m11 0h3M6 6l2.1 2.100m7.8 7.800L18 18M18 6l-2.1 2.100M8.1 15.9 6 18",
  globe:
    "M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Zm-8.5 8.500h17M12 3.500c3 3 3 14 0 17-3-3-3-14 0-17Z",
  grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  heart:
    "M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11Z",
  home: "M4 11.5 12 5l8 6.500V20h-5v-5H9v5H4v-8.500Z",
  leave: "M10 4H5v16h5m4-12 4 4-4 4m4-4H9",
  keys: "M3 6h18v12H3V6Zm4 4h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  minus: "M5 12h14",
  moon: "M19.5 14A8 8 0 0 1 10 4.5 8 8 0 1 0 19.5 14Z",
  mute: "M4 10v4h3l5 4V6L7 10H4Zm12 0 5 4m0-4-5 4",
  more: "M5 11.200a.8.8 0 1 1 0 1.600.8.8 0 0 1 0-1.600Zm7 0a.8.8 0 1 1 0 1.600.8.8 0 0 1 0-1.600Zm7 0a.8.8 0 1 1 0 1.600.8.8 0 0 1 0-1.600Z",
  pause: "M9 5v14M15 5v14",
  people:
    "M9 5a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7ZM2.500 19.500c.8-3.500 3.500-5 6.500-5s5.700 1.500 6.500 5M15.500 5.500a3.500 3.500 0 0 1 0 6.500m2 2.800c2 .7 3.400 2.300 4 4.700",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5",
  pin: "M12 21c-4-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2.5 6-6.5 11Zm0-13.500a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z",
  play: "M8 5l11 7-11 7V5Z",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z",
  qr: "M4 4h6v6H4V4Zm10 0h6v6h-6V4ZM4 14h6v6H4v-6Zm10 0h2v2h-2v-2Zm4 0h2m-6 4v2m4-2h2v2h-2v-2Z",
  receipt: "M6 3.500h12v17l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.500v-17ZM9 8h6m-6 4h6",
  refresh: "M19 8A8 8 0 1 0 20 13M19.5 3.500V8H15",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13ZM15.5 15.5 20 20",
  share: "M12 15V4m-4 4 4-4 4 4M5 12v8h14v-8",
  shield:
    "M12 3.500 19 6v6c0 4.500-3 7-7 8.500-4-1.500-7-4-7-8.500V6l7-2.500ZM9 12l2.200 2.200L15 10",
  star: "M12 4l2.5 5.2 5.7.8-4.1 4 1 5.700L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8L12 4Z",
  sound: "M4 10v4h3l5 4V6L7 10H4Zm11.500-1a4.5 4.5 0 0 1 0 6m2.500-8.500a8 8 0 0 1 0 11",
  stock: "M4 8l8-4 8 4v8l-8 4-8-4V8Zm0 0 8 4m0 0 8-4m-8 4v8",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.400M18.4 5.6 17 7M7 17l-1.4 1.4",
  table: "M4 8h16M6 8v11M18 8v11M12 8v11",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  truck:
    "M3 7h11v9H3V7Zm11 3h4l3 3v3h-7v-6ZM7 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4Zm10 0a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
  undo: "M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12h-2",
  up: "M6 14.500l6-6 6 6",
  warning: "M12 4 21 19.500H3L12 4Zm0 6v4.500m0 2.500h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** Icons that point somewhere, and are turned where people read from the right. */
const TURNED: ReadonlySet<IconName> = new Set(["back", "undo", "truck", "leave"]);

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      data-turned={TURNED.has(name) || undefined}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
