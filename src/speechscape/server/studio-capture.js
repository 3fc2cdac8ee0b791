// Runs beside the sound: while it is asked to, what the microphone gives → frames of about 20 ms, 16-bit mono, at the rate of the sound card.
const FRAME = Math.round(sampleRate * 0.02);

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.frame = new Int16Array(FRAME);
    this.length = 0;
    this.taking = false;
    this.port.onmessage = ({data}) => {
      this.taking = data === 'take';
      if (data === 'take') this.length = 0;
      if (data === 'end') {
        this.give();
        this.port.postMessage(null);
      }
    };
  }

  process(inputs) {
    const channels = inputs[0] ?? [], length = channels[0]?.length ?? 0;
    for (let at = 0; at < length && this.taking; at++) {
      let sum = 0;
      for (const channel of channels) sum += channel[at];
      this.frame[this.length++] = Math.round(Math.max(-1, Math.min(1, sum / channels.length)) * 32767);
      if (this.length === FRAME) this.give();
    }
    return true;
  }

  give() {
    const frame = this.frame.slice(0, this.length);
    this.length = 0;
    if (frame.length) this.port.postMessage(frame, [frame.buffer]);
  }
}

registerProcessor('studio-capture', Capture);
