import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { text } from '../strings.ts';
import { Button } from './basics.tsx';

/** A command to be run in a terminal. */
export function Command({ command }: { command: string }): JSX.Element {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard.writeText(command).then(() => setCopied(true));
  };
  return (
    <div class="command">
      <code>{command}</code>
      <Button look="quiet" icon={copied ? 'check' : 'copy'} onClick={copy}>
        {copied ? text.copied : text.copy}
      </Button>
      <span class="unseen" role="status">
        {copied ? text.copied : ''}
      </span>
    </div>
  );
}
