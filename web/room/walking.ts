// Moving about in a headset: the left thumbstick walks the way one looks, the right one turns in steps, for smooth turning makes people sick. One who has a single thumbstick walks and turns with it.
import { type Object3D, Vector3 } from "three";

const SNAP_TURN = Math.PI / 6;
const WALKING_MPS = 1.2;
/** So far from the middle one can walk. */
const FARTHEST_M = 2.2;
/** A thumbstick at rest is never quite in the middle. */
const REST = 0.2;
const PUSHED = 0.6;

export interface Sticks {
  ahead: number;
  aside: number;
  turn: number;
}

/** How far the thumbsticks are pushed, -1 to 1 each. */
export function sticks(session: XRSession): Sticks {
  const all = [...session.inputSources].filter((source) => (source.gamepad?.axes.length ?? 0) >= 2);
  const axes = (source: XRInputSource | undefined): readonly number[] => source?.gamepad?.axes.slice(-2) ?? [0, 0];
  const left = all.find((source) => source.handedness === "left");
  const other = all.find((source) => source !== left);
  const [aside = 0, back = 0] = axes(left ?? other);
  const [turn = 0] = axes(other ?? left);
  return { ahead: -back, aside: left && other ? aside : 0, turn };
}

export class Walking {
  private turned = false;

  constructor(private readonly rig: Object3D) {}

  /** Back to the middle, looking ahead. */
  reset(): void {
    this.rig.position.set(0, 0, 0);
    this.rig.rotation.set(0, 0, 0);
  }

  step(seconds: number, { ahead, aside, turn }: Sticks, seer: Object3D): void {
    if (Math.abs(turn) > PUSHED !== this.turned) {
      this.turned = !this.turned;
      if (this.turned) this.turn(-Math.sign(turn) * SNAP_TURN, seer.getWorldPosition(new Vector3()));
    }
    const pushed = Math.hypot(ahead, aside);
    if (pushed < REST) return;
    const look = seer.getWorldDirection(new Vector3()).setY(0).normalize();
    const right = new Vector3(-look.z, 0, look.x);
    const way = look.multiplyScalar(ahead).addScaledVector(right, aside).divideScalar(Math.max(1, pushed));
    this.rig.position.addScaledVector(way, WALKING_MPS * seconds).clampLength(0, FARTHEST_M);
  }

  /** Around where one stands, not around the middle. */
  private turn(angle: number, here: Vector3): void {
    const foot = here.setY(0);
    this.rig.position.sub(foot).applyAxisAngle(new Vector3(0, 1, 0), angle).add(foot);
    this.rig.rotateY(angle);
  }
}
