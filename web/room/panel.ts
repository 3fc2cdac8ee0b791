// What was said, on a panel in the headset: an arm's length and a half away, below the eyes, following the look lazily and never crossing the middle of it.
import { CanvasTexture, Mesh, MeshBasicMaterial, type Object3D, PlaneGeometry, SRGBColorSpace, Vector3 } from "three";

const AWAY_M = 1.5;
const BELOW = 0.5;
const WIDE_M = 1.15;
const WIDTH = 1024;
const HEIGHT = 256;
/** The look may wander so far before the panel comes along. */
const SLACK = 0.35;
const FOLLOW = 2.2;

export class Panel {
  readonly root: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly canvas = document.createElement("canvas");
  private readonly map: CanvasTexture;
  private turn: number | null = null;
  private following = false;

  constructor() {
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    this.map = new CanvasTexture(this.canvas);
    this.map.colorSpace = SRGBColorSpace;
    this.root = new Mesh(new PlaneGeometry(WIDE_M, (WIDE_M * HEIGHT) / WIDTH), new MeshBasicMaterial({ map: this.map, transparent: true, depthTest: false, depthWrite: false, fog: false, toneMapped: false }));
    this.root.renderOrder = 10_000;
    this.root.name = "caption";
    this.root.visible = false;
  }

  say(text: string): void {
    const brush = this.canvas.getContext("2d");
    if (!brush) return;
    brush.clearRect(0, 0, WIDTH, HEIGHT);
    this.root.userData["text"] = text;
    if (text) {
      brush.font = "600 50px system-ui, sans-serif";
      const lines = broken(brush, text, WIDTH - 110).slice(-3);
      const wide = Math.max(...lines.map((line) => brush.measureText(line).width)) + 90;
      const tall = lines.length * 66 + 40;
      brush.fillStyle = "rgba(13,17,25,.9)";
      brush.beginPath();
      brush.roundRect((WIDTH - wide) / 2, (HEIGHT - tall) / 2, wide, tall, 34);
      brush.fill();
      brush.fillStyle = "#fff";
      brush.textAlign = "center";
      brush.textBaseline = "middle";
      for (const [k, line] of lines.entries()) brush.fillText(line, WIDTH / 2, HEIGHT / 2 + (k - (lines.length - 1) / 2) * 66);
    }
    this.map.needsUpdate = true;
  }

  step(seconds: number, eyes: Object3D): void {
    const look = eyes.getWorldDirection(new Vector3());
    const here = eyes.getWorldPosition(new Vector3());
    const wanted = Math.atan2(look.x, -look.z);
    this.turn ??= wanted;
    const off = Math.atan2(Math.sin(wanted - this.turn), Math.cos(wanted - this.turn));
    if (Math.abs(off) > SLACK) this.following = true;
    if (this.following) this.turn += off * Math.min(1, seconds * FOLLOW);
    if (Math.abs(off) < 0.04) this.following = false;
    const aim = new Vector3(here.x + AWAY_M * Math.sin(this.turn), here.y - BELOW * AWAY_M, here.z - AWAY_M * Math.cos(this.turn));
    this.root.position.lerp(aim, this.root.position.distanceTo(aim) > 2 ? 1 : Math.min(1, seconds * 5));
    this.root.lookAt(here);
  }
}

function broken(brush: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (line && brush.measureText(longer).width > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
