// How loud it is, as a bar that follows slowly: a sign that something comes in, not a dance.
import { useEffect, useRef } from "preact/hooks";

const EVERY_MS = 100;

export function Meter({ level }: { level: () => number }) {
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const timer = setInterval(() => bar.current?.style.setProperty("--level", level().toFixed(2)), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <span class="meter" aria-hidden="true" ref={bar} />;
}
