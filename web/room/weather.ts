// Rain and snow around the listener. With reduced motion they hang still, few and faint.
import { BufferAttribute, BufferGeometry, CanvasTexture, Group, LineBasicMaterial, LineSegments, Points, PointsMaterial } from "three";

const AROUND_M = 9;
const HIGH_M = 7;
/** Nothing falls nearer to the eyes than this. */
const FREE_M = 1.1;
const DROPS = 700;
const FLAKES = 900;

export class Weather {
  readonly root = new Group();
  private falling: { points: Float32Array; speeds: Float32Array; kind: "rain" | "snow"; geometry: BufferGeometry } | null = null;
  private kind: string | null = null;
  private time_s = 0;

  constructor(private readonly still: boolean) {}

  set(weather: string | null, night: boolean): void {
    if (weather === this.kind) return;
    this.kind = weather;
    this.root.clear();
    this.falling?.geometry.dispose();
    this.falling = null;
    if (weather === "rain") this.rain(night);
    else if (weather === "snow") this.snow();
  }

  step(seconds: number): void {
    if (!this.falling || this.still) return;
    this.time_s += seconds;
    const { points, speeds, kind, geometry } = this.falling;
    const every = kind === "rain" ? 6 : 3;
    for (let k = 0; k < speeds.length; k++) {
      const at = k * every;
      let fall = (speeds[k] ?? 0) * Math.min(seconds, 0.1);
      if ((points[at + 1] ?? 0) - fall < 0) fall -= HIGH_M;
      points[at + 1] = (points[at + 1] ?? 0) - fall;
      if (kind === "rain") points[at + 4] = (points[at + 4] ?? 0) - fall;
      else points[at] = (points[at] ?? 0) + 0.15 * Math.sin(this.time_s + k) * seconds;
    }
    (geometry.getAttribute("position") as BufferAttribute).needsUpdate = true;
  }

  private rain(night: boolean): void {
    const count = this.still ? DROPS / 4 : DROPS;
    const points = new Float32Array(count * 6);
    const speeds = new Float32Array(count);
    for (let k = 0; k < count; k++) {
      const [x, z] = somewhere();
      const y = Math.random() * HIGH_M;
      const long = 0.16 + 0.16 * Math.random();
      points.set([x, y, z, x - long * 0.16, y + long, z], k * 6);
      speeds[k] = 5.5 + 2 * Math.random();
    }
    const geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
    this.root.add(new LineSegments(geometry, new LineBasicMaterial({ color: night ? "#a9bad6" : "#e8f1fa", transparent: true, opacity: this.still ? 0.3 : 0.5, depthWrite: false, fog: false })));
    this.falling = { points, speeds, kind: "rain", geometry };
  }

  private snow(): void {
    const count = this.still ? FLAKES / 4 : FLAKES;
    const points = new Float32Array(count * 3);
    const speeds = new Float32Array(count);
    for (let k = 0; k < count; k++) {
      const [x, z] = somewhere();
      points.set([x, Math.random() * HIGH_M, z], k * 3);
      speeds[k] = 0.5 + 0.5 * Math.random();
    }
    const geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
    this.root.add(new Points(geometry, new PointsMaterial({ map: flake(), size: 0.055, color: "#ffffff", transparent: true, opacity: 0.9, depthWrite: false, fog: false })));
    this.falling = { points, speeds, kind: "snow", geometry };
  }
}

function somewhere(): [number, number] {
  const turn = Math.random() * 2 * Math.PI;
  const away = Math.sqrt(FREE_M ** 2 + Math.random() * (AROUND_M ** 2 - FREE_M ** 2));
  return [away * Math.sin(turn), away * Math.cos(turn)];
}

function flake(): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 32;
  const brush = canvas.getContext("2d");
  if (brush) {
    const shade = brush.createRadialGradient(16, 16, 2, 16, 16, 15);
    shade.addColorStop(0, "#ffff");
    shade.addColorStop(1, "#fff0");
    brush.fillStyle = shade;
    brush.fillRect(0, 0, 32, 32);
  }
  return new CanvasTexture(canvas);
}
