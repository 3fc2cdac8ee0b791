// Pictures as files.

/** Hands a file to the person. */
export function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** An SVG, or another picture, as PNG of this side in pixels: where no server can paint it any more. */
export async function asPng(file: Blob, side: number): Promise<Blob> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image(side, side);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    canvas.getContext("2d")?.drawImage(image, 0, 0, side, side);
    return await new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the browser made no PNG"))), "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A name for a file from what the picture shows. */
export function fileName(account: string, ending: string): string {
  const words = account.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
  return `${words || "picture"}.${ending}`;
}
