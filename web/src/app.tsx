// The whole page, made of what the stage knows.
import type { ComponentChildren } from "preact";
import { useEffect, useReducer, useRef } from "preact/hooks";
import { Choice } from "./choice";
import { Forget } from "./forget";
import { Heard } from "./heard";
import { Icon } from "./icons";
import { useDropping, useKeys } from "./keys";
import { Meter } from "./meter";
import { type Moment, clock, pictured, sureness } from "./moments";
import { Picture } from "./picture";
import { Share } from "./share";
import type { Stage } from "./stage";
import { Strip } from "./strip";

export function App({ stage }: { stage: Stage }) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => stage.subscribe(() => redraw(null)), [stage]);
  useKeys(stage);
  const dropping = useDropping(stage);
  const { view, shown } = stage;
  const drawn = pictured(view.moments);
  const here = drawn.findIndex((one) => one.key === shown?.key);
  return (
    <>
      <Header stage={stage} />
      <main>
        <section class="stage" aria-label="Picture">
          <div class={`picture${dropping ? " dropping" : ""}`}>
            {shown?.picture ? <Picture picture={shown.picture} label={shown.picture.alt || shown.account} /> : <Invitation watching={stage.watched !== null} />}
            {dropping && <p class="drop">Let go to draw what is said in it</p>}
          </div>
          <div class="steps" role="group" aria-label="Controls">
            <Button icon="previous" off={here <= 0} act={() => stage.step(-1)}>
              Earlier
            </Button>
            {stage.watched ? <FollowButton stage={stage} /> : <MainButton stage={stage} />}
            <Button icon="next" after off={here < 0 || here === drawn.length - 1} act={() => stage.step(1)}>
              Later
            </Button>
          </div>
          <State stage={stage} />
          <Choice stage={stage} />
        </section>
        <section class="text" aria-label="What it shows">
          {view.trouble && <Note stage={stage} />}
          {view.share !== null && <Share address={view.share} connected={view.link === "open"} close={() => stage.share()} />}
          {shown ? <Told stage={stage} shown={shown} place={here + 1} count={drawn.length} /> : <Hints watching={stage.watched !== null} />}
          <Heard stage={stage} shown={shown} />
          {shown && <Acts stage={stage} shown={shown} />}
          <Strip moments={drawn} shown={shown?.key ?? null} following={view.held === null} look={(key) => stage.look(key)} />
        </section>
      </main>
      <p class="unseen" role="status">
        {view.spoken}
      </p>
      <Footer stage={stage} />
    </>
  );
}

interface ButtonOptions {
  icon: Parameters<typeof Icon>[0]["name"];
  act: () => void;
  children: ComponentChildren;
  kind?: string;
  off?: boolean;
  after?: boolean;
}

/** What cannot be done now stays where it is and can be reached, and says so. */
export function Button({ icon, act, children, kind = "", off = false, after = false }: ButtonOptions) {
  return (
    <button type="button" class={kind} aria-disabled={off} onClick={() => !off && act()}>
      {!after && <Icon name={icon} />}
      <span>{children}</span>
      {after && <Icon name={icon} />}
    </button>
  );
}

