import { Badge } from './badge.ts';
import { Desk } from './desk.ts';
import { Host } from './host/host.ts';
import { Jobs } from './jobs/jobs.ts';
import { appOfNotification, notifyEnd } from './notifications.ts';
import { openApp, openPanel } from './openPage.ts';
import { OpenProjects } from './openProjects.ts';
import { Pages } from './pages.ts';
import { listen } from './router.ts';
import { Watches } from './watches.ts';

const host = new Host();
const badge = new Badge();
const pages: Pages = new Pages({
  jobs: () => jobs.all,
  connection: () => host.connection,
  projects: () => projects.all,
});
const projects = new OpenProjects(() => pages.tell('projects'));
const watches: Watches = new Watches(host, showBadge, notifyEnd);
const jobs: Jobs = new Jobs(
  {
    hold: () => host.hold(),
    request: (ask) => host.request(ask),
    connected: (signal) => host.connected(signal),
    tabOf: (project) => projects.tabOf(project),
  },
  () => {
    pages.tell('jobs');
    showBadge();
  },
);
host.onConnection(() => pages.tell('connection'));

listen({
  detected: (tab) => void projects.seen(tab),
  deployRequested: (tab) => {
    void openPanel(tab.tabId, tab.project);
    void projects.seen(tab);
    void jobs.click({ ...tab, source: { kind: 'builder' } });
  },
  page: (port) => pages.add(port, new Desk({ host, jobs, watches, projects })),
});

chrome.tabs.onUpdated.addListener((_tabId, _change, tab) => void projects.moved(tab));
chrome.tabs.onRemoved.addListener((tabId) => void projects.gone(tabId));
chrome.runtime.onStartup.addListener(() => void jobs.forgetEnded());
chrome.notifications.onClicked.addListener((id) => {
  const app = appOfNotification(id);
  if (app === null) return;
  void chrome.notifications.clear(id);
  void openApp(app);
});

function showBadge(): void {
  void badge.show(jobs.running || watches.any);
}
