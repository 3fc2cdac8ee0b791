// Which microphones there are, and which one somebody chose here before.
const PLACE = "speechscape/microphone";
/** Names that stand for another device of the list. */
const ALIASES = new Set(["", "default", "communications"]);

export interface Device {
  id: string;
  label: string;
}

/** All microphones; none where the page may not know them, which is before it was given one. */
export async function devices(): Promise<Device[]> {
  const all = await navigator.mediaDevices?.enumerateDevices().catch(() => []);
  return (all ?? []).filter((one) => one.kind === "audioinput" && one.label && !ALIASES.has(one.deviceId)).map((one) => ({ id: one.deviceId, label: one.label }));
}

/** What was chosen, be it there or not; null for the system's choice. */
export function remembered(): Device | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PLACE) ?? "null");
    const { id, label } = (value ?? {}) as Partial<Device>;
    return typeof id === "string" && typeof label === "string" ? { id, label } : null;
  } catch {
    return null;
  }
}

export function remember(device: Device | null): void {
  try {
    if (device) localStorage.setItem(PLACE, JSON.stringify({ id: device.id, label: device.label }));
    else localStorage.removeItem(PLACE);
  } catch {
    // it holds until the page is closed
  }
}

/** The chosen one among those that are there. Some browsers give devices new names on each visit: then its label tells. */
export function among(all: Device[], chosen: Device | null): Device | null {
  if (!chosen) return null;
  return all.find((one) => one.id === chosen.id) ?? all.find((one) => one.label === chosen.label) ?? null;
}
