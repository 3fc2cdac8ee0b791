// The `layers` picture format: a scene in space, as `painters/layers.py` writes it. Metres, y up, the person at the origin looking along -z; images are PNG in data URIs.
import type { Scene } from "../src/protocol";

export interface Surface {
  name: string;
  image: string;
  tile_m: number;
  radius_m: number;
  y_m: number;
  shore_m: number | null;
}

export interface Wall {
  image: string;
  radius_m: number;
  height_m: number;
  /** How often the image stands around; every second time it is mirrored. */
  tiles: number;
}

/** What grows or lies about: an image at each of the points x, z with its height. */
export interface Growth {
  image: string;
  aspect: number;
  points: [number, number, number][];
}

export interface Patch {
  kind: "waves" | "pool" | "bank" | "shadow" | "rug";
  color: string;
  opacity: number;
  x_m: number;
  z_m: number;
  width_m: number;
  depth_m: number;
  order: number;
  of: string | null;
}

export interface Piece {
  id: string;
  name: string;
  index: number | null;
  copy: number;
  stands: "ground" | "water" | "air" | "sky" | "wall" | "held";
  x_m: number;
  y_m: number;
  z_m: number;
  width_m: number;
  height_m: number;
  image: string;
  holder: string | null;
}

export interface Layers {
  version: number;
  seed: number;
  alt: string;
  place: string;
  night: boolean;
  /** From the zenith to the horizon. */
  colors: [string, string, string];
  eye_m: number;
  scene: Scene;
  sky: string;
  surfaces: Surface[];
  walls: Wall[];
  growth: Growth[];
  patches: Patch[];
  pieces: Piece[];
}

/** Layers from their JSON text. Throws on what they are not. */
export function read(text: string): Layers {
  const value = JSON.parse(text) as Layers;
  if (value.version !== 1 || !Array.isArray(value.pieces)) throw new Error("not layers of version 1");
  return value;
}

/** The pixels of a data URI, upside down as textures want them. Decoded here, so that the page's rules need not allow such addresses. */
export async function pixels(uri: string): Promise<ImageBitmap> {
  const bytes = Uint8Array.from(atob(uri.slice(uri.indexOf(",") + 1)), (letter) => letter.charCodeAt(0));
  return createImageBitmap(new Blob([bytes], { type: "image/png" }), { imageOrientation: "flipY", premultiplyAlpha: "none" });
}

const WORDS = ["ahead", "ahead on the right", "on the right", "behind on the right", "behind", "behind on the left", "on the left", "ahead on the left"];

/** What stands where, in words: "fox, ahead on the left, 3 metres away". */
export function whereabouts(layers: Layers): string[] {
  return layers.pieces
    .filter((piece) => piece.index !== null)
    .map((piece) => {
      const turn = Math.atan2(piece.x_m, -piece.z_m) / (2 * Math.PI);
      const side = Math.abs(turn) < 0.02 ? "ahead" : Math.abs(turn) < 0.1 ? WORDS[turn > 0 ? 1 : 7] : WORDS[Math.round(turn * 8 + 8) % 8];
      const relation = piece.holder === null ? null : (layers.scene.elements[piece.index ?? 0]?.relation ?? "on");
      if (relation) return `${piece.id}, ${relation} the ${piece.holder}`;
      const where = piece.stands === "sky" ? "in the sky" : `${Math.max(1, Math.round(Math.hypot(piece.x_m, piece.z_m)))} metres away${piece.stands === "air" ? ", in the air" : ""}`;
      return `${piece.id}, ${side}, ${where}`;
    });
}
