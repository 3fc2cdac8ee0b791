// Doubts as questions, and the scene that the answers make. Pure.
import { type Moment, names } from "./moments";
import type { WantedScene } from "./protocol";

export interface Question {
  /** The server's number of the doubt. */
  doubt: number;
  names: string[];
  answer: string | null;
}

/** What can be asked: what stands in the picture anyway, or because of another answer, is left out. */
export function questions(moment: Moment): Question[] {
  return moment.doubts
    .map((all, doubt) => {
      const answer = moment.answers[doubt] ?? null;
      const drawn = new Set([...names(moment.heard), ...moment.answers.filter((_, number) => number !== doubt)]);
      return { doubt, answer, names: all.filter((name) => name === answer || !drawn.has(name)) };
    })
    .filter((one) => one.names.length > 0);
}

/** For those who only watch: the doubts of which nothing is drawn. */
export function unanswered(moment: Moment): string[][] {
  const drawn = names(moment.scene);
  return moment.doubts.filter((all) => !all.some((name) => drawn.has(name)));
}

/** The scene as it was heard, with what was answered. */
export function answered(moment: Moment): WantedScene {
  const chosen = [...new Set(moment.answers.filter((name) => name !== null && name !== ""))] as string[];
  return {
    setting: moment.heard?.setting ?? { place: null, time: null, weather: null },
    elements: [...(moment.heard?.elements ?? []), ...chosen.map((name) => ({ name }))],
  };
}

/** What an answer has done to the picture, in a sentence. */
export function changed(before: string | null, now: string | null): string {
  if (now) return `The ${now} is in the picture now.`;
  return before ? `The ${before} is not in the picture any more.` : "";
}
