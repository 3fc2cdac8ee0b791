// All that the page knows, and what can be done with it. The parts of the page show it; nothing here touches the document.
import type { Link, Told } from "./channel";
import { drawFile } from "./drawing";
import { Live } from "./live";
import { MicrophoneError, type Microphone, loudness, openMicrophone, unavailable } from "./microphone";
import { type Drawn, type Moment, type Moments, keyOf, pictured, withEvent, withMoment, withPicture } from "./moments";
import type { LiveEvent, PictureEvent } from "./protocol";
import { asPng, fileName, save } from "./saving";
import { type Trouble, troubleOf } from "./troubles";
import { Watching } from "./watching";

/** off → asking → on → off: of the microphone. */
export type Listening = "off" | "asking" | "on" | "stopping";

export interface View {
  moments: Moments;
  /** The moment that is looked at and stays; null follows what is new. */
  held: string | null;
  /** The newest picture when the person stopped following. */
  seen: string | null;
  listening: Listening;
  link: Link;
  /** A voice is heard just now. */
  voice: boolean;
  /** The last sentence that ended: its moment. */
  last: string | null;
  /** Told to screen readers. */
  spoken: string;
  trouble: Trouble | null;
  /** Files that are being drawn. */
  drawing: number;
  /** The link for watchers: null where the panel is closed, empty while it is asked for. */
  share: string | null;
  saving: boolean;
}

const SIZE = 640;
const SAVED_SIZE = 2048;
const MUTE_MS = 5_000;
/** So long a session is kept open after the last word. */
const IDLE_MS = 1_800_000;
const BROKEN_MS = 6_000;

export class Stage implements Told {
  readonly watched: Watching | null;
  view: View = {
    moments: [],
    held: null,
    seen: null,
    listening: "off",
    link: "off",
    voice: false,
    last: null,
    spoken: "",
    trouble: null,
    drawing: 0,
    share: null,
    saving: false,
  };
  /** How loud it is, 0 to 1: read often, shown calmly. */
  loud = 0;
  private readonly live: Live;
  private microphone: Microphone | null = null;
  private readonly readers = new Set<() => void>();
  private files = 0;
  private silentSince = 0;
  private idle = 0;
  private brokenTimer = 0;
  private awake: WakeLockSentinel | null = null;

  constructor(key: string | null) {
    this.live = new Live(this, { picture: "svg", size: SIZE, seed: 0 });
    this.watched = key === null ? null : new Watching(key, this);
    this.watched?.start();
    const trouble = key === null ? unavailable() : null;
    if (trouble) this.trouble(trouble);
    addEventListener("pagehide", (leaving) => !leaving.persisted && this.live.end());
  }

  /** Call `reader` after every change; the answer ends that. */
  subscribe(reader: () => void): () => void {
    this.readers.add(reader);
    return () => this.readers.delete(reader);
  }

  /** The moment that is shown large. */
  get shown(): Moment | null {
    const drawn = pictured(this.view.moments);
    return drawn.find((one) => one.key === this.view.held) ?? drawn.at(-1) ?? null;
  }

  /** Whether there is a picture newer than when the person stopped following. */
  get news(): boolean {
    const newest = this.newest;
    return this.view.held !== null && newest !== this.view.held && newest !== this.view.seen;
  }

  private get newest(): string | null {
    return pictured(this.view.moments).findLast((one) => one.state === "settled")?.key ?? null;
  }

  toggle(): void {
    if (this.view.listening === "on") void this.stop();
    else if (this.view.listening === "off") void this.begin();
  }

  async begin(): Promise<void> {
    if (this.view.listening !== "off" || this.watched) return;
    this.change({ listening: "asking", trouble: null });
    clearTimeout(this.idle);
    try {
      this.silentSince = performance.now();
      const early: Int16Array[] = [];
      const microphone = await openMicrophone((samples) => (this.microphone ? this.sound(samples) : early.push(samples)), () => void this.gone(), this.live.rateBefore);
      this.live.start(microphone.rate);
      this.microphone = microphone;
      early.forEach((samples) => this.sound(samples));
      this.change({ listening: "on" });
      void this.stayAwake();
    } catch (error) {
      const kind = error instanceof MicrophoneError ? error.kind : "failed";
      this.change({ listening: "off", trouble: troubleOf(kind, kind === "failed" && error instanceof Error ? error.message : "") });
    }
  }

  async stop(): Promise<void> {
    const microphone = this.microphone;
    if (!microphone || this.view.listening !== "on") return;
    this.change({ listening: "stopping" });
    await microphone.stop();
    this.microphone = null;
    this.live.pause();
    this.loud = 0;
    this.idle = window.setTimeout(() => this.live.end(), IDLE_MS);
    void this.awake?.release();
    this.change({ listening: "off", voice: false, trouble: this.view.trouble?.code === "mute" ? null : this.view.trouble });
  }

  /** What a trouble's button does. */
  again(): void {
    const offer = this.view.trouble?.offer;
    this.change({ trouble: null });
    if (offer === "microphone") void this.begin();
    else if (this.watched) this.watched.hurry();
    else if (this.view.listening === "on" || this.live.waiting_s > 0) this.live.hurry();
    else void this.begin();
  }

  dismiss(): void {
    this.change({ trouble: null });
  }

  /** Look at a moment and stay with it; the newest one is followed again. */
  look(key: string): void {
    if (key === pictured(this.view.moments).at(-1)?.key) this.follow();
    else this.change({ held: key, seen: this.view.held === null ? this.newest : this.view.seen });
  }

