// The last minute of captured sound, and how much of it has gone out. Positions count samples from the start of the session.

/** At most so many bytes in one message. */
const MOST_BYTES = 64 * 1024;

export class Backlog {
  /** Samples captured so far. */
  captured = 0;
  /** Position of the next sample to send. */
  sent = 0;
  private readonly pieces: { at: number; samples: Int16Array }[] = [];

  constructor(private readonly most: number) {}

  /** Samples that wait to be sent. */
  get waiting(): number {
    return this.captured - this.sent;
  }

  add(samples: Int16Array): void {
    if (samples.length === 0) return;
    this.pieces.push({ at: this.captured, samples });
    this.captured += samples.length;
    while (this.pieces.length > 1 && this.captured - this.pieces[0]!.at - this.pieces[0]!.samples.length >= this.most) this.pieces.shift();
  }

  /** Go on from a position that the other side names; what is older than the minute is gone. */
  rewind(position: number): void {
    const oldest = this.pieces[0]?.at ?? this.captured;
    this.sent = Math.min(Math.max(position, oldest), this.captured);
  }

  /** What was captured so far counts from this position: the other side has the sound before it, this side has it no more. */
  begin(position: number): void {
    for (const piece of this.pieces) piece.at += position;
    this.captured += position;
    this.sent += position;
  }

  /** The same sound begins a session of its own: what has gone out is forgotten. */
  restart(): void {
    const rest = [...this.take()];
    this.pieces.length = 0;
    this.captured = 0;
    this.sent = 0;
    for (const samples of rest) this.add(samples);
  }

  /** What waits, in messages; it counts as sent. */
  *take(): Generator<Int16Array<ArrayBuffer>> {
    const oldest = this.pieces[0]?.at ?? this.captured;
    this.sent = Math.max(this.sent, oldest);
    const from = this.sent;
    this.sent = this.captured;
    const most = MOST_BYTES / 2;
    let held: Int16Array[] = [];
    let length = 0;
    for (const { at, samples } of this.pieces) {
      let rest = samples.subarray(Math.min(samples.length, Math.max(0, from - at)));
      while (rest.length > 0) {
        const part = rest.subarray(0, most - length);
        held.push(part);
        length += part.length;
        rest = rest.subarray(part.length);
        if (length === most) {
          yield joined(held, length);
          held = [];
          length = 0;
        }
      }
    }
    if (length > 0) yield joined(held, length);
  }
}

function joined(parts: Int16Array[], length: number): Int16Array<ArrayBuffer> {
  const whole = new Int16Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
