// The page: someone who speaks, or (with ?watch=KEY) someone who looks on.
import { render } from "preact";
import { App } from "./app";
import { Stage } from "./stage";

const key = new URLSearchParams(location.search).get("watch");
render(<App stage={new Stage(key)} />, document.getElementById("app")!);
