import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Client, World } from '../client.ts';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (!client) {
    throw new Error('a page is rendered without its client');
  }
  return client;
}

export function useWorld(): World {
  const client = useClient();
  const [world, setWorld] = useState(client.world());
  useEffect(() => {
    setWorld(client.world());
    return client.onChange(() => setWorld(client.world()));
  }, [client]);
  return world;
}
