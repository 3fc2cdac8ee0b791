// What the whole page answers to: keys, and files that are dropped on it.
import { useEffect, useState } from "preact/hooks";
import type { Stage } from "./stage";

const CONTROL = "button, a, input, select, textarea, summary, [contenteditable]";

/** Space starts and stops where no control has the focus; arrows go through the pictures where no field needs them. */
export function useKeys(stage: Stage): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step !== undefined && !event.target.closest("input, select, textarea")) {
        event.preventDefault();
        stage.step(step);
      } else if (event.key === " " && !event.repeat && !stage.watched && !event.target.closest(CONTROL)) {
        event.preventDefault();
        stage.toggle();
      }
    };
    addEventListener("keydown", pressed);
    return () => removeEventListener("keydown", pressed);
  }, [stage]);
}

/** Files may be dropped anywhere; whether some are held above the page. */
export function useDropping(stage: Stage): boolean {
  const [dropping, turn] = useState(false);
  useEffect(() => {
    if (stage.watched) return;
    const withFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    const over = (event: DragEvent): void => {
      if (!withFiles(event)) return;
      event.preventDefault();
      turn(true);
    };
    const left = (event: DragEvent): void => {
      if (event.relatedTarget === null) turn(false);
    };
    const dropped = (event: DragEvent): void => {
      if (!withFiles(event)) return;
      event.preventDefault();
      turn(false);
      void stage.draw([...(event.dataTransfer?.files ?? [])]);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", left);
    addEventListener("drop", dropped);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", left);
      removeEventListener("drop", dropped);
    };
  }, [stage]);
  return dropping;
}
