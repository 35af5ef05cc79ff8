import type { JSX } from 'preact';
import { useAction } from '../../ui/hooks/action.ts';
import { useClient } from '../../ui/hooks/context.ts';
import { Button, ViewHeading } from '../../ui/parts/basics.tsx';
import { Dialog } from '../../ui/parts/Dialog.tsx';
import { TroubleNotice } from '../../ui/parts/Notice.tsx';
import { text } from '../../ui/strings.ts';

interface DisconnectGitProps {
  path: string;
  url: string;
  close: () => void;
  disconnected: () => void;
}

export function DisconnectGit(props: DisconnectGitProps): JSX.Element {
  const { path, url, close, disconnected } = props;
  const client = useClient();
  const disconnect = useAction(async () => {
    await client.api('DELETE', path);
    close();
    disconnected();
  });
  return (
    <Dialog label={text.git.disconnectSure} close={close}>
      <div class="view form">
        <ViewHeading level={2}>{text.git.disconnectSure}</ViewHeading>
        <p class="mono">{url}</p>
        <p>{text.git.disconnectHint}</p>
        {disconnect.trouble && <TroubleNotice trouble={disconnect.trouble} />}
        <div class="actions">
          <Button look="danger" onClick={disconnect.run} disabled={disconnect.busy}>
            {text.git.disconnect}
          </Button>
          <Button onClick={close}>{text.notNow}</Button>
        </div>
      </div>
    </Dialog>
  );
}
