// What was heard: the words, marked as automatic, and a question for each thing that was not heard surely enough to be drawn.
import { questions, unanswered } from "./answers";
import type { Moment } from "./moments";
import type { Stage } from "./stage";

export function Heard({ stage, shown }: { stage: Stage; shown: Moment | null }) {
  const { view } = stage;
  const last = view.moments.find((one) => one.key === (view.held ?? view.last) && (one.state === "nothing" || (!one.picture && one.answers.some(Boolean))));
  const title = last?.source ? `Nothing to draw in ${last.source}` : "Just now: nothing to draw";
  // each with its key: the button that was pressed keeps the focus when a sentence that showed nothing shows something
  const sentences: [Moment, string][] = [...(shown ? [[shown, "What I heard"] as [Moment, string]] : []), ...(last ? [[last, title] as [Moment, string]] : [])];
  return (
    <>
      {sentences.map(([moment, heading]) => (
        <Sentence key={moment.key} stage={stage} moment={moment} title={heading} touched={() => view.held === null && stage.hold(moment.key)} />
      ))}
    </>
  );
}

interface SentenceOptions {
  stage: Stage;
  moment: Moment;
  title: string;
  /** Somebody is about to answer a question: it must not go away. */
  touched: () => void;
}

function Sentence({ stage, moment, title, touched }: SentenceOptions) {
  return (
    <div class="heard" onFocusIn={touched}>
      <h3>{title}</h3>
      {moment.words && <p class="said">{moment.words}</p>}
      {moment.state === "nothing" && moment.reason && <p class="hint">{sentence(moment.reason)}</p>}
      {moment.words && moment.state !== "nothing" && <p class="hint">Heard automatically: words and spelling may be wrong.</p>}
      {stage.watched
        ? unanswered(moment).map((names) => (
            <p class="doubt" key={names.join()}>
              Perhaps also, not drawn: {names.join(" or ")}?
            </p>
          ))
        : questions(moment).map(({ doubt, names, answer }) => <Question key={doubt} names={names} answer={answer} choose={(name) => stage.answer(moment, doubt, name)} />)}
    </div>
  );
}

interface QuestionOptions {
  names: string[];
  answer: string | null;
  choose: (name: string) => void;
}

function Question({ names, answer, choose }: QuestionOptions) {
  const asked = `Did you mean: ${names.join(" or ")}?`;
  return (
    <div class="doubt" role="group" aria-label={asked}>
      <p>{asked}</p>
      <div class="acts">
        {[...names, ""].map((name) => (
          <button type="button" key={name} aria-pressed={answer === name} onClick={() => choose(name)}>
            {name || (names.length > 1 ? "neither" : "no")}
          </button>
        ))}
      </div>
      {answer !== null && <p class="hint">{answer ? `Drawn. Press “${answer}” again to take it out.` : "Noted. The picture stays as it is."}</p>}
    </div>
  );
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
