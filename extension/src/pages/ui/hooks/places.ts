import type { Driver, Target } from '../daemon.ts';
import type { Places } from '../model/places.ts';
import { useFetched, type Fetched } from './fetched.ts';

/** Where apps can run, and which kinds of places can be connected. */
export function usePlaces(): Fetched<Places> {
  const targets = useFetched<{ targets: Target[] }>('/v1/targets');
  const drivers = useFetched<{ drivers: Driver[] }>('/v1/drivers');
  return {
    value:
      targets.value && drivers.value
        ? { targets: targets.value.targets, drivers: drivers.value.drivers }
        : null,
    trouble: targets.trouble ?? drivers.trouble,
    loading: targets.loading || drivers.loading,
    again: () => {
      targets.again();
      drivers.again();
    },
  };
}
