// A socket that comes back. It pairs each `picture` with the file that follows it; what the messages mean is the owner's business.
import { type ClientMessage, type LiveEvent, type PictureEvent, type ServerMessage, parsed, socketAddress } from "./protocol";

export type Link = "off" | "connecting" | "open" | "broken";

export interface Owner {
  /** The socket is open: say what has to be said first. */
  opened(): void;
  message(message: Exclude<ServerMessage, PictureEvent>): void;
  picture(event: PictureEvent, file: ArrayBuffer): void;
  link(state: Link): void;
  /** It closed without being asked to. True: try again. */
  lost(code: number): boolean;
  /** The other side said what cannot be understood. */
  garbled(why: string): void;
}

const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;
/** As long as nothing can be sent away, the connection is taken for dead. */
const STUCK_BYTES = 2_000_000;

export class Channel {
  state: Link = "off";
  private socket: WebSocket | null = null;
  private awaited: PictureEvent | null = null;
  private timer = 0;
  private wait = FIRST_WAIT_MS;

  constructor(
    private readonly path: string,
    private readonly owner: Owner,
  ) {
    addEventListener("online", () => this.state === "broken" && this.open());
  }

  /** Bytes that were given to the socket and have not left. */
  get unsent(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  open(): void {
    this.drop();
    this.turn("connecting");
    const socket = new WebSocket(socketAddress(this.path));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.owner.opened();
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => this.take(message.data);
    socket.onclose = (close) => this.closed(close.code);
    this.socket = socket;
  }

  /** The other side has accepted us: waits begin small again. */
  accepted(): void {
    this.wait = FIRST_WAIT_MS;
    this.turn("open");
  }

  send(message: ClientMessage | Int16Array<ArrayBuffer>): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(message instanceof Int16Array ? message : JSON.stringify(message));
    if (this.unsent > STUCK_BYTES) this.again(0);
  }

  close(): void {
    this.turn("off");
    this.drop();
  }

  /** Leave this connection, if there is one, and try another after a while; without `after_ms`, a longer one each time. */
  again(after_ms?: number): void {
    const waiting = after_ms ?? this.wait;
    if (after_ms === undefined) this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
    this.turn("broken");
    this.drop();
    this.timer = window.setTimeout(() => this.open(), waiting);
  }

  private take(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      const event = this.awaited;
      this.awaited = null;
      if (!event || event.bytes !== data.byteLength) return this.owner.garbled("a file that was not announced");
      return this.owner.picture(event, data);
    }
    let message: ServerMessage | null;
    try {
      message = parsed(data);
    } catch {
      return this.owner.garbled("a message that is not JSON");
    }
    if (this.awaited) return this.owner.garbled("a picture without its file");
    if (message?.type === "picture") this.awaited = message;
    else if (message) this.owner.message(message);
  }

  private closed(code: number): void {
    if (this.owner.lost(code)) this.again();
    else this.close();
  }

  private turn(state: Link): void {
    if (state === this.state) return;
    this.state = state;
    this.owner.link(state);
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.awaited = null;
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

/** What a session tells its listener, be it one's own or one that is watched. */
export interface Told {
  ready(session: string, fresh: boolean): void;
  event(event: Exclude<LiveEvent, PictureEvent>, session: string): void;
  picture(event: PictureEvent, session: string, file: Blob): void;
  link(state: Link): void;
  failed(code: string, text: string, again: boolean): void;
}
