// What was said and drawn in this tab, for the page that is loaded again. The browser keeps it in the tab's own storage, which no other tab sees and which goes when the tab is closed.
import type { Left } from "./live";
import type { Drawn, Moment, Moments } from "./moments";

/** So many moments are kept. */
const MOST = 100;

interface Written extends Omit<Moment, "picture"> {
  picture: { svg: string; alt: string } | null;
}

export class History {
  private readonly store = storage();
  private readonly kept = new Map<string, Moment>();
  /** Those for which there was no room. */
  private readonly dropped = new Set<string>();
  private next: { moments: Moments; left: Left | null } | null = null;
  private writing = false;
  private forgotten = 0;

  /** `place` is a name for whose moments these are: one's own, or those that are watched. */
  constructor(private readonly place: string) {}

  /** Everything that was kept; what cannot be read is left out. */
  moments(): Moments {
    const found: Moment[] = [];
    for (const key of this.read<string[]>("keys") ?? []) {
      const written = this.read<Written>(`moment ${key}`);
      if (!written?.key) continue;
      const moment = { ...written, picture: written.picture && drawnOf(written.picture) };
      this.kept.set(key, moment);
      found.push(moment);
    }
    return found;
  }

  /** The session that the page had, if the page went away from it. */
  left(): Left | null {
    const left = this.read<Left>("session");
    this.write("session", left && { ...left, left_ms: null });
    return left;
  }

  /** Keeps what has ended, the oldest going first where there is too much of it, and the session that told it. */
  keep(moments: Moments, left: Left | null): void {
    this.next = { moments, left };
    if (!this.writing) void this.writeAll();
  }

  /** The page goes away now. */
  leave(): void {
    const left = this.read<Left>("session");
    if (left) this.write("session", { ...left, left_ms: Date.now() });
  }

  forget(): void {
    this.forgotten += 1;
    this.next = null;
    this.kept.clear();
    this.dropped.clear();
    if (!this.store) return;
    for (const name of Object.keys(this.store).filter((one) => one.startsWith(this.named("")))) this.store.removeItem(name);
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.next) {
      const { moments, left } = this.next;
      const forgotten = this.forgotten;
      this.next = null;
      const ended = moments.filter((one) => one.state !== "open" && !this.dropped.has(one.key)).slice(-MOST);
      const texts = await Promise.all(ended.map((one) => (this.kept.get(one.key) === one ? "" : textOf(one.picture))));
      if (forgotten === this.forgotten) this.put(ended, texts, left);
    }
    this.writing = false;
  }

  private put(ended: Moment[], texts: string[], left: Left | null): void {
    const wanted = new Set(ended.map((one) => one.key));
    for (const key of [...this.kept.keys()].filter((one) => !wanted.has(one))) this.drop(key);
    for (const [number, moment] of ended.entries()) {
      if (this.kept.get(moment.key) === moment) continue;
      const written: Written = { ...moment, picture: moment.picture && { svg: texts[number] ?? "", alt: moment.picture.alt } };
      if (this.squeeze(ended, `moment ${moment.key}`, () => written)) this.kept.set(moment.key, moment);
    }
    this.squeeze(ended, "keys", () => ended.map((one) => one.key).filter((key) => this.kept.has(key)));
    this.squeeze(ended, "session", () => left);
  }

  /** Writes, and makes room for it where there is none; false where nothing helps. */
  private squeeze(ended: Moment[], name: string, value: () => unknown): boolean {
    while (this.store && !this.write(name, value())) {
      const oldest = ended.find((one) => this.kept.has(one.key));
      if (!oldest) return false;
      this.drop(oldest.key);
      this.dropped.add(oldest.key);
    }
    return true;
  }

  private drop(key: string): void {
    this.kept.delete(key);
    this.store?.removeItem(this.named(`moment ${key}`));
  }

  private named(name: string): string {
    return `speechscape/${this.place}/${name}`;
  }

  private read<Value>(name: string): Value | null {
    try {
      return JSON.parse(this.store?.getItem(this.named(name)) ?? "null") as Value | null;
    } catch {
      return null;
    }
  }

  /** False where there is no room for it. */
  private write(name: string, value: unknown): boolean {
    try {
      this.store?.setItem(this.named(name), JSON.stringify(value));
      return true;
    } catch {
      return false;
    }
  }
}

/** The tab's storage; null where the browser gives none. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

async function textOf(picture: Drawn | null): Promise<string> {
  return picture?.file.type === "image/svg+xml" ? picture.file.text() : "";
}

function drawnOf({ svg, alt }: { svg: string; alt: string }): Drawn | null {
  if (!svg) return null;
  const file = new Blob([svg], { type: "image/svg+xml" });
  return { address: URL.createObjectURL(file), file, final: true, alt };
}
