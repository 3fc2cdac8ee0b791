// A button in the headset, below the words: pointed at with a controller or a hand, or looked at, and selected with what the device selects with.
import { BufferGeometry, CanvasTexture, Group, Line, LineBasicMaterial, Mesh, MeshBasicMaterial, type Object3D, PlaneGeometry, Raycaster, SRGBColorSpace, Vector3, type WebGLRenderer } from "three";

const WIDE_M = 0.5;
const TALL_M = 0.14;
const BELOW_M = 0.27;
const WIDTH = 512;
const HEIGHT = 144;
/** Two hands, or one look. */
const POINTERS = 2;
const RAY_M = 3;

interface Pointer {
  root: Group;
  ray: Line;
}

export class HeadsetButton {
  readonly root: Mesh<PlaneGeometry, MeshBasicMaterial>;
  /** What it does; without that it is not there. */
  press: (() => void) | null = null;
  text = "";
  private on = false;
  private near = false;
  private readonly canvas = document.createElement("canvas");
  private readonly map: CanvasTexture;
  private readonly caster = new Raycaster();
  private readonly pointers: Pointer[];

  constructor(renderer: WebGLRenderer, rig: Object3D) {
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    this.map = new CanvasTexture(this.canvas);
    this.map.colorSpace = SRGBColorSpace;
    this.root = new Mesh(new PlaneGeometry(WIDE_M, TALL_M), new MeshBasicMaterial({ map: this.map, transparent: true, depthTest: false, depthWrite: false, fog: false, toneMapped: false }));
    this.root.renderOrder = 10_001;
    this.root.name = "button";
    this.root.visible = false;
    this.pointers = Array.from({ length: POINTERS }, (_, number) => this.pointer(renderer, rig, number));
  }

  say(text: string, on: boolean): void {
    if (text === this.text && on === this.on) return;
    this.text = text;
    this.on = on;
    this.paint();
  }

  /** Below the words, turned as they are; `shown` only in a headset. */
  step(words: Object3D, shown: boolean): void {
    this.root.visible = shown && this.press !== null;
    this.root.quaternion.copy(words.quaternion);
    this.root.position.copy(words.position).add(new Vector3(0, -BELOW_M, 0.01).applyQuaternion(words.quaternion));
    this.root.updateMatrixWorld();
    const away = this.pointers.map((one) => this.hit(one));
    for (const [number, { ray }] of this.pointers.entries()) {
      ray.visible = shown && ray.userData["points"] === true;
      ray.scale.z = away[number] ?? RAY_M;
    }
    const near = away.some((one) => one !== null);
    if (near === this.near) return;
    this.near = near;
    this.paint();
  }

  private pointer(renderer: WebGLRenderer, rig: Object3D, number: number): Pointer {
    const root = renderer.xr.getController(number);
    const line = new BufferGeometry().setFromPoints([new Vector3(), new Vector3(0, 0, -1)]);
    const ray = new Line(line, new LineBasicMaterial({ color: "#ffffff", transparent: true, opacity: 0.6, fog: false, toneMapped: false }));
    ray.visible = false;
    root.add(ray);
    rig.add(root);
    const pointer = { root, ray };
    root.addEventListener("connected", ({ data }) => (ray.userData["points"] = data.targetRayMode === "tracked-pointer"));
    root.addEventListener("disconnected", () => (ray.userData["points"] = null));
    root.addEventListener("select", () => this.hit(pointer) !== null && this.press?.());
    return pointer;
  }

  /** How far away it is hit; null where it is not, or nothing points. */
  private hit({ root, ray }: Pointer): number | null {
    if (!this.root.visible || !root.visible || ray.userData["points"] === null || ray.userData["points"] === undefined) return null;
    root.updateWorldMatrix(true, false);
    this.caster.ray.origin.setFromMatrixPosition(root.matrixWorld);
    this.caster.ray.direction.set(0, 0, -1).transformDirection(root.matrixWorld);
    return this.caster.intersectObject(this.root)[0]?.distance ?? null;
  }

  private paint(): void {
    const brush = this.canvas.getContext("2d");
    if (!brush) return;
    brush.clearRect(0, 0, WIDTH, HEIGHT);
    brush.fillStyle = this.on ? "#fff" : "rgba(13,17,25,.9)";
    brush.strokeStyle = this.near ? "#ffd88f" : "#8d97a8";
    brush.lineWidth = this.near ? 12 : 4;
    brush.beginPath();
    brush.roundRect(8, 8, WIDTH - 16, HEIGHT - 16, 40);
    brush.fill();
    brush.stroke();
    brush.fillStyle = this.on ? "#12161f" : "#fff";
    brush.font = "600 52px system-ui, sans-serif";
    brush.textAlign = "center";
    brush.textBaseline = "middle";
    brush.fillText(this.text, WIDTH / 2, HEIGHT / 2 + 3);
    this.map.needsUpdate = true;
  }
}
