// The page's microphone: on or off, which one, how loud, and whether it gives nothing where it should.
import { type Device, among, devices, remember, remembered } from "./devices";
import { MicrophoneError, type Microphone, loudness, openMicrophone } from "./microphone";

/** off → asking → on → stopping → off. */
export type Listening = "off" | "asking" | "on" | "stopping";

export interface Hearer {
  /** The rate that sound must have to go on with what was said before; null for the device's own. */
  readonly rate: number | null;
  turned(listening: Listening): void;
  /** Sound of this rate is about to come. */
  begins(rate: number): void;
  sound(samples: Int16Array): void;
  /** Of the microphones there are, and which was chosen. */
  offered(all: Device[], chosen: Device | null): void;
  wrong(code: string, detail?: string): void;
  /** A microphone that was silent gives sound. */
  unmuted(): void;
}

/** A microphone whose sound waits until it is taken. */
interface Opened extends Microphone {
  take(early: boolean): void;
}

const MUTE_MS = 5_000;

export class Ear {
  state: Listening = "off";
  /** How loud it is, 0 to 1. */
  loud = 0;
  private microphone: Microphone | null = null;
  private chosen: Device | null = remembered();
  private changing: Promise<void> = Promise.resolve();
  private soundSince = 0;
  private awake: WakeLockSentinel | null = null;

  constructor(private readonly hearer: Hearer) {
    navigator.mediaDevices?.addEventListener("devicechange", () => void this.offer());
    void this.offer();
  }

  async begin(): Promise<void> {
    if (this.state !== "off") return;
    this.turn("asking");
    try {
      const opened = await this.open();
      this.soundSince = performance.now();
      this.hearer.begins(opened.rate);
      this.microphone = opened;
      opened.take(true);
      this.turn("on");
      void this.stayAwake();
    } catch (error) {
      this.turn("off");
      this.explain(error);
    }
    void this.offer();
  }

  async stop(): Promise<void> {
    if (this.state !== "on") return;
    this.turn("stopping");
    await this.changing;
    await this.microphone?.stop();
    this.microphone = null;
    this.loud = 0;
    void this.awake?.release();
    this.turn("off");
  }

  /** Another microphone from now on, also while it listens: the one before is heard until the other one gives sound. */
  choose(device: Device | null): void {
    this.chosen = device;
    remember(device);
    void this.offer();
    this.changing = this.changing.then(() => this.change()).catch((error: unknown) => this.explain(error));
  }

  private async change(): Promise<void> {
    const before = this.microphone;
    if (!before || this.state !== "on") return;
    const opened = await this.open(before.rate);
    await before.stop();
    this.microphone = opened;
    // what came until now was heard by the one before
    opened.take(false);
  }

  private async open(rate = this.hearer.rate): Promise<Opened> {
    let early: Int16Array[] | null = [];
    const hear = (samples: Int16Array): void => void (early ? early.push(samples) : this.hear(samples));
    const device = this.chosen && (among(await devices(), this.chosen)?.id ?? this.chosen.id);
    let microphone = await openMicrophone(hear, () => void this.gone(), rate, device);
    // before one is allowed, a page sees no names: now it does
    const found = microphone.instead ? among(await devices(), this.chosen)?.id : undefined;
    if (found !== undefined && found !== device) {
      await microphone.stop();
      early = [];
      microphone = await openMicrophone(hear, () => void this.gone(), rate, found);
    }
    if (microphone.instead) this.hearer.wrong("instead");
    const take = (all: boolean): void => {
      const kept = early ?? [];
      early = null;
      if (all) kept.forEach((samples) => this.hear(samples));
    };
    return { ...microphone, take };
  }

  /** It was unplugged: the system's choice may go on. */
  private async gone(): Promise<void> {
    const lost = this.microphone;
    if (this.chosen) await (this.changing = this.changing.then(() => this.change()).catch(() => undefined));
    if (this.microphone !== lost) return;
    await this.stop();
    this.hearer.wrong("gone");
  }

  private hear(samples: Int16Array): void {
    this.hearer.sound(samples);
    this.loud = Math.max(loudness(samples), this.loud * 0.85);
    const now = performance.now();
    if (samples.some((sample) => sample !== 0)) {
      this.soundSince = now;
      this.hearer.unmuted();
    } else if (now - this.soundSince > MUTE_MS) this.hearer.wrong("mute");
  }

  private async offer(): Promise<void> {
    const all = await devices();
    this.hearer.offered(all, among(all, this.chosen));
  }

  /** A telephone on the table stays lit while it listens. */
  private async stayAwake(): Promise<void> {
    this.awake = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
  }

  private explain(error: unknown): void {
    const kind = error instanceof MicrophoneError ? error.kind : "failed";
    this.hearer.wrong(kind, kind === "failed" && error instanceof Error ? error.message : "");
  }

  private turn(state: Listening): void {
    this.state = state;
    this.hearer.turned(state);
  }
}
