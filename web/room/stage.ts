// What stands around the listener: backdrop and cut-outs of the newest scene. A new scene keeps what it shares with the last one; the rest comes and goes softly.
import { CanvasTexture, Color, DoubleSide, Fog, Group, type Material, Mesh, MeshBasicMaterial, MirroredRepeatWrapping, type Object3D, RepeatWrapping, type Scene, SRGBColorSpace, Vector3 } from "three";
import { type Layers, type Patch, type Piece, pixels } from "./layers";
import { disc, dome, flat, ground, quad, ring, shoreline, texture, tufts } from "./shapes";
import { Weather } from "./weather";

const FADE_S = 0.9;
/** How fast cut-outs turn towards whoever walks around, per second. */
const TURNING = 2.5;
/** How far they turn from the eyes to the screen. */
const SQUARE = 0.6;
/** As far away may things stand where the real room is seen. */
const REAL_ROOM_M = 3.2;

/** Something that fades in, and out before it is taken away. */
class Shown {
  wanted = 1;
  private level = 0;

  constructor(
    readonly root: Object3D,
    private readonly full: Map<Material, number>,
  ) {}

  static of(root: Object3D): Shown {
    const full = new Map<Material, number>();
    root.traverse((one) => {
      if (one instanceof Mesh) full.set(one.material as Material, (one.userData["opacity"] as number | undefined) ?? 1);
    });
    return new Shown(root, full);
  }

  get gone(): boolean {
    return this.wanted === 0 && this.level === 0;
  }

  get settled(): boolean {
    return this.level === this.wanted;
  }

  leave(): void {
    this.wanted = 0;
    for (const material of this.full.keys()) material.depthWrite = false;
  }

  step(seconds: number): void {
    if (this.settled) return;
    const by = seconds / FADE_S;
    this.level = this.wanted > this.level ? Math.min(1, this.level + by) : Math.max(0, this.level - by);
    const eased = this.level * this.level * (3 - 2 * this.level);
    for (const [material, opacity] of this.full) material.opacity = opacity * eased;
  }

  drop(): void {
    this.root.removeFromParent();
    this.root.traverse((one) => {
      if (!(one instanceof Mesh)) return;
      one.geometry.dispose();
      const material = one.material as MeshBasicMaterial;
      material.map?.dispose();
      material.dispose();
    });
  }
}

interface Figure extends Shown {
  aim?: { x: number; z: number };
}

export class Stage {
  readonly root = new Group();
  layers: Layers | null = null;
  private readonly scene: Scene;
  private backdrop: { key: string; shown: Shown } | null = null;
  private readonly figures = new Map<string, Figure>();
  private leaving: Shown[] = [];
  private readonly weather: Weather;
  private readonly soft = softEllipse();
  private order = 0;
  private turn = 0;
  private passthrough = false;

  constructor(
    scene: Scene,
    private readonly still: boolean,
  ) {
    this.scene = scene;
    scene.add(this.root);
    this.weather = new Weather(still);
    this.root.add(this.weather.root);
  }

  /** Names of what stands here, for tests and for who asks. */
  get names(): string[] {
    return [...this.figures.values()].filter((figure) => figure.wanted).flatMap((figure) => figure.root.userData["names"] as string[]);
  }

  get settled(): boolean {
    return this.leaving.length === 0 && (this.backdrop?.shown.settled ?? true) && [...this.figures.values()].every((figure) => figure.settled);
  }

  /** Shows another scene; of two that are being made ready at once the later one stays. */
  async show(layers: Layers): Promise<void> {
    const turn = ++this.turn;
    const key = [layers.sky, ...layers.surfaces.map((one) => one.image), ...layers.walls.map((one) => one.image)].join();
    const backdrop = this.backdrop?.key === key ? null : await this.makeBackdrop(layers);
    const wanted = new Map(blocks(layers).map((block) => [JSON.stringify(block), block]));
    const made = new Map<string, Figure>();
    for (const [name, block] of wanted) if (!this.figures.has(name)) made.set(name, await this.makeFigure(block));
    if (turn !== this.turn) return;
    this.layers = layers;
    for (const [name, figure] of this.figures) {
      if (wanted.has(name)) continue;
      this.leave(figure);
      this.figures.delete(name);
    }
    if (backdrop) {
      if (this.backdrop) this.leave(this.backdrop.shown, true);
      this.backdrop = { key, shown: backdrop };
      this.root.add(backdrop.root);
      backdrop.root.visible = !this.passthrough;
      this.air(layers);
    }
    for (const [name, figure] of made) {
      this.root.add(figure.root);
      this.figures.set(name, figure);
    }
    this.behind();
    this.weather.set(layers.place === "room" ? null : layers.scene.setting.weather, layers.night);
    this.fit();
  }

  /** The real room in place of the backdrop, or not. */
  real(passthrough: boolean): void {
    this.passthrough = passthrough;
    if (this.backdrop) this.backdrop.shown.root.visible = !passthrough;
    if (passthrough) this.scene.fog = null;
    else if (this.layers) this.air(this.layers);
    this.fit();
  }

