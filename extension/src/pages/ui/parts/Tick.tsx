import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

interface TickProps {
  label: string;
  hint: string;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

/** A question whose only answer that goes on is yes. */
export function Tick({ label, hint, ticked, onTick }: TickProps): JSX.Element {
  const id = useId();
  return (
    <div class="tick">
      <input
        id={id}
        type="checkbox"
        required
        checked={ticked}
        aria-describedby={`${id}-said`}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <div class="tick-words">
        <label for={id}>{label}</label>
        <p class="hint" id={`${id}-said`}>
          {hint}
        </p>
      </div>
    </div>
  );
}
