// An address as a QR code: black on white in every theme, with the quiet margin that cameras need.
import { useMemo } from "preact/hooks";
import { encode } from "uqr";

const MARGIN = 4;

export function Code({ address }: { address: string }) {
  const { data, size } = useMemo(() => encode(address, { ecc: "M", border: MARGIN }), [address]);
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR code of this link, for the camera of another device" shape-rendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={data.map(row).join("")} />
    </svg>
  );
}

/** The dark cells of a row, each run of them as one rectangle. */
function row(cells: boolean[], down: number): string {
  let path = "";
  for (let at = 0; at < cells.length; at++) {
    let long = 0;
    while (cells[at + long]) long += 1;
    if (long > 0) path += `M${at} ${down}h${long}v1h-${long}z`;
    at += long;
  }
  return path;
}

/** Whether an address leads to the computer that it is opened on, and nowhere else. */
export function onlyHere(address: string): boolean {
  const name = new URL(address).hostname;
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || name.startsWith("127.");
}
