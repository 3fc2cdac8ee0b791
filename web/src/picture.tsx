// The large picture. A new one is read completely, then comes over the old one, which leaves when it is covered: nothing flashes, and nothing moves where the system asks for less motion.
import { useEffect, useRef } from "preact/hooks";
import type { Drawn } from "./moments";

const COVERED_MS = 400;

export function Picture({ picture, label }: { picture: Drawn; label: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const wanted = useRef("");
  useEffect(() => {
    wanted.current = picture.address;
    const image = new Image(640, 640);
    image.src = picture.address;
    image.alt = label;
    const put = (): void => {
      const here = frame.current;
      if (!here || wanted.current !== picture.address) return;
      const before = [...here.children];
      for (const one of before) one.setAttribute("alt", "");
      here.append(image);
      setTimeout(() => before.forEach((one) => one.remove()), before.length > 0 ? COVERED_MS : 0);
    };
    image.decode().then(put, put);
  }, [picture.address]);
  useEffect(() => {
    frame.current?.lastElementChild?.setAttribute("alt", label);
  }, [label]);
  return <div class="frame" ref={frame} />;
}
