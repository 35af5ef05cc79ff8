import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../strings.ts';
import { Button } from './basics.tsx';

interface CopyProps {
  words: string;
  /** For several of them beside each other. */
  label?: string;
}

export function CopyButton({ words, label }: CopyProps): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(words).then(() => setCopied(true));
  };
  return (
    <>
      <Button
        look="quiet"
        icon={copied ? 'check' : 'copy'}
        onClick={copy}
        {...(label === undefined ? {} : { label })}
      >
        {copied ? text.copied : text.copy}
      </Button>
      <span class="unseen" role="status">
        {copied ? text.copied : ''}
      </span>
    </>
  );
}

/** A command to be run in a terminal. */
export function Command({ command }: { command: string }): JSX.Element {
  return (
    <div class="command">
      <code>{command}</code>
      <CopyButton words={command} />
    </div>
  );
}
