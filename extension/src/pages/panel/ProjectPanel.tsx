import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Trouble } from '../../protocol/frames.ts';
import type { Job, OpenProject, Project, Source } from '../../protocol/messages.ts';
import type { AppPage, Deployment } from '../ui/daemon.ts';
import { Change } from '../ui/flow/Change.tsx';
import { useAction } from '../ui/hooks/action.ts';
import { useClient, useWorld } from '../ui/hooks/context.ts';
import { useFetched } from '../ui/hooks/fetched.ts';
import { bytes, count } from '../ui/model/amounts.ts';
import type { PlanRequest } from '../ui/model/plan.ts';
import { Button, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { jobOf, stageOf, type Stage } from './flow.ts';
import { Home } from './Home.tsx';
import { NameApp, type Named } from './NameApp.tsx';
import { OtherWays } from './OtherWays.tsx';
import { Failed, Sending } from './Sending.tsx';

interface ProjectPanelProps {
  project: Project;
  /** Its tab; null when it has none. */
  open: OpenProject | null;
}

interface Going {
  app: string;
  request: PlanRequest;
  planId: string | null;
}

/** One project, from its files in the builder to what is live. */
export function ProjectPanel({ project, open }: ProjectPanelProps): JSX.Element {
  const client = useClient();
  const { jobs } = useWorld();
  const bound = useFetched<AppPage>(
    `/v1/apps?builder=${project.builder}&project=${encodeURIComponent(project.id)}`,
  );
  const [named, setNamed] = useState<Named | null>(null);
  // kept from the first sight of the plan on, because the job ends with the approval
  const [going, setGoing] = useState<Going | null>(null);
  const [changes, setChanges] = useState(0);

  const job = jobOf(jobs, project);
  const app = bound.value ? (bound.value.apps[0] ?? null) : undefined;
  const stage = stageOf(job, app, named?.app ?? null);

  const anew = stage.at === 'sending' || stage.at === 'failed';
  const begun = job?.startedAt;
  useEffect(() => {
    // another click in the builder: what was under way here gives way to it, also when a small
    // project has come so fast that it was never seen on its way
    if (begun !== undefined) {
      setGoing(null);
      setNamed(null);
      // an earlier plan may have given the project its app since this page was opened
      bound.again();
    }
  }, [begun]);

  const start = useAction(async (source: Source) => {
    setGoing(null);
    setNamed(null);
    await client.startJob(project, open?.tabId ?? job?.tabId ?? null, source);
  });
  const go = (next: Going): void => {
    setGoing(next);
    setChanges(changes + 1);
  };
  const rollBack = (from: { app: string; environment: string }): void =>
    go({
      app: from.app,
      request: { kind: 'rollback', environment: from.environment },
      planId: null,
    });
  const leave = (): void => {
    setGoing(null);
    setNamed(null);
    bound.again();
    if (job) {
      void client.clearJob(job.key);
    }
  };

  const current = going ?? goingOf(stage, project, named);
  const otherWays = <OtherWays project={project} start={start.run} />;
  const source: Source | null = open ? { kind: 'builder' } : gitOf(job);

  if (current && !anew) {
    return (
      <Change
        key={`${changes} ${current.request.exportId ?? ''} ${current.request.environment}`}
        app={current.app}
        request={current.request}
        planId={current.planId}
        onPlanned={async (planId) => {
          if (job && current.request.kind === 'deploy') {
            await client.jobPlanned(job.key, current.app, planId);
          }
        }}
        onApproved={async (deployment: Deployment) => {
          setGoing({ ...current, app: deployment.app });
          if (job) {
            await client.clearJob(job.key);
          }
        }}
        close={leave}
        rename={named ? () => setNamed(null) : undefined}
        rollBack={rollBack}
        readAgain={
          source && current.request.kind === 'deploy' ? () => start.run(source) : undefined
        }
        otherWays={current.request.kind === 'deploy' ? otherWays : undefined}
        about={
          job?.receipt && current.request.kind === 'deploy' ? (
            <p class="receipt">
              {text.panel.receipt(
                originOf(job),
                count(job.receipt.files, text.panel.sourceFile),
                bytes(job.receipt.bytes),
              )}
              {job.brought && `. ${text.panel.brought(job.brought.done, job.brought.total)}`}
            </p>
          ) : undefined
        }
      />
    );
  }
  if (stage.at === 'loading' && bound.trouble) {
    return <Unreadable project={project} trouble={bound.trouble} again={bound.again} />;
  }
  return (
    <>
      {start.trouble && <TroubleNotice trouble={start.trouble} />}
      <StageView
        stage={stage}
        open={open}
        project={project}
        start={start.run}
        setNamed={setNamed}
        rollBack={rollBack}
        leave={leave}
        otherWays={otherWays}
      />
    </>
  );
}

interface UnreadableProps {
  project: Project;
  trouble: Trouble;
  again: () => void;
}

/** The daemon would not say whether this project is an app already. */
function Unreadable({ project, trouble, again }: UnreadableProps): JSX.Element {
  return (
    <div class="view">
      <ViewHeading>{text.panel.notKnown(text.builder[project.builder])}</ViewHeading>
      <TroubleNotice trouble={trouble} />
      <div class="actions">
        <Button look="primary" onClick={again}>
          {text.tryAgain}
        </Button>
      </div>
    </div>
  );
}

interface StageViewProps extends ProjectPanelProps {
  stage: Stage;
  start: (source: Source) => void;
  setNamed: (named: Named) => void;
  rollBack: (from: { app: string; environment: string }) => void;
  leave: () => void;
  otherWays: JSX.Element;
}

function StageView(props: StageViewProps): JSX.Element {
  const { stage } = props;
  switch (stage.at) {
    case 'loading':
    case 'change':
      return (
        <div class="view">
          <Waiting what={text.loading} />
        </div>
      );
    case 'home':
      return <Home {...props} app={stage.app} />;
    case 'sending':
      return <Sending job={stage.job} cancel={props.leave} />;
    case 'failed':
      return (
        <Failed
          job={stage.job}
          tryAgain={() => props.start(stage.job.source)}
          leave={props.leave}
          otherWays={props.otherWays}
        />
      );
    case 'naming':
      return <NameApp job={stage.job} named={props.setNamed} leave={props.leave} />;
  }
}

/** A repository can be asked again without its builder's tab. */
function gitOf(job: Job | null | undefined): Source | null {
  return job?.source.kind === 'git' ? job.source : null;
}

function originOf({ source, project }: Job): string {
  switch (source.kind) {
    case 'builder':
      return text.builder[project.builder];
    case 'file':
      return source.name;
    case 'git':
      return text.panel.gitRepository;
  }
}

function goingOf(stage: Stage, project: Project, named: Named | null): Going | null {
  return stage.at !== 'change'
    ? null
    : {
        app: stage.app,
        request: {
          kind: 'deploy',
          environment: named?.environment ?? 'production',
          exportId: stage.exportId,
          project,
          ...(named ? { consents: ['build'] as const } : {}),
        },
        planId: stage.job.planId,
      };
}
