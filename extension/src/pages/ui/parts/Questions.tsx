import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Plan, Question } from '../daemon.ts';
import { useAction } from '../hooks/action.ts';
import { useClient } from '../hooks/context.ts';
import { environmentPath, type Consent, type PlanRequest } from '../model/plan.ts';
import { asksToBuild, isAboutBuilding, questionsOf, withOffers } from '../model/questions.ts';
import { text } from '../strings.ts';
import { Button } from './basics.tsx';
import { Field } from './Field.tsx';
import { Notice, TroubleNotice } from './Notice.tsx';
import { Tick } from './Tick.tsx';

interface QuestionsProps {
  plan: Plan;
  replan: (change: Partial<PlanRequest>) => void;
  look?: 'primary' | 'plain';
  /** Other buttons beside the one that answers. */
  children?: ComponentChildren;
}

/** All that only the app's owner can answer, at once. */
export function Questions({ plan, replan, look, children }: QuestionsProps): JSX.Element {
  const client = useClient();
  const questions = questionsOf(plan);
  const [values, setValues] = useState<Record<string, string>>({});
  const [taken, setTaken] = useState<readonly string[]>([]);
  const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const given = Object.keys(set).length > 0;
  const agreed = questions.filter((asked) => isAboutBuilding(asked) || taken.includes(asked.name));
  const offers = named(agreed, 'offer');
  const consents = named(agreed, 'consent') as Consent[];
  const ticks = questions.filter((asked) => asked.kind !== 'value' && !isAboutBuilding(asked));
  const build = asksToBuild(questions);

  const answer = useAction(async () => {
    if (given) {
      await client.api('PATCH', `${environmentPath(plan)}/variables`, { set });
    }
    if (offers.length > 0) {
      const path = `/v1/apps/${encodeURIComponent(plan.app)}/overrides`;
      const { overrides } = await client.api<{ overrides: Record<string, string> }>('GET', path);
      await client.api('PATCH', path, { set: { with: withOffers(overrides['with'], offers) } });
    }
    replan(consents.length > 0 ? { consents } : {});
  });

  const ready =
    ticks.every(({ name, needed }) => !needed || taken.includes(name)) &&
    (build || agreed.length > 0 || given);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) {
          answer.run();
        }
      }}
    >
      {questions.map((question) => (
        <Asked
          key={`${question.kind} ${question.name}`}
          question={question}
          alone={questions.length === 1}
          value={values[question.name] ?? ''}
          setValue={(value) => setValues((all) => ({ ...all, [question.name]: value }))}
          taken={taken.includes(question.name)}
          setTaken={(yes) =>
            setTaken((all) => [
              ...all.filter((offer) => offer !== question.name),
              ...(yes ? [question.name] : []),
            ])
          }
        />
      ))}
      {named(questions, 'value').length > 0 && <p class="hint">{text.questions.valuesKept}</p>}
      {answer.trouble && <TroubleNotice trouble={answer.trouble} />}
      <div class="actions">
        <Button look={look ?? 'primary'} type="submit" disabled={!ready || answer.busy}>
          {nextWords(questions)}
        </Button>
        {children}
      </div>
    </form>
  );
}

interface AskedProps {
  question: Question;
  /** Then the heading says what it is about. */
  alone: boolean;
  value: string;
  setValue: (value: string) => void;
  taken: boolean;
  setTaken: (taken: boolean) => void;
}

function Asked({ question, alone, value, setValue, taken, setTaken }: AskedProps): JSX.Element {
  if (isAboutBuilding(question)) {
    return (
      <Notice tone="info" title={alone ? undefined : text.questions.mayBuild}>
        <p>{text.consent.build}</p>
        <p class="soft">{text.consent.buildHint}</p>
      </Notice>
    );
  }
  switch (question.kind) {
    case 'consent':
    case 'offer':
      return (
        <Tick
          label={question.question}
          hint={question.needed ? text.questions.untilAgreed(question.why) : question.why}
          needed={question.needed}
          ticked={taken}
          onTick={setTaken}
        />
      );
    case 'value':
      return (
        <Field
          label={question.question}
          value={value}
          onInput={setValue}
          type="password"
          hint={text.questions.orEmpty(question.why)}
        />
      );
  }
}

function named(questions: readonly Question[], kind: Question['kind']): string[] {
  return questions.filter((question) => question.kind === kind).map(({ name }) => name);
}

function nextWords(questions: readonly Question[]): string {
  if (asksToBuild(questions)) {
    return text.questions.build;
  }
  if (questions.some(({ kind, needed }) => kind !== 'value' && needed)) {
    return text.questions.goOn;
  }
  return questions.some(({ kind }) => kind !== 'value') ? text.planAgain : text.setAndPlan;
}
