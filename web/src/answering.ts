// An answer to a doubt changes the picture: the session draws it again where it knows the sentence, else the scene is sent without one.
import { answered, changed } from "./answers";
import { drawScene, pictureOf } from "./drawing";
import type { Live } from "./live";
import type { Moment } from "./moments";

/** Where the moments are. */
interface Owner {
  moment(key: string): Moment | undefined;
  put(moment: Moment, change: Partial<Moment>): void;
  answered(text: string): void;
  trouble(code: string, detail: string): void;
}

export class Answering {
  /** One after the other. */
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly owner: Owner,
    private readonly live: Live,
    private readonly size: number,
  ) {}

  /** A name, "" for none of them; the same one again takes it back. */
  answer(moment: Moment, doubt: number, name: string): void {
    const before = moment.answers[doubt] ?? null;
    const now = before === name ? null : name;
    this.note(moment.key, doubt, now);
    if (before || now) this.last = this.last.then(() => this.draw(moment.key, doubt, before, now));
  }

  private note(key: string, doubt: number, name: string | null): void {
    const moment = this.owner.moment(key);
    if (moment) this.owner.put(moment, { answers: moment.answers.with(doubt, name) });
  }

  private async draw(key: string, doubt: number, before: string | null, now: string | null): Promise<void> {
    const moment = this.owner.moment(key);
    if (!moment) return;
    try {
      const told = moment.alone ? Promise.reject(new Error()) : this.live.answer(moment.session, moment.utterance, doubt, now);
      await told.catch(() => this.drawAlone(key));
      this.owner.answered(changed(before, now));
    } catch (error) {
      this.note(key, doubt, before);
      this.owner.trouble("answer", error instanceof Error ? error.message : "");
    }
  }

  private async drawAlone(key: string): Promise<void> {
    const wanted = this.owner.moment(key);
    if (!wanted) return;
    const scene = answered(wanted);
    const drawn = scene.elements.length > 0 ? await drawScene(scene, this.size) : null;
    const moment = this.owner.moment(key);
    if (!moment) return;
    this.owner.put(moment, { alone: true, state: drawn ? "settled" : "nothing", scene: drawn?.scene ?? null, account: drawn?.account ?? "", picture: drawn && pictureOf(drawn) });
  }
}