function Header({ stage }: { stage: Stage }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <header>
      <h1>Speechscape</h1>
      <p class="soft">{stage.watched ? "You are watching what somebody else says. Nothing is heard from you." : "Say what you see. A picture of it appears."}</p>
      {!stage.watched && (
        <div class="acts">
          <input
            type="file"
            hidden
            multiple
            accept="audio/*,video/webm,video/mp4"
            ref={picker}
            onChange={(event) => {
              void stage.draw([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
          <Button icon="file" act={() => picker.current?.click()}>
            Draw a sound file
          </Button>
          <Button icon="share" act={() => stage.share()}>
            Let others watch
          </Button>
        </div>
      )}
    </header>
  );
}

function Note({ stage }: { stage: Stage }) {
  const trouble = stage.view.trouble!;
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => note.current?.scrollIntoView({ block: "nearest" }), [trouble.code]);
  return (
    <div class="note" role="alert" ref={note}>
      <p>
        <strong>{trouble.title}</strong> {trouble.text}
      </p>
      <div class="acts">
        {trouble.offer && (
          <button type="button" onClick={() => stage.again()}>
            Try again
          </button>
        )}
        <button type="button" class="quiet" onClick={() => stage.dismiss()}>
          Close<span class="unseen"> this message</span>
        </button>
      </div>
    </div>
  );
}

function MainButton({ stage }: { stage: Stage }) {
  const { listening } = stage.view;
  const on = listening === "on" || listening === "stopping";
  return (
    <Button kind="main-act" icon={on ? "stop" : "microphone"} off={listening === "asking" || listening === "stopping"} act={() => stage.toggle()}>
      {on ? "Stop" : "Start"}
    </Button>
  );
}

function FollowButton({ stage }: { stage: Stage }) {
  return (
    <Button kind="main-act" icon="newest" off={stage.view.held === null} act={() => stage.follow()}>
      Newest
    </Button>
  );
}

function State({ stage }: { stage: Stage }) {
  const { listening, link, voice } = stage.view;
  const going = listening === "on" || stage.watched !== null;
  const kind = going && link === "open" ? (voice ? "voice" : "listening") : link === "broken" || (going && link === "connecting") ? "waiting" : "off";
  return (
    <p class={`state ${kind}`}>
      <span class="dot" aria-hidden="true" />
      <span class="words">{stateOf(stage)}</span>
      {listening === "on" && <Meter level={() => stage.loud} />}
    </p>
  );
}

function stateOf(stage: Stage): string {
  const { listening, link, voice, drawing, moments, last } = stage.view;
  if (drawing > 0) return "Drawing the file…";
  if (stage.watched) return link === "open" ? "Connected. New pictures appear by themselves." : link === "off" ? "Not connected." : link === "broken" ? "Connection lost. Trying again." : "Connecting…";
  if (listening === "asking") return "Waiting for the microphone. The browser may ask you.";
  if (listening === "on") {
    if (link === "broken") return "No connection. What you say is kept and sent later.";
    if (link !== "open") return "Connecting…";
    if (voice) return "Hearing you";
    const ended = moments.find((one) => one.key === last);
    return ended?.state === "settled" ? "Drawn. Listening for more." : ended ? "Nothing to draw in that. Listening." : "Listening";
  }
  if (link === "broken") return "No connection. What you said is kept and sent later.";
  return moments.length > 0 ? "Stopped" : "Not listening";
}

function Told({ stage, shown, place, count }: { stage: Stage; shown: Moment; place: number; count: number }) {
  const open = shown.state === "open";
  const when = shown.start_s !== null ? ` · ${clock(shown.start_s)}` : "";
  return (
    <>
      <div class="top">
        <h2>
          {open ? "Being drawn" : `Picture ${place} of ${count}`}
          {shown.source ? <span> · {shown.source}</span> : when}
        </h2>
        {stage.news ? (
          <Button icon="newest" act={() => stage.follow()}>
            New picture
          </Button>
        ) : (
          stage.view.held !== null && (
            <Button kind="quiet" icon="newest" act={() => stage.follow()}>
              Follow again
            </Button>
          )
        )}
      </div>
      <div class="account">
        <p class={`caption${open ? " open" : ""}`}>{shown.account}</p>
        <p class="sure">{open ? "Still listening: this may change." : `Automatic, ${sureness(shown.scene) || "may be wrong."}`}</p>
      </div>
    </>
  );
}

function Acts({ stage, shown }: { stage: Stage; shown: Moment }) {
  const saving = stage.view.saving || !shown.picture;
  const svg = shown.picture?.file.type === "image/svg+xml";
  return (
    <div class="acts" role="group" aria-label="This picture">
      <Button kind="quiet" icon="pin" off={stage.view.held !== null} act={() => stage.hold()}>
        Stay with it
      </Button>
      <Button kind="quiet" icon="save" off={saving} act={() => void stage.savePicture(shown, "png")}>
        PNG<span class="unseen"> file of this picture</span>
      </Button>
      {svg && (
        <Button kind="quiet" icon="save" off={saving} act={() => void stage.savePicture(shown, "svg")}>
          SVG<span class="unseen"> file of this picture</span>
        </Button>
      )}
    </div>
  );
}

function Invitation({ watching }: { watching: boolean }) {
  return (
    <div class="invitation">
      <p>{watching ? "The first picture comes with the next words." : "Press Start and say, for example:"}</p>
      {!watching && <p class="example">“Two red boats on the sea at sunset.”</p>}
    </div>
  );
}

function Hints({ watching }: { watching: boolean }) {
  if (watching) return <p class="soft">Pictures stay until you look at the next one if you press “Stay with it”, and you can go back to all of them.</p>;
  return (
    <ul class="hints soft" aria-label="Good to know">
      <li>Short English sentences about things that can be seen work best.</li>
      <li>What you say goes only to the server that this page came from.</li>
      <li>A recording can be drawn too: drop the file here.</li>
    </ul>
  );
}

function Footer({ stage }: { stage: Stage }) {
  return (
    <footer>
      <p>Pictures and words are made automatically and may be wrong.</p>
      <Forget stage={stage} />
      <p class="keys">
        {!stage.watched && (
          <span>
            <kbd>Space</kbd> start, stop
          </span>
        )}
        <span>
          <kbd>←</kbd> <kbd>→</kbd> earlier, later picture
        </span>
      </p>
    </footer>
  );
}
