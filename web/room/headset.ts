// Sessions in a headset: a room of its own (VR), or the real room with things in it (AR).
import type { WebGLRenderer } from "three";

export type Mode = "immersive-vr" | "immersive-ar";

export class Headset {
  mode: Mode | null = null;

  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly changed: (mode: Mode | null) => void,
  ) {}

  /** Which sessions this browser and its devices can have. */
  static async modes(): Promise<Mode[]> {
    const system = navigator.xr;
    if (!system) return [];
    const known: Mode[] = ["immersive-vr", "immersive-ar"];
    const able = await Promise.all(known.map((mode) => system.isSessionSupported(mode).catch(() => false)));
    return known.filter((_, k) => able[k]);
  }

  /** Enters a session, or leaves the one that there is. Rejects where the device refuses. */
  async toggle(mode: Mode): Promise<void> {
    const running = this.renderer.xr.getSession();
    if (running) return running.end();
    const session = await navigator.xr?.requestSession(mode, { requiredFeatures: ["local-floor"] });
    if (!session) return;
    session.addEventListener("end", () => this.turn(null));
    await this.renderer.xr.setSession(session);
    this.turn(mode);
  }

  private turn(mode: Mode | null): void {
    this.mode = mode;
    this.changed(mode);
  }
}
