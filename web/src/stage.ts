// All that the page knows, and what can be done with it. The parts of the page show it; nothing here touches the document.
import { Answering } from "./answering";
import type { Link, Told } from "./channel";
import type { Device } from "./devices";
import { drawFile, pictureOf } from "./drawing";
import { Ear, type Hearer, type Listening } from "./ear";
import { History } from "./history";
import { Live } from "./live";
import { unavailable } from "./microphone";
import { type Drawn, type Moment, again, keyOf, pictured, withEvent, withMoment, withPicture } from "./moments";
import type { LiveEvent, PictureEvent } from "./protocol";
import { asPng, fileName, save } from "./saving";
import { troubleOf } from "./troubles";
import { NOTHING, type View } from "./view";
import { Watching } from "./watching";

const SIZE = 640;
const SAVED_SIZE = 2048;
/** So long a session is kept open after the last word. */
const IDLE_MS = 1_800_000;
const BROKEN_MS = 6_000;

export class Stage implements Told, Hearer {
  readonly watched: Watching | null;
  view: View = NOTHING;
  private readonly live: Live;
  private readonly ear: Ear;
  private readonly history: History;
  private readonly readers = new Set<() => void>();
  private files = 0;
  private idle = 0;
  private brokenTimer = 0;
  private readonly answering: Answering;

  constructor(key: string | null) {
    this.history = new History(key ?? "own");
    this.view = { ...NOTHING, moments: this.history.moments() };
    this.files = 1 + Math.max(-1, ...this.view.moments.filter((one) => one.session === "").map((one) => one.utterance));
    this.live = new Live(this, { picture: "svg", size: SIZE, seed: 0 });
    this.ear = new Ear(this);
    this.answering = new Answering(this, this.live, SIZE);
    this.watched = key === null ? null : new Watching(key, this);
    this.watched?.start();
    const left = key === null ? this.history.left() : null;
    if (left) this.live.takeUp(left);
    this.rest();
    const trouble = key === null ? unavailable() : null;
    if (trouble) this.trouble(trouble);
    addEventListener("pagehide", () => this.history.leave());
  }

  /** How loud it is, 0 to 1: read often, shown calmly. */
  get loud(): number {
    return this.ear.loud;
  }

  get rate(): number | null {
    return this.live.rateBefore;
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
    if (this.view.listening === "on") void this.ear.stop();
    else void this.begin();
  }

  async begin(): Promise<void> {
    if (this.view.listening !== "off" || this.watched) return;
    this.change({ trouble: null });
    await this.ear.begin();
  }

  choose(id: string): void {
    this.ear.choose(this.view.devices.find((one) => one.id === id) ?? null);
  }

  offered(devices: Device[], device: Device | null): void {
    this.change({ devices, device });
  }

  begins(rate: number): void {
    clearTimeout(this.idle);
    this.live.start(rate);
  }

  sound(samples: Int16Array): void {
    this.live.add(samples);
  }

  turned(listening: Listening): void {
    const stopped = listening === "off" && this.view.listening === "stopping";
    this.change({ listening, ...(listening === "off" ? { voice: false } : {}) });
    if (!stopped) return;
    this.live.pause();
    this.rest();
    this.unmuted();
  }

  wrong(code: string, detail = ""): void {
    if (code !== "mute" || !this.view.trouble) this.trouble(code, detail);
  }

  unmuted(): void {
    if (this.view.trouble?.code === "mute") this.dismiss();
  }

