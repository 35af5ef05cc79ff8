import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Deployment } from '../daemon.ts';
import { useClient } from '../hooks/context.ts';
import { text } from '../strings.ts';
import { Icon } from './Icon.tsx';

interface ThumbnailProps {
  deployment: Deployment;
  large?: boolean;
}

/** What the release looked like when it was checked. */
export function Thumbnail({ deployment, large }: ThumbnailProps): JSX.Element {
  const client = useClient();
  const [url, setUrl] = useState<string | null>(null);
  const id = deployment.screenshot ? deployment.deployment : null;
  useEffect(() => {
    if (id === null) {
      return;
    }
    let made: string | null = null;
    let wanted = true;
    client.picture(`/v1/deployments/${encodeURIComponent(id)}/screenshot`).then(
      (picture) => {
        if (wanted) {
          made = URL.createObjectURL(picture);
          setUrl(made);
        }
      },
      // without its picture the row says all the rest
      () => wanted && setUrl(null),
    );
    return () => {
      wanted = false;
      if (made !== null) {
        URL.revokeObjectURL(made);
      }
    };
  }, [client, id]);
  return (
    <span class={`thumbnail ${large ? 'large' : ''}`}>
      {url === null ? (
        <Icon name="image" />
      ) : (
        <img src={url} alt={text.screenshotOf(deployment.app, deployment.release)} />
      )}
    </span>
  );
}
