import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface ChooseProps {
  legend: string;
  options: readonly Option[];
  value: string;
  onChoose: (value: string) => void;
}

/** One of a few, all in sight. */
export function Choose({ legend, options, value, onChoose }: ChooseProps): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice-list">
      <legend>{legend}</legend>
      <div>
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span class="choice-words">
              <strong>{option.label}</strong>
              {option.hint !== undefined && <span class="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
