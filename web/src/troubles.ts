// Why something does not work, in words that say what to do.

export interface Trouble {
  code: string;
  title: string;
  text: string;
  /** What a button offers: the microphone again, the connection again. */
  offer: "microphone" | "connection" | null;
}

const SECURE = `Browsers give the microphone only to pages that come over HTTPS or from the machine itself. Open this page with https:// in its address, or on the computer that serves it as http://localhost${location.port ? `:${location.port}` : ""}. Sound files work here all the same.`;

const TROUBLES: Record<string, Omit<Trouble, "code">> = {
  insecure: { title: "No microphone over plain HTTP.", text: SECURE, offer: null },
  old: { title: "This browser gives pages no microphone.", text: "A current Firefox, Chrome, Edge or Safari does. Sound files work here all the same.", offer: null },
  denied: {
    title: "The microphone is not allowed.",
    text: "The browser or the system refuses it to this page. Allow it at the left end of the address bar, or in the system's privacy settings, then try again.",
    offer: "microphone",
  },
  none: { title: "No microphone was found.", text: "Connect one, then try again. A sound file works without.", offer: "microphone" },
  taken: { title: "The microphone is in use.", text: "Another program holds it, or it does not answer. Close that program, then try again.", offer: "microphone" },
  gone: { title: "The microphone went away.", text: "It was unplugged or switched off. What you said until then is kept.", offer: "microphone" },
  instead: { title: "The chosen microphone is not there.", text: "The system's own choice is used instead.", offer: null },
  failed: { title: "The microphone could not be opened.", text: "The browser does not say why.", offer: "microphone" },
  mute: { title: "The microphone gives only silence.", text: "It may be muted by a switch or by the system.", offer: null },
  busy: { title: "The server is busy.", text: "As many people are being listened to as it can manage. It is asked again every few seconds, and what you say is kept.", offer: "connection" },
  broken: { title: "The server does not answer.", text: "It is asked again and again; the last minute of what you say is kept. If this stays, the server was stopped, or something between lets no WebSocket through.", offer: "connection" },
  protocol: { title: "The server said something that this page does not understand.", text: "The page may be older than the server: load it again. Pictures that are here can be saved first.", offer: "connection" },
  refused: { title: "The server refuses the connection.", text: "Open the page with the address that the server printed when it was started.", offer: "connection" },
  unwatched: { title: "Nothing is shown under this link.", text: "The session is over, or the link is not complete. Ask the speaker for a new one.", offer: "connection" },
  over: { title: "This session is over.", text: "Its pictures stay here until the page is closed.", offer: null },
  file: { title: "The file could not be drawn.", text: "", offer: null },
  answer: { title: "The picture could not be changed.", text: "", offer: null },
  save: { title: "The picture could not be saved.", text: "", offer: null },
};

/** A trouble by its code; what the server says of it comes with it. */
export function troubleOf(code: string, detail = ""): Trouble {
  const known = TROUBLES[code];
  if (known) return { code, ...known, text: detail ? `${detail} ${known.text}`.trim() : known.text };
  return { code, title: "The server reports an error.", text: `${detail} (${code})`.trim(), offer: "connection" };
}
