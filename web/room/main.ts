// The room: what is spoken of stands around the listener. Scenes come from the live session, or with `?demo` from a script; screen, headset and screen readers get the same.
import { Group, PerspectiveCamera, Scene, Timer, Vector3, WebGLRenderer } from "three";
import type { PictureEvent } from "../src/protocol";
import type { Listening } from "../src/ear";
import { troubleOf } from "../src/troubles";
import { Watching } from "../src/watching";
import type { Told } from "../src/channel";
import { EACH_S, fetched, SCENES } from "./demo";
import { Gallery } from "./gallery";
import { Headset, type Mode } from "./headset";
import { type Layers, read, whereabouts } from "./layers";
import { Panel } from "./panel";
import { HeadsetButton } from "./pointing";
import { Stage } from "./stage";
import { Talking } from "./talking";
import { View } from "./view";
import { Walking, sticks } from "./walking";

function at(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} on the page`);
  return found;
}

class Room {
  private readonly still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  private readonly renderer = new WebGLRenderer({ antialias: true, alpha: true });
  private readonly scene = new Scene();
  private readonly rig = new Group();
  private readonly camera = new PerspectiveCamera(54, 1, 0.05, 400);
  private readonly stage = new Stage(this.scene, this.still);
  private readonly gallery = new Gallery();
  private readonly panel = new Panel();
  /** What one can do in a headset. */
  readonly button = new HeadsetButton(this.renderer, this.rig);
  private readonly walking = new Walking(this.rig);
  private readonly view: View;
  private readonly headset: Headset;
  private readonly timer = new Timer();
  private readonly eyes = new Vector3();
  /** The utterance that is on stage, once it has settled. */
  private settled: number | null = null;
  frames = 0;

  constructor() {
    const place = at("view");
    this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.renderer.setClearColor(0x12161f, 0);
    this.renderer.xr.enabled = true;
    this.renderer.xr.setReferenceSpaceType("local-floor");
    this.renderer.domElement.setAttribute("aria-hidden", "true");
    place.append(this.renderer.domElement);
    this.rig.add(this.camera);
    this.scene.add(this.rig, this.gallery.root, this.panel.root, this.button.root);
    this.view = new View(place, this.rig, this.camera, this.still);
    this.headset = new Headset(this.renderer, (mode) => this.entered(mode));
    addEventListener("resize", () => this.resize());
    this.resize();
    this.renderer.setAnimationLoop(() => this.step());
  }

  /** Puts a scene on the stage; the settled one of another utterance goes to the wall. */
  async show(layers: Layers, utterance: number, final: boolean): Promise<void> {
    if (this.settled !== null && this.settled !== utterance && this.stage.layers) this.gallery.hang(this.renderer, this.scene, this.stage.layers.alt);
    if (this.settled !== utterance) this.settled = null;
    if (final) this.settled = utterance;
    await this.stage.show(layers);
    const places = whereabouts(layers);
    at("places").replaceChildren(...places.map((text) => item(text)), ...this.gallery.alts.map((alt) => item(`On the wall behind: ${alt}`)));
    at("view").setAttribute("aria-label", `The scene around you: ${layers.alt}`);
    at("account").textContent = final ? [layers.alt, ...places.map((place) => `${place}.`)].join(" ") : "";
    this.offerWall();
  }

  say(words: string): void {
    at("caption").textContent = words;
    this.panel.say(words);
  }

  tell(notice: string): void {
    at("notice").textContent = notice;
    if (notice && this.renderer.xr.isPresenting) this.panel.say(notice);
  }

  async offerHeadsets(): Promise<void> {
    const names: Record<Mode, string> = { "immersive-vr": "Enter VR", "immersive-ar": "Enter AR" };
    for (const mode of await Headset.modes()) {
      const offer = button(names[mode], () => {
        this.headset.toggle(mode).catch(() => this.tell("The headset did not start. Put it on, allow this page to use it, then try again."));
      });
      offer.id = mode;
    }
  }

  /** For the tests of the demo, and for nobody else. */
  inspected(): object {
    return {
      names: () => this.stage.names,
      settled: () => this.stage.settled,
      place: () => this.stage.layers?.place ?? null,
      yaw: () => this.view.yaw,
      position: () => this.camera.getWorldPosition(new Vector3()).toArray(),
      frames: () => this.frames,
      mode: () => this.headset.mode,
      presenting: () => this.renderer.xr.isPresenting,
      backdrop: () => this.scene.getObjectByName("sky")?.parent?.visible ?? null,
      caption: () => ({ visible: this.panel.root.visible, text: this.panel.root.userData["text"] as string, away_m: this.panel.root.position.distanceTo(this.eyes), below_m: this.eyes.y - this.panel.root.position.y }),
      button: () => ({ visible: this.button.root.visible, text: this.button.text, at: this.button.root.getWorldPosition(new Vector3()).toArray() }),
      wall: () => this.gallery.alts,
      pixel: (x: number, y: number) => this.pixel(x, y),
    };
  }

  private pixel(x: number, y: number): number[] {
    this.renderer.render(this.scene, this.camera);
    const context = this.renderer.getContext();
    const colors = new Uint8Array(4);
    context.readPixels(Math.round(x * context.drawingBufferWidth), Math.round((1 - y) * context.drawingBufferHeight), 1, 1, context.RGBA, context.UNSIGNED_BYTE, colors);
    return [...colors];
  }

  private step(): void {
    this.timer.update();
    const seconds = Math.min(0.1, this.timer.getDelta());
    this.frames += 1;
    const session = this.renderer.xr.getSession();
    if (session) this.walking.step(seconds, sticks(session), this.camera);
    else this.view.step(seconds);
    this.camera.getWorldPosition(this.eyes);
    this.stage.step(seconds, this.timer.getElapsed(), this.eyes, session ? null : this.view.yaw);
    this.panel.root.visible = session !== null && Boolean(this.panel.root.userData["text"]);
    if (session) this.panel.step(seconds, this.camera);
    this.button.step(this.panel.root, session !== null);
    this.renderer.render(this.scene, this.camera);
  }

  private entered(mode: Mode | null): void {
    this.stage.real(mode === "immersive-ar");
    this.gallery.real(mode === "immersive-ar");
    this.walking.reset();
    if (mode) this.camera.position.set(0, 0, 0);
    else this.resize();
    for (const one of ["immersive-vr", "immersive-ar"]) document.getElementById(one)?.setAttribute("aria-pressed", String(one === mode));
  }

  private resize(): void {
    if (this.renderer.xr.isPresenting) return;
    this.renderer.setSize(innerWidth, innerHeight, false);
    this.view.resize(innerWidth, innerHeight);
  }

  private offerWall(): void {
    if (!this.gallery.alts.length || document.getElementById("wall")) return;
    button("Earlier scenes", () => {
      const behind = Math.cos(this.view.yaw) < 0;
      this.view.turnTo(behind ? 0 : Math.PI);
    }).id = "wall";
  }
}

function item(text: string): HTMLLIElement {
  const made = document.createElement("li");
  made.textContent = text;
  return made;
}

function button(text: string, pressed: (made: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => pressed(made));
  at("controls").append(made);
  return made;
}

/** Scenes from files, one after the other until somebody stops it; a named one stays. */
async function demonstrate(room: Room, named: string): Promise<void> {
  let number = Math.max(0, SCENES.findIndex((scene) => scene.file === named));
  let utterance = 0;
  let timer = 0;
  const show = async (): Promise<void> => {
    const scene = SCENES[number % SCENES.length];
    if (!scene) return;
    room.say(scene.words);
    await room.show(read(await fetched(scene.file)), utterance++, true);
  };
  const next = (): Promise<void> => {
    number += 1;
    return show();
  };
  const play = (on: boolean): void => {
    clearInterval(timer);
    if (on) timer = window.setInterval(() => void next(), EACH_S * 1000);
    pause.textContent = on ? "Pause" : "Play";
  };
  button("Next scene", () => void next());
  room.button.say("Next scene", false);
  room.button.press = () => void next();
  const pause = button("Pause", () => play(pause.textContent === "Play"));
  Object.assign(window, { speechscapeRoom: room.inspected() });
  play(!named);
  await show();
}

/** What a session tells, on the stage. */
function told(room: Room): Told {
  return {
    ready: () => room.tell(""),
    event: (event) => {
      if (event.type === "partial" || event.type === "settled") room.say(event.words || event.account);
      else if (event.type === "nothing") room.say(event.words ? `${event.words} – ${event.reason}` : "");
    },
    picture: (event: PictureEvent, _session: string, file: Blob) => {
      if (event.format !== "layers") return;
      file.text().then((text) => room.show(read(text), event.utterance, event.final), () => undefined);
    },
    link: (state) => {
      if (state === "broken") room.tell(troubleOf("broken").title);
    },
    failed: (code, text) => {
      const trouble = troubleOf(code, text);
      room.tell(`${trouble.title} ${trouble.text}`);
    },
  };
}

function listen(room: Room): void {
  const made = button("Listen", () => talking.toggle());
  const turn = (listening: Listening): void => {
    const on = listening === "on" || listening === "stopping";
    made.textContent = on ? "Stop listening" : "Listen";
    made.setAttribute("aria-pressed", String(on));
    room.button.say(made.textContent, on);
  };
  const talking = new Talking(told(room), (notice) => room.tell(notice), turn);
  room.button.press = () => talking.toggle();
  turn("off");
  room.tell("Press Listen and say what should stand here.");
}

const room = new Room();
const asked = new URLSearchParams(location.search);
const watched = asked.get("watch");
if (asked.has("demo")) await demonstrate(room, asked.get("demo") ?? "");
else if (watched) new Watching(watched, told(room)).start();
else listen(room);
await room.offerHeadsets();
