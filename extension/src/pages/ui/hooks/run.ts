import { useEffect, useState } from 'preact/hooks';
import type { Deployment, Plan } from '../daemon.ts';
import { follow, NOTHING_YET, type RunState } from '../model/run.ts';
import { useClient } from './context.ts';
import { useFetched, type Fetched } from './fetched.ts';

function useRun(id: string): RunState {
  const client = useClient();
  const [run, setRun] = useState(NOTHING_YET);
  useEffect(() => {
    setRun(NOTHING_YET);
    return client.events({ run: id }, (event) => setRun((before) => follow(before, event)));
  }, [client, id]);
  return run;
}

export interface Followed<T> extends Fetched<T> {
  run: RunState;
}

function useFollowed<T>(path: string, id: string): Followed<T> {
  const run = useRun(id);
  const fetched = useFetched<T>(path);
  const { again } = fetched;
  useEffect(() => {
    if (run.state !== null) {
      again();
    }
  }, [run.state, run.url, again]);
  return { ...fetched, run };
}

/** A plan, asked for again whenever an event tells that its state changed. */
export function usePlan(id: string): Followed<Plan> {
  return useFollowed<Plan>(`/v1/plans/${encodeURIComponent(id)}`, id);
}

export function useDeployment(id: string): Followed<Deployment> {
  return useFollowed<Deployment>(`/v1/deployments/${encodeURIComponent(id)}`, id);
}
