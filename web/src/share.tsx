// The link for those who watch on a device of their own.
import { useRef, useState } from "preact/hooks";
import { Code, onlyHere } from "./code";

interface ShareOptions {
  /** Empty while it is asked for. */
  address: string;
  connected: boolean;
  close: () => void;
}

export function Share({ address, connected, close }: ShareOptions) {
  const field = useRef<HTMLInputElement>(null);
  const [said, say] = useState("");
  const here = address !== "" && onlyHere(address);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      say("Copied.");
    } catch {
      say("The link is selected: copy it with the keyboard or the menu.");
    }
  };
  return (
    <section class="note seen share" aria-label="Let others watch">
      {address ? (
        <>
          <div class="link">
            <label for="link">Whoever opens this link sees the pictures and the words heard, on a device of their own. They cannot speak, and hear nothing.</label>
            <div class="acts">
              <input id="link" readOnly value={address} ref={field} onFocus={(event) => event.currentTarget.select()} />
              <button type="button" class="main-act" onClick={() => void copy()}>
                Copy
              </button>
              <button type="button" class="quiet" onClick={close}>
                Close
              </button>
            </div>
            {here && (
              <p>
                This link works on this computer only. To let other devices in, start the server with <code>speechscape serve --host 0.0.0.0</code> and open this page under the computer’s name in the network.
              </p>
            )}
          </div>
          {!here && <Code address={address} />}
        </>
      ) : (
        <>
          <p>{connected ? "The server is asked for a link…" : "There is something to watch once you have pressed Start. The link appears here then."}</p>
          <div class="acts">
            <button type="button" class="quiet" onClick={close}>
              Close
            </button>
          </div>
        </>
      )}
      <p role="status">{said}</p>
    </section>
  );
}
