// What was heard: the words, marked as automatic, and a question for each thing that was not heard surely enough to be drawn.
import type { Moment } from "./moments";
import type { Stage } from "./stage";

export function Heard({ stage, shown }: { stage: Stage; shown: Moment | null }) {
  const { view } = stage;
  const last = view.held === null ? view.moments.find((one) => one.key === view.last && one.state === "nothing") : undefined;
  return (
    <>
      {shown && <Sentence stage={stage} moment={shown} title="What I heard" touched={() => view.held === null && stage.hold()} />}
      {last && <Sentence stage={stage} moment={last} title={last.source ? `Nothing to draw in ${last.source}` : "Just now: nothing to draw"} />}
    </>
  );
}

interface SentenceOptions {
  stage: Stage;
  moment: Moment;
  title: string;
  /** Somebody is about to answer a question: it must not go away. */
  touched?: () => void;
}

function Sentence({ stage, moment, title, touched }: SentenceOptions) {
  return (
    <div class="heard" onFocusIn={touched}>
      <h3>{title}</h3>
      {moment.words && <p class="said">{moment.words}</p>}
      {moment.state === "nothing" && moment.reason && <p class="hint">{sentence(moment.reason)}</p>}
      {moment.words && moment.state !== "nothing" && <p class="hint">Heard automatically: words and spelling may be wrong.</p>}
      {moment.doubts.map((names, number) => (
        <Question key={number} names={names} answer={moment.answers[number] ?? null} choose={(name) => stage.answer(moment, number, name)} fixed={stage.watched !== null} />
      ))}
    </div>
  );
}

interface QuestionOptions {
  names: string[];
  answer: string | null;
  choose: (name: string) => void;
  /** For those who watch it is only told. */
  fixed: boolean;
}

function Question({ names, answer, choose, fixed }: QuestionOptions) {
  const asked = `Did you mean: ${names.join(" or ")}?`;
  if (fixed) return <p class="doubt">Perhaps also, not drawn: {names.join(" or ")}?</p>;
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
      {answer !== null && <p class="hint">{answer ? `Noted: ${answer}. The picture stays as it is.` : "Noted."}</p>}
    </div>
  );
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
