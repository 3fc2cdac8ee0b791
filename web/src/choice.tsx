// Which microphone listens, where there is more than one.
import type { Stage } from "./stage";

export function Choice({ stage }: { stage: Stage }) {
  const { devices, device } = stage.view;
  if (stage.watched || devices.length < 2) return null;
  return (
    <p class="choice">
      <label for="microphone">Microphone</label>
      <select id="microphone" value={device?.id ?? ""} onChange={(event) => stage.choose(event.currentTarget.value)}>
        <option value="">The system’s choice</option>
        {devices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
    </p>
  );
}
