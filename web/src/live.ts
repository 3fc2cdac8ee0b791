// One's own session: sound out, events in, and no word lost when the connection breaks.
import { Backlog } from "./backlog";
import { Channel, type Link, type Owner, type Told } from "./channel";
import { CLOSED_FOR_GOOD, PASSING, type ClientMessage, type Failed, type PictureEvent, type PictureFormat, type Ready, type ServerMessage, type Start } from "./protocol";
import { Requests } from "./requests";

/** So much captured sound is kept. */
const KEPT_S = 60;
/** Silence that closes the last sentence when the microphone is switched off. */
const CLOSING_S = 1;
/** So much sound is told again to a new session where no sentence is known to be open. */
const AGAIN_S = 2;
/** Between signs that the speaker is still there while nothing is said. */
const SIGN_MS = 20_000;
const BUSY_MS = 4_000;
/** The server's word that a session has lasted as long as one may. */
const TOO_LONG = 4410;

export interface Wanted {
  picture: PictureFormat;
  size: number;
  seed: number;
}

/** What is left of a session when its page is loaded again. */
export interface Left {
  session: string;
  rate: number;
  /** The last event whose moment is kept. */
  seq: number;
  /** How long the server keeps a session whose connection broke. */
  kept_ms: number;
  /** When the page went away; nothing while it is there. */
  left_ms: number | null;
}

export class Live implements Owner {
  /** The session's name, once there is one. */
  session: string | null = null;
  private readonly channel: Channel;
  private backlog = new Backlog(0);
  private rate = 0;
  private seq = 0;
  private resuming = false;
  private accepted = false;
  private lost_ms = 0;
  /** How long the server keeps a session whose connection broke. */
  private kept_ms = 0;
  private signs = 0;
  /** Where the sentence that is open began, in samples. */
  private begun: number | null = null;
  /** Up to where everything is answered, in samples. */
  private closed = 0;
  /** The newest utterance: what is told of older ones is the answer to an answer. */
  private newest = 0;
  /** The sound before a reload is not here any more. */
  private reloaded = false;
  private readonly requests = new Requests();
  private sharing: ((address: string) => void) | null = null;
  /** Whether sound is coming: only then is a broken connection worth another. */
  listening = false;

  constructor(
    private readonly told: Told,
    private readonly wanted: Wanted = { picture: "svg", size: 640, seed: 0 },
  ) {
    this.channel = new Channel("/v1/live", this);
  }

  get connected(): boolean {
    return this.channel.state === "open";
  }

  /** Seconds of sound that wait for the connection. */
  get waiting_s(): number {
    return this.rate ? this.backlog.waiting / this.rate : 0;
  }

  /** The rate at which a session that can be gone on with has its sound. */
  get rateBefore(): number | null {
    const known = this.session !== null && (this.connected || Date.now() - this.lost_ms < this.kept_ms);
    return known ? this.rate : null;
  }

  /** Sound of this rate is about to come. */
  start(rate: number): void {
    if (rate !== this.rateBefore) this.abandon();
    if (rate !== this.rate) this.backlog = new Backlog(KEPT_S * rate);
    this.rate = rate;
    this.listening = true;
    clearInterval(this.signs);
    if (!this.connected) this.channel.open();
  }

  /** Samples from the microphone. */
  add(samples: Int16Array): void {
    this.backlog.add(samples);
    if (this.connected && this.accepted) this.flush();
  }

  /** No more for now: the sentence is closed, the session stays. */
  pause(): void {
    if (!this.listening) return;
    this.listening = false;
    this.close();
  }

  private close(): void {
    this.add(new Int16Array(Math.round(CLOSING_S * this.rate)));
    clearInterval(this.signs);
    this.signs = window.setInterval(() => this.connected && this.add(new Int16Array(Math.round(0.04 * this.rate))), SIGN_MS);
  }

  /** No more at all. */
  end(): void {
    clearInterval(this.signs);
    this.listening = false;
    if (this.connected) this.channel.send({ type: "end" });
    this.channel.close();
    this.abandon();
    this.sharing = null;
  }

  /** The server is to forget what was said, and this side too; one who is listened to speaks in a new session. */
  forget(): void {
    const listening = this.listening;
    this.end();
    this.backlog = new Backlog(KEPT_S * this.rate);
    if (listening) this.start(this.rate);
  }

  /** What the page keeps of the session, to go on with after it was loaded again. */
  get left(): Left | null {
    return this.session === null ? null : { session: this.session, rate: this.rate, seq: this.seq, kept_ms: this.kept_ms, left_ms: null };
  }

  /** Goes on with a session after the page was loaded again, for as long as the server keeps it. */
  takeUp({ session, rate, seq, kept_ms, left_ms }: Left): void {
    if (left_ms === null || Date.now() - left_ms > kept_ms) return;
    this.session = session;
    this.rate = rate;
    this.seq = seq;
    this.kept_ms = kept_ms;
    this.lost_ms = left_ms;
    this.reloaded = true;
    this.backlog = new Backlog(KEPT_S * rate);
    this.channel.open();
  }

  /** Try the connection at once. */
  hurry(): void {
    this.channel.again(0);
  }

  /** A picture again, in another form. Rejects where the session cannot paint it any more. */
  async paint(session: string, utterance: number, format: PictureFormat, size: number): Promise<Blob> {
    const file = await this.ask(session, named(utterance, format, size), { type: "paint", utterance, format, size });
    return file ?? Promise.reject(new Error("no picture came"));
  }

