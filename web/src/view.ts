// What there is to show, at one time.
import type { Link } from "./channel";
import type { Device } from "./devices";
import type { Listening } from "./ear";
import type { Moments } from "./moments";
import type { Trouble } from "./troubles";

export interface View {
  moments: Moments;
  /** The moment that is looked at and stays; null follows what is new. */
  held: string | null;
  /** The newest picture when the person stopped following. */
  seen: string | null;
  listening: Listening;
  /** The microphones that can be chosen, and the one that was. */
  devices: Device[];
  device: Device | null;
  link: Link;
  /** A voice is heard just now. */
  voice: boolean;
  /** The last sentence that ended: its moment. */
  last: string | null;
  /** Told to screen readers. */
  spoken: string;
  trouble: Trouble | null;
  /** Files that are being drawn. */
  drawing: number;
  /** The link for watchers: null where the panel is closed, empty while it is asked for. */
  share: string | null;
  saving: boolean;
}

export const NOTHING: View = {
  moments: [],
  held: null,
  seen: null,
  listening: "off",
  devices: [],
  device: null,
  link: "off",
  voice: false,
  last: null,
  spoken: "",
  trouble: null,
  drawing: 0,
  share: null,
  saving: false,
};
