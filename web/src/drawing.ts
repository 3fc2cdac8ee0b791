// A sound file, or a scene → its picture, over HTTP.
import type { Drawn } from "./moments";
import type { Scene, WantedScene } from "./protocol";

/** What the server answers where it is asked for JSON. */
interface Answer {
  picture: { media_type: string; data: string; alt: string } | null;
  account: string;
  words: string;
  scene: Scene | null;
  doubts: string[][];
  reason: string | null;
}

export interface DrawnFile extends Omit<Answer, "picture"> {
  file: Blob | null;
  alt: string;
}

/** Rejects with what the server says is wrong. */
export function drawFile(sound: File, size: number): Promise<DrawnFile> {
  return drawn(sound, sound.type || "application/octet-stream", size);
}

/** Rejects with what the server says is wrong. */
export function drawScene(scene: WantedScene, size: number): Promise<DrawnFile> {
  return drawn(JSON.stringify({ scene }), "application/json", size);
}

/** With an address, so that the page can show it; null where nothing was drawn. */
export function pictureOf({ file, alt }: DrawnFile): Drawn | null {
  return file && { address: URL.createObjectURL(file), file, final: true, alt };
}

async function drawn(body: File | string, type: string, size: number): Promise<DrawnFile> {
  const response = await fetch(`/v1/pictures?size=${size}&format=svg`, { method: "POST", headers: { Accept: "application/json", "Content-Type": type }, body });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(said(answer) ?? `The server answered ${response.status}.`);
  const { picture, ...rest } = answer as Answer;
  if (!picture) return { ...rest, file: null, alt: "" };
  const bytes = Uint8Array.from(atob(picture.data), (letter) => letter.charCodeAt(0));
  return { ...rest, file: new Blob([bytes], { type: picture.media_type }), alt: picture.alt };
}

function said(answer: unknown): string | null {
  const error = (answer as { error?: { message?: unknown } } | null)?.error;
  return typeof error?.message === "string" ? error.message : null;
}
