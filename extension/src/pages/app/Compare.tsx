import type { JSX } from 'preact';
import type { Diff, FileDiff } from '../ui/daemon.ts';
import { useFetched, usePages } from '../ui/hooks/fetched.ts';
import { Button, Fold, Section, ViewHeading, Waiting } from '../ui/parts/basics.tsx';
import { DiffText, Path } from '../ui/parts/Files.tsx';
import { isEmpty, NameList } from '../ui/parts/Names.tsx';
import { Notice, TroubleNotice } from '../ui/parts/Notice.tsx';
import { text } from '../ui/strings.ts';
import { hrefOf } from './route.ts';

interface CompareProps {
  slug: string;
  from: string;
  to: string;
}

/** How two deployments differ. */
export function Compare({ slug, from, to }: CompareProps): JSX.Element {
  const path = `/v1/apps/${[slug, 'diff', from, to].map(encodeURIComponent).join('/')}`;
  const diff = useFetched<Diff>(path);
  const files = usePages<FileDiff>(
    path,
    (after) => (after === null ? path : `${path}?after=${encodeURIComponent(after)}`),
    (body) => {
      const page = body as Diff;
      return { items: page.files, next: page.next };
    },
  );
  const value = diff.value;
  return (
    <div class="view">
      <a class="up" href={hrefOf({ page: 'app', slug })}>
        {text.compare.back(slug)}
      </a>
      {diff.trouble && !value && <TroubleNotice trouble={diff.trouble} />}
      {!value ? (
        !diff.trouble && <Waiting what={text.loading} />
      ) : (
        <>
          <ViewHeading>{text.compare.title(value.from.release, value.to.release)}</ViewHeading>
          <p class="lead mono">
            {text.compare.commits(value.from.commit.slice(0, 10), value.to.commit.slice(0, 10))}
          </p>
          <Notice tone={value.build.same ? 'good' : 'info'} title={text.compare.build}>
            <p>{value.build.same ? text.compare.same : text.compare.different}</p>
          </Notice>
          <Section title={text.compare.files}>
            {files.value?.length === 0 && <p class="soft">{text.compare.noFiles}</p>}
            <div class="file-diffs">
              {files.value?.map((file, at) => (
                <Fold
                  key={file.path}
                  title={<Path path={file.path} change={file.change} />}
                  open={at < 3 && file.change === 'changed'}
                >
                  <DiffText diff={file} />
                </Fold>
              ))}
            </div>
            {files.trouble && <TroubleNotice trouble={files.trouble} />}
            {files.older && (
              <Button onClick={files.older} disabled={files.loading}>
                {text.compare.more}
              </Button>
            )}
          </Section>
          <Section title={text.compare.variables}>
            {isEmpty(value.variables) ? (
              <p class="soft">{text.compare.noVariables}</p>
            ) : (
              <NameList names={value.variables} />
            )}
          </Section>
          <Section title={text.compare.adaptations}>
            {isEmpty(value.adaptations) ? (
              <p class="soft">{text.compare.noAdaptations}</p>
            ) : (
              <NameList names={value.adaptations} />
            )}
          </Section>
        </>
      )}
    </div>
  );
}
