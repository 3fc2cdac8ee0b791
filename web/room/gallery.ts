// Earlier scenes, framed, on a curved wall behind the listener: the latest eight, oldest on the right of who turns around by the right.
import { BoxGeometry, CylinderGeometry, DoubleSide, Group, type Material, Mesh, MeshBasicMaterial, PerspectiveCamera, PlaneGeometry, type Scene, SRGBColorSpace, type WebGLRenderer, WebGLRenderTarget } from "three";

export const KEPT = 8;
const AWAY_M = 4.1;
const FIRST = 1.12 * (Math.PI / 2);
const STEP = (2 * (Math.PI - FIRST)) / (KEPT - 1);
const WIDE_M = 1.08;
const TALL_M = 0.81;
const HUNG_M = 1.55;
const SNAP = { width: 768, height: 576 };
const REAL_ROOM = 0.6;

export class Gallery {
  readonly root = new Group();
  readonly alts: string[] = [];
  private readonly wall = new Group();
  private readonly frames: Group[] = [];
  private readonly eye = new PerspectiveCamera(62, WIDE_M / TALL_M, 0.1, 300);

  constructor() {
    const open = Math.PI - FIRST + 0.2;
    const wall = new Mesh(new CylinderGeometry(AWAY_M + 0.12, AWAY_M + 0.12, 1.75, 64, 1, true, -open, 2 * open), new MeshBasicMaterial({ color: "#4a4038", side: DoubleSide, fog: false }));
    wall.position.y = 1.4;
    const ledge = new Mesh(new CylinderGeometry(AWAY_M + 0.06, AWAY_M + 0.06, 0.05, 64, 1, true, -open, 2 * open), new MeshBasicMaterial({ color: "#a98357", side: DoubleSide, fog: false }));
    ledge.position.y = 2.27;
    const foot = ledge.clone();
    foot.position.y = 0.53;
    this.wall.add(wall, ledge, foot);
    this.root.add(this.wall);
    this.root.visible = false;
    this.root.name = "gallery";
    this.eye.position.set(0, 1.6, 0);
    this.eye.rotation.x = -0.06;
  }

  /** In the real room the frames hang nearer, and no wall of ours behind them. */
  real(passthrough: boolean): void {
    this.wall.visible = !passthrough;
    this.root.scale.setScalar(passthrough ? REAL_ROOM : 1);
    this.root.position.y = passthrough ? HUNG_M * (1 - REAL_ROOM) : 0;
  }

  /** Hangs what is seen straight ahead now. */
  hang(renderer: WebGLRenderer, scene: Scene, alt: string): void {
    const target = new WebGLRenderTarget(SNAP.width, SNAP.height, { samples: 4, colorSpace: SRGBColorSpace });
    const [xr, before, seen] = [renderer.xr.enabled, renderer.getRenderTarget(), this.root.visible];
    renderer.xr.enabled = false;
    this.root.visible = false;
    renderer.setRenderTarget(target);
    renderer.clear();
    renderer.render(scene, this.eye);
    renderer.setRenderTarget(before);
    renderer.xr.enabled = xr;
    this.root.visible = seen;
    this.frames.push(framed(target));
    this.alts.push(alt);
    if (this.frames.length > KEPT) {
      this.alts.shift();
      const oldest = this.frames.shift();
      oldest?.removeFromParent();
      if (oldest) discard(oldest);
    }
    this.arrange();
  }

  private arrange(): void {
    this.root.visible = this.frames.length > 0;
    const middle = (this.frames.length - 1) / 2;
    for (const [k, frame] of this.frames.entries()) {
      const turn = Math.PI + (k - middle) * STEP;
      frame.position.set(AWAY_M * Math.sin(turn), HUNG_M, -AWAY_M * Math.cos(turn));
      frame.rotation.y = -turn;
      this.root.add(frame);
    }
  }
}

function framed(target: WebGLRenderTarget): Group {
  const frame = new Group();
  const wood = new Mesh(new BoxGeometry(WIDE_M + 0.2, TALL_M + 0.2, 0.05), new MeshBasicMaterial({ color: "#c79a63", fog: false }));
  const mat = new Mesh(new PlaneGeometry(WIDE_M + 0.12, TALL_M + 0.12), new MeshBasicMaterial({ color: "#f6f1e7", fog: false }));
  mat.position.z = 0.027;
  const picture = new Mesh(new PlaneGeometry(WIDE_M, TALL_M), new MeshBasicMaterial({ map: target.texture, fog: false, toneMapped: false }));
  picture.position.z = 0.03;
  frame.add(wood, mat, picture);
  frame.userData["target"] = target;
  return frame;
}

function discard(frame: Group): void {
  (frame.userData["target"] as WebGLRenderTarget).dispose();
  for (const one of frame.children) {
    if (!(one instanceof Mesh)) continue;
    one.geometry.dispose();
    (one.material as Material).dispose();
  }
}
