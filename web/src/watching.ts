// Somebody else's session, looked at: events and pictures, nothing to say.
import { Channel, type Link, type Owner, type Told } from "./channel";
import { CLOSED_FOR_GOOD, PASSING, type PictureEvent, type ServerMessage } from "./protocol";

const BUSY_MS = 4_000;

export class Watching implements Owner {
  private readonly channel: Channel;
  /** A name for its moments; the real one is only the speaker's. */
  private readonly session = "watched";

  constructor(
    key: string,
    private readonly told: Told,
  ) {
    this.channel = new Channel(`/v1/watch?key=${encodeURIComponent(key)}`, this);
  }

  start(): void {
    this.channel.open();
  }

  hurry(): void {
    this.channel.again(0);
  }

  opened(): void {
    // nothing is to be said
  }

  message(message: Exclude<ServerMessage, PictureEvent>): void {
    if (message.type === "error") {
      const busy = PASSING.has(message.code);
      this.told.failed(busy ? "busy" : message.code === "gone" ? "unwatched" : message.code, message.text, busy);
      if (busy) this.channel.again(BUSY_MS);
      else if (message.fatal) this.channel.close();
      return;
    }
    this.channel.accepted();
    if (message.type === "ready") this.told.ready(this.session, false);
    else if (message.type === "ended") {
      this.told.failed("over", "", false);
      this.channel.close();
    } else if (message.type !== "shared") this.told.event(message, this.session);
  }

  picture(event: PictureEvent, file: ArrayBuffer): void {
    this.channel.accepted();
    this.told.picture(event, this.session, new Blob([file], { type: event.media_type }));
  }

  link(state: Link): void {
    this.told.link(state);
  }

  lost(code: number): boolean {
    if (code === 1000 || CLOSED_FOR_GOOD.has(code)) this.told.failed(code === 1000 ? "over" : "unwatched", "", false);
    return code !== 1000 && !CLOSED_FOR_GOOD.has(code);
  }

  garbled(why: string): void {
    this.told.failed("protocol", why, false);
    this.channel.close();
  }
}
