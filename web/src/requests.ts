// What was asked of the server and is not answered yet, by names.
const LONGEST_MS = 20_000;

interface Request {
  done(file: Blob | null): void;
  failed(error: Error): void;
  timer: number;
}

export class Requests {
  private readonly all = new Map<string, Request>();

  /** Resolves when it is granted, with a file where one was asked for; rejects when it is refused, or after a while. */
  wait(name: string): Promise<Blob | null> {
    return new Promise((done, failed) => {
      this.refuse(name, "it was asked for again");
      this.all.set(name, { done, failed, timer: window.setTimeout(() => this.refuse(name, "no answer"), LONGEST_MS) });
    });
  }

  has(name: string): boolean {
    return this.all.has(name);
  }

  grant(name: string, file: Blob | null): void {
    this.taken(name)?.done(file);
  }

  refuse(name: string, why: string): void {
    this.taken(name)?.failed(new Error(why));
  }

  /** The one that has waited longest; false where none waits. */
  refuseFirst(why: string): boolean {
    const [name] = this.all.keys();
    if (name !== undefined) this.refuse(name, why);
    return name !== undefined;
  }

  refuseAll(why: string): void {
    for (const name of [...this.all.keys()]) this.refuse(name, why);
  }

  private taken(name: string): Request | undefined {
    const request = this.all.get(name);
    this.all.delete(name);
    clearTimeout(request?.timer);
    return request;
  }
}
