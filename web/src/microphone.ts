// The microphone as 16-bit frames at the device's own rate, and why it is not there where it is not. The room imports this too.
import worklet from "./capture.worklet.ts?worker&url";

export type MicrophoneTrouble = "insecure" | "old" | "denied" | "none" | "taken" | "gone" | "failed";

export class MicrophoneError extends Error {
  constructor(
    readonly kind: MicrophoneTrouble,
    detail = "",
  ) {
    super(detail || kind);
  }
}

export interface Microphone {
  rate: number;
  /** The one that was wanted is not there; this is the system's choice. */
  instead: boolean;
  /** Lets go of the device, after the last samples were given. */
  stop(): Promise<void>;
}

/** The highest rate that the server takes. */
const HIGHEST_RATE = 48_000;

/**
 * What calls need hurts here. Echo cancellation has nothing to cancel, for the page plays nothing. Noise suppression cuts soft beginnings and ends of words, and the model was trained on sound
 * with its noise. The slow levelling of a voice that is far away does help.
 */
const CONSTRAINTS: MediaTrackConstraints = { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true };

/** Why no microphone can be asked for here; null where it can. */
export function unavailable(): MicrophoneTrouble | null {
  if (!window.isSecureContext) return "insecure";
  return "mediaDevices" in navigator && "AudioWorkletNode" in window ? null : "old";
}

/** Opens it; `rate` asks for sound of that rate instead of the device's, `device` for the one of that name. Rejects with `MicrophoneError`. */
export async function openMicrophone(sound: (samples: Int16Array) => void, gone: () => void, rate: number | null = null, device: string | null = null): Promise<Microphone> {
  const trouble = unavailable();
  if (trouble) throw new MicrophoneError(trouble);
  // made first: a browser lets a page's sound run because of the click that has just been
  let context = new AudioContext(rate ? { sampleRate: rate } : {});
  if (context.sampleRate > HIGHEST_RATE) {
    void context.close();
    context = new AudioContext({ sampleRate: HIGHEST_RATE });
  }
  let stream: MediaStream | null = null;
  try {
    const wanted = device === null ? null : await streamOf(device);
    stream = wanted ?? (await navigator.mediaDevices.getUserMedia({ audio: CONSTRAINTS }));
    await context.audioWorklet.addModule(worklet);
    return { ...(await listening(context, stream, sound, gone)), instead: device !== null && wanted === null };
  } catch (error) {
    stream?.getTracks().forEach((track) => track.stop());
    void context.close();
    throw new MicrophoneError(kindOf(error), error instanceof Error ? error.message : "");
  }
}

/** One device's sound; null where it is not there. */
async function streamOf(device: string): Promise<MediaStream | null> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { ...CONSTRAINTS, deviceId: { exact: device } } });
  } catch (error) {
    if (kindOf(error) === "none") return null;
    throw error;
  }
}

async function listening(context: AudioContext, stream: MediaStream, sound: (samples: Int16Array) => void, gone: () => void): Promise<Omit<Microphone, "instead">> {
  const source = context.createMediaStreamSource(stream);
  const capture = new AudioWorkletNode(context, "capture", { numberOfOutputs: 0 });
  const finished = new Promise<void>((done) => {
    capture.port.onmessage = (message: MessageEvent<Int16Array | null>) => (message.data ? sound(message.data) : done());
  });
  source.connect(capture);
  const track = stream.getAudioTracks()[0];
  if (track) track.onended = gone;
  await context.resume();
  return {
    rate: context.sampleRate,
    async stop() {
      if (track) track.onended = null;
      capture.port.postMessage("stop");
      await Promise.race([finished, new Promise((done) => setTimeout(done, 500))]);
      source.disconnect();
      stream.getTracks().forEach((one) => one.stop());
      await context.close();
    },
  };
}

function kindOf(error: unknown): MicrophoneTrouble {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "taken";
  return "failed";
}

/** How loud samples are, 0 to 1, on a scale that follows the ear: -60 dB is 0. */
export function loudness(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const level = Math.sqrt(sum / Math.max(1, samples.length)) / 32768;
  return Math.min(1, Math.max(0, 1 + (20 * Math.log10(Math.max(level, 1e-6))) / 60));
}
