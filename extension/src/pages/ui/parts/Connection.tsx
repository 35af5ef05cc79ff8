import type { ComponentChildren, JSX } from 'preact';
import type { Connection } from '../../../protocol/messages.ts';
import { useAction } from '../hooks/action.ts';
import { useClient, useWorld } from '../hooks/context.ts';
import { text } from '../strings.ts';
import { Button, ViewHeading, Waiting } from './basics.tsx';
import { Notice } from './Notice.tsx';
import { Instructions } from './Remedy.tsx';

/** Shows its children once the daemon was reached; then they stay, with a word when it is lost. */
export function WhenConnected({ children }: { children: ComponentChildren }): JSX.Element {
  const { connection, connects } = useWorld();
  if (connects === 0) {
    return connection.state === 'connecting' || connection.state === 'connected' ? (
      <div class="view">
        <h1 class="unseen">{text.freehold}</h1>
        <Waiting what={text.connection.connecting} />
      </div>
    ) : (
      <Missing connection={connection} />
    );
  }
  return (
    <>
      {connection.state !== 'connected' && <Lost connection={connection} />}
      {children}
    </>
  );
}

type Broken = Exclude<Connection, { state: 'connecting' | 'connected' }>;

function Missing({ connection }: { connection: Broken }): JSX.Element {
  const { code, message, remedy } = connection.trouble;
  return (
    <div class="view">
      <ViewHeading tone="warn">{text.connection[connection.state].title}</ViewHeading>
      <p class="lead">{message}</p>
      <Instructions remedy={remedy} />
      <TryAgain />
      <p class="code">{code}</p>
    </div>
  );
}

function Lost({
  connection,
}: {
  connection: Exclude<Connection, { state: 'connected' }>;
}): JSX.Element {
  return (
    <div class="lost" role="status">
      {connection.state === 'connecting' ? (
        <Waiting what={text.connection.again} />
      ) : (
        <>
          <Notice tone="warn" title={text.connection[connection.state].title}>
            <p>{connection.trouble.message}</p>
            <Instructions remedy={connection.trouble.remedy} />
          </Notice>
          <TryAgain />
        </>
      )}
    </div>
  );
}

function TryAgain(): JSX.Element {
  const client = useClient();
  const again = useAction(() => client.reconnect());
  return (
    <div class="actions">
      <Button look="primary" onClick={again.run} disabled={again.busy}>
        {text.connection.tryAgain}
      </Button>
      {again.trouble && <span class="soft">{again.trouble.message}</span>}
    </div>
  );
}
