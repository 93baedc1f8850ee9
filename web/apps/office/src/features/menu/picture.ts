// Making a picture as small as the menu needs it, before it is sent.

/** The longer side, in pixels. */
const SIDE_MAX = 800;
/** What the server takes, in bytes. */
const BYTES_MAX = 256 * 1024;
/** How good a picture is, from the best that is tried to the worst that is still worth showing. */
const QUALITIES = [0.86, 0.76, 0.64, 0.5];

/** The size that fits, with its proportions kept; what is small already stays as it is. */
export function fitting(width: number, height: number, most = SIDE_MAX): [number, number] {
  const scale = Math.min(1, most / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The file as a WebP that the server takes; nothing when it is no picture, or cannot be made fit. */
export async function shrink(file: Blob): Promise<Blob | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return undefined;
  const [width, height] = fitting(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  picture.close();
  for (const quality of QUALITIES) {
    const made = await new Promise<Blob | null>((resolve) =>
      canvas.toBlob(resolve, "image/webp", quality),
    );
    if (made && made.size <= BYTES_MAX) return made;
  }
  return undefined;
}
