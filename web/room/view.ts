// Looking around and walking on a plain screen: mouse, touch and keys.
import type { Object3D, PerspectiveCamera } from "three";

const EYE_M = 1.6;
const AHEAD = -0.03;
const STEEPEST = 1.2;
const TURNING = 1.3;
const WALKING_MPS = 1.6;
/** So far from the middle one can walk. */
const FARTHEST_M = 2.2;
/** As much is seen sideways, at least. */
const LEAST_WIDE = (66 * Math.PI) / 180;
const TALL = (60 * Math.PI) / 180;

const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "KeyW", "KeyA", "KeyS", "KeyD", "Home"]);

export class View {
  yaw = 0;
  pitch = AHEAD;
  private x = 0;
  private z = 0;
  private aim: number | null = null;
  private readonly down = new Set<string>();
  private dragged: number | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly rig: Object3D,
    private readonly camera: PerspectiveCamera,
    private readonly still: boolean,
  ) {
    element.addEventListener("pointerdown", (event) => this.grab(event));
    element.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"] as const) element.addEventListener(end, (event) => this.release(event));
    element.addEventListener("keydown", (event) => this.press(event));
    element.addEventListener("keyup", (event) => this.down.delete(event.code));
    element.addEventListener("blur", () => this.down.clear());
  }

  /** Turns to look there, in radians to the right of ahead. */
  turnTo(yaw: number): void {
    this.aim = yaw;
  }

  resize(width: number, height: number): void {
    const aspect = width / Math.max(1, height);
    this.camera.aspect = aspect;
    const tall = Math.max(TALL, 2 * Math.atan(Math.tan(LEAST_WIDE / 2) / aspect));
    this.camera.fov = (Math.min(tall, 1.6) * 180) / Math.PI;
    this.camera.updateProjectionMatrix();
  }

  step(seconds: number): void {
    const held = (code: string): number => Number(this.down.has(code));
    this.yaw += TURNING * seconds * (held("ArrowRight") - held("ArrowLeft"));
    this.pitch += 0.7 * TURNING * seconds * (held("ArrowUp") - held("ArrowDown"));
    this.pitch = Math.min(STEEPEST, Math.max(-STEEPEST, this.pitch));
    this.walk(WALKING_MPS * seconds * (held("KeyW") - held("KeyS")), WALKING_MPS * seconds * (held("KeyD") - held("KeyA")));
    if (this.aim !== null) this.approach(seconds);
    this.rig.position.set(0, 0, 0);
    this.camera.position.set(this.x, EYE_M, this.z);
    this.camera.rotation.set(this.pitch, -this.yaw, 0, "YXZ");
  }

  private approach(seconds: number): void {
    const off = (this.aim ?? 0) - this.yaw;
    this.yaw += this.still ? off : off * Math.min(1, 4 * seconds);
    if (Math.abs(off) < 0.01) this.aim = null;
  }

  private walk(ahead: number, aside: number): void {
    if (!ahead && !aside) return;
    this.x += ahead * Math.sin(this.yaw) + aside * Math.cos(this.yaw);
    this.z += -ahead * Math.cos(this.yaw) + aside * Math.sin(this.yaw);
    const away = Math.hypot(this.x, this.z);
    if (away > FARTHEST_M) {
      this.x *= FARTHEST_M / away;
      this.z *= FARTHEST_M / away;
    }
  }

  private grab(event: PointerEvent): void {
    if (this.dragged !== null) return;
    this.dragged = event.pointerId;
    this.aim = null;
    this.element.setPointerCapture(event.pointerId);
    this.element.classList.add("held");
  }

  private drag(event: PointerEvent): void {
    if (event.pointerId !== this.dragged) return;
    const scale = (this.camera.fov * Math.PI) / 180 / this.element.clientHeight;
    this.yaw -= event.movementX * scale;
    this.pitch = Math.min(STEEPEST, Math.max(-STEEPEST, this.pitch + event.movementY * scale));
  }

  private release(event: PointerEvent): void {
    if (event.pointerId !== this.dragged) return;
    this.dragged = null;
    this.element.classList.remove("held");
  }

  private press(event: KeyboardEvent): void {
    if (!KEYS.has(event.code) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.aim = null;
    if (event.code === "Home") {
      this.yaw = this.x = this.z = 0;
      this.pitch = AHEAD;
    } else this.down.add(event.code);
  }
}
