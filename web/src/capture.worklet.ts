// Runs beside the sound: what the microphone gives → frames of about 20 ms, 16-bit mono, at the device's rate.

declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const FRAME = Math.round(sampleRate * 0.02);

class Capture extends AudioWorkletProcessor {
  private frame = new Int16Array(FRAME);
  private length = 0;
  private going = true;

  constructor() {
    super();
    this.port.onmessage = () => {
      this.going = false;
      this.give();
      this.port.postMessage(null);
    };
  }

  process(inputs: Float32Array[][]): boolean {
    const channels = inputs[0] ?? [];
    const length = channels[0]?.length ?? 0;
    for (let at = 0; at < length && this.going; at++) {
      let sum = 0;
      for (const channel of channels) sum += channel[at] ?? 0;
      const value = Math.max(-1, Math.min(1, sum / channels.length));
      this.frame[this.length++] = Math.round(value * 32767);
      if (this.length === FRAME) this.give();
    }
    return this.going;
  }

  private give(): void {
    const frame = this.frame.slice(0, this.length);
    this.frame = new Int16Array(FRAME);
    this.length = 0;
    if (frame.length > 0) this.port.postMessage(frame, [frame.buffer]);
  }
}

registerProcessor("capture", Capture);
