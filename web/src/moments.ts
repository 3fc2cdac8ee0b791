// What was said, in order: one moment for each sentence or file. Pure: events in, another list out.
import type { LiveEvent, NothingEvent, PictureEvent, Scene, SettledEvent } from "./protocol";

/** A picture as the page has it; the address leads to the file in memory. */
export interface Drawn {
  address: string;
  file: Blob;
  final: boolean;
  alt: string;
}

export interface Moment {
  key: string;
  /** Whose utterance it is: the session, or nothing for a file. */
  session: string;
  utterance: number;
  /** The file's name. */
  source: string;
  state: "open" | "settled" | "nothing";
  start_s: number | null;
  words: string;
  account: string;
  scene: Scene | null;
  /** The scene before anything was answered. */
  heard: Scene | null;
  /** As the server counts them. */
  doubts: string[][];
  /** What a person answered to each doubt: a name, "" for none of them. */
  answers: (string | null)[];
  /** It was drawn again without its session, which does not know what was answered. */
  alone: boolean;
  reason: string;
  picture: Drawn | null;
}

export type Moments = readonly Moment[];

export function keyOf(session: string, utterance: number): string {
  return `${session}/${utterance}`;
}

function blank(session: string, utterance: number): Moment {
  return {
    key: keyOf(session, utterance),
    session,
    utterance,
    source: "",
    state: "open",
    start_s: null,
    words: "",
    account: "",
    scene: null,
    heard: null,
    doubts: [],
    answers: [],
    alone: false,
    reason: "",
    picture: null,
  };
}

/** With a moment of these contents in the place of the one that has its key, or at the end. */
export function withMoment(moments: Moments, session: string, utterance: number, change: Partial<Moment>): Moments {
  const key = keyOf(session, utterance);
  const at = moments.findIndex((one) => one.key === key);
  const made = { ...(moments[at] ?? blank(session, utterance)), ...change };
  return at < 0 ? [...moments, made] : moments.with(at, made);
}

export function withEvent(moments: Moments, session: string, event: Exclude<LiveEvent, PictureEvent>): Moments {
  const put = (change: Partial<Moment>): Moments => withMoment(moments, session, event.utterance, change);
  if (event.type === "hearing") return put({ state: "open", start_s: event.start_s });
  if (event.type === "partial") return put({ state: "open", words: event.words, account: event.account, scene: event.scene });
  const scene = event.type === "settled" ? event.scene : null;
  const doubts = asked(moments, session, event);
  if (event.type === "nothing") return put({ state: "nothing", words: event.words, reason: event.reason, account: "", scene, ...doubts });
  return put({ state: "settled", start_s: event.start_s, words: event.words, account: event.account, scene, ...doubts });
}

/** Whether a sentence has settled again because somebody answered a doubt of it. */
export function again(event: Exclude<LiveEvent, PictureEvent>): boolean {
  return (event.type === "settled" || event.type === "nothing") && (event.answers ?? []).length > 0;
}

function asked(moments: Moments, session: string, event: SettledEvent | NothingEvent): Partial<Moment> {
  const scene = event.type === "settled" ? event.scene : null;
  const before = again(event) ? moments.find((one) => one.key === keyOf(session, event.utterance)) : undefined;
  // that it is none of them is noted here only
  const answers = event.doubts.map((_, number) => event.answers?.[number] ?? (before?.answers[number] === "" ? "" : null));
  // what was answered stands behind what was heard
  const heard = scene && { ...scene, elements: scene.elements.slice(0, scene.elements.length - answers.filter(Boolean).length) };
  return { heard, doubts: event.doubts, answers, alone: false };
}

/** What stands in a scene. */
export function names(scene: Scene | null): Set<string> {
  return new Set(scene?.elements.map((one) => one.name));
}

/** With its picture; what is told of the sentence stays. A picture that comes without its sentence (a watcher's first) tells of itself. */
export function withPicture(moments: Moments, session: string, event: PictureEvent, picture: Drawn): Moments {
  const known = moments.find((one) => one.key === keyOf(session, event.utterance));
  const change: Partial<Moment> = { picture };
  if (!known) Object.assign(change, { account: event.alt, state: event.final ? "settled" : "open" });
  return withMoment(moments, session, event.utterance, change);
}

/** Those with a picture that counts: settled ones, and the one that is being drawn. What turned out to show nothing is left out. */
export function pictured(moments: Moments): Moment[] {
  return moments.filter((one) => one.picture !== null && one.state !== "nothing");
}

/** How sure the listener is of the least certain thing, in words and as a number that never reaches 100 %. */
export function sureness(scene: Scene | null): string {
  const items = scene?.elements ?? [];
  if (items.length === 0) return "";
  const least = items.reduce((one, other) => (other.confidence < one.confidence ? other : one));
  const sure = least.confidence;
  const words = sure >= 0.95 ? "very sure" : sure >= 0.8 ? "fairly sure" : sure >= 0.5 ? "not very sure" : "unsure";
  const which = items.length > 1 ? ` Least certain is the ${least.name}.` : "";
  return `${words} (${Math.min(99, Math.round(100 * sure))}%).${which}`;
}

/** Minutes and seconds, and hours where there are any. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return whole >= 3600 ? `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
