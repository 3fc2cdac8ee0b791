// All pictures so far, small, oldest first: one stop for Tab, arrows go on. It moves by itself only for someone who follows what is new.
import { useEffect, useRef } from "preact/hooks";
import { type Moment, clock } from "./moments";

interface StripOptions {
  moments: Moment[];
  shown: string | null;
  following: boolean;
  look: (key: string) => void;
}

export function Strip({ moments, shown, following, look }: StripOptions) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>("[aria-current]");
    if (!list.current || !current) return;
    // the strip alone is scrolled, never the page
    const { offsetLeft, offsetWidth } = current;
    const { scrollLeft, clientWidth } = list.current;
    if (offsetLeft < scrollLeft || offsetLeft + offsetWidth > scrollLeft + clientWidth) list.current.scrollLeft = offsetLeft - (clientWidth - offsetWidth) / 2;
    if (list.current.contains(document.activeElement)) current.focus({ preventScroll: true });
  }, [shown, following && moments.length]);
  if (moments.length < 2) return null;
  return (
    <nav class="strip" aria-label="All pictures">
      <h3>All pictures</h3>
      <ol ref={list}>
        {moments.map((one, number) => (
          <li key={one.key}>
            <button
              type="button"
              tabIndex={one.key === shown ? 0 : -1}
              aria-current={one.key === shown ? "true" : undefined}
              aria-label={`Picture ${number + 1}: ${one.account}`}
              onClick={() => look(one.key)}
            >
              <img src={one.picture?.address} alt="" width="72" height="72" />
              <span aria-hidden="true">{one.start_s === null ? "File" : clock(one.start_s)}</span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
