// Meshes of the room: quads, discs, the far walls and the sky, with the texture coordinates that `painters/glb.py` gives them too.
import { BufferGeometry, CircleGeometry, ClampToEdgeWrapping, type ColorRepresentation, Float32BufferAttribute, LinearFilter, LinearMipmapLinearFilter, MeshBasicMaterial, PlaneGeometry, SRGBColorSpace, Texture, type Wrapping } from "three";
import type { Growth, Surface, Wall } from "./layers";

const CORNERS = 96;
export const SKY_M = 130;

export function texture(image: ImageBitmap, across: Wrapping = ClampToEdgeWrapping, along: Wrapping = ClampToEdgeWrapping): Texture {
  const made = new Texture(image);
  made.flipY = false;
  made.colorSpace = SRGBColorSpace;
  made.wrapS = across;
  made.wrapT = along;
  made.minFilter = LinearMipmapLinearFilter;
  made.magFilter = LinearFilter;
  made.anisotropy = 8;
  made.needsUpdate = true;
  return made;
}

export function flat(options: { map?: Texture; color?: ColorRepresentation; fog?: boolean }): MeshBasicMaterial {
  return new MeshBasicMaterial({ transparent: true, opacity: 0, toneMapped: false, ...options });
}

/** Upright, on the middle of its lower edge. */
export function quad(width: number, height: number): BufferGeometry {
  return new PlaneGeometry(width, height).translate(0, height / 2, 0);
}

export function disc(width: number, depth: number): BufferGeometry {
  return new CircleGeometry(0.5, CORNERS).rotateX(-Math.PI / 2).scale(width, 1, depth);
}

export function ground(surface: Surface): BufferGeometry {
  const shape = disc(2 * surface.radius_m, 2 * surface.radius_m);
  const points = shape.getAttribute("position");
  const uv = shape.getAttribute("uv");
  // the corner that all triangles share must not lie right under the eyes, where its depth is nothing
  points.setXYZ(0, 0.01 * surface.radius_m, 0, 0.02 * surface.radius_m);
  for (let k = 0; k < points.count; k++) {
    if (surface.shore_m !== null) points.setZ(k, Math.max(points.getZ(k), -surface.shore_m));
    uv.setXY(k, points.getX(k) / surface.tile_m, -points.getZ(k) / surface.tile_m);
  }
  return shape;
}

/** A line of foam along the shore. */
export function shoreline(surface: Surface): BufferGeometry {
  const wide = 40;
  const shape = new PlaneGeometry(2 * wide, 1, 160, 1).rotateX(-Math.PI / 2);
  const points = shape.getAttribute("position");
  for (let k = 0; k < points.count; k++) {
    const x = points.getX(k);
    const swing = 0.16 * Math.sin(x * 0.9) + 0.09 * Math.sin(x * 2.3 + 1);
    points.setZ(k, -(surface.shore_m ?? 0) + (points.getZ(k) < 0 ? -0.3 - swing : 0.16 - swing * 0.6));
  }
  return shape;
}

function grid(rows: [number, number, number][][], uv: [number, number][][]): BufferGeometry {
  const wide = rows[0]?.length ?? 0;
  const faces: number[] = [];
  for (let row = 0; row < rows.length - 1; row++) {
    for (let k = 0; k < wide - 1; k++) {
      const a = row * wide + k;
      faces.push(a, a + 1, a + wide + 1, a, a + wide + 1, a + wide);
    }
  }
  const shape = new BufferGeometry();
  shape.setAttribute("position", new Float32BufferAttribute(rows.flat(2), 3));
  shape.setAttribute("uv", new Float32BufferAttribute(uv.flat(2), 2));
  shape.setIndex(faces);
  return shape;
}

/** All tufts in one mesh, each facing the middle. */
export function tufts(growth: Growth): BufferGeometry {
  const points: number[] = [];
  const uv: number[] = [];
  const faces: number[] = [];
  for (const [k, [x, z, high]] of growth.points.entries()) {
    const away = Math.hypot(x, z);
    const [dx, dz] = [((-z / away) * growth.aspect * high) / 2, ((x / away) * growth.aspect * high) / 2];
    points.push(x - dx, 0, z - dz, x + dx, 0, z + dz, x + dx, high, z + dz, x - dx, high, z - dz);
    uv.push(0, 0, 1, 0, 1, 1, 0, 1);
    faces.push(4 * k, 4 * k + 1, 4 * k + 2, 4 * k, 4 * k + 2, 4 * k + 3);
  }
  const shape = new BufferGeometry();
  shape.setAttribute("position", new Float32BufferAttribute(points, 3));
  shape.setAttribute("uv", new Float32BufferAttribute(uv, 2));
  shape.setIndex(faces);
  return shape;
}

const TURNS = Array.from({ length: CORNERS + 1 }, (_, k) => k / CORNERS);

/** Seen from inside, the image side by side and its middle straight ahead. */
export function ring(wall: Wall): BufferGeometry {
  const row = (y: number): [number, number, number][] => TURNS.map((turn) => [wall.radius_m * Math.sin(turn * 2 * Math.PI), y, -wall.radius_m * Math.cos(turn * 2 * Math.PI)]);
  const uv = (v: number): [number, number][] => TURNS.map((turn) => [wall.tiles * turn + 0.5, v]);
  return grid([row(-0.02), row(wall.height_m)], [uv(0), uv(1)]);
}

export function dome(): BufferGeometry {
  const heights = [-0.1, ...Array.from({ length: 20 }, (_, k) => (k * Math.PI) / 40), Math.PI / 2 - 0.01];
  const rows = heights.map((up) => TURNS.map((turn): [number, number, number] => [SKY_M * Math.cos(up) * Math.sin(turn * 2 * Math.PI), SKY_M * Math.sin(up), -SKY_M * Math.cos(up) * Math.cos(turn * 2 * Math.PI)]));
  const uv = heights.map((up) => TURNS.map((turn): [number, number] => [turn + 0.5, Math.max(0.002, up / (Math.PI / 2))]));
  return grid(rows, uv);
}