  /** Stay with the picture that is shown. */
  hold(): void {
    const key = this.shown?.key ?? null;
    this.change({ held: key, seen: this.newest });
  }

  follow(): void {
    this.change({ held: null, seen: null });
  }

  /** One picture back or forth. */
  step(by: number): void {
    const drawn = pictured(this.view.moments);
    const here = drawn.findIndex((one) => one.key === this.shown?.key);
    const there = drawn[here + by];
    if (there) this.look(there.key);
  }

  answer(moment: Moment, doubt: number, name: string): void {
    const answers = moment.answers.with(doubt, moment.answers[doubt] === name ? null : name);
    this.change({ moments: withMoment(this.view.moments, moment.session, moment.utterance, { answers }) });
  }

  async draw(files: Iterable<File>): Promise<void> {
    for (const file of files) await this.drawOne(file);
  }

  private async drawOne(file: File): Promise<void> {
    this.change({ drawing: this.view.drawing + 1, trouble: null });
    try {
      const { file: picture, alt, account, words, scene, doubts, reason } = await drawFile(file, SIZE);
      const number = this.files++;
      const drawn: Drawn | null = picture && { address: URL.createObjectURL(picture), file: picture, final: true, alt };
      const moments = withMoment(this.view.moments, "", number, {
        source: file.name, state: drawn ? "settled" : "nothing", words, account: account || alt, scene, reason: reason ?? "", doubts, answers: doubts.map(() => null), picture: drawn,
      });
      this.change({ moments, last: keyOf("", number), spoken: account || alt || `Nothing to draw in ${file.name}.`, ...(drawn ? { held: null, seen: null } : {}) });
    } catch (error) {
      this.trouble("file", `${file.name}: ${error instanceof Error ? error.message : "it could not be sent."}`);
    }
    this.change({ drawing: this.view.drawing - 1 });
  }

  async savePicture(moment: Moment, format: "png" | "svg"): Promise<void> {
    const picture = moment.picture;
    if (!picture || this.view.saving) return;
    this.change({ saving: true });
    try {
      const file = format === "svg" ? picture.file : await this.live.paint(moment.session, moment.utterance, "png", SAVED_SIZE).catch(() => asPng(picture.file, SAVED_SIZE));
      save(file, fileName(moment.account, format));
    } catch (error) {
      this.trouble("save", error instanceof Error ? error.message : "");
    }
    this.change({ saving: false });
  }

  /** Opens or closes the panel with the link for watchers. */
  share(): void {
    if (this.view.share !== null) return this.change({ share: null });
    this.change({ share: "" });
    this.live.share((address) => this.view.share !== null && this.change({ share: address }));
  }

  ready(): void {
    clearTimeout(this.brokenTimer);
    this.brokenTimer = 0;
    this.change({ trouble: this.view.trouble && ["busy", "broken"].includes(this.view.trouble.code) ? null : this.view.trouble });
  }

  event(event: Exclude<LiveEvent, PictureEvent>, session: string): void {
    const moments = withEvent(this.view.moments, session, event);
    const ended = event.type === "settled" || event.type === "nothing";
    this.change({
      moments,
      voice: event.type === "hearing" || (event.type === "partial" ? this.view.voice : false),
      ...(ended ? { last: keyOf(session, event.utterance) } : {}),
      ...(event.type === "settled" ? { spoken: event.account } : {}),
    });
  }

  picture(event: PictureEvent, session: string, file: Blob): void {
    const before = this.view.moments.find((one) => one.key === keyOf(session, event.utterance))?.picture;
    const drawn: Drawn = { address: URL.createObjectURL(file), file, final: event.final, alt: event.alt };
    this.change({ moments: withPicture(this.view.moments, session, event, drawn) });
    // after those that are just being read have been read
    if (before) setTimeout(() => URL.revokeObjectURL(before.address), 2_000);
  }

  link(link: Link): void {
    this.change({ link, voice: link === "open" ? this.view.voice : false });
    if (link === "open") this.ready();
    else if (link === "broken") this.brokenTimer ||= window.setTimeout(() => void this.explain(), BROKEN_MS);
  }

  failed(code: string, text: string, again: boolean): void {
    this.trouble(code, text);
    if (!again && this.microphone && this.view.link !== "open") void this.stop();
  }

  private sound(samples: Int16Array): void {
    this.live.add(samples);
    const loud = loudness(samples);
    this.loud = Math.max(loud, this.loud * 0.85);
    const now = performance.now();
    if (samples.some((sample) => sample !== 0)) {
      this.silentSince = now;
      if (this.view.trouble?.code === "mute") this.dismiss();
    } else if (now - this.silentSince > MUTE_MS && !this.view.trouble) this.trouble("mute");
  }

  private async gone(): Promise<void> {
    await this.stop();
    this.trouble("gone");
  }

  /** A telephone on the table stays lit while it listens. */
  private async stayAwake(): Promise<void> {
    this.awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }

  /** A socket does not tell why it was not opened; a request to the same place does. */
  private async explain(): Promise<void> {
    const status = await fetch("/v1/live").then((answer) => answer.status, () => 0);
    if (this.view.trouble || this.view.link === "open" || this.view.link === "off") return;
    this.trouble(status === 401 || status === 403 ? "refused" : status === 429 || status === 503 ? "busy" : "broken");
  }

  private trouble(code: string, detail = ""): void {
    this.change({ trouble: troubleOf(code, detail) });
  }

  private change(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    this.readers.forEach((reader) => reader());
  }
}