  /** `look` is the yaw of a screen, whose pictures look best nearly square to it; a headset has none. */
  step(seconds: number, time_s: number, eyes: Vector3, look: number | null): void {
    this.backdrop?.shown.step(seconds);
    for (const figure of this.figures.values()) {
      figure.step(seconds);
      this.face(figure, eyes, look, seconds, time_s);
    }
    for (const shown of this.leaving) shown.step(seconds);
    this.clear();
    this.weather.step(seconds);
    if (!this.still) this.flow(time_s);
  }

  private clear(): void {
    const covered = this.backdrop?.shown.settled ?? true;
    const gone = this.leaving.filter((shown) => shown.gone || (shown.root.userData["covered"] === true && covered));
    if (!gone.length) return;
    for (const shown of gone) shown.drop();
    this.leaving = this.leaving.filter((shown) => !gone.includes(shown));
  }

  private leave(shown: Shown, covered = false): void {
    shown.leave();
    if (covered) {
      // a backdrop stays whole under the next one until that has come
      shown.wanted = 1;
      shown.root.userData["covered"] = true;
    }
    this.leaving.push(shown);
  }

  /** Things of the sky are painted behind what stands far off. */
  private behind(): void {
    for (const figure of this.figures.values()) {
      figure.root.traverse((one) => {
        if (one.userData["sky"]) one.renderOrder = this.order - 100_000 + 0.5;
      });
    }
  }

  private fit(): void {
    const away = (this.layers?.pieces ?? []).filter((piece) => piece.stands !== "sky").map((piece) => Math.hypot(piece.x_m, piece.z_m));
    this.root.scale.setScalar(this.passthrough ? Math.min(1, REAL_ROOM_M / Math.max(REAL_ROOM_M, ...away)) : 1);
  }

  /** Haze between here and the horizon. */
  private air(layers: Layers): void {
    const foggy = layers.scene.setting.weather === "fog" && layers.place !== "room";
    const color = new Color(layers.colors[2]);
    const reach = layers.surfaces[0]?.radius_m ?? 60;
    this.scene.fog = layers.place === "room" || layers.place === "space" ? null : new Fog(color, foggy ? 2 : 9, foggy ? 20 : reach * (layers.place === "sea" || layers.scene.setting.weather === "rain" ? 1.05 : 1.7));
  }

  private async makeBackdrop(layers: Layers): Promise<Shown> {
    const root = new Group();
    const over = (this.order += 20) - 100_000;
    const sky = new Mesh(dome(), flat({ map: texture(await pixels(layers.sky), RepeatWrapping), fog: false }));
    sky.name = "sky";
    sky.material.depthWrite = false;
    sky.renderOrder = over;
    root.add(sky);
    for (const [k, surface] of [...layers.surfaces].reverse().entries()) {
      const mesh = new Mesh(ground(surface), flat({ map: texture(await pixels(surface.image), RepeatWrapping, RepeatWrapping) }));
      mesh.name = `ground ${surface.name}`;
      mesh.position.y = surface.y_m;
      mesh.renderOrder = over + 1 + k;
      root.add(mesh);
      if (surface.shore_m !== null) {
        const foam = new Mesh(shoreline(surface), flat({ color: new Color(layers.colors[2]).lerp(new Color("#ffffff"), layers.night ? 0.1 : 0.6) }));
        foam.position.y = 0.004;
        foam.renderOrder = over + 4;
        foam.userData["opacity"] = 0.75;
        root.add(foam);
      }
    }
    for (const [k, wall] of layers.walls.entries()) {
      const mesh = new Mesh(ring(wall), flat({ map: texture(await pixels(wall.image), MirroredRepeatWrapping) }));
      mesh.name = `far ${k + 1}`;
      mesh.material.side = DoubleSide;
      mesh.material.depthWrite = false;
      mesh.renderOrder = over + 6 + k;
      root.add(mesh);
    }
    for (const growth of layers.growth) {
      const mesh = new Mesh(tufts(growth), flat({ map: texture(await pixels(growth.image)) }));
      mesh.material.side = DoubleSide;
      mesh.material.alphaTest = 0.3;
      mesh.renderOrder = over + 12;
      root.add(mesh);
    }
    return Shown.of(root);
  }

