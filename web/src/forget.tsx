// Everything that the tab keeps, wiped: after a question, for it cannot be had back.
import { useRef } from "preact/hooks";
import type { Stage } from "./stage";

export function Forget({ stage }: { stage: Stage }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const forget = (): void => {
    dialog.current?.close();
    stage.forget();
    // the button that opened the question may be gone
    document.querySelector<HTMLElement>(".main-act")?.focus();
  };
  return (
    <>
      <p class="kept">
        {stage.watched ? "What you have seen here" : "What you said and what was drawn"} is kept in this tab, on this device only, until you close it.
        {stage.view.moments.length > 0 && (
          <button type="button" class="quiet" onClick={() => dialog.current?.showModal()}>
            Forget all
          </button>
        )}
      </p>
      <dialog ref={dialog} aria-labelledby="forget">
        <h2 id="forget">Forget all pictures and words?</h2>
        <p>They cannot be had back. {stage.watched ? "The speaker keeps theirs." : "The server forgets the session too, and a link for watchers ends."}</p>
        <div class="acts">
          <button type="button" autofocus onClick={() => dialog.current?.close()}>
            Keep them
          </button>
          <button type="button" class="danger" onClick={forget}>
            Forget them
          </button>
        </div>
      </dialog>
    </>
  );
}
