// Small drawings in buttons; the words beside them say what they mean.
const PATHS = {
  previous: "M15 4 7 12l8 8 1.8-1.8L10.6 12l6.2-6.2z",
  next: "m9 4-1.8 1.8L13.4 12l-6.2 6.2L9 20l8-8z",
  microphone: "M12 2a3.5 3.5 0 0 0-3.5 3.5v6a3.5 3.5 0 0 0 7 0v-6A3.5 3.5 0 0 0 12 2zM5 10v1.5a7 7 0 0 0 5.8 6.9V21H8v2h8v-2h-2.8v-2.6a7 7 0 0 0 5.8-6.9V10h-2.2v1.5a4.8 4.8 0 0 1-9.6 0V10z",
  stop: "M6 6h12v12H6z",
  file: "M5 2h9l5 5v15H5zm8 2H7v16h10V8h-4z",
  share: "M17 2a4 4 0 0 0-3.9 4.9L8.6 9.4a4 4 0 1 0 0 5.2l4.5 2.5a4 4 0 1 0 1-1.8l-4.5-2.5a4 4 0 0 0 0-1.6l4.5-2.5A4 4 0 1 0 17 2z",
  save: "M11 3h2v9l3.3-3.3 1.4 1.4L12 15.800 6.300 10.100l1.400-1.400L11 12zM4 18h16v2.500H4z",
  pin: "M8 2h8v2l-1 1v6l3 3v2h-5v6l-1 1-1-1v-6H6v-2l3-3V5L8 4z",
  newest: "M4 4v16l11-8zm12 0h3v16h-3z",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