  private async makeFigure(block: Block): Promise<Figure> {
    const root = new Group();
    const [first] = block.pieces;
    if (!first) throw new Error("a block without a piece");
    const facing = new Group();
    const turn = -Math.atan2(first.x_m, -first.z_m);
    root.position.set(first.x_m, 0, first.z_m);
    facing.rotation.y = turn;
    for (const piece of block.pieces) {
      const map = texture(await pixels(piece.image));
      const mesh = new Mesh(quad(piece.width_m, piece.height_m), flat({ map, fog: piece.stands !== "sky" }));
      mesh.material.side = DoubleSide;
      mesh.material.alphaTest = 0.03;
      mesh.name = piece.id;
      mesh.position.set(piece.x_m - first.x_m, piece.y_m, piece.z_m - first.z_m).applyAxisAngle(new Vector3(0, 1, 0), -turn);
      mesh.userData["sky"] = piece.stands === "sky";
      facing.add(mesh);
    }
    const feet = new Group();
    feet.rotation.y = turn;
    for (const [k, patch] of block.patches.entries()) feet.add(this.makePatch(patch, first, turn, k));
    root.add(feet, facing);
    root.userData = { names: block.pieces.map((piece) => piece.id), facing, feet, phase: first.x_m, stands: first.stands, turns: first.stands !== "wall" };
    return Shown.of(root);
  }

  private makePatch(patch: Patch, first: Piece, turn: number, number: number): Mesh {
    const material = flat({ color: patch.color, ...(patch.kind === "shadow" || patch.kind === "waves" ? { map: this.soft() } : {}) });
    material.depthWrite = false;
    const mesh = new Mesh(disc(patch.width_m * (patch.kind === "shadow" ? 1.25 : 1), patch.depth_m * (patch.kind === "shadow" ? 1.5 : 1)), material);
    mesh.position.set(patch.x_m - first.x_m, 0.008 + 0.002 * (number + patch.order), patch.z_m - first.z_m).applyAxisAngle(new Vector3(0, 1, 0), -turn);
    if (patch.of === null) mesh.rotation.y = -turn;
    mesh.renderOrder = -1000 + patch.order;
    mesh.userData["opacity"] = patch.kind === "shadow" ? Math.min(1, patch.opacity * 1.6) : patch.opacity;
    mesh.name = patch.kind;
    return mesh;
  }

  private face(figure: Shown, eyes: Vector3, look: number | null, seconds: number, time_s: number): void {
    const { facing, feet, turns, stands, phase } = figure.root.userData as { facing: Group; feet: Group; turns: boolean; stands: string; phase: number };
    const here = figure.root.getWorldPosition(new Vector3());
    if (turns) {
      const wanted = Math.atan2(eyes.x - here.x, eyes.z - here.z);
      const square = look === null ? 0 : SQUARE * around(-look - wanted) * Math.max(0, Math.cos(-look - wanted));
      facing.rotation.y += around(wanted + square - facing.rotation.y) * Math.min(1, seconds * TURNING);
      feet.rotation.y = facing.rotation.y;
    }
    if (this.still) return;
    if (stands === "water") {
      facing.position.y = 0.035 * Math.sin(time_s * 1.1 + phase);
      facing.rotation.z = 0.018 * Math.sin(time_s * 0.9 + phase);
    } else if (stands === "air") facing.position.y = 0.04 * Math.sin(time_s * 0.8 + phase);
  }

  private flow(time_s: number): void {
    for (const one of this.backdrop?.shown.root.children ?? []) {
      if (one instanceof Mesh && one.name === "ground water") (one.material as MeshBasicMaterial).map?.offset.set(0.02 * Math.sin(time_s * 0.25), time_s * 0.012);
    }
  }
}

/** An angle within half a turn. */
function around(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

interface Block {
  pieces: Piece[];
  patches: Patch[];
}

/** What turns together: a thing, what it holds, and what lies under it. What belongs to no thing, such as a rug, is shown with the first. */
function blocks(layers: Layers): Block[] {
  const byId = new Map(layers.pieces.map((piece) => [piece.id, piece]));
  const rootOf = (piece: Piece): Piece => {
    const holder = piece.holder === null || piece.stands === "sky" ? undefined : byId.get(piece.holder);
    return holder ? rootOf(holder) : piece;
  };
  const made = new Map<string, Block>();
  for (const piece of [...layers.pieces].sort((a, b) => Number(rootOf(a) !== a) - Number(rootOf(b) !== b))) {
    const root = rootOf(piece).id;
    const block = made.get(root) ?? { pieces: [], patches: [] };
    made.set(root, block);
    block.pieces.push(piece);
  }
  const all = [...made.values()];
  for (const patch of layers.patches) {
    const owner = patch.of === null ? all[0] : made.get(patch.of);
    owner?.patches.push(patch);
  }
  return all;
}

function softEllipse(): () => CanvasTexture {
  return () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 128;
    const brush = canvas.getContext("2d");
    if (brush) {
      const shade = brush.createRadialGradient(64, 64, 8, 64, 64, 63);
      shade.addColorStop(0, "rgba(255,255,255,1)");
      shade.addColorStop(0.55, "rgba(255,255,255,.7)");
      shade.addColorStop(1, "rgba(255,255,255,0)");
      brush.fillStyle = shade;
      brush.fillRect(0, 0, 128, 128);
    }
    const made = new CanvasTexture(canvas);
    made.colorSpace = SRGBColorSpace;
    return made;
  };
}
