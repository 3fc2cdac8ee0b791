// A scripted session from files, for who has no microphone: `?demo` shows scene after scene, `?demo=sea` one of them.
export interface Told {
  file: string;
  words: string;
}

export const SCENES: Told[] = [
  { file: "forest", words: "a fox and an owl in the forest at night" },
  { file: "sea", words: "a red boat on the sea at sunset, and a lighthouse" },
  { file: "room", words: "a cat on a chair in a room while it rains" },
  { file: "snow", words: "three penguins on a snowfield in falling snow, next to a house" },
];
export const EACH_S = 14;

export async function fetched(file: string): Promise<string> {
  const answer = await fetch(new URL(`/room-demo/${file}.json`, location.href));
  if (!answer.ok) throw new Error(`no scene of the name ${file}`);
  return answer.text();
}