  /** An answer to a doubt. Resolves when the sentence has settled again; rejects where the session does not know it. */
  async answer(session: string, utterance: number, doubt: number, name: string | null): Promise<void> {
    await this.ask(session, answering(utterance), { type: "answer", utterance, doubt, name });
  }

  private ask(session: string, name: string, message: ClientMessage): Promise<Blob | null> {
    if (!this.connected || session !== this.session) return Promise.reject(new Error("the session is over"));
    const answer = this.requests.wait(name);
    this.channel.send(message);
    return answer;
  }

  /** A link for watchers, once there is a session. */
  share(answer: (address: string) => void): void {
    this.sharing = answer;
    if (this.connected) this.channel.send({ type: "share" });
  }

  opened(): void {
    this.resuming = this.session !== null;
    this.accepted = false;
    const start: Start = { type: "start", rate: this.rate, ...this.wanted, resume: this.session, seq: this.seq };
    this.channel.send(start);
  }

  message(message: Exclude<ServerMessage, PictureEvent>): void {
    if (message.type === "ready") this.ready(message);
    else if (message.type === "error") this.failed(message);
    else if (message.type === "shared") this.sharing?.(new URL(message.watch, location.href).href);
    else if (message.type !== "ended" && this.fresh(message.seq)) {
      const ended = message.type === "settled" || message.type === "nothing";
      if (message.type === "hearing") this.begun = Math.round(message.start_s * this.rate);
      if (ended && message.utterance >= this.newest) {
        this.begun = null;
        this.closed = Math.round((message.type === "settled" ? message.end_s : message.at_s) * this.rate);
      }
      this.newest = Math.max(this.newest, message.utterance);
      this.told.event(message, this.session ?? "");
      if (ended) this.requests.grant(answering(message.utterance), null);
    }
  }

  picture(event: PictureEvent, file: ArrayBuffer): void {
    const blob = new Blob([file], { type: event.media_type });
    const name = named(event.utterance, event.format, event.size);
    if (this.requests.has(name)) {
      this.seq = Math.max(this.seq, event.seq);
      this.requests.grant(name, blob);
    } else if (this.fresh(event.seq)) this.told.picture(event, this.session ?? "", blob);
  }

  link(state: Link): void {
    if (state === "broken" || state === "off") {
      this.backlog.rewind(this.backlog.sent - Math.ceil(this.channel.unsent / 2));
      if (this.lost_ms === 0) this.lost_ms = Date.now();
      this.requests.refuseAll("the connection is lost");
    }
    this.told.link(state);
  }

  lost(code: number): boolean {
    if (code === 1013 && this.wanting) this.told.failed("busy", "", true);
    else if (code === TOO_LONG) this.abandon();
    else if (CLOSED_FOR_GOOD.has(code)) {
      this.told.failed("refused", `The server closed the connection (${code}).`, false);
      return false;
    }
    return this.wanting;
  }

  garbled(why: string): void {
    this.told.failed("protocol", why, false);
    this.channel.close();
  }

  private ready(ready: Ready): void {
    const resumed = this.resuming && ready.session === this.session;
    const heard = Math.round(ready.heard_s * this.rate);
    const reloaded = resumed && this.reloaded;
    if (reloaded) this.backlog.begin(heard);
    else if (resumed) this.backlog.rewind(heard);
    else {
      this.abandon();
      this.session = ready.session;
    }
    this.resuming = this.reloaded = false;
    this.accepted = true;
    this.lost_ms = 0;
    this.kept_ms = 1000 * (ready.limits["resume_s"] ?? 0);
    this.channel.accepted();
    this.told.ready(this.session ?? "", !resumed);
    this.flush();
    if (reloaded && !this.listening) this.close();
    if (this.sharing) this.channel.send({ type: "share" });
  }

  /** The session is over, what is said is not: another one is told the sentence that was open from its beginning, and what waits. */
  private abandon(): void {
    if (this.session !== null) this.backlog.rewind(this.begun ?? Math.max(this.closed, this.backlog.sent - AGAIN_S * this.rate));
    this.backlog.restart();
    this.session = null;
    this.resuming = this.reloaded = false;
    this.seq = this.closed = this.newest = 0;
    this.begun = null;
  }

  private failed(failed: Failed): void {
    if (!failed.fatal) {
      if (!this.requests.refuseFirst(failed.text)) this.told.failed(failed.code, failed.text, true);
    } else if (!this.wanting) {
      if (this.resuming) this.abandon();
      this.channel.close();
    } else if (PASSING.has(failed.code)) {
      this.told.failed("busy", failed.text, true);
      this.channel.again(BUSY_MS);
    } else if (this.resuming) {
      this.abandon();
      this.channel.again(0);
    } else {
      this.told.failed(failed.code, failed.text, false);
      this.channel.close();
    }
  }

  private flush(): void {
    for (const piece of this.backlog.take()) this.channel.send(piece);
  }

  private fresh(seq: number): boolean {
    if (seq <= this.seq) return false;
    this.seq = seq;
    return true;
  }

  /** Whether a connection is worth something: sound comes, or waits. */
  private get wanting(): boolean {
    return this.listening || this.backlog.waiting > 0;
  }

}

function answering(utterance: number): string {
  return `answer ${utterance}`;
}

function named(utterance: number, format: string, size: number): string {
  return `${utterance} ${format} ${size}`;
}
