// What travels on the socket, as types; `docs/PROTOCOL.md` says it in words. The room imports this too.

export type PictureFormat = "svg" | "png" | "webp" | "layers";

/** One thing in a scene; boxes are x0, y0, x1, y1 as fractions of the picture. */
export interface SceneElement {
  name: string;
  count: number;
  color: string | null;
  size: string | null;
  relation: string | null;
  of: string | string[] | null;
  of_index: number[];
  box: [number, number, number, number] | null;
  confidence: number;
  start_s: number | null;
  end_s: number | null;
}

export interface Scene {
  setting: { place: string | null; time: string | null; weather: string | null };
  elements: SceneElement[];
}

/** A scene to be drawn: of a thing that a person named, its name is enough. */
export interface WantedScene {
  setting: Scene["setting"];
  elements: (SceneElement | { name: string })[];
}

/** What all events have: their number in the session from 1, seconds of sound until then, and the utterance. */
interface Numbered {
  seq: number;
  at_s: number;
  utterance: number;
}

export interface HearingEvent extends Numbered {
  type: "hearing";
  start_s: number;
}

export interface PartialEvent extends Numbered {
  type: "partial";
  words: string;
  account: string;
  scene: Scene;
  elements: string[];
}

export interface SettledEvent extends Numbered {
  type: "settled";
  start_s: number;
  end_s: number;
  words: string;
  account: string;
  scene: Scene;
  doubts: string[][];
  /** For each doubt what was answered; empty until somebody answers one. */
  answers?: (string | null)[];
}

export interface NothingEvent extends Numbered {
  type: "nothing";
  reason: string;
  words: string;
  doubts: string[][];
  /** For each doubt what was answered; empty until somebody answers one. */
  answers?: (string | null)[];
}

/** A binary message with the file follows at once. */
export interface PictureEvent extends Numbered {
  type: "picture";
  final: boolean;
  format: string;
  media_type: string;
  bytes: number;
  alt: string;
  seed: number;
  size: number;
}

export type LiveEvent = HearingEvent | PartialEvent | SettledEvent | NothingEvent | PictureEvent;

export interface Ready {
  type: "ready";
  /** Nothing for those who watch. */
  session: string | null;
  limits: Record<string, number>;
  model: string;
  /** Seconds of sound that the session has heard: one who resumes goes on from there. */
  heard_s: number;
}

export interface Shared {
  type: "shared";
  watch: string;
}

export interface Failed {
  type: "error";
  code: string;
  text: string;
  fatal: boolean;
}

/** To those who watch: the session is over. */
export interface Ended {
  type: "ended";
}

export type ServerMessage = LiveEvent | Ready | Shared | Failed | Ended;

export interface Start {
  type: "start";
  rate: number;
  picture: string;
  size: number;
  seed: number;
  resume: string | null;
  seq: number;
}

/** What a person answered to a doubt of a sentence that has ended: a name, nothing to take the answer back, "" for none of them. */
export interface Answer {
  type: "answer";
  utterance: number;
  doubt: number;
  name: string | null;
}

export type ClientMessage = Start | Answer | { type: "end" } | { type: "share" } | { type: "paint"; utterance: number; format: PictureFormat; size: number };

/** Codes of errors that pass by themselves. */
export const PASSING: ReadonlySet<string> = new Set(["busy", "full", "ending", "too_many_sessions", "too_many_requests"]);

/** What the server closes with where trying again helps nothing: to be refused, not understood, or superseded by another connection. */
export const CLOSED_FOR_GOOD: ReadonlySet<number> = new Set([1002, 1003, 1007, 1008, 1009, 4400, 4404, 4409]);

const KINDS = new Set(["hearing", "partial", "settled", "nothing", "picture", "ready", "shared", "error", "ended"]);

/** A server's text message; null for a kind that this page does not know, which it passes over. Throws on what is no message at all. */
export function parsed(text: string): ServerMessage | null {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || typeof (value as { type?: unknown }).type !== "string") {
    throw new Error("not a message");
  }
  return KINDS.has((value as { type: string }).type) ? (value as ServerMessage) : null;
}

/** An address on this page's server, as a socket's. */
export function socketAddress(path: string): string {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}