  /** The session stays open for a while. */
  private rest(): void {
    this.idle = window.setTimeout(() => this.live.end(), IDLE_MS);
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

  /** Stay with the picture that is shown, or with what is asked about another one. */
  hold(key = this.shown?.key ?? null): void {
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

  /** A name for a doubt, "" for none of them; the same one again takes it back. */
  answer(moment: Moment, doubt: number, name: string): void {
    if (this.view.held === null) this.hold(moment.key);
    this.answering.answer(moment, doubt, name);
  }

  /** What an answer did to the picture. */
  answered(text: string): void {
    this.change({ spoken: text });
  }

  moment(key: string): Moment | undefined {
    return this.view.moments.find((one) => one.key === key);
  }

  /** Another picture, if there is one in the change, takes the place of the one before. */
  put(moment: Moment, change: Partial<Moment>): void {
    if ("picture" in change) retire(moment.picture);
    this.change({ moments: withMoment(this.view.moments, moment.session, moment.utterance, change) });
  }

  /** Everything that was said and drawn in this tab, here and at the server. */
  forget(): void {
    this.view.moments.forEach((one) => retire(one.picture));
    this.live.forget();
    this.change({ moments: [], held: null, seen: null, last: null, share: null, voice: false, trouble: null, spoken: "All pictures and words are forgotten." });
    this.history.forget();
  }

  async draw(files: Iterable<File>): Promise<void> {
    for (const file of files) await this.drawOne(file);
  }

  private async drawOne(file: File): Promise<void> {
    this.change({ drawing: this.view.drawing + 1, trouble: null });
    try {
      const answer = await drawFile(file, SIZE);
      const { alt, account, words, scene, doubts, reason } = answer;
      const number = this.files++;
      const drawn = pictureOf(answer);
      const moments = withMoment(this.view.moments, "", number, {
        source: file.name, state: drawn ? "settled" : "nothing", words, account: account || alt, scene, heard: scene, reason: reason ?? "", doubts, answers: doubts.map(() => null), picture: drawn,
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
      const known = format === "png" && !moment.alone;
      const painted = known ? await this.live.paint(moment.session, moment.utterance, "png", SAVED_SIZE).catch(() => null) : null;
      const file = format === "svg" ? picture.file : (painted ?? (await asPng(picture.file, SAVED_SIZE)));
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
    // of an answer that one gave oneself is told elsewhere
    if (again(event)) return this.change({ moments, ...(this.watched && event.type === "settled" ? { spoken: event.account } : {}) });
    const ended = event.type === "settled" || event.type === "nothing";
    this.change({
      moments,
      voice: event.type === "hearing" || (event.type === "partial" ? this.view.voice : false),
      ...(ended ? { last: keyOf(session, event.utterance) } : {}),
      ...(event.type === "settled" ? { spoken: event.account } : {}),
    });
  }

  picture(event: PictureEvent, session: string, file: Blob): void {
    const before = this.moment(keyOf(session, event.utterance))?.picture ?? null;
    const drawn: Drawn = { address: URL.createObjectURL(file), file, final: event.final, alt: event.alt };
    this.change({ moments: withPicture(this.view.moments, session, event, drawn) });
    retire(before);
  }

  link(link: Link): void {
    this.change({ link, voice: link === "open" ? this.view.voice : false });
    if (link === "open") this.ready();
    else if (link === "broken") this.brokenTimer ||= window.setTimeout(() => void this.explain(), BROKEN_MS);
  }

  failed(code: string, text: string, again: boolean): void {
    this.trouble(code, text);
    if (!again && this.view.link !== "open") void this.ear.stop();
  }

  /** A socket does not tell why it was not opened; a request to the same place does. */
  private async explain(): Promise<void> {
    const status = await fetch("/v1/live").then((answer) => answer.status, () => 0);
    if (this.view.trouble || this.view.link === "open" || this.view.link === "off") return;
    this.trouble(status === 401 || status === 403 ? "refused" : status === 429 || status === 503 ? "busy" : "broken");
  }

  trouble(code: string, detail = ""): void {
    this.change({ trouble: troubleOf(code, detail) });
  }

  private change(change: Partial<View>): void {
    const before = this.view.moments;
    this.view = { ...this.view, ...change };
    if (this.view.moments !== before) this.history.keep(this.view.moments, this.live.left);
    this.readers.forEach((reader) => reader());
  }
}

/** A picture that is shown no more: its address goes after those that just read it have read it. */
function retire(picture: Drawn | null): void {
  if (picture) setTimeout(() => URL.revokeObjectURL(picture.address), 2_000);
}
