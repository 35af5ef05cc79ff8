import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../ui/daemon.ts';
import { useOverview } from '../ui/hooks/apps.ts';
import { WhenConnected } from '../ui/parts/Connection.tsx';
import { Icon, Mark } from '../ui/parts/Icon.tsx';
import { text } from '../ui/strings.ts';
import { AllApps } from './AllApps.tsx';
import { AppHistory } from './AppHistory.tsx';
import { AppSettings } from './AppSettings.tsx';
import { Compare } from './Compare.tsx';
import { Conflicts } from './conflicts/Conflicts.tsx';
import { Connect } from './places/Connect.tsx';
import { PlacePage } from './places/PlacePage.tsx';
import { Places } from './places/Places.tsx';
import { hrefOf, routeOf, type Route } from './route.ts';
import { Settings } from './Settings.tsx';

const OF_EACH_APP = 3;

/** The full page: apps, their history, and the settings. */
export function AppPage(): JSX.Element {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const changed = (): void => setRoute(routeOf(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  const overview = useOverview(OF_EACH_APP);
  return (
    <div class="page app">
      <Navigation route={route} apps={overview.value?.apps ?? []} />
      <main>
        <WhenConnected>
          <RoutePage key={hrefOf(route)} route={route} overview={overview} />
        </WhenConnected>
      </main>
    </div>
  );
}

interface RoutePageProps {
  route: Route;
  overview: ReturnType<typeof useOverview>;
}

function RoutePage({ route, overview }: RoutePageProps): JSX.Element {
  switch (route.page) {
    case 'apps':
      return <AllApps overview={overview} />;
    case 'app':
      return <AppHistory slug={route.slug} />;
    case 'compare':
      return <Compare slug={route.slug} from={route.from} to={route.to} />;
    case 'conflicts':
      return <Conflicts slug={route.slug} environment={route.environment} />;
    case 'settings':
      return <Settings apps={overview.value?.apps ?? []} />;
    case 'variables':
      return <AppSettings slug={route.slug} />;
    case 'places':
      return <Places />;
    case 'place':
      return <PlacePage name={route.name} adopted={overview.again} />;
    case 'connect':
      return <Connect mended={route.name} />;
  }
}

function Navigation({ route, apps }: { route: Route; apps: readonly App[] }): JSX.Element {
  const at = (to: Route): 'page' | undefined => (hrefOf(route) === hrefOf(to) ? 'page' : undefined);
  const inApp = 'slug' in route ? route.slug : null;
  const inPlaces = ['places', 'place', 'connect'].includes(route.page);
  return (
    <header class="side">
      <p class="brand">
        <Mark />
        <span class="page-name">{text.freehold}</span>
      </p>
      <nav aria-label={text.apps.navigation}>
        <ul>
          <li>
            <a href={hrefOf({ page: 'apps' })} aria-current={at({ page: 'apps' })}>
              {text.apps.all}
            </a>
            <ul>
              {apps.map(({ slug }) => (
                <li key={slug}>
                  <a
                    href={hrefOf({ page: 'app', slug })}
                    aria-current={inApp === slug ? 'page' : undefined}
                  >
                    {slug}
                  </a>
                </li>
              ))}
            </ul>
          </li>
          <li>
            <a href={hrefOf({ page: 'places' })} aria-current={inPlaces ? 'page' : undefined}>
              <Icon name="place" />
              {text.where.title}
            </a>
          </li>
          <li>
            <a href={hrefOf({ page: 'settings' })} aria-current={at({ page: 'settings' })}>
              <Icon name="gear" />
              {text.settings.title}
            </a>
          </li>
        </ul>
      </nav>
    </header>
  );
}
