// One's own session in the room: the microphone on and off, and what the session tells.
import type { Told } from "../src/channel";
import { Ear, type Hearer, type Listening } from "../src/ear";
import { Live } from "../src/live";
import { troubleOf } from "../src/troubles";

export class Talking implements Hearer {
  private readonly live: Live;
  private readonly ear: Ear;
  private wrongNow = "";

  constructor(
    told: Told,
    private readonly tell: (notice: string) => void,
    private readonly turn: (listening: Listening) => void,
  ) {
    this.live = new Live(told, { picture: "layers", size: 1024, seed: 0 });
    this.ear = new Ear(this);
  }

  get rate(): number | null {
    return this.live.rateBefore;
  }

  toggle(): void {
    if (this.ear.state === "on") void this.ear.stop();
    else void this.ear.begin();
  }

  begins(rate: number): void {
    this.say("", "");
    this.live.start(rate);
  }

  sound(samples: Int16Array): void {
    this.live.add(samples);
  }

  turned(listening: Listening): void {
    if (listening === "off") this.live.pause();
    this.turn(listening);
  }

  offered(): void {
    // one is chosen on the page
  }

  wrong(code: string, detail = ""): void {
    const trouble = troubleOf(code, detail);
    this.say(code, `${trouble.title} ${trouble.text}`);
  }

  unmuted(): void {
    if (this.wrongNow === "mute") this.say("", "");
  }

  private say(code: string, text: string): void {
    if (code && code === this.wrongNow) return;
    this.wrongNow = code;
    this.tell(text);
  }
}
